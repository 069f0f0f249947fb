using System.Text.Json;
using Detector.Pages.Addresses;
using Detector.Training.Tables;

namespace Detector.Training.Labelling;

/// <summary>What somebody said of a page.</summary>
internal sealed record Label
{
    /// <summary>The page's id in its input (for files in a folder their name), or empty.</summary>
    public required string Id { get; init; }

    /// <summary>The page's address, or empty.</summary>
    public required string Url { get; init; }

    /// <summary>True: a moderator should be shown it; null: seen and left open.</summary>
    public required bool? Flag { get; init; }

    /// <summary>What it was called; empty: "flagged" or "honest".</summary>
    public string Name { get; init; } = "";

    /// <summary>The collection it is from: what is left out as one.</summary>
    public string Source { get; init; } = "";

    /// <summary>Its site or template.</summary>
    public string Group { get; init; } = "";

    /// <summary>ISO 639-1.</summary>
    public string Language { get; init; } = "";
}

/// <summary>Labels from files: a table with a heading (CSV), or JSON lines; decisions of moderators are labels too.</summary>
internal static class Labels
{
    /// <summary>What a moderator's decision says of a page; "unsure" and "undo" leave it open.</summary>
    private static readonly Dictionary<string, bool?> Decisions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["confirm"] = true, ["confirmed"] = true, ["flag"] = true, ["farm"] = true,
        ["reject"] = false, ["rejected"] = false, ["dismiss"] = false, ["honest"] = false,
        ["unsure"] = null, ["undo"] = null, ["open"] = null,
    };

    /// <summary>
    /// Reads labels. A CSV's first line names its columns, a JSON line its fields: id or file, url, and flag (1, 0, true, false, yes, no) or decision; label, source, group and lang if known.
    /// </summary>
    /// <exception cref="TrainingException">A line that says nothing about any page: which line, and what is wanted.</exception>
    public static IReadOnlyList<Label> Read(string path)
    {
        if (!File.Exists(path)) throw new TrainingException($"There is no file of labels '{path}'.");
        using var reader = new StreamReader(path);
        return path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? Table(reader, path) : Lines(reader, path);
    }

    private static List<Label> Table(StreamReader reader, string path)
    {
        var cells = new List<string>();
        if (!Csv.ReadLine(reader, cells)) throw new TrainingException($"{path} is empty: a first line that names its columns is wanted (id,url,flag).");
        var names = cells.Select(cell => cell.Trim().TrimStart('\uFEFF').ToLowerInvariant()).ToArray();
        var labels = new List<Label>();
        for (var line = 2; Csv.ReadLine(reader, cells); line++)
        {
            if (cells.TrueForAll(string.IsNullOrWhiteSpace)) continue;
            labels.Add(Of(name => Array.IndexOf(names, name) is >= 0 and var at && at < cells.Count ? cells[at].Trim() : "", $"{path}, line {line}"));
        }
        return labels;
    }

    private static List<Label> Lines(StreamReader reader, string path)
    {
        var labels = new List<Label>();
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            try
            {
                using var json = JsonDocument.Parse(line);
                var root = json.RootElement;
                if (root.ValueKind != JsonValueKind.Object) throw new TrainingException($"{path}, line {number} is no JSON object: id, url and flag or decision are wanted.");
                labels.Add(Of(name => root.TryGetProperty(name, out var value) ? value.ValueKind == JsonValueKind.String ? value.GetString()! : value.ValueKind == JsonValueKind.Null ? "" : value.GetRawText() : "", $"{path}, line {number}"));
            }
            catch (JsonException exception)
            {
                throw new TrainingException($"{path}, line {number} is not JSON: {exception.Message}", exception);
            }
        }
        return labels;
    }

    private static Label Of(Func<string, string> field, string place)
    {
        var id = field("id") is { Length: > 0 } given ? given : field("file");
        if (id.Length == 0 && field("url").Length == 0) throw new TrainingException($"{place} names no page: id, file or url is wanted.");
        return new Label { Id = id, Url = field("url"), Flag = Flag(field("flag"), field("decision"), place), Name = field("label"), Source = field("source"), Group = field("group"), Language = field("lang") };
    }

    private static bool? Flag(string flag, string decision, string place)
    {
        if (decision.Length > 0)
            return Decisions.TryGetValue(decision, out var said) ? said : throw new TrainingException($"{place}: the decision '{decision}' is none of {string.Join(", ", Decisions.Keys)}.");
        return flag.ToLowerInvariant() switch
        {
            "1" or "true" or "yes" => true,
            "0" or "false" or "no" => false,
            "" => null,
            _ => throw new TrainingException($"{place}: flag is '{flag}'; 1 (show it to a moderator), 0 (don't) or nothing is wanted."),
        };
    }

    /// <summary>
    /// The last word on each page. Moderators decide one after another and change their minds; two labels for one page and the earlier is past.
    /// </summary>
    public static Dictionary<string, Label> ByPage(IEnumerable<Label> labels)
    {
        var pages = new Dictionary<string, Label>(StringComparer.Ordinal);
        foreach (var label in labels)
        {
            if (label.Id.Length > 0) pages["id " + label.Id] = label;
            if (label.Url.Length > 0) pages["url " + Key(label.Url)] = label;
        }
        return pages;
    }

    /// <summary>Finds what was said of a page: by id, by file name, by address.</summary>
    public static Label? Find(Dictionary<string, Label> pages, string id, string? url) =>
        pages.GetValueOrDefault("id " + id) ?? pages.GetValueOrDefault("id " + Path.GetFileName(id)) ?? (url is null ? null : pages.GetValueOrDefault("url " + Key(url)));

    private static string Key(string url) => Address.TryParse(url)?.Url ?? url;
}
