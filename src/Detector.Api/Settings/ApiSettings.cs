using Detector.Pages;

namespace Detector.Api.Settings;

/// <summary>
/// How the service runs, from (later wins) <c>detector-api.json</c>, environment variables (<c>Detector__PageSeconds=3</c>) and flags. A name that does not exist, a value out of
/// range or a file that cannot be used ends the start with a sentence.
/// </summary>
internal sealed class ApiSettings
{
    public const string Section = "Detector";

    /// <summary>The index that stands for none.</summary>
    public const string NoIndex = "none";

    /// <summary>Model file; null: the one that comes with the program. Watched: a new file takes its place without a restart.</summary>
    public string? Model { get; set; }

    /// <summary>Dated marks of known networks; null: those that come with the program; "none": none. Watched like the model.</summary>
    public string? Signatures { get; set; }

    /// <summary>Folder of an index, made when it is not there, or redis://host:port; "none": copies are not checked.</summary>
    public string Index { get; set; } = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "detector", "index");

    /// <summary>Nothing is added to the index: another process writes it.</summary>
    public bool IndexReadOnly { get; set; }

    /// <summary>Keep the text of articles that are added, for showing passages side by side.</summary>
    public bool KeepText { get; set; }

    /// <summary>File of API keys (see <c>detector-api key</c>); null: only callers on this machine, without a key. Watched like the model.</summary>
    public string? Keys { get; set; }

    /// <summary>A run (a file or a PostgreSQL connection string) whose review site is served at /review; null: none. Beyond this machine moderators sign in with tokens (see <c>detector moderator</c>), not with API keys.</summary>
    public string? Review { get; set; }

    /// <summary>Pages judged at once, 1 to 1,024.</summary>
    public int Judges { get; set; } = Environment.ProcessorCount;

    /// <summary>Single pages that may wait for a judge before further ones are answered 429, 1 to 100,000; 0: sixteen a judge.</summary>
    public int Queue { get; set; }

    /// <summary>Batches and archives streamed at once, 1 to 1,024; further ones are answered 429.</summary>
    public int Streams { get; set; } = 8;

    /// <summary>Connections open at once, 1 to 100,000; further ones are closed. Each that has sent what is not read yet holds 32 KiB.</summary>
    public int Connections { get; set; } = 4096;

    /// <summary>Bytes of one page, unpacked, 1 KiB to 32 MiB.</summary>
    public int MaximumPageBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>Bytes of one JSON line or JSON body, 1 KiB to 64 MiB.</summary>
    public int MaximumLineBytes { get; set; } = 20 * 1024 * 1024;

    /// <summary>Bytes of single pages under way, all callers together, 1 MiB to 16 GiB; beyond it 429.</summary>
    public long BytesUnderWay { get; set; } = 256L * 1024 * 1024;

    /// <summary>How many times larger than it came a compressed body may become, 2 to 10,000: beyond it, and beyond one page's size, it is a decompression bomb.</summary>
    public int MaximumExpansion { get; set; } = 200;

    /// <summary>Articles of one request to the index, 1 to 1,000,000.</summary>
    public int MaximumArticles { get; set; } = 10_000;

    /// <summary>Seconds one page may be judged, 0.01 to 600; longer, it is answered "out-of-time".</summary>
    public double PageSeconds { get; set; } = 5;

    /// <summary>Seconds a request may take to end after SIGTERM, 0 to 3,600.</summary>
    public double DrainSeconds { get; set; } = 30;

    /// <summary>Pages a minute of a key that says nothing else, 0: no limit.</summary>
    public int PagesPerMinute { get; set; }

    /// <summary>Write the addresses of pages that failed into the log.</summary>
    public bool LogAddresses { get; set; }

    public Sources.SourceLimits SourceLimits => new() { MaximumPageBytes = MaximumPageBytes, MaximumLineBytes = MaximumLineBytes };

    public int MostWaiting => Queue > 0 ? Queue : 16 * Judges;

    /// <summary>A sentence for every setting that cannot be.</summary>
    public IEnumerable<string> Faults()
    {
        if (Judges is < 1 or > 1024) yield return Out(nameof(Judges), Judges, "1 to 1,024");
        if (Queue is < 0 or > 100_000) yield return Out(nameof(Queue), Queue, "0 to 100,000");
        if (Streams is < 1 or > 1024) yield return Out(nameof(Streams), Streams, "1 to 1,024");
        if (Connections is < 1 or > 100_000) yield return Out(nameof(Connections), Connections, "1 to 100,000");
        if (MaximumPageBytes < 1024 || MaximumPageBytes > PageLimits.Default.MaximumBytes) yield return Out(nameof(MaximumPageBytes), MaximumPageBytes, "1,024 to 33,554,432 bytes");
        if (MaximumLineBytes is < 1024 or > 64 * 1024 * 1024) yield return Out(nameof(MaximumLineBytes), MaximumLineBytes, "1,024 to 67,108,864 bytes");
        if (BytesUnderWay is < 1024 * 1024 or > 16L * 1024 * 1024 * 1024) yield return Out(nameof(BytesUnderWay), BytesUnderWay, "1,048,576 to 17,179,869,184 bytes");
        if (MaximumExpansion is < 2 or > 10_000) yield return Out(nameof(MaximumExpansion), MaximumExpansion, "2 to 10,000 times");
        if (MaximumArticles is < 1 or > 1_000_000) yield return Out(nameof(MaximumArticles), MaximumArticles, "1 to 1,000,000");
        if (PageSeconds is not (>= 0.01 and <= 600)) yield return Out(nameof(PageSeconds), PageSeconds, "0.01 to 600 seconds");
        if (DrainSeconds is not (>= 0 and <= 3600)) yield return Out(nameof(DrainSeconds), DrainSeconds, "0 to 3,600 seconds");
        if (PagesPerMinute < 0) yield return Out(nameof(PagesPerMinute), PagesPerMinute, "0 (no limit) or more pages a minute");
        if (Keys is not null && !File.Exists(Keys)) yield return $"The file of keys '{Keys}' ({nameof(Keys)}) does not exist. 'detector-api key add --keys {Keys} --name NAME --scope score' makes it.";
        if (Index.Length == 0) yield return $"{nameof(Index)} is empty. Give a folder, a redis:// address or '{NoIndex}'.";
    }

    private static string Out(string name, IFormattable value, string range) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name} is {value}; it takes {range}.");
}
