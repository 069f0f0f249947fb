using System.Security.Cryptography;
using System.Text.Json;
using Detector.Scanning;

namespace Detector.Api.Access;

/// <summary>What a key may do.</summary>
internal enum Scope : byte
{
    /// <summary>Have pages judged.</summary>
    Score,
    /// <summary>Add articles to the index and take them out.</summary>
    Index,
    /// <summary>Read metrics, have files read again.</summary>
    Admin,
}

/// <summary>A key as it is kept: never the key itself.</summary>
/// <param name="Name">Whose it is; stands in metrics and logs.</param>
/// <param name="Hash">SHA-256 of the key, in hexadecimal. Keys are 256 random bits, so a fast hash keeps them: there is nothing to guess (NIST SP 800-63B, 5.1.1.2 is about secrets people choose).</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="Expires">From then on it is refused; null: never.</param>
/// <param name="PagesPerMinute">Null: the setting's default.</param>
internal sealed record ApiKey(string Name, string Hash, IReadOnlyList<Scope> Scopes, DateTimeOffset? Expires = null, int? PagesPerMinute = null);

/// <summary>The keys of a file. Two keys of one name may overlap: that is how one is replaced by another without a gap.</summary>
internal sealed class ApiKeys
{
    private const string Prefix = "det_";

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter<Scope>(JsonNamingPolicy.KebabCaseLower) },
    };

    private readonly Dictionary<string, ApiKey> _byHash;

    private ApiKeys(IReadOnlyList<ApiKey> keys)
    {
        All = keys;
        _byHash = new Dictionary<string, ApiKey>(StringComparer.Ordinal);
        foreach (var key in keys) _byHash[key.Hash] = key;
    }

    public static ApiKeys None { get; } = new([]);

    public IReadOnlyList<ApiKey> All { get; }

    /// <exception cref="UsageException">The file is missing, broken or holds something that is no key.</exception>
    public static ApiKeys Load(string path)
    {
        try
        {
            var keys = JsonSerializer.Deserialize<KeyFile>(File.ReadAllBytes(path), Format)?.Keys ?? [];
            foreach (var key in keys)
            {
                if (string.IsNullOrWhiteSpace(key.Name)) throw new UsageException($"The file of keys '{path}' has a key without a name.");
                if (key.Hash is not { Length: 64 } || !key.Hash.All(char.IsAsciiHexDigitLower)) throw new UsageException($"The file of keys '{path}': the hash of '{key.Name}' is not 64 hexadecimal digits. 'detector-api key add' writes it.");
                if (key.Scopes is not { Count: > 0 }) throw new UsageException($"The file of keys '{path}': '{key.Name}' has no scope (score, index, admin).");
                if (key.PagesPerMinute < 0) throw new UsageException($"The file of keys '{path}': '{key.Name}' has {key.PagesPerMinute} pages a minute; 0 is no limit.");
            }
            return new ApiKeys(keys);
        }
        catch (JsonException broken)
        {
            throw new UsageException($"The file of keys '{path}' is not as 'detector-api key add' writes it: {broken.Message}");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The file of keys '{path}' cannot be read: {failure.Message}");
        }
    }

    /// <summary>Makes a key and writes its hash into the file, which only its owner may read.</summary>
    /// <returns>The key: shown once, kept nowhere.</returns>
    public static string Add(string path, string name, IReadOnlyList<Scope> scopes, DateTimeOffset? expires, int? pagesPerMinute)
    {
        var secret = Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var keys = File.Exists(path) ? Load(path).All : [];
        Write(path, [.. keys, new ApiKey(name, HashOf(secret), scopes, expires, pagesPerMinute)]);
        return secret;
    }

    /// <summary>Takes the keys of a name out of the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">Whose.</param>
    /// <param name="hash">How the hash of the one that is meant begins; empty: all of them.</param>
    /// <returns>How many there were.</returns>
    public static int Remove(string path, string name, string hash = "")
    {
        var keys = Load(path).All;
        ApiKey[] left = [.. keys.Where(key => key.Name != name || !key.Hash.StartsWith(hash, StringComparison.OrdinalIgnoreCase))];
        if (left.Length < keys.Count) Write(path, left);
        return keys.Count - left.Length;
    }

    /// <summary>The key a caller showed; null when there is no such key. Looked up by its hash, so the time taken tells nothing about the key.</summary>
    public ApiKey? Find(string secret) => _byHash.GetValueOrDefault(HashOf(secret));

    private static string HashOf(string secret) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(secret)));

    // Whole or not at all: a server that watches the file must not read half of it.
    private static void Write(string path, IReadOnlyList<ApiKey> keys)
    {
        var next = path + ".next";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(next, options)) JsonSerializer.Serialize(file, new KeyFile(keys), Format);
        File.Move(next, path, overwrite: true);
    }

    private sealed record KeyFile(IReadOnlyList<ApiKey> Keys);
}
