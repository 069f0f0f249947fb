namespace Detector.Benchmarks.Reading;

/// <summary>How much two bags share.</summary>
internal readonly record struct Overlap(double Shared, double Surplus, double Missing)
{
    public double Precision => Shared + Surplus == 0 ? 0 : Shared / (Shared + Surplus);

    public double Recall => Shared + Missing == 0 ? 0 : Shared / (Shared + Missing);

    public double F1 => Shared == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    public static Overlap Of(IReadOnlyCollection<string> found, IReadOnlyCollection<string> truth)
    {
        var bag = new Dictionary<string, int>(truth.Count, StringComparer.Ordinal);
        foreach (var item in truth) bag[item] = bag.GetValueOrDefault(item) + 1;
        double shared = 0;
        foreach (var item in found)
        {
            if (!bag.TryGetValue(item, out var left) || left == 0) continue;
            bag[item] = left - 1;
            shared++;
        }
        return new Overlap(shared, found.Count - shared, truth.Count - shared);
    }
}

/// <summary>The published measures of main-text extraction, to the letter.</summary>
internal static class Measures
{
    /// <summary>
    /// Of the article-extraction-benchmark: bags of 4-word shingles (a shorter text is one shingle), case kept.
    /// </summary>
    public static Overlap Shingled(string found, string truth) => Overlap.Of(Shingles(found), Shingles(truth));

    /// <summary>Precision is the mean over pages with output, recall the mean over pages with truth, F1 their harmonic mean.</summary>
    public static double CorpusF1(IReadOnlyList<Overlap> pages, IReadOnlyList<int>? drawn = null)
    {
        double precision = 0, recall = 0;
        int withOutput = 0, withTruth = 0;
        for (var i = 0; i < (drawn?.Count ?? pages.Count); i++)
        {
            var page = pages[drawn?[i] ?? i];
            if (page.Shared + page.Surplus > 0)
            {
                precision += page.Precision;
                withOutput++;
            }
            if (page.Shared + page.Missing > 0)
            {
                recall += page.Recall;
                withTruth++;
            }
        }
        if (withOutput == 0 || withTruth == 0) return 0;
        precision /= withOutput;
        recall /= withTruth;
        return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }

    /// <summary>Standard deviation of the corpus F1 over pages drawn with replacement (1,000 draws, fixed seed).</summary>
    public static double Spread(IReadOnlyList<Overlap> pages)
    {
        if (pages.Count == 0) return 0;
        var chance = new Random(42);
        var drawn = new int[pages.Count];
        double sum = 0, squares = 0;
        const int draws = 1000;
        for (var d = 0; d < draws; d++)
        {
            for (var i = 0; i < drawn.Length; i++) drawn[i] = chance.Next(pages.Count);
            var f1 = CorpusF1(pages, drawn);
            sum += f1;
            squares += f1 * f1;
        }
        return Math.Sqrt(Math.Max(0, squares / draws - sum / draws * (sum / draws)));
    }

    /// <summary>Of WCXB: bags of lower-cased words.</summary>
    public static Overlap Worded(string found, string truth) => Overlap.Of(Words.Of(found, lower: true), Words.Of(truth, lower: true));

    private static List<string> Shingles(string text)
    {
        var words = Words.Of(text, lower: false);
        if (words.Count == 0) return [];
        if (words.Count < 4) return [string.Join(' ', words)];
        var shingles = new List<string>(words.Count - 3);
        for (var i = 0; i + 4 <= words.Count; i++) shingles.Add(string.Join(' ', words[i], words[i + 1], words[i + 2], words[i + 3]));
        return shingles;
    }
}

/// <summary>Segments found and missed over all pages of web-trafilatura.</summary>
internal sealed class SegmentCount
{
    private int _truePositives, _falsePositives, _trueNegatives, _falseNegatives;

    public void Add(string found, IReadOnlyList<string> mustHave, IReadOnlyList<string> mustNot)
    {
        var text = Flat(found);
        foreach (var segment in mustHave)
            if (text.Contains(Flat(segment), StringComparison.Ordinal)) _truePositives++;
            else _falseNegatives++;
        foreach (var segment in mustNot)
            if (text.Contains(Flat(segment), StringComparison.Ordinal)) _falsePositives++;
            else _trueNegatives++;
    }

    public double Accuracy => (double)(_truePositives + _trueNegatives) / Math.Max(1, _truePositives + _trueNegatives + _falsePositives + _falseNegatives);

    public double Precision => (double)_truePositives / Math.Max(1, _truePositives + _falsePositives);

    public double Recall => (double)_truePositives / Math.Max(1, _truePositives + _falseNegatives);

    public double F => _truePositives == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    // A segment may run over a line end of the output: white space is the same everywhere.
    internal static string Flat(string text)
    {
        var flat = new System.Text.StringBuilder(text.Length);
        var gap = false;
        foreach (var c in text)
        {
            if (Detector.Pages.Html.Spaces.IsSpace(c))
            {
                gap = flat.Length > 0;
                continue;
            }
            if (gap) flat.Append(' ');
            gap = false;
            flat.Append(c);
        }
        return flat.ToString();
    }
}
