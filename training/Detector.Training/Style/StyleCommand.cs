using System.CommandLine;
using Detector.Languages;
using Detector.Training.Evaluation;
using Detector.Training.Extraction;

namespace Detector.Training.Style;

/// <summary>style: the writing style of machine-written pages, fitted on a corpus; and what it is worth on sources it has not seen.</summary>
internal static class StyleCommand
{
    /// <summary>What machine-written pages are called in the corpus.</summary>
    private static readonly string[] MachineLabels = ["generated_low_quality", "rewrite"];

    public static Command Create()
    {
        var corpus = new Option<string?>("--corpus") { Description = $"Folder of labelled pages, JSON lines; default: the environment's {CorpusFiles.Variable}" };
        var output = new Option<string>("--out") { Description = "Style to write, fitted on every page", DefaultValueFactory = _ => "src/Detector/Resources/machine-style.tsv" };
        var held = new Option<string>("--held") { Description = "Folder for the styles that are fitted without a source each: extract measures with them", DefaultValueFactory = _ => ExtractCommand.HeldStylesFolder };
        var command = new Command("style", "Fit the writing style of machine-written pages: rates of common words and endings; prints how well pages of unknown sources are told.") { corpus, output, held };
        command.SetAction(parse => Guard.Run(() => Run(parse.GetValue(corpus), parse.GetValue(output)!, parse.GetValue(held)!)));
        return command;
    }

    private static void Run(string? given, string output, string held)
    {
        var samples = Samples(CorpusFiles.Folder(given));
        var plan = HeldStyles.Plan(samples.Select(sample => (sample.Source, sample.Machine)));
        var folds = samples.Select(sample => plan.FoldOf(sample.Source, sample.Group)).ToArray();
        var styles = new WritingStyle[plan.Count];
        Parallel.For(0, styles.Length, fold => styles[fold] = StyleFit.Run([.. samples.Where((_, i) => folds[i] != fold)]));
        (plan with { Models = styles }).Write(held);
        var shipped = StyleFit.Run(samples).ToString();
        File.WriteAllText(output, shipped);

        var margins = samples.Select((sample, i) => styles[folds[i]].Of(sample.Counts, sample.Words)).ToArray();
        var honest = samples.Select((sample, i) => (sample.Machine, Margin: margins[i])).Where(page => !page.Machine).Select(page => page.Margin).ToArray();
        Console.WriteLine($"{honest.Length} honest and {samples.Count - honest.Length} machine-written pages of {plan.Count} sources; {shipped.Count(c => c == '\n') - 1} words and endings: {output}");
        var table = new ReportTable("Each source by a style fitted without it", "Honest pages by styles fitted without their site.", "source", "pages", "AUC");
        foreach (var source in samples.Select((sample, i) => (sample.Source, sample.Machine, Margin: margins[i])).Where(page => page.Machine).GroupBy(page => page.Source, StringComparer.Ordinal))
            table.Add(source.Key, source.Count(), Metrics.Auc([.. source.Select(page => page.Margin)], honest));
        Console.Write(table.Markdown());
    }

    // Honest pages and machine-written ones; other pages to flag teach nothing of either hand.
    private static List<StyleSample> Samples(string folder)
    {
        var samples = new List<StyleSample>();
        foreach (var chunk in CorpusFiles.Lines(folder).Select(line => line.Page).OfType<CorpusPage>().Where(page => page.Flag == false || IsMachine(page)).Chunk(256))
            samples.AddRange(chunk.AsParallel().AsOrdered().Select(page => StyleSample.Of(page, IsMachine(page))).OfType<StyleSample>());
        return samples;

        static bool IsMachine(CorpusPage page) => page.Flag == true && MachineLabels.Contains(page.Label, StringComparer.Ordinal);
    }
}
