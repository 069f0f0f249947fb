using System.Text.Json;
using Detector.Contract;
using Detector.Testing;

namespace Detector.Client.Tests;

/// <summary>The sample pages, and what <c>detector scan samples</c> says of them.</summary>
public static class Samples
{
    private static readonly Lazy<IReadOnlyDictionary<string, ResultLine>> Scanned = new(ScanSamples);

    public static string Folder { get; } = Repository.PathOf("samples");

    /// <summary>By file name.</summary>
    public static IReadOnlyDictionary<string, ResultLine> Verdicts => Scanned.Value;

    public static PageToScore Page(string file) => new()
    {
        Id = file,
        Url = Verdicts[file].Url,
        Bytes = File.ReadAllBytes(Path.Combine(Folder, file)),
        ContentType = file.EndsWith(".txt", StringComparison.Ordinal) ? "text/plain; charset=utf-8" : "text/html; charset=utf-8",
    };

    /// <summary>All of a verdict but the id, as it is exchanged.</summary>
    public static string Said(ResultLine line) => JsonSerializer.Serialize(line with { Id = "", Fetched = null }, ResultJson.Line.ResultLine);

    private static IReadOnlyDictionary<string, ResultLine> ScanSamples() => Scan(Folder).GetAwaiter().GetResult();

    /// <summary>What <c>detector scan</c> says of the pages of a folder, by file name.</summary>
    public static async Task<IReadOnlyDictionary<string, ResultLine>> Scan(string folder)
    {
        var ran = await Processes.Run(Path.Combine(AppContext.BaseDirectory, "Detector.Cli"), Repository.Root, new Dictionary<string, string?>(StringComparer.Ordinal), "scan", folder, "--format", "jsonl");
        ran.Exit.ShouldBe(1, "Some samples are flagged. " + ran.Errors);
        return ran.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize(line, ResultJson.Line.ResultLine)!).ToDictionary(line => Path.GetFileName(line.Id), StringComparer.Ordinal);
    }
}
