using Detector.Benchmarks.Corpora;
using Detector.Fingerprints;
using Detector.Languages;

namespace Detector.Benchmarks.Copies;

/// <summary>
/// Ways to take a fingerprint, each as a set of hashes compared by containment, on the damage of <see cref="Damage"/>. Each has the lowest threshold at which no two unrelated articles meet, so that only what it finds is
/// compared, and what it keeps of an article is printed beside it.
/// </summary>
internal static class Alternatives
{
    private const int Seed = 20250301;

    private sealed record Way(string Name, Func<ulong[], HashSet<ulong>> Of);

    private static readonly Way[] Ways =
    [
        new("all 5-word shingles", static words => ExactContainment.Of(words, 5)),
        new("5-word shingles, one in 8 by value", static words => Thinned(ExactContainment.Of(words, 5))),
        new("all 3-word shingles", static words => ExactContainment.Of(words, 3)),
        new("3-word shingles, one in 8 by value", static words => Thinned(ExactContainment.Of(words, 3))),
        new("winnowing, 5 words, window 15", static words => Winnowed(words, 5, 15)),
        new("winnowing, 3 words, window 15", static words => Winnowed(words, 3, 15)),
        new("SpotSigs: 2 telling words after a function word", static words => Spots(words, 2)),
        new("12-word stretches between function words", Sentences),
        new("this library's, as stored (32 to 63)", static words => [.. FingerprintReader.Of(words).Stored.Select(shingle => shingle.Hash)]),
    ];

    public static int Run(Corpus corpus, TextWriter output)
    {
        var articles = corpus.Load("news-aeb").ConvertAll(Article.Of);
        var foreign = corpus.Load("web-wcxb").Where(page => page.Gold is { Length: > 400 }).Select(Article.Of).ToList();
        var exact = new ExactContainment();
        foreach (var article in articles) exact.Add(article.Words);
        Damage[] damages = [.. Damage.All.Where(damage => damage.Name is "exact" or "5 % of words replaced" or "10 % of words replaced" or "20 % of words replaced" or "30 % of words replaced" or "first quarter" or "paragraphs shuffled" or "wrapped in as much foreign text")];
        output.WriteLine($"{"kept of an article",-50}{"hashes",8}{"from",7}{string.Concat(damages.Select(damage => $"{Short(damage.Name),12}"))}");
        foreach (var way in Ways)
        {
            var sets = articles.ConvertAll(article => way.Of(article.Words));
            var threshold = 0.0;
            for (var i = 0; i < sets.Count; i++)
                foreach (var (other, share) in exact.Lookup(articles[i].Words).Concat(Enumerable.Range(0, sets.Count).Select(other => KeyValuePair.Create(other, 0.0))).DistinctBy(static pair => pair.Key))
                    if (other != i && share < .1)
                        threshold = Math.Max(threshold, Containment(sets[i], sets[other]));
            threshold = Math.Max(.05, threshold + .001);
            var supply = new Supply(articles, foreign, [[1]], Seed);
            var recalls = damages.Select(damage => articles.Select((article, number) => Containment(way.Of(damage.Do(article, supply).Words), sets[number]) >= threshold ? 1.0 : 0).Average()).ToList();
            output.WriteLine($"{way.Name,-50}{sets.Average(set => set.Count),8:F0}{threshold,7:F2}{string.Concat(recalls.Select(recall => $"{recall,12:F3}"))}");
        }
        return 0;
    }

    private static string Short(string name) => name.Replace(" of words replaced", "", StringComparison.Ordinal).Replace("paragraphs ", "", StringComparison.Ordinal).Replace(" in as much foreign text", "", StringComparison.Ordinal);

    private static double Containment(HashSet<ulong> one, HashSet<ulong> other)
    {
        var (small, large) = one.Count < other.Count ? (one, other) : (other, one);
        return small.Count == 0 ? 0 : (double)small.Count(large.Contains) / small.Count;
    }

    private static HashSet<ulong> Thinned(HashSet<ulong> all) => [.. all.Where(hash => Shingles.Mix(hash) % 8 == 0)];

    // Schleimer, Wilkerson, Aiken 2003: the least hash of each window.
    private static HashSet<ulong> Winnowed(ulong[] words, int length, int window)
    {
        var hashes = new List<ulong>();
        for (var i = 0; i + length <= words.Length; i++) hashes.Add(words.Skip(i).Take(length).Aggregate(7UL, static (hash, word) => Shingles.Mix(hash ^ word)));
        var kept = new HashSet<ulong>();
        for (var i = 0; i + Math.Min(window, hashes.Count) <= hashes.Count && hashes.Count > 0; i++) kept.Add(hashes.Skip(i).Take(window).Min());
        return kept;
    }

    // Theobald, Siddharth, Paepcke 2008: chains of telling words that follow a function word.
    private static HashSet<ulong> Spots(ulong[] words, int chain)
    {
        var spots = new HashSet<ulong>();
        for (var i = 0; i < words.Length; i++)
        {
            if (!FunctionWords.IsEnglish(words[i])) continue;
            var telling = words.Skip(i + 1).Where(static word => !FunctionWords.IsEnglish(word)).Take(chain).ToList();
            if (telling.Count == chain) spots.Add(telling.Aggregate(words[i], static (hash, word) => Shingles.Mix(hash ^ word)));
        }
        return spots;
    }

    // Bodies come without full stops here: stretches cut by content stand for sentences, each one hash.
    private static HashSet<ulong> Sentences(ulong[] words)
    {
        var sentences = new HashSet<ulong>();
        var hash = 7UL;
        var length = 0;
        foreach (var word in words)
        {
            hash = Shingles.Mix(hash ^ word);
            if (++length < 12 || !FunctionWords.IsEnglish(word)) continue;
            sentences.Add(hash);
            (hash, length) = (7UL, 0);
        }
        return sentences;
    }
}
