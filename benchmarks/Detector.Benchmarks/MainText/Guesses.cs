using System.Text;
using Detector.Benchmarks.Corpora;
using Detector.Benchmarks.Reading;
using Detector.Pages.Text;

namespace Detector.Benchmarks.MainText;

/// <summary>What models made of the blocks of all pages, and how good that is.</summary>
internal sealed class Guesses
{
    private readonly List<Example> _examples;
    private readonly float[] _guess;
    private readonly float[] _thresholds;

    public Guesses(List<Example> examples)
    {
        _examples = examples;
        _guess = new float[examples.Sum(example => example.Labels.Length)];
        _thresholds = new float[examples.Count];
    }

    /// <param name="examples">The pages.</param>
    /// <param name="known">Takes these probabilities, and what is likelier than not.</param>
    public Guesses(List<Example> examples, Func<Example, float[]> known)
        : this(examples)
    {
        foreach (var example in examples) known(example).CopyTo(_guess, example.FirstRow);
        Array.Fill(_thresholds, 0.5f);
    }

    /// <summary>Takes over what a model made of some pages.</summary>
    public void Take(float[] guess, Cut cut, Func<CorpusPage, bool> which)
    {
        for (var e = 0; e < _examples.Count; e++)
        {
            var example = _examples[e];
            if (!which(example.Page)) continue;
            guess.AsSpan(example.FirstRow, example.Labels.Length).CopyTo(_guess.AsSpan(example.FirstRow));
            _thresholds[e] = cut.Of(example.Text, example.Features.Shape, guess.AsSpan(example.FirstRow, example.Labels.Length));
        }
    }

    /// <summary>The cut with the best mean F1 over the words of pages with marked text.</summary>
    public static Cut BestCut(IEnumerable<Example> examples, float[] guess)
    {
        var marked = examples.Where(example => example.Page.Gold is not null).ToList();
        var best = new Cut(0.5f, 0);
        var quality = 0.0;
        for (var slope = 0.3f; slope <= 0.71f; slope += 0.05f)
            for (var more = 0f; more <= 0.31f; more += 0.05f)
            {
                var cut = new Cut(slope, more);
                var reached = marked.Sum(example => (example.Set == "news-aeb" ? 2 : 1) * Words(example, guess, cut));
                if (reached > quality) (best, quality) = (cut, reached);
            }
        return best;
    }

    public string Report(Func<CorpusPage, bool> which)
    {
        var news = new List<Overlap>();
        var types = new SortedDictionary<string, List<double>>(StringComparer.Ordinal);
        var segments = new SegmentCount();
        for (var e = 0; e < _examples.Count; e++)
        {
            var example = _examples[e];
            if (!which(example.Page) || !Corpus.Sets.Contains(example.Set)) continue;
            var body = new StringBuilder();
            for (var i = 0; i < example.Labels.Length; i++)
                if (Chosen(e, i))
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

    /// <summary>For the one who fits: every block with label and probability. Page text: keep the file out of the repository.</summary>
    public void List(string path)
    {
        using var writer = new StreamWriter(path);
        for (var e = 0; e < _examples.Count; e++)
        {
            var example = _examples[e];
            if (example.Page.Gold is null) continue;
            writer.WriteLine($"PAGE\t{example.Set}\t{example.Page.Type}\t{(example.Page.Tuned ? "tuned" : "held")}\t{example.Page.Url}");
            for (var i = 0; i < example.Labels.Length; i++)
            {
                var block = example.Text.Blocks[i];
                var mark = Chosen(e, i) == example.Labels[i] >= 0.5f ? ' ' : '#';
                writer.WriteLine($"{mark} {example.Labels[i]:F1} {_guess[example.FirstRow + i]:F2} w{block.TokenCount} l{block.LinkTokens} {block.Kind} {block.Region} {(block.IsHidden ? "HIDDEN " : "")}{example.Text.Of(block)[..Math.Min(100, block.Length)].ToString().ReplaceLineEndings(" ")}");
            }
        }
    }

    private bool Chosen(int page, int block) =>
        _guess[_examples[page].FirstRow + block] >= _thresholds[page] && _examples[page].Features.MayBeMain(_examples[page].Text.Blocks[block]);

    private static double Words(Example example, float[] guess, Cut cut)
    {
        var threshold = cut.Of(example.Text, example.Features.Shape, guess.AsSpan(example.FirstRow, example.Labels.Length));
        double chosen = 0, marked = 0, both = 0;
        for (var i = 0; i < example.Labels.Length; i++)
        {
            if (float.IsNaN(example.Labels[i])) continue;
            double words = example.Text.Blocks[i].TokenCount;
            marked += words * example.Labels[i];
            if (guess[example.FirstRow + i] < threshold || !example.Features.MayBeMain(example.Text.Blocks[i])) continue;
            chosen += words;
            both += words * example.Labels[i];
        }
        return both == 0 ? 0 : 2 * both / (chosen + marked);
    }
}
