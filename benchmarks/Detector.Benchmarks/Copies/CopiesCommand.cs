using Detector.Benchmarks.Corpora;
using Detector.Benchmarks.Gate;
using Detector.Fingerprints;
using Detector.Index;
using Detector.Index.Embedded;
using Detector.Pages;

namespace Detector.Benchmarks.Copies;

/// <summary>
/// Copies at graded damage, made from bodies of real articles, against hard negatives: what share of sources is found, and is anything else? The exact containment of 5-word shingles and MinHash-LSH answer the
/// same questions in the same run. Simulated: the articles are real, the damage is made.
/// </summary>
internal static class CopiesCommand
{
    // Two bodies of the corpus that share so many of their 5-word shingles do share text (the same agency's paragraphs, a column's standing words): a hit on either is none to blame.
    private const double Twin = .1;

    private const int Seed = 20250301;

    /// <summary>Measures, prints, and holds the figures against their floors.</summary>
    public static async Task<int> Run(Corpus corpus, bool details, string baselinePath, bool update)
    {
        var figures = await Measure(corpus, Console.Out, details);
        await Pair(corpus, Console.Out);
        var baseline = Baseline.Read(baselinePath);
        if (update)
        {
            baseline.Corpus = corpus.Digest();
            baseline.Raise(figures);
            baseline.Write(baselinePath);
        }
        var failures = baseline.Failures(figures);
        foreach (var failure in failures) Console.Error.WriteLine(failure);
        return failures.Count == 0 ? 0 : 1;
    }

    // The one real pair of the corpus: a story and the bot's page that took it.
    private static async Task Pair(Corpus corpus, TextWriter output)
    {
        var original = corpus.Find("web-trafilatura", page => page.Url?.Contains("Chef-Jamie-Oliver-joins-Mail", StringComparison.Ordinal) == true);
        var copy = corpus.Find("farm-finescoop", page => page.Url?.Contains("chef-jamie-oliver-joins-mail", StringComparison.Ordinal) == true);
        if (original is null || copy is null)
        {
            await output.WriteLineAsync("The corpus lacks the real pair (web-trafilatura and farm-finescoop).").ConfigureAwait(false);
            return;
        }
        using var folder = new TemporaryFolder();
        await using var index = EmbeddedIndex.OpenWrite(folder.Sub("pair"));
        using var there = PageReader.Read(original.Bytes, new PageRequest { Url = original.Url }, null, out _)!;
        using var here = PageReader.Read(copy.Bytes, new PageRequest { Url = copy.Url }, null, out _)!;
        var (filed, record) = PageQuery.Of(there, original.Id, DateTimeOffset.UnixEpoch);
        await index.AddAsync([new IndexEntry(filed, record)]);
        await index.CommitAsync();
        var query = PageQuery.Of(here, copy.Id, DateTimeOffset.UnixEpoch.AddDays(1));
        var print = query.Fingerprint;
        var answer = (await index.LookupAsync([query]))[0];
        await output.WriteLineAsync($"\nthe real pair: {copy.Url} ({print.Words} words) and {original.Url} ({filed.Words} words)").ConfigureAwait(false);
        if (answer.Pages.Count == 0) await output.WriteLineAsync("  NOT FOUND").ConfigureAwait(false);
        foreach (var page in answer.Pages)
        {
            await output.WriteLineAsync($"  found: {page.ShareHere:P0} of the page there, {page.ShareThere:P0} of the original here, holder {page.Holder}").ConfigureAwait(false);
            foreach (var passage in page.Passages) await output.WriteLineAsync($"  words {passage.Here.Start} to {passage.Here.End} here, {passage.There.Start} to {passage.There.End} there, {passage.Intact:P0} intact").ConfigureAwait(false);
        }
    }

    private static async Task<SortedDictionary<string, double>> Measure(Corpus corpus, TextWriter output, bool details)
    {
        var pages = corpus.Load("news-aeb");
        var articles = pages.ConvertAll(Article.Of);
        // A third of the other pages stands in no index: foreign text for copies to be wrapped in, whose own source is not there to be found.
        var web = corpus.Load("web-wcxb").Where(page => page.Gold is { Length: > 400 }).Select(Article.Of).ToList();
        var others = web.Where((_, number) => number % 3 != 0).ToList();
        var foreign = web.Where((_, number) => number % 3 == 0).ToList();
        var boilerplate = pages.ConvertAll(Article.BoilerplateOf).Where(words => words.Length >= 30).ToList();
        var all = articles.Concat(others).ToList();

        using var folder = new TemporaryFolder();
        await using var index = EmbeddedIndex.OpenWrite(folder.Sub("articles"));
        var exact = new ExactContainment();
        MinHashLsh[] minHashes = [new(.8), new(.5)];
        await index.AddAsync([.. all.Select(article => article.Entry())]);
        await index.CommitAsync();
        foreach (var article in all)
        {
            exact.Add(article.Words);
            foreach (var minHash in minHashes) minHash.Add(article.Words);
        }
        var numbers = all.Select((article, number) => (article.Url, number)).ToDictionary(pair => pair.Url, pair => pair.number, StringComparer.Ordinal);

        var figures = new SortedDictionary<string, double>(StringComparer.Ordinal);
        await output.WriteLineAsync($"{articles.Count} articles of news-aeb, {others.Count} other pages beside them; simulated damage, seed {Seed}. Recall: the source is among what is found.").ConfigureAwait(false);
        await output.WriteLineAsync($"{"damage",-38}{"asked",7}{"found",8}{"prec.",8}{"F1",8}{"",4}{"exact 5",9}{string.Concat(minHashes.Select(minHash => $"{minHash.Name,33}"))}");
        var supply = new Supply(articles, foreign, boilerplate, Seed);
        // A hit is right when it is a source, or shares real text with one: the corpus holds a story twice here and there.
        var twins = Twins(all, exact);
        long right = 0, wrong = 0;
        foreach (var damage in Damage.All)
        {
            int asked = 0, found = 0, good = 0, bad = 0, foundExactly = 0;
            var foundByMinHash = new int[minHashes.Length];
            foreach (var article in articles)
            {
                var copy = damage.Do(article, supply);
                var sources = copy.Sources.Select(source => numbers[source.Url]).ToHashSet();
                var answers = await index.LookupAsync([Stories(copy.Words)]);
                var hits = Hits(answers, numbers);
                asked += sources.Count;
                found += sources.Count(hits.Contains);
                var byReference = exact.Lookup(copy.Words);
                foreach (var source in sources)
                    if (details && !hits.Contains(source)) await output.WriteLineAsync($"  missed: {all[source].Id}, {all[source].Words.Length} words, in {copy.Words.Length}");
                foreach (var hit in hits)
                {
                    if (details && !sources.Contains(hit)) await output.WriteLineAsync($"  beside the source: {article.Id} -> {all[hit].Id}, exact {byReference.GetValueOrDefault(hit):F3}, {copy.Words.Length} and {all[hit].Words.Length} words {Told(answers, all[hit])}");
                    if (sources.Contains(hit) || sources.Any(source => twins.Contains((source, hit))) || byReference.GetValueOrDefault(hit) >= Twin) good++;
                    else bad++;
                }
                foundExactly += sources.Count(source => byReference.GetValueOrDefault(source) >= ExactContainment.Least);
                for (var i = 0; i < minHashes.Length; i++) foundByMinHash[i] += minHashes[i].Lookup(copy.Words).Count(sources.Contains);
            }
            right += good;
            wrong += bad;
            var recall = (double)found / asked;
            var precision = good + bad == 0 ? 1 : (double)good / (good + bad);
            figures["copies/" + damage.Name.Replace(' ', '-')] = recall;
            await output.WriteLineAsync($"{damage.Name,-38}{asked,7}{recall,8:F3}{precision,8:F3}{2 * precision * recall / Math.Max(1e-9, precision + recall),8:F3}{(damage.Least is { } least ? recall >= least ? " ok " : $" < {least}" : ""),4}" +
                $"{(double)foundExactly / asked,9:F3}{string.Concat(foundByMinHash.Select(count => $"{(double)count / asked,33:F3}"))}");
        }

        await output.WriteLineAsync().ConfigureAwait(false);
        foreach (var negative in Negative.All(articles, all, exact, boilerplate, new Supply(articles, foreign, boilerplate, Seed + 1)))
        {
            int asked = 0, bad = 0, badExactly = 0;
            var (indexAsked, exactAsked) = negative.Filed is { } filed ? await Filed(filed, EmbeddedIndex.OpenWrite(folder.Sub(negative.Name))) : (index, exact);
            var filedNumbers = negative.Filed is { } pagesFiled ? pagesFiled.Select((pair, number) => (number, at: numbers[pair.Page.Url])).ToDictionary(pair => pair.number, pair => pair.at) : null;
            foreach (var (words, own) in negative.Pages)
            {
                asked++;
                var page = own is null ? Stories(words) : new PageQuery(FingerprintReader.Of(words), own.Entry().Page);
                var mine = own is null ? -1 : numbers[own.Url];
                var answers = await indexAsked.LookupAsync([page]);
                var hits = Hits(answers, numbers).Where(hit => hit != mine && !(mine >= 0 && twins.Contains((mine, hit)))).ToList();
                if (hits.Count > 0) bad++;
                foreach (var hit in hits)
                    if (details) await output.WriteLineAsync($"  false: {own?.Id} -> {all[hit].Id}, exact {exact.Lookup(words).GetValueOrDefault(hit):F3}, {words.Length} and {all[hit].Words.Length} words");
                wrong += hits.Count;
                if (exactAsked.Lookup(words).Select(pair => (Page: filedNumbers is null ? pair.Key : filedNumbers[pair.Key], pair.Value)).Any(pair => pair.Page != mine && pair.Value >= ExactContainment.Least && !(mine >= 0 && twins.Contains((mine, pair.Page))))) badExactly++;
            }
            if (indexAsked != index) await indexAsked.DisposeAsync();
            figures["copies/no-hit/" + negative.Name.Replace(' ', '-')] = 1 - ((double)bad / Math.Max(1, asked));
            await output.WriteLineAsync($"{negative.Name,-60}{asked,7} asked {bad,5} with a false hit (exact reference {badExactly})");
        }
        figures["copies/precision"] = (double)right / (right + wrong);
        await output.WriteLineAsync($"precision over all of it: {figures["copies/precision"]:F4} ({wrong} false hits beside {right} right ones)");
        return figures;
    }

    private static async Task<(EmbeddedIndex, ExactContainment)> Filed(IReadOnlyList<(ulong[] Words, Article Page)> pages, EmbeddedIndex index)
    {
        var exact = new ExactContainment();
        foreach (var (words, page) in pages)
        {
            await index.AddAsync([Article.EntryOf(page.Url, words)]);
            exact.Add(words);
        }
        await index.CommitAsync();
        return (index, exact);
    }

    private static PageQuery Stories(ulong[] words)
    {
        var entry = Article.EntryOf("https://copy.example/page", words);
        return new PageQuery(entry.Fingerprint, entry.Page);
    }

    private static HashSet<int> Hits(IReadOnlyList<Neighbours> answers, Dictionary<string, int> numbers) =>
        [.. answers[0].Pages.Where(neighbour => neighbour.Containment >= Neighbours.Copy).Select(neighbour => numbers[neighbour.Page.Address])];

    private static string Told(IReadOnlyList<Neighbours> answers, Article of) =>
        answers[0].Pages.Where(page => page.Page.Address == of.Url).Select(page => $"shares {page.ShareHere:F2} {page.ShareThere:F2}: {string.Join(' ', page.Passages.Select(passage => $"{passage.Here.Start}+{passage.Here.Length}={passage.There.Start}+{passage.There.Length}@{passage.Intact:F2}"))}").FirstOrDefault("");

    // Pairs of the corpus that share text word for word: a hit on either is right.
    private static HashSet<(int, int)> Twins(List<Article> all, ExactContainment exact)
    {
        var twins = new HashSet<(int, int)>();
        for (var i = 0; i < all.Count; i++)
            foreach (var (other, share) in exact.Lookup(all[i].Words))
                if (other != i && share >= Twin)
                {
                    twins.Add((i, other));
                    twins.Add((other, i));
                }
        return twins;
    }
}
