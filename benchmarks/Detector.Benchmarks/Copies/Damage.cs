namespace Detector.Benchmarks.Copies;

/// <summary>What a copy went through, and what is asked of the search: the share of copies whose source must be found.</summary>
/// <param name="Name">As printed.</param>
/// <param name="Least">Recall that is promised; null where none is.</param>
/// <param name="Do">Makes the copy's words, and says which articles are in it.</param>
internal sealed record Damage(string Name, double? Least, Func<Article, Supply, Copy> Do)
{
    /// <summary>
    /// Every kind of damage. Case and punctuation are gone before words are compared, so that grade shows that they make no difference; words are replaced by words drawn from the corpus' running text.
    /// </summary>
    public static IReadOnlyList<Damage> All { get; } =
    [
        new("exact", .99, static (source, _) => new(source.Words, [source])),
        Replaced(1, .99), Replaced(2, .99), Replaced(5, .99), Replaced(10, .99), Replaced(20, .95), Replaced(30, .7),
        new("5 % of words dropped", null, static (source, supply) => new([.. source.Words.Where(_ => supply.Chance.NextDouble() >= .05)], [source])),
        new("5 % of words added", null, static (source, supply) => new([.. source.Words.SelectMany(word => supply.Chance.NextDouble() < .05 ? [word, supply.Word()] : new[] { word })], [source])),
        Kept("first 80 %", 0, .8, .99), Kept("first half", 0, .5, .99), Kept("first quarter", 0, .25, .97), Kept("first fifth", 0, .2, null), Kept("middle half", .25, .5, null),
        new("paragraphs shuffled", .99, static (source, supply) => new([.. source.Paragraphs.OrderBy(_ => supply.Chance.Next()).SelectMany(words => words)], [source])),
        new("paragraphs doubled", null, static (source, _) => new([.. source.Paragraphs.SelectMany(words => words.Concat(words))], [source])),
        new("wrapped in as much foreign text", .99, static (source, supply) => new([.. supply.Running(source.Words.Length / 2), .. source.Words, .. supply.Running(source.Words.Length / 2)], [source])),
        new("in another page's boilerplate", null, static (source, supply) => new([.. supply.Boilerplate(source.Words.Length / 2), .. source.Words, .. supply.Boilerplate(source.Words.Length / 2)], [source])),
        new("brand pasted into the lead", null, static (source, supply) => new([.. source.Words.Take(6), supply.Word(), supply.Word(), .. source.Words.Skip(6)], [source])),
        new("every 12th word glued to the next", null, static (source, _) => new(Glued(source.Words), [source])),
        new("three sources, a third of each", null, static (source, supply) => Mixed([source, supply.Other(source), supply.Other(source)])),
    ];

    private static Damage Replaced(int percent, double least) =>
        new($"{percent} % of words replaced", least, (source, supply) => new([.. source.Words.Select(word => supply.Chance.NextDouble() * 100 < percent ? supply.Word() : word)], [source]));

    private static Damage Kept(string name, double from, double share, double? least) =>
        new(name, least, (source, _) => new([.. source.Words.Skip((int)(source.Words.Length * from)).Take((int)(source.Words.Length * share))], [source]));

    private static ulong[] Glued(ulong[] words)
    {
        var glued = new List<ulong>(words.Length);
        for (var i = 0; i < words.Length; i++)
        {
            if (i % 12 == 11 && i + 1 < words.Length) glued.Add((words[i] * 31) ^ words[++i]);
            else glued.Add(words[i]);
        }
        return [.. glued];
    }

    private static Copy Mixed(Article[] sources)
    {
        // A third of the mixture from each, as far as each has so much.
        var part = sources.Min(source => source.Words.Length);
        return new Copy([.. sources.SelectMany(source => source.Words.Take(part))], sources);
    }
}

/// <summary>A made copy.</summary>
internal sealed record Copy(ulong[] Words, IReadOnlyList<Article> Sources);

/// <summary>What copies are damaged with: words and text of other articles, by chance with a seed.</summary>
internal sealed class Supply(IReadOnlyList<Article> articles, IReadOnlyList<Article> foreign, IReadOnlyList<ulong[]> boilerplate, int seed)
{
    public Random Chance { get; } = new(seed);

    /// <summary>A word as running text has them: frequent ones often.</summary>
    public ulong Word()
    {
        var article = articles[Chance.Next(articles.Count)];
        return article.Words[Chance.Next(article.Words.Length)];
    }

    public Article Other(Article than)
    {
        for (; ; )
            if (articles[Chance.Next(articles.Count)] is var other && other.Group != than.Group)
                return other;
    }

    /// <summary>Running text of pages that stand in no index.</summary>
    public IEnumerable<ulong> Running(int words)
    {
        while (words > 0)
        {
            var some = foreign[Chance.Next(foreign.Count)].Words;
            var take = Math.Min(words, some.Length);
            for (var i = 0; i < take; i++) yield return some[i];
            words -= take;
        }
    }

    public IEnumerable<ulong> Boilerplate(int words)
    {
        while (words > 0)
        {
            var some = boilerplate[Chance.Next(boilerplate.Count)];
            var take = Math.Min(words, some.Length);
            for (var i = 0; i < take; i++) yield return some[i];
            words -= take;
        }
    }
}
