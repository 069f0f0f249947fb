using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Detector.Training.Simulate;
using Detector.Training.Tables;

namespace Detector.Training.Extraction;

/// <summary>A labelled page, as a line of a corpus file.</summary>
internal sealed record CorpusPage
{
    public required string Id { get; init; }

    public required string Source { get; init; }

    public required string Group { get; init; }

    public required string Label { get; init; }

    public required bool? Flag { get; init; }

    public required string? Url { get; init; }

    /// <summary>Declared by the corpus, or empty.</summary>
    public required string Language { get; init; }

    /// <summary>Extracted plain text rather than HTML.</summary>
    public required bool IsText { get; init; }

    public required bool Simulated { get; init; }

    public required string Family { get; init; }

    public required string Content { get; init; }

    /// <summary>How a simulated page was made; null for real pages and for those read from a file.</summary>
    public SimulatedPage? Drawn { get; init; }

    /// <summary>The source its words are from: another than <see cref="Source"/> for a simulated page.</summary>
    public string BodySource { get => field ?? Source; init; }

    /// <summary>The group its words are from: another than <see cref="Group"/> for a simulated page.</summary>
    public string BodyGroup { get => field ?? Group; init; }
}

/// <summary>A line of a corpus file: a page, or why it is none.</summary>
/// <param name="Place">File and line.</param>
/// <param name="Page">The page, or null.</param>
/// <param name="Problem">Why there is none.</param>
internal sealed record CorpusLine(string Place, CorpusPage? Page, string? Problem);

/// <summary>Corpus files: one JSON object a line, gzip or plain. A broken line costs that line, a truncated file its rest; both are said.</summary>
internal static class CorpusFiles
{
    /// <summary>The environment variable that names the corpus folder.</summary>
    public const string Variable = "DETECTOR_CORPUS";

    /// <summary>The folder given, else the one the environment names.</summary>
    /// <exception cref="TrainingException">Neither, or it is not there.</exception>
    public static string Folder(string? given)
    {
        var folder = given ?? Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrWhiteSpace(folder)) throw new TrainingException($"Which corpus? Give --corpus DIR, or set {Variable}: a folder of .jsonl or .jsonl.gz files with id, source, group, label, flag, url and html. (Training alone needs no corpus: the feature table is enough.)");
        if (!Directory.Exists(folder)) throw new TrainingException($"There is no corpus folder '{folder}'.");
        return folder;
    }

    /// <summary>Simulated pages as lines of a corpus.</summary>
    public static IEnumerable<CorpusLine> Simulated(string folder, int count, ulong seed) =>
        Simulator.Pages(Simulate.Corpus.Read(folder), new SimulatorOptions { Seed = seed, Count = count }).Select(page => new CorpusLine(page.Id, new CorpusPage
        {
            Id = page.Id, Source = page.Source, Group = page.Group, Label = page.Label, Flag = page.Flag == 1, Url = page.Url, Language = page.Lang,
            IsText = page.Format == PageFormat.Text, Simulated = true, Family = page.Family, Content = page.Content, BodySource = page.BodySource, BodyGroup = page.BodyGroup, Drawn = page,
        }, null));

    /// <summary>Every line of every file, files in order of name.</summary>
    public static IEnumerable<CorpusLine> Lines(string folder)
    {
        var files = Directory.GetFiles(folder).Where(file => file.EndsWith(".jsonl", StringComparison.Ordinal) || file.EndsWith(".jsonl.gz", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToArray();
        if (files.Length == 0) throw new TrainingException($"The corpus folder '{folder}' has no .jsonl or .jsonl.gz file.");
        return files.SelectMany(FileLines);
    }

    /// <summary>Every line of one file.</summary>
    public static IEnumerable<CorpusLine> FileLines(string path)
    {
        if (!File.Exists(path)) throw new TrainingException($"There is no file '{path}'.");
        using var file = File.OpenRead(path);
        using var plain = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? (Stream)new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(plain, Encoding.UTF8);
        foreach (var line in Lines(reader, Path.GetFileName(path))) yield return line;
    }

    public static IEnumerable<CorpusLine> Lines(TextReader reader, string name)
    {
        for (var number = 1; ; number++)
        {
            var place = $"{name}:{number}";
            string? line;
            string? problem = null;
            try
            {
                line = reader.ReadLine();
            }
            catch (Exception exception) when (exception is InvalidDataException or IOException)
            {
                line = null;
                problem = $"the file breaks off: {exception.Message}";
            }
            if (problem is not null) yield return new CorpusLine(place, null, problem);
            if (line is null) yield break;
            if (string.IsNullOrWhiteSpace(line)) continue;
            yield return Parse(line, place);
        }
    }

    private static CorpusLine Parse(string line, string place)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object) return new CorpusLine(place, null, "not a JSON object");
            if (Text("html") is not { } content) return new CorpusLine(place, null, "no field html");
            if (Text("id") is not { } id || Text("source") is not { } source) return new CorpusLine(place, null, "no field id, or none source");
            bool? flag = root.TryGetProperty("flag", out var number) && number.ValueKind == JsonValueKind.Number ? number.GetInt32() == 1 : null;
            return new CorpusLine(place, new CorpusPage
            {
                Id = id, Source = source, Group = Text("group") ?? id, Label = Text("label") ?? "", Flag = flag, Url = Text("url") is { Length: > 0 } url ? url : null, Language = Text("lang") ?? "",
                IsText = Text("format") == "text", Simulated = source.StartsWith("sim-", StringComparison.Ordinal), Family = Text("family") ?? "", Content = content,
            }, null);

            string? Text(string name) => root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (JsonException exception)
        {
            return new CorpusLine(place, null, $"not JSON: {exception.Message}");
        }
    }
}
