using Detector.Benchmarks.Corpora;
using Detector.Benchmarks.Reading;
using Detector.Pages;
using Detector.Pages.Decoding;
using Detector.Pages.Html;
using Detector.Pages.Links;
using Detector.Pages.Text;

namespace Detector.Benchmarks.MainText;

/// <summary>
/// Fits the models of main text and says how well pages of unknown sites are read. Reproducible: the same corpus gives the same files.
/// </summary>
internal static class TrainCommand
{
    private const int Folds = 3;

    /// <summary>What a page that nobody marked weighs beside one that somebody did.</summary>
    private const double TaughtWeight = 0.4;

    private static readonly BoostingOptions Options = new() { Trees = 120, Fits = 2, Depth = 4, Rate = 0.15, Columns = 0.2 };
    private static readonly SmartReaderEngine Teacher = new();

    /// <summary>Fits a model for each part of the groups on all the others, then the one that is shipped on all.</summary>
    public static int Run(Corpus corpus, string folder, string folds, string? errors)
    {
        foreach (var (name, read) in new (string, Func<CorpusPage, string, Example?>)[] { ("main-text", Read), ("main-lines", ReadLines) })
        {
            Console.WriteLine(name);
            var examples = Load(corpus, read);
            var whole = new Guesses(examples);
            for (var fold = 0; fold < FoldModels.Count; fold++)
            {
                var (model, guess) = Fit(examples, page => FoldModels.FoldOf(page) != fold);
                File.WriteAllBytes(Path.Combine(folds, FoldModels.FileName(name, fold)), model.ToBytes());
                whole.Take(guess, model.Cut, page => FoldModels.FoldOf(page) == fold);
                Console.WriteLine($"fold {fold} of {FoldModels.Count}: {whole.Report(page => FoldModels.FoldOf(page) == fold)}");
            }
            Console.WriteLine($"each page by the model that knows nothing of its site: {whole.Report(_ => true)}");
            Console.WriteLine($"  of the tuned half {whole.Report(page => page.Tuned)}");
            Console.WriteLine($"  of the held half {whole.Report(page => !page.Tuned)}");
            if (errors is not null) whole.List(Path.Combine(errors, name + ".txt"));
            var shipped = Fit(examples, _ => true).Model.ToBytes();
            File.WriteAllBytes(Path.Combine(folder, name + ".bin"), shipped);
            Console.WriteLine($"{name}.bin, fitted on every group: {shipped.Length} bytes");
            examples.ForEach(example => example.Dispose());
        }
        return 0;
    }

    /// <summary>Fits on the tuned half alone and writes nothing: the place to choose settings, out of fold, and to see how they hold on the half that was never looked at.</summary>
    public static int RunHalf(Corpus corpus)
    {
        var examples = Load(corpus, Read);
        Console.WriteLine($"marked blocks alone (the best any choice of blocks can do): {new Guesses(examples, example => example.Labels).Report(_ => true)}");
        var (model, guess) = Fit(examples, page => page.Tuned);
        var guesses = new Guesses(examples);
        guesses.Take(guess, model.Cut, _ => true);
        Console.WriteLine($"{model.Cut}; tuned half (out of fold): {guesses.Report(page => page.Tuned)}");
        Console.WriteLine($"held half: {guesses.Report(page => !page.Tuned)}");
        examples.ForEach(example => example.Dispose());
        return 0;
    }

    private static List<Example> Load(Corpus corpus, Func<CorpusPage, string, Example?> read)
    {
        var examples = new List<Example>();
        foreach (var set in (string[])[.. Corpus.Sets, .. Corpus.Unmarked.Where(corpus.Has)])
            foreach (var page in corpus.Load(set))
                if (read(page, set) is { } example)
                {
                    if (page.Gold is null) example.Taught = BlockLabels.Of(TeacherOf(page), example.Text);
                    examples.Add(example);
                }
        var rows = 0;
        foreach (var example in examples)
        {
            example.FirstRow = rows;
            rows += example.Labels.Length;
        }
        Console.WriteLine($"{examples.Count} pages, {rows} blocks");
        return examples;
    }

    private static readonly Dictionary<string, string> Teachers = new(StringComparer.Ordinal);

    private static string TeacherOf(CorpusPage page)
    {
        if (!Teachers.TryGetValue(page.Id, out var body)) Teachers[page.Id] = body = Teacher.Body(page);
        return body;
    }

    // Probability of each block: of pages to learn from out of fold, of the others by the model, which never saw them.
    private static (MainTextModel Model, float[] Guess) Fit(List<Example> examples, Func<CorpusPage, bool> learn)
    {
        var rows = examples.Sum(example => example.Labels.Length);
        var columns = new float[BlockFeatures.Count][];
        for (var c = 0; c < columns.Length; c++) columns[c] = new float[rows];
        var labels = new float[rows];
        var weights = new float[rows];
        foreach (var example in examples) example.Learnt = learn(example.Page);
        var types = FitTypes(examples);
        foreach (var example in examples) Fill(example, columns, labels, weights);
        foreach (var example in examples.Where(example => !example.Learnt)) Array.Clear(weights, example.FirstRow, example.Labels.Length);
        var mean = weights.Where(weight => weight > 0).Average();
        for (var i = 0; i < rows; i++) weights[i] /= mean;
        Teach(examples, columns, labels, weights, mean);
        var names = LearnNames(examples, columns, labels, weights);

        var trees = FitBlocks(examples, columns, labels, weights, out var guess);
        return (new MainTextModel(types, names, trees, Guesses.BestCut(examples.Where(example => example.Learnt), guess)), guess);
    }

    private static Example? Read(CorpusPage page, string set)
    {
        var chars = PageDecoder.Decode(page.Bytes, "text/html; charset=utf-8", out var length, out _);
        if (chars is null || HtmlTreeBuilder.Build(chars, length, PageLimits.Default, out _) is not { } tree) return null;
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
        var weights = examples.Select(example => !example.Learnt ? 0 : example.Page.Type is null ? 0.2f : 1f).ToArray();
        var options = new BoostingOptions { Trees = 100, Depth = 4, Rate = 0.1, Smoothing = 4, Rows = 0.7, Columns = 0.3 };
        var fitted = new List<ObliviousTrees>();
        for (var t = 0; t < PageShape.Types; t++)
        {
            var type = PageShape.TypeNames[t];
            var labels = examples.Select(example => (example.Page.Type ?? "article") == type || (type == "list" && example.Page.Type is "listing" or "collection") ? 1f : 0f).ToArray();
            var boosting = new Boosting(columns, labels, weights, [.. Enumerable.Range(0, examples.Count)]);
            for (var fold = 0; fold < Folds; fold++)
            {
                boosting.Fit([.. Enumerable.Range(0, examples.Count).Where(i => examples[i].Learnt && Halves.InnerFold(examples[i].Page.Group, Folds) != fold)], options, out var margin);
                for (var i = 0; i < examples.Count; i++)
                    if (examples[i].Learnt && Halves.InnerFold(examples[i].Page.Group, Folds) == fold)
                        examples[i].Features.Shape.Probability[t] = 1 / (1 + MathF.Exp(-margin(i)));
            }
            fitted.Add(boosting.Fit([.. Enumerable.Range(0, examples.Count).Where(i => examples[i].Learnt)], options, out var whole));
            for (var i = 0; i < examples.Count; i++)
                if (!examples[i].Learnt)
                    examples[i].Features.Shape.Probability[t] = 1 / (1 + MathF.Exp(-whole(i)));
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

    // No page is read with what its own site taught of names, as no unknown site will be: they would seem to say more than they do.
    private static NameOdds LearnNames(List<Example> examples, float[][] columns, float[] labels, float[] weights)
    {
        for (var fold = 0; fold < Folds; fold++)
        {
            var names = NameLearning.Of(examples.Where(example => example.Learnt && Halves.InnerFold(example.Page.Group, Folds) != fold), labels, weights);
            foreach (var example in examples.Where(example => example.Learnt && Halves.InnerFold(example.Page.Group, Folds) == fold)) Measure(example, names, columns);
        }
        var all = NameLearning.Of(examples.Where(example => example.Learnt), labels, weights);
        foreach (var example in examples.Where(example => !example.Learnt)) Measure(example, all, columns);
        return all;
    }

    private static void Measure(Example example, NameOdds names, float[][] columns)
    {
        var blocks = example.Labels.Length;
        var buffer = new float[BlockFeatures.Count * blocks];
        example.Features.Hear(names);
        example.Features.Fill(0, blocks, buffer, blocks);
        for (var c = 0; c < BlockFeatures.Count; c++) buffer.AsSpan(c * blocks, blocks).CopyTo(columns[c].AsSpan(example.FirstRow));
    }

    private static void Fill(Example example, float[][] columns, float[] labels, float[] weights)
    {
        var blocks = example.Labels.Length;
        Measure(example, NameOdds.None, columns);
        // What a wrong block costs a page: its words beside those of the marked text. Where only segments are marked, every one counts alike.
        double marked = 20, sum = 0;
        for (var i = 0; i < blocks; i++)
            if (!float.IsNaN(example.Labels[i]))
                marked += example.Labels[i] * example.Text.Blocks[i].TokenCount;
        for (var i = 0; i < blocks; i++)
        {
            var label = example.Labels[i];
            // Hidden text is never main content, whatever was marked.
            var weight = float.IsNaN(label) || !example.Features.MayBeMain(example.Text.Blocks[i]) ? 0 : example.Page.Gold is null ? 0.15 : (example.Text.Blocks[i].TokenCount + 1) / marked;
            labels[example.FirstRow + i] = float.IsNaN(label) ? 0 : label;
            weights[example.FirstRow + i] = (float)weight;
            sum += weight;
        }
        var most = example.Set == "news-aeb" ? 4.0 : 3.0;
        var scale = (example.Set == "news-aeb" ? 3 : 1) * (sum > most ? most / sum : 1);
        for (var i = 0; i < blocks; i++) weights[example.FirstRow + i] *= (float)scale;
    }

    // Pages without marked text teach what two readers agree on: this model, fitted on marked text alone, and another library's rules. What either is wrong about alone is left out, and many more sites are seen.
    private static void Teach(List<Example> examples, float[][] columns, float[] labels, float[] weights, float mean)
    {
        var (rows, pages) = Learnt(examples, labels.Length);
        new Boosting(columns, labels, weights, pages).Fit(rows, Options with { Fits = 1, Rate = 0.09 }, out var margin);
        foreach (var example in examples.Where(example => example.Learnt && example.Taught is not null))
        {
            var blocks = example.Text.Blocks;
            double marked = 20, sum = 0;
            for (var i = 0; i < blocks.Length; i++)
                if (example.Taught![i] >= 0.5f)
                    marked += blocks[i].TokenCount;
            for (var i = 0; i < blocks.Length; i++)
            {
                var row = example.FirstRow + i;
                if (weights[row] > 0 || float.IsNaN(example.Taught![i]) || !example.Features.MayBeMain(blocks[i]) || example.Taught[i] >= 0.5f != margin(row) > 0) continue;
                labels[row] = example.Taught[i] >= 0.5f ? 1 : 0;
                weights[row] = (float)((blocks[i].TokenCount + 1) / marked);
                sum += weights[row];
            }
            var scale = TaughtWeight * Math.Min(1, 3 / Math.Max(sum, 1e-6)) / mean;
            for (var i = 0; i < blocks.Length; i++)
                if (float.IsNaN(example.Labels[i]))
                    weights[example.FirstRow + i] *= (float)scale;
        }
    }

    private static (List<int> Rows, int[] Pages) Learnt(List<Example> examples, int rows)
    {
        var pages = new int[rows];
        for (var page = 0; page < examples.Count; page++) pages.AsSpan(examples[page].FirstRow, examples[page].Labels.Length).Fill(page);
        return ([.. examples.Where(example => example.Learnt).SelectMany(example => Enumerable.Range(example.FirstRow, example.Labels.Length))], pages);
    }

    private static ObliviousTrees FitBlocks(List<Example> examples, float[][] columns, float[] labels, float[] weights, out float[] guess)
    {
        var (learnt, pages) = Learnt(examples, labels.Length);
        var boosting = new Boosting(columns, labels, weights, pages);
        var answer = new float[labels.Length];
        // Pages to learn from are guessed by a model that never saw their site, as at the end every page will be.
        for (var fold = 0; fold < Folds; fold++)
        {
            var rows = examples.Where(example => example.Learnt && Halves.InnerFold(example.Page.Group, Folds) != fold).SelectMany(example => Enumerable.Range(example.FirstRow, example.Labels.Length)).ToList();
            boosting.Fit(rows, Options, out var margin);
            foreach (var example in examples.Where(example => example.Learnt && Halves.InnerFold(example.Page.Group, Folds) == fold)) Guess(example, margin);
        }
        var trees = boosting.Fit(learnt, Options, out var whole);
        foreach (var example in examples.Where(example => !example.Learnt)) Guess(example, whole);
        guess = answer;
        return trees;

        void Guess(Example example, Func<int, float> margin)
        {
            for (var i = example.FirstRow; i < example.FirstRow + example.Labels.Length; i++) answer[i] = example.Features.MayBeMain(example.Text.Blocks[i - example.FirstRow]) ? 1 / (1 + MathF.Exp(-margin(i))) : 0;
        }
    }
}
