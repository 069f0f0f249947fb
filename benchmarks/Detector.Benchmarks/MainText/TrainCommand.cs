using Detector.Benchmarks.Corpora;
using Detector.Benchmarks.Reading;
using Detector.Pages;
using Detector.Pages.Decoding;
using Detector.Pages.Html;
using Detector.Pages.Links;
using Detector.Pages.Text;

namespace Detector.Benchmarks.MainText;

/// <summary>
/// Fits the model of main text on the tuned half of the groups and says how it does on the held half. Reproducible: the same corpus gives the same file.
/// </summary>
internal static class TrainCommand
{
    private const int Folds = 4;

    private sealed class Example : IDisposable
    {
        public required CorpusPage Page { get; init; }
        public required string Set { get; init; }
        public required PageText Text { get; init; }
        public required BlockFeatures Features { get; init; }
        public required float[] Labels { get; init; }
        public int FirstRow { get; set; }

        public void Dispose() => Features.Dispose();
    }

    public static int Run(Corpus corpus, string folder, string? errors)
    {
        Console.WriteLine("blocks of HTML");
        Fit(corpus, Path.Combine(folder, "main-text.bin"), Read, errors);
        Console.WriteLine("lines of text");
        Fit(corpus, Path.Combine(folder, "main-lines.bin"), ReadLines, null);
        return 0;
    }

    private static void Fit(Corpus corpus, string output, Func<CorpusPage, string, Example?> read, string? errors)
    {
        var examples = new List<Example>();
        foreach (var set in Corpus.Sets)
            foreach (var page in corpus.Load(set))
                if (read(page, set) is { } example)
                    examples.Add(example);
        var rows = 0;
        foreach (var example in examples)
        {
            example.FirstRow = rows;
            rows += example.Labels.Length;
        }
        Console.WriteLine($"{examples.Count} pages, {rows} blocks");
        Console.WriteLine($"marked blocks alone (the best any choice of blocks can do): {Report(examples, (example, i) => example.Labels[i] >= 0.5f, _ => true)}");

        var columns = new float[BlockFeatures.Count + SecondLook.Count][];
        for (var c = 0; c < columns.Length; c++) columns[c] = new float[rows];
        var labels = new float[rows];
        var weights = new float[rows];
        var types = FitTypes(examples);
        foreach (var example in examples) Fill(example, columns, labels, weights);
        // The held half is measured, never learnt from.
        foreach (var example in examples.Where(example => !example.Page.Tuned)) Array.Clear(weights, example.FirstRow, example.Labels.Length);
        var mean = weights.Where(weight => weight > 0).Average();
        for (var i = 0; i < rows; i++) weights[i] /= mean;

        var options = new BoostingOptions();
        var first = Stage(examples, columns[..BlockFeatures.Count], labels, weights, options with { Trees = 160, Rate = 0.08 }, out var guess);
        Console.WriteLine($"first look, {Best(examples, guess)}: {Both(examples, guess, Best(examples, guess))}");
        foreach (var example in examples) Look(example, columns, guess);
        var second = Stage(examples, columns, labels, weights, options with { Trees = 160, Rate = 0.07 }, out var final);
        var cut = Best(examples, final);
        Console.WriteLine($"second look, {cut}: {Both(examples, final, cut)}");
        if (errors is not null) List(examples, final, cut, errors);
        var model = new MainTextModel(types, first, second, cut);
        File.WriteAllBytes(output, model.ToBytes());
        Console.WriteLine($"{output}: {new FileInfo(output).Length} bytes");
        foreach (var example in examples) example.Dispose();
    }

    private static Example? Read(CorpusPage page, string set)
    {
        var chars = PageDecoder.Decode(page.Bytes, "text/html; charset=utf-8", out var length, out _);
        if (chars is null || HtmlTreeBuilder.Build(chars, length, PageLimits.Default.MaximumDepth, PageLimits.Default.MaximumNodes, out _) is not { } tree) return null;
        var text = new PageText(length / 6);
        HtmlTextReader.Read(tree, text, new PageLinks(tree));
        if (text.Blocks.Length == 0) return null;
        var features = new BlockFeatures(text, tree);
        return new Example { Page = page, Set = set, Text = text, Features = features, Labels = BlockLabels.Of(page, text) };
    }

    // One against the rest, on page numbers; a tuned page is told by trees that never saw its site.
    private static List<ObliviousTrees> FitTypes(List<Example> examples)
    {
        var columns = new float[PageShape.Count][];
        for (var c = 0; c < columns.Length; c++) columns[c] = [.. examples.Select(example => example.Features.Shape.Numbers[c])];
        var weights = examples.Select(example => !example.Page.Tuned ? 0 : example.Page.Type is null ? 0.2f : 1f).ToArray();
        var options = new BoostingOptions { Trees = 100, Depth = 4, Rate = 0.1, Smoothing = 4, Rows = 0.7, Columns = 0.3 };
        var fitted = new List<ObliviousTrees>();
        for (var t = 0; t < PageShape.Types; t++)
        {
            var type = PageShape.TypeNames[t];
            var labels = examples.Select(example => (example.Page.Type ?? "article") == type || (type == "list" && example.Page.Type is "listing" or "collection") ? 1f : 0f).ToArray();
            var boosting = new Boosting(columns, labels, weights, [.. Enumerable.Range(0, examples.Count)]);
            for (var fold = 0; fold < Folds; fold++)
            {
                boosting.Fit([.. Enumerable.Range(0, examples.Count).Where(i => examples[i].Page.Tuned && Halves.Fold(examples[i].Page.Group, Folds) != fold)], options, out var margin);
                for (var i = 0; i < examples.Count; i++)
                    if (examples[i].Page.Tuned && Halves.Fold(examples[i].Page.Group, Folds) == fold)
                        examples[i].Features.Shape.Probability[t] = 1 / (1 + MathF.Exp(-margin(i)));
            }
            fitted.Add(boosting.Fit([.. Enumerable.Range(0, examples.Count).Where(i => examples[i].Page.Tuned)], options, out var whole));
            for (var i = 0; i < examples.Count; i++)
                if (!examples[i].Page.Tuned)
                    examples[i].Features.Shape.Probability[t] = 1 / (1 + MathF.Exp(-whole(i)));
        }
        foreach (var half in new[] { true, false })
        {
            var right = examples.Where(example => example.Page.Tuned == half && example.Page.Type is not null).ToList();
            var told = right.Count(example => PageShape.TypeNames[Array.IndexOf(example.Features.Shape.Probability, example.Features.Shape.Probability.Max())] == (example.Page.Type is "listing" or "collection" ? "list" : example.Page.Type));
            var news = examples.Where(example => example.Page.Tuned == half && example.Set == "news-aeb").ToList();
            Console.WriteLine($"page type, {(half ? "tuned (out of fold)" : "held")}: right on {(double)told / right.Count:P0} of web-wcxb, {(double)news.Count(example => example.Features.Shape.Probability[0] == example.Features.Shape.Probability.Max()) / news.Count:P0} of news-aeb");
        }
        return fitted;
    }

    // What a text extractor that keeps everything makes of the page: its visible blocks as lines.
    private static Example? ReadLines(CorpusPage page, string set)
    {
        using var read = Read(page, set);
        if (read is null) return null;
        var lines = OwnReader.LinesOf(read.Text);
        var text = new PageText(lines.Length + 16);
        PlainTextReader.Read(lines, text);
        if (text.Blocks.Length == 0) return null;
        var features = new BlockFeatures(text, null);
        return new Example { Page = page, Set = set, Text = text, Features = features, Labels = BlockLabels.Of(page, text) };
    }

    private static void Fill(Example example, float[][] columns, float[] labels, float[] weights)
    {
        var blocks = example.Labels.Length;
        var stride = blocks;
        var buffer = new float[BlockFeatures.Count * stride];
        example.Features.Fill(0, blocks, buffer, stride);
        for (var c = 0; c < BlockFeatures.Count; c++) buffer.AsSpan(c * stride, blocks).CopyTo(columns[c].AsSpan(example.FirstRow));
        // What a wrong block costs a page: its words beside those of the marked text. Where only segments are marked, every one counts alike.
        double marked = 20, sum = 0;
        for (var i = 0; i < blocks; i++)
            if (!float.IsNaN(example.Labels[i]))
                marked += example.Labels[i] * example.Text.Blocks[i].TokenCount;
        for (var i = 0; i < blocks; i++)
        {
            var label = example.Labels[i];
            // Hidden text is never main content, whatever was marked.
            var weight = float.IsNaN(label) || !example.Features.Counts(example.Text.Blocks[i]) ? 0 : example.Page.Gold is null ? 0.15 : (example.Text.Blocks[i].TokenCount + 1) / marked;
            labels[example.FirstRow + i] = float.IsNaN(label) ? 0 : label;
            weights[example.FirstRow + i] = (float)weight;
            sum += weight;
        }
        var most = example.Set == "news-aeb" ? 4.0 : 3.0;
        var scale = (example.Set == "news-aeb" ? 3 : 1) * (sum > most ? most / sum : 1);
        for (var i = 0; i < blocks; i++) weights[example.FirstRow + i] *= (float)scale;
    }

    private static ObliviousTrees Stage(List<Example> examples, float[][] columns, float[] labels, float[] weights, BoostingOptions options, out float[] guess)
    {
        var pages = new int[labels.Length];
        for (var page = 0; page < examples.Count; page++) pages.AsSpan(examples[page].FirstRow, examples[page].Labels.Length).Fill(page);
        var boosting = new Boosting(columns, labels, weights, pages);
        var answer = new float[labels.Length];
        // Tuned pages are guessed by a model that never saw their site, as at the end every page will be.
        for (var fold = 0; fold < Folds; fold++)
        {
            var rows = examples.Where(example => example.Page.Tuned && Halves.Fold(example.Page.Group, Folds) != fold).SelectMany(example => Enumerable.Range(example.FirstRow, example.Labels.Length)).ToList();
            boosting.Fit(rows, options, out var margin);
            foreach (var example in examples.Where(example => example.Page.Tuned && Halves.Fold(example.Page.Group, Folds) == fold)) Guess(example, margin);
        }
        var trees = boosting.Fit([.. examples.Where(example => example.Page.Tuned).SelectMany(example => Enumerable.Range(example.FirstRow, example.Labels.Length))], options, out var whole);
        foreach (var example in examples.Where(example => !example.Page.Tuned)) Guess(example, whole);
        guess = answer;
        return trees;

        void Guess(Example example, Func<int, float> margin)
        {
            for (var i = example.FirstRow; i < example.FirstRow + example.Labels.Length; i++) answer[i] = example.Features.Counts(example.Text.Blocks[i - example.FirstRow]) ? 1 / (1 + MathF.Exp(-margin(i))) : 0;
        }
    }

    private static void Look(Example example, float[][] columns, float[] guess)
    {
        var blocks = example.Labels.Length;
        using var look = new SecondLook(example.Text, example.Features, guess.AsSpan(example.FirstRow, blocks).ToArray());
        var buffer = new float[SecondLook.Count * blocks];
        look.Fill(0, blocks, buffer, blocks);
        for (var c = 0; c < SecondLook.Count; c++) buffer.AsSpan(c * blocks, blocks).CopyTo(columns[BlockFeatures.Count + c].AsSpan(example.FirstRow));
    }

    private static Cut Best(List<Example> examples, float[] guess)
    {
        var best = new Cut(0.5f, 0);
        var quality = 0.0;
        for (var slope = 0.3f; slope <= 0.71f; slope += 0.05f)
            for (var more = 0f; more <= 0.31f; more += 0.05f)
            {
                var cut = new Cut(slope, more);
                var reached = Tokens(examples, guess, cut);
                if (reached > quality) (best, quality) = (cut, reached);
            }
        return best;
    }

    // Mean F1 over the words of tuned pages with marked text, each guessed out of fold.
    private static double Tokens(List<Example> examples, float[] guess, Cut cut)
    {
        double sum = 0;
        var pages = 0;
        foreach (var example in examples)
        {
            if (!example.Page.Tuned || example.Page.Gold is null) continue;
            double chosen = 0, marked = 0, both = 0;
            var threshold = Threshold(example, guess, cut);
            for (var i = 0; i < example.Labels.Length; i++)
            {
                if (float.IsNaN(example.Labels[i])) continue;
                double words = example.Text.Blocks[i].TokenCount;
                marked += words * example.Labels[i];
                if (guess[example.FirstRow + i] < threshold || !example.Features.Counts(example.Text.Blocks[i])) continue;
                chosen += words;
                both += words * example.Labels[i];
            }
            var weight = example.Set == "news-aeb" ? 2 : 1;
            sum += weight * (both == 0 ? 0 : 2 * both / (chosen + marked));
            pages += weight;
        }
        return pages == 0 ? 0 : sum / pages;
    }

    // For the one who fits: blocks judged wrong, costliest pages first. Page text: keep the file out of the repository.
    private static void List(List<Example> examples, float[] guess, Cut cut, string path)
    {
        using var writer = new StreamWriter(path);
        foreach (var example in examples)
        {
            if (example.Page.Gold is null) continue;
            double wrong = 0, marked = 20;
            var threshold = Threshold(example, guess, cut);
            for (var i = 0; i < example.Labels.Length; i++)
            {
                if (float.IsNaN(example.Labels[i])) continue;
                marked += example.Labels[i] * example.Text.Blocks[i].TokenCount;
                if (guess[example.FirstRow + i] >= threshold != example.Labels[i] >= 0.5f) wrong += example.Text.Blocks[i].TokenCount;
            }
            writer.WriteLine($"PAGE\t{wrong / marked:F3}\t{example.Set}\t{example.Page.Type}\t{(example.Page.Tuned ? "tuned" : "held")}\t{example.Page.Url}");
            for (var i = 0; i < example.Labels.Length; i++)
            {
                var block = example.Text.Blocks[i];
                var mark = guess[example.FirstRow + i] >= threshold == example.Labels[i] >= 0.5f ? ' ' : '#';
                writer.WriteLine($"{mark} {example.Labels[i]:F1} {guess[example.FirstRow + i]:F2} w{block.TokenCount} l{block.LinkTokens} {block.Kind} {block.Region} {(block.IsHidden ? "HIDDEN " : "")}{example.Text.Of(block)[..Math.Min(100, block.Length)].ToString().ReplaceLineEndings(" ")}");
            }
        }
    }

    private static string Both(List<Example> examples, float[] guess, Cut cut)
    {
        var thresholds = examples.ToDictionary(example => example, example => Threshold(example, guess, cut));
        return
        $"tuned (out of fold) {Report(examples, (example, i) => guess[example.FirstRow + i] >= thresholds[example], example => example.Page.Tuned)}; held {Report(examples, (example, i) => guess[example.FirstRow + i] >= thresholds[example], example => !example.Page.Tuned)}";
    }

    private static float Threshold(Example example, float[] guess, Cut cut) => cut.Of(example.Text, example.Features.Shape, guess.AsSpan(example.FirstRow, example.Labels.Length));

    private static string Report(List<Example> examples, Func<Example, int, bool> chosen, Func<Example, bool> which)
    {
        var news = new List<Overlap>();
        var types = new SortedDictionary<string, List<double>>(StringComparer.Ordinal);
        var segments = new SegmentCount();
        foreach (var example in examples.Where(which))
        {
            var body = new System.Text.StringBuilder();
            for (var i = 0; i < example.Labels.Length; i++)
                if (chosen(example, i) && example.Features.Counts(example.Text.Blocks[i]))
                    body.Append(example.Text.Of(example.Text.Blocks[i])).Append('\n');
            if (example.Set == "news-aeb") news.Add(Measures.Shingled(body.ToString(), example.Page.Gold!));
            else if (example.Page.Gold is { } gold)
            {
                if (!types.TryGetValue(example.Page.Type!, out var list)) types[example.Page.Type!] = list = [];
                list.Add(Measures.Worded(body.ToString(), gold).F1);
            }
            else segments.Add(body.ToString(), example.Page.MustHave, example.Page.MustNot);
        }
        return $"news-aeb {Measures.CorpusF1(news):F3}, web-wcxb {types.Values.SelectMany(type => type).Average():F3} ({string.Join(' ', types.Select(type => $"{type.Key} {type.Value.Average():F3}"))}), segments {segments.F:F3}";
    }
}
