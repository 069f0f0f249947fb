using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;

namespace Detector.Benchmarks.Corpora;

/// <summary>The folder of real pages the benchmarks measure on. Its pages belong to their publishers and are not part of this repository.</summary>
public sealed class Corpus
{
    public static readonly string[] Sets = ["news-aeb", "web-wcxb", "web-trafilatura"];

    /// <summary>Sets of articles that nobody marked; fitting may use them, nothing needs them.</summary>
    public static readonly string[] Unmarked = ["news-newspaper", "web-readability"];

    private readonly string _folder;

    private Corpus(string folder) => _folder = folder;

    /// <summary>Opens the folder, or says what is missing on standard error and returns null.</summary>
    public static Corpus? Open(string? folder)
    {
        folder ??= Environment.GetEnvironmentVariable("DETECTOR_CORPUS");
        if (folder is null)
        {
            Console.Error.WriteLine("No corpus given: pass --corpus DIR or set DETECTOR_CORPUS. Its pages belong to their publishers, so they are not in the repository.");
            return null;
        }
        foreach (var set in Sets)
            if (!File.Exists(PathOf(folder, set)))
            {
                Console.Error.WriteLine($"The corpus folder '{folder}' has no {set}.jsonl.gz: one JSON object a line with id, group, html and gold_body (or must_have and must_not), gzip.");
                return null;
            }
        return new Corpus(folder);
    }

    public bool Has(string set) => File.Exists(PathOf(_folder, set));

    /// <summary>For commands that make do without: null when no folder is named; false, with the reason said, when the one named is none.</summary>
    public static bool Given(string? folder, out Corpus? corpus)
    {
        corpus = null;
        if (folder is null && Environment.GetEnvironmentVariable("DETECTOR_CORPUS") is null) return true;
        corpus = Open(folder);
        return corpus is not null;
    }

    public List<CorpusPage> Load(string set)
    {
        var pages = new List<CorpusPage>();
        using var reader = new StreamReader(new GZipStream(File.OpenRead(PathOf(_folder, set)), CompressionMode.Decompress), Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            using var document = JsonDocument.Parse(line);
            var page = document.RootElement;
            if (Text(page, "format") == "text") continue;
            pages.Add(new CorpusPage
            {
                Id = Text(page, "id")!,
                Group = Text(page, "group") ?? Text(page, "id")!,
                Bytes = Encoding.UTF8.GetBytes(Text(page, "html")!),
                Url = Text(page, "url"),
                Gold = Text(page, "gold_body"),
                Type = Text(page, "page_type"),
                MustHave = Texts(page, "must_have"),
                MustNot = Texts(page, "must_not"),
            });
        }
        return pages;
    }

    /// <summary>The first page of a set that fits; null when there is none, or no such set.</summary>
    public CorpusPage? Find(string set, Predicate<CorpusPage> fits) => File.Exists(PathOf(_folder, set)) ? Load(set).Find(fits) : null;

    /// <summary>Which files the figures come from: hash of the measured sets, in order.</summary>
    public string Digest()
    {
        var hash = new XxHash3();
        foreach (var set in Sets)
        {
            using var file = File.OpenRead(PathOf(_folder, set));
            hash.Append(file);
        }
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    private static string PathOf(string folder, string set) => Path.Combine(folder, set + ".jsonl.gz");

    private static string? Text(JsonElement page, string name) => page.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string[] Texts(JsonElement page, string name) =>
        page.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(item => item.GetString()!)] : [];
}
