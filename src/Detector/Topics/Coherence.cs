namespace Detector.Topics;

/// <summary>
/// Whether a list of headlines belongs to its page and together. Each cosine is replaced by the share of unrelated pairs (headlines and bodies of
/// different honest sites) that lie below it, and the shares are averaged: about .5 means "as unrelated as random headlines", 1 "nearer than any random pair".
/// </summary>
/// <param name="Items">Headlines that had enough known words and took part.</param>
/// <param name="ToPage">0 to 1: the headlines to the page; null when the page has fewer than 50 known words.</param>
/// <param name="Within">0 to 1: the headlines to each other, every pair once.</param>
/// <param name="MeanCosineToPage">Mean cosine of a headline with the page, -1 to 1; null as <paramref name="ToPage"/>.</param>
/// <param name="MeanCosineWithin">Mean cosine of two headlines, -1 to 1.</param>
public readonly record struct Coherence(int Items, float? ToPage, float Within, float? MeanCosineToPage, float MeanCosineWithin)
{
    /// <summary>A headline with fewer known words says too little.</summary>
    public const int LeastKnownWords = 3;

    /// <summary>A list with fewer usable headlines has no coherence.</summary>
    public const int LeastItems = 3;

    /// <summary>Pairs grow with the square of the list; the rest of a longer list is left out.</summary>
    public const int MostItems = 60;

    /// <summary>The coherence of a list, or null when fewer than <see cref="LeastItems"/> headlines have <see cref="LeastKnownWords"/> known words.</summary>
    public static unsafe Coherence? Of(ReadOnlySpan<TopicVector> headlines, in TopicVector page)
    {
        Span<int> places = stackalloc int[MostItems];
        Span<float> lengths = stackalloc float[MostItems];
        var n = 0;
        for (var i = 0; i < headlines.Length && n < MostItems; i++)
        {
            if (headlines[i].Known < LeastKnownWords) continue;
            var length = headlines[i].Length;
            if (length == 0) continue;
            (places[n], lengths[n]) = (i, length);
            n++;
        }
        if (n < LeastItems) return null;

        double pairs = 0, pairCosines = 0, pages = 0, pageCosines = 0;
        for (var i = 0; i < n; i++)
        {
            ref readonly var a = ref headlines[places[i]];
            for (var j = i + 1; j < n; j++)
            {
                var cosine = a.Dot(headlines[places[j]]) / (lengths[i] * lengths[j]);
                pairCosines += cosine;
                pairs += TopicsResource.Quantile(TopicsResource.PairQuantiles, cosine);
            }
            pageCosines += a.Cosine(page);
            // A vague headline has a small cosine with everything: the deviations from its own background are the fairer number (AUC +.01).
            pages += TopicsResource.Quantile(TopicsResource.PageQuantiles, Background.Deviations(a.Span, page));
        }
        var count = n * (n - 1) / 2;
        var body = page.Known >= CategoryFit.LeastKnownWords;
        return new Coherence(n, body ? (float)(pages / n) : null, (float)(pairs / count), body ? (float)(pageCosines / n) : null, (float)(pairCosines / count));
    }
}
