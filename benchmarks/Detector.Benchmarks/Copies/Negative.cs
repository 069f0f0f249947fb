namespace Detector.Benchmarks.Copies;

/// <summary>Pages that are nobody's copy and look a little like one.</summary>
/// <param name="Name">As printed.</param>
/// <param name="Pages">The page's words; the article it is, when it stands in the index itself.</param>
internal sealed record Negative(string Name, IReadOnlyList<(ulong[] Words, Article? Own)> Pages)
{
    /// <summary>What the index that is asked holds; null: all articles as they are.</summary>
    public IReadOnlyList<(ulong[] Words, Article Page)>? Filed { get; init; }

    public static IEnumerable<Negative> All(IReadOnlyList<Article> articles, List<Article> all, ExactContainment exact, List<ulong[]> boilerplate, Supply supply)
    {
        yield return new Negative("unrelated articles, each against all others", [.. all.Select(article => (article.Words, (Article?)article))]);
        yield return new Negative("other stories on the same event (nearest by words)", [.. Nearest(all, exact).Select(article => (article.Words, (Article?)article))]);
        yield return new Negative("other pages of the same site or author", [.. all.GroupBy(article => article.Group).Where(group => group.Count() > 1).SelectMany(group => group).Select(article => (article.Words, (Article?)article))]);

        var own = new List<(ulong[], Article?)>();
        var quoting = new Negative("an article quoting another within fair use (10 to 20 %)", own);
        foreach (var article in articles)
        {
            var quoted = supply.Other(article);
            var words = new List<ulong>(article.Words);
            var left = Math.Min(quoted.Words.Length / 5, article.Words.Length * (10 + supply.Chance.Next(11)) / 100);
            while (left >= 10)
            {
                var take = Math.Min(left, 20 + supply.Chance.Next(40));
                words.InsertRange(supply.Chance.Next(words.Count), quoted.Words.Skip(supply.Chance.Next(Math.Max(1, quoted.Words.Length - take))).Take(take));
                left -= take;
            }
            ulong[] page = [.. words];
            own.Add((page, article));
        }
        yield return quoting;

        // What leaks through an extractor: a sixth of the story, at most 80 words. Eight stories to a template, so each is asked for among seven others that carry the same words.
        var framed = new List<(ulong[] Words, Article Page)>();
        for (var i = 0; i < articles.Count; i++)
        {
            var leak = Math.Min(80, articles[i].Words.Length / 6);
            var some = boilerplate[i / 8 % boilerplate.Count];
            framed.Add(([.. some.Take(leak / 2), .. articles[i].Words, .. some.Skip(Math.Max(0, some.Length - (leak / 2)))], articles[i]));
        }
        yield return new Negative("different stories between one template's boilerplate", [.. framed.Select(pair => (pair.Words, (Article?)pair.Page))]) { Filed = framed };
    }

    // For each page the other that is nearest in rare words, where both share hardly a sentence: two reports of one thing.
    private static List<Article> Nearest(List<Article> all, ExactContainment exact)
    {
        var documents = new Dictionary<ulong, int>();
        var bags = all.ConvertAll(article => article.Words.ToHashSet());
        foreach (var bag in bags)
            foreach (var word in bag)
                documents[word] = documents.GetValueOrDefault(word) + 1;
        double Weight(ulong word) => Math.Log((double)all.Count / documents[word]);
        var norms = bags.ConvertAll(bag => Math.Sqrt(bag.Sum(word => Weight(word) * Weight(word))));
        var near = new List<(double Cosine, Article Page)>();
        for (var i = 0; i < all.Count; i++)
        {
            var best = 0.0;
            var shares = exact.Lookup(all[i].Words);
            for (var j = 0; j < all.Count; j++)
            {
                if (i == j || shares.GetValueOrDefault(j) >= .15) continue;
                var dot = bags[i].Where(bags[j].Contains).Sum(word => Weight(word) * Weight(word));
                best = Math.Max(best, dot / (norms[i] * norms[j]));
            }
            near.Add((best, all[i]));
        }
        return [.. near.OrderByDescending(pair => pair.Cosine).Take(60).Select(pair => pair.Page)];
    }
}
