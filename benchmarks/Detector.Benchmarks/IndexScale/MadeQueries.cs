using Detector.Fingerprints;

namespace Detector.Benchmarks.IndexScale;

/// <summary>Pages to ask about: half are copies with one word in twenty replaced, half are new.</summary>
internal static class MadeQueries
{
    /// <param name="articles">What the index holds.</param>
    /// <param name="size">Articles in it.</param>
    /// <param name="count">Pages to make.</param>
    /// <param name="seed">The same seed makes the same pages.</param>
    public static (PageQuery Query, string? Source)[] Of(MadeArticles articles, int size, int count, int seed)
    {
        var random = new Random(seed);
        var queries = new (PageQuery Query, string? Source)[count];
        for (var i = 0; i < queries.Length; i++)
        {
            var isCopy = i % 2 == 0;
            var number = isCopy ? random.Next(size) : int.MaxValue - i;
            var words = articles.Words(number);
            var source = isCopy ? articles.Entry(number).Page.Address : null;
            if (isCopy)
                for (var word = 0; word < words.Length; word++)
                    if (random.Next(20) == 0)
                        words[word] = (ulong)random.NextInt64();
            var entry = articles.EntryOf(number, words, "copies.example");
            queries[i] = (new PageQuery(entry.Fingerprint, entry.Page), source);
        }
        return queries;
    }
}
