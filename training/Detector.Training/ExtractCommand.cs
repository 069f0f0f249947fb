using System.CommandLine;
using System.Diagnostics;
using System.Text;
using Detector.Signals;
using Detector.Signals.Templates;
using Detector.Training.Extraction;
using Detector.Training.Style;
using Detector.Training.Tables;

namespace Detector.Training;

/// <summary>extract: a corpus of pages in, a table of numbers out.</summary>
internal static class ExtractCommand
{
    /// <summary>Where <c>style</c> keeps the writing styles that are fitted without a source each.</summary>
    public const string HeldStylesFolder = "training/data/machine-style";

    public static Command Create()
    {
        var corpus = new Option<string?>("--corpus") { Description = $"Folder of labelled pages, JSON lines; default: the environment's {CorpusFiles.Variable}" };
        var simulated = new Option<string[]>("--simulated") { Description = "File of simulated pages, JSON lines, added to the corpus", AllowMultipleArgumentsPerToken = true };
        var with = new Option<int>("--with-simulated") { Description = "Simulated pages to render from the corpus' honest bodies and add, honest twins included" };
        var seed = new Option<int>("--seed") { Description = "Decides how text twins are rendered and which pages are simulated", DefaultValueFactory = _ => 1 };
        var held = new Option<string?>("--held-styles") { Description = $"Folder of the writing styles that have not seen a page, as `style` writes it; default: {HeldStylesFolder} where it is, else the shipped style, which has read none of your own pages" };
        var output = new Option<string>("--out") { Description = "Feature table to write", DefaultValueFactory = _ => "training/data/features.csv.gz" };
        var command = new Command("extract", "Measure every page of a corpus: a table of numbers, labels, groups and addresses, no text.") { corpus, simulated, with, seed, held, output };
        command.SetAction(parse => Guard.Run(() => Run(parse.GetValue(corpus), parse.GetValue(simulated) ?? [], parse.GetValue(with), parse.GetValue(seed), parse.GetValue(held), parse.GetValue(output)!)));
        return command;
    }

    private static void Run(string? given, string[] simulated, int with, int seed, string? held, string output)
    {
        var watch = Stopwatch.StartNew();
        var folder = CorpusFiles.Folder(given);
        var lines = CorpusFiles.Lines(folder);
        foreach (var file in simulated) lines = lines.Concat(CorpusFiles.FileLines(file));
        CorpusLine[] drawn = with > 0 ? [.. CorpusFiles.Simulated(folder, with, (ulong)seed)] : [];
        using var index = CorpusIndex.Of(CorpusFiles.Lines(folder));
        var extractor = new Extractor(TemplateSignatures.None, held is null && !Directory.Exists(HeldStylesFolder) ? HeldStyles.None : HeldStyles.Read(held ?? HeldStylesFolder), index, SimulatedIndex.Of(drawn.Select(line => line.Page!.Drawn!)), seed);
        var told = 0.0;
        var (rows, unread) = extractor.Run(lines.Concat(drawn), pages =>
        {
            if (watch.Elapsed.TotalSeconds < told + 5) return;
            told = watch.Elapsed.TotalSeconds;
            Console.Error.WriteLine($"{pages} pages, {pages / told:F0} a second");
        });
        new FeatureTable(extractor.Columns, rows).Write(output);
        var list = new StringBuilder("id,source,why\n");
        foreach (var page in unread)
        {
            Csv.Append(list, page.Id).Append(',');
            Csv.Append(list, page.Source).Append(',');
            Csv.Append(list, page.Why).Append('\n');
        }
        var beside = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(output))!, "unread.csv");
        File.WriteAllText(beside, list.ToString());
        Console.Error.WriteLine($"{rows.Select(row => row.Id).Distinct(StringComparer.Ordinal).Count()} pages gave {rows.Count} rows of {extractor.Columns.Count} columns ({Catalog.All.Count} signals) in {watch.Elapsed.TotalSeconds:F1} s: {output}");
        Console.Error.WriteLine($"{unread.Count} pages gave none: {beside}");
        foreach (var bug in unread.Where(page => page.Why.StartsWith("BUG", StringComparison.Ordinal)).Take(10)) Console.Error.WriteLine($"  {bug.Source} {bug.Id}: {bug.Why}");
    }
}

/// <summary>The door of every command: what a person can put right is one line on stderr, not a stack trace.</summary>
internal static class Guard
{
    /// <summary>0: done. 2: could not.</summary>
    public static int Run(Action work)
    {
        try
        {
            work();
            return 0;
        }
        catch (Exception exception) when (exception is TrainingException or Models.ModelFileException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"detector-training: {exception.Message}");
            return 2;
        }
    }
}
