using System.CommandLine;
using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Detector.Pages;
using Detector.Pages.Addresses;
using Detector.Pages.Decoding;
using Detector.Sources;
using Detector.Training.Tables;

namespace Detector.Training.Labelling;

/// <summary>import and review: labels or moderators' decisions, with their pages, become a corpus file that extract reads.</summary>
internal static class ImportCommand
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Import() => Create("import", "--labels", "Labels: CSV with a first line of names, or JSON lines; id, file or url, and flag 1 or 0", "Labels and their pages become a corpus file: what extract reads.");

    public static Command Review() => Create("review", "--decisions", "Decisions: JSON lines or CSV with id or url, and decision (confirm, reject, unsure); the last one on a page counts", "Moderators' decisions and their pages become a corpus file: what extract reads.");

    private static Command Create(string name, string option, string says, string does)
    {
        var labels = new Option<string>(option) { Description = says, Required = true };
        var pages = new Option<string[]>("--pages") { Description = "Where the pages are: folders, files of JSON lines or whatever else detector scans", Required = true, AllowMultipleArgumentsPerToken = true };
        var source = new Option<string>("--source") { Description = "The collection they are from, where the labels name none", DefaultValueFactory = _ => name == "review" ? "reviewed" : "mine" };
        var output = new Option<string>("--out") { Description = "Corpus file to write, .jsonl or .jsonl.gz", Required = true };
        var all = new Option<bool>("--all") { Description = "Keep pages nobody labelled, for suggest" };
        var command = new Command(name, does) { labels, pages, source, output, all };
        command.SetAction(parse => Guard.Run(() => Run(Labels.Read(parse.GetValue(labels)!), parse.GetValue(pages)!, parse.GetValue(source)!, parse.GetValue(output)!, parse.GetValue(all), Console.Out)));
        return command;
    }

    internal static void Run(IReadOnlyList<Label> labels, IReadOnlyList<string> paths, string source, string output, bool all, TextWriter report)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(output)) is { } folder) Directory.CreateDirectory(folder);
        var known = Labels.ByPage(labels);
        var used = new HashSet<Label>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        int flagged = 0, honest = 0, open = 0;
        var broken = new List<string>();
        var aside = output + ".part";
        using (var file = File.Create(aside))
        using (var plain = output.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? (Stream)new GZipStream(file, CompressionLevel.Optimal) : file)
        {
            foreach (var (item, from) in paths.SelectMany(path => PageSources.Of(path).Read(new SourceProgress()).Select(item => (item, path))))
            {
                if (item is BrokenPage lost)
                {
                    broken.Add($"{lost.Where}: {lost.Says}");
                    continue;
                }
                var page = (SourcePage)item with { Id = Within(from, item.Id) };
                var label = Labels.Find(known, page.Id, page.Request.Url);
                if (label is not null) used.Add(label);
                if (label?.Flag is null && !all) continue;
                if (!ids.Add(page.Id))
                {
                    broken.Add($"{page.Id}: a page of this id came before");
                    continue;
                }
                if (Content(page) is not { } content)
                {
                    broken.Add($"{page.Id}: its characters cannot be read");
                    continue;
                }
                plain.Write(Line(page, label, content, source));
                plain.Write("\n"u8);
                if (label?.Flag is not { } flag) open++;
                else if (flag) flagged++;
                else honest++;
            }
        }
        File.Move(aside, output, overwrite: true);
        foreach (var line in broken.Take(20)) report.WriteLine($"left out  {line}");
        if (broken.Count > 20) report.WriteLine($"left out  {broken.Count - 20} more");
        var without = labels.Where(label => label.Flag is not null && !used.Contains(label) && Labels.Find(known, label.Id, label.Url.Length == 0 ? null : label.Url) == label).ToArray();
        foreach (var label in without.Take(20)) report.WriteLine($"no page   {(label.Id.Length > 0 ? label.Id : label.Url)}");
        if (without.Length > 20) report.WriteLine($"no page   {without.Length - 20} more labels");
        report.WriteLine($"{output}: {flagged} pages to flag, {honest} honest, {open} open; {without.Length} labels without a page, {broken.Count} pages left out");
        if (flagged + honest + open == 0) throw new TrainingException("No label found its page. Labels find pages by id (a file's name), by file or by address: compare one of each.");
    }

    /// <summary>What a page is called within its input, the same on every machine.</summary>
    private static string Within(string input, string id) =>
        Directory.Exists(input) ? Path.GetRelativePath(input, id).Replace('\\', '/') : id.StartsWith(input, StringComparison.Ordinal) ? Path.GetFileName(input) + id[input.Length..] : id;

    private static string? Content(SourcePage page)
    {
        if (page.Text is { } text) return text.ToString();
        var characters = PageDecoder.Decode(page.Bytes.Span, page.Request.ContentType, out var length, out _);
        if (characters is null) return null;
        try
        {
            return new string(characters, 0, length);
        }
        finally
        {
            System.Buffers.ArrayPool<char>.Shared.Return(characters);
        }
    }

    private static ReadOnlySpan<byte> Line(SourcePage page, Label? label, string content, string source)
    {
        var url = page.Request.Url ?? (label?.Url is { Length: > 0 } told ? told : null);
        var site = Address.TryParse(url)?.Domain;
        var format = page.Request.Format == PageFormat.Detect ? FormatDetector.Detect(content, page.Request.ContentType) : page.Request.Format;
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            json.WriteString("id", page.Id);
            // A farm with a name of its own is left out as a whole; the honest sites of one collection are told apart by group.
            json.WriteString("source", label?.Source is { Length: > 0 } own ? own : label?.Flag == true && site is not null ? site : source);
            json.WriteString("url", url);
            json.WriteString("label", label?.Name is { Length: > 0 } name ? name : label?.Flag switch { true => "flagged", false => "honest", null => "" });
            if (label?.Flag is { } flag) json.WriteNumber("flag", flag ? 1 : 0);
            else json.WriteNull("flag");
            json.WriteString("group", label?.Group is { Length: > 0 } group ? group : site ?? page.Id);
            if (label?.Language is { Length: > 0 } language) json.WriteString("lang", language);
            if (format == PageFormat.Text) json.WriteString("format", "text");
            json.WriteString("html", content);
            json.WriteEndObject();
        }
        return buffer.GetBuffer().AsSpan(0, (int)buffer.Length);
    }
}
