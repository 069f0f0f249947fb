using System.CommandLine;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Detector.Features;
using Detector.Learning;
using Detector.Pages;
using Detector.Signals;
using Detector.Signals.Templates;
using Detector.Training.Evaluation;
using Detector.Training.Tables;

namespace Detector.Training.Outside;

/// <summary>outside: the trainer on other people's data, so that what it is worth can be compared.</summary>
internal static class OutsideCommand
{
    public static Command Create()
    {
        var arff = new Option<string[]>("--uk2007") { Description = "WEBSPAM-UK2007 feature files, ARFF or ARFF.gz, one by one", AllowMultipleArgumentsPerToken = true };
        var votes = new Option<string[]>("--votes") { Description = "Human votes on text quality: JSON lines with text and label (1: good)", AllowMultipleArgumentsPerToken = true };
        var seeds = new Option<int[]>("--seeds") { Description = "Each seed deals its own ten folds", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [1, 2, 3] };
        var command = new Command("outside", "Outside benchmarks with the same trainer: WEBSPAM-UK2007 features (10 folds, spam against not), and how well the text signals alone tell good texts from bad.") { arff, votes, seeds };
        command.SetAction(parse => Guard.Run(() =>
        {
            string[] webspam = parse.GetValue(arff) ?? [], texts = parse.GetValue(votes) ?? [];
            if (webspam.Length + texts.Length == 0) throw new TrainingException("Which benchmarks? Give --uk2007 FILE..., --votes FILE..., or both: the data belong to their authors and are no part of this repository.");
            var chosen = parse.GetValue(seeds)!;
            if (webspam.Length > 0) Console.Write(Webspam(webspam, chosen).Markdown());
            if (texts.Length > 0) Console.Write(Votes(texts, chosen).Markdown());
        }));
        return command;
    }

    internal static ReportTable Webspam(string[] files, int[] seeds)
    {
        var report = new ReportTable("WEBSPAM-UK2007", $"AUC, mean of {OutsideBenchmark.Folds} folds; columns that tell the label are dropped, hosts with equal numbers share a fold. Plain: FastTree, 200 trees of 20 leaves, rate 0.05, 10 rows a leaf. Chosen: the way that is best in three folds inside the training hosts.", "file", "seed", "hosts", "spam", "plain", "chosen", "ways chosen");
        foreach (var file in files)
        {
            var data = Arff.Read(file);
            var ways = Ways(data);
            AddSeeds(report, Path.GetFileName(file), data.Positive, ways, seeds);
        }
        return report;
    }

    internal static ReportTable Votes(string[] files, int[] seeds)
    {
        var report = new ReportTable("Human votes on text quality", $"AUC of bad against good texts by the signals of family Text alone, mean of {OutsideBenchmark.Folds} folds; ways as above.", "file", "seed", "texts", "bad", "plain", "chosen", "ways chosen");
        foreach (var file in files)
        {
            var (rows, bad, unread) = Texts(file);
            if (rows.Count < FewestTexts) throw new TrainingException($"'{file}' has {rows.Count} texts that can be read; {FewestTexts} are wanted for folds within folds.");
            var name = Path.GetFileName(file) + (unread == 0 ? "" : $" ({unread} texts too short to read left out)");
            AddSeeds(report, name, bad, [Plain(rows), Small(rows), Light("LightGBM, five bags", rows, 0.2)], seeds);
        }
        return report;
    }

    private static void AddSeeds(ReportTable report, string name, IReadOnlyList<bool> label, IReadOnlyList<Way> ways, int[] seeds)
    {
        foreach (var seed in seeds)
        {
            var (plain, chosen, times) = OutsideBenchmark.Run(label, ways, seed);
            Console.Error.WriteLine(FormattableString.Invariant($"{name}, seed {seed}: plain {plain:F4}, chosen {chosen:F4}"));
            report.Add(name, seed, label.Count, label.Count(yes => yes), plain, chosen, string.Join(", ", ways.Select((way, i) => (way.Name, Times: times[i])).Where(way => way.Times > 0).Select(way => $"{way.Name} {way.Times}")));
        }
        var of = report.Rows.TakeLast(seeds.Length).ToArray();
        report.Add(name, "mean", label.Count, label.Count(yes => yes), of.Average(row => (double)row[4]!), of.Average(row => (double)row[5]!), null);
    }

    private const int FewestTexts = 150;

    private static Way[] Ways(Arff data)
    {
        var ratios = data.WithRatios();
        return [Plain(data.Rows), Small(data.Rows), Light("LightGBM, five bags", data.Rows, 0.2), Light("LightGBM with ratios, five bags", ratios.Rows, 0.1)];
    }

    private static Way Plain(IReadOnlyList<float[]> rows) => new("plain", rows, Learner.FastTree, new FastTreeOptions { Trees = 200, Leaves = 20, MinimumPerLeaf = 10, LearningRate = 0.05 }, 1);

    private static Way Small(IReadOnlyList<float[]> rows) => new("small trees", rows, Learner.FastTree, Shallow with { FeatureFraction = 0.3 }, 1);

    private static Way Light(string name, IReadOnlyList<float[]> rows, double share) => new(name, rows, Learner.LightGbm, Shallow with { FeatureFraction = share, RowFraction = 0.7 }, 5);

    private static FastTreeOptions Shallow { get; } = new() { Trees = 200, Leaves = 8, MinimumPerLeaf = 20, LearningRate = 0.03 };

    private static (IReadOnlyList<float[]> Rows, IReadOnlyList<bool> Bad, int Unread) Texts(string path)
    {
        if (!File.Exists(path)) throw new TrainingException($"There is no file '{path}'.");
        using var file = File.OpenRead(path);
        using var plain = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? (Stream)new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(plain, Encoding.UTF8);
        int[] columns = [.. Enumerable.Range(0, Catalog.All.Count).Where(i => Catalog.All[i].Family == Family.Text)];
        var rows = new List<float[]>();
        var bad = new List<bool>();
        var unread = 0;
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            string? text;
            int label;
            try
            {
                using var json = JsonDocument.Parse(line);
                text = json.RootElement.GetProperty("text").GetString();
                label = json.RootElement.GetProperty("label").GetInt32();
            }
            catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                throw new TrainingException($"{path}, line {number}: text and label are wanted ({exception.Message})", exception);
            }
            using var page = PageReader.Read(text.AsSpan(), new PageRequest { Format = PageFormat.Text }, null, out _);
            if (page is null)
            {
                unread++;
                continue;
            }
            var measured = Measurements.Of(page, TemplateSignatures.None);
            rows.Add([.. columns.Select(i => (float)(measured.All[i].HasValue ? measured.All[i].Value : Catalog.All[i].Absent))]);
            bad.Add(label == 0);
        }
        return (rows, bad, unread);
    }
}
