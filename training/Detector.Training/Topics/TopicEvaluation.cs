using System.Globalization;
using Detector.Pages.Text;
using Detector.Topics;

namespace Detector.Training.Topics;

/// <summary>Prints the tables of README.md: the shipped resource through the library's own code, and the recipes beside it.</summary>
internal static class TopicEvaluation
{
    /// <summary>Measures the embedded resource; with the folder of the source vectors also every alternative recipe.</summary>
    public static void Run(string corpus, string? vectors, TextWriter output)
    {
        var articles = CorpusArticles.Read(corpus);
        var news = articles.FindAll(a => a.IsNews);
        output.WriteLine($"{articles.Count} honest English pages from {Sites(articles)} sites, {news.Count} of them news from {Sites(news)} sites");
        output.WriteLine($"bodies of pages declared in another language: share of common English words {Spread(CorpusArticles.ReadForeign(corpus).ConvertAll(Common))}");
        Shipped(articles, "all", output);
        Shipped(news, "news", output);
        if (vectors is null) return;

        var source = VectorFile.Read(vectors);
        output.WriteLine($"rank in the source against counts in the bodies, words seen 20 times: Spearman {RankAgreement(source, articles):0.00}");
        output.WriteLine("| recipe | headline-body | in deviations | 9-word runs | sections | news: headline-body | in deviations | 9-word runs | sections |");
        foreach (var (name, recipe) in Choices.Alternatives())
        {
            var model = WordModel.Build(source, recipe);
            var (every, some) = (Choices.Measure(model, articles), Choices.Measure(model, news));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {name} | {every.HeadlineBody:0.000} | {every.HeadlineDeviations:0.000} | {every.SentencePair:0.000} | {every.SectionPair:0.000} | {some.HeadlineBody:0.000} | {some.HeadlineDeviations:0.000} | {some.SentencePair:0.000} | {some.SectionPair:0.000} |"));
        }
        var shipped = WordModel.Build(source, Recipe.Shipped);
        var directions = TopicBuilder.Topics(shipped);
        foreach (var share in (float[])[0, 0.3f, 0.6f, 1])
            output.WriteLine($"topic's share of a label {share}: {CategoryChoices.Describe(CategoryChoices.Examples(shipped, directions, articles, share))}");
    }

    // The source is said to be in order of frequency; unrelated orders would give 0.
    private static double RankAgreement(List<SourceWord> source, List<CorpusArticle> articles)
    {
        var counts = articles.SelectMany(a => a.Body).CountBy(w => w, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var seen = source.Where(w => counts.GetValueOrDefault(w.Text) >= 20).ToList();
        var byCount = seen.OrderByDescending(w => counts[w.Text]).ToList();
        var place = byCount.Select((w, i) => (w.Text, i)).ToDictionary(p => p.Text, p => p.i, StringComparer.Ordinal);
        var squares = seen.Select((w, i) => Math.Pow(i - place[w.Text], 2)).Sum();
        double n = seen.Count;
        return 1 - (6 * squares / (n * ((n * n) - 1)));
    }

    // Everything here goes through the public code of the library, from the words on.
    private static void Shipped(List<CorpusArticle> articles, string name, TextWriter output)
    {
        var titled = articles.FindAll(a => a.Title.Length is >= 5 and <= 25);
        var heads = titled.ConvertAll(a => Of(a.Title));
        var bodies = titled.ConvertAll(a => Of(a.Body));
        List<float> own = [], other = [], ownDeviations = [], otherDeviations = [];
        for (var i = 0; i < titled.Count; i++)
            for (var j = 0; j < titled.Count; j++)
            {
                if (i != j && string.Equals(titled[i].Group, titled[j].Group, StringComparison.Ordinal)) continue;
                (i == j ? own : other).Add(heads[i].Cosine(bodies[j]));
                (i == j ? ownDeviations : otherDeviations).Add(Background.Deviations(heads[i].Span, bodies[j]));
            }
        output.WriteLine($"{name}: {titled.Count} headlines, AUC own body over another site's: cosine {Choices.Auc(own, other):0.000}, deviations {Choices.Auc(ownDeviations, otherDeviations):0.000}");

        // Lists of 10: a farm's "related" box is headlines from everywhere; an honest one is on the page's subject, here 9-word runs of the body itself.
        List<float> random = [], related = [], randomWithin = [], relatedWithin = [];
        for (var i = 0; i < titled.Count; i++)
        {
            var page = bodies[i];
            var scattered = Enumerable.Range(1, 10).Select(k => heads[(i + (k * 37)) % heads.Count]).ToArray();
            var runs = titled[i].Body.Skip(10).Chunk(9).Take(10).Select(Of).ToArray();
            if (Coherence.Of(scattered, page) is not { ToPage: { } far } a || Coherence.Of(runs, page) is not { ToPage: { } near } b) continue;
            random.Add(far); randomWithin.Add(a.Within);
            related.Add(near); relatedWithin.Add(b.Within);
        }
        output.WriteLine($"{name}: lists of 10: random headlines to page {Spread(random)}, within {Spread(randomWithin)}; runs of one body to page {Spread(related)}, within {Spread(relatedWithin)}; AUC {Choices.Auc(related, random):0.000}, {Choices.Auc(relatedWithin, randomWithin):0.000}");

        var labelled = articles.FindAll(a => a.Section is not null && Topic.OfLabel(a.Section) is not null);
        List<float> right = [], wrong = [];
        int hit = 0, kin = 0;
        foreach (var a in labelled)
        {
            var body = Of(a.Body);
            var (nearest, filed) = (Topic.Nearest(body)!.Value.Topic, Topic.OfLabel(a.Section!)!.Value);
            if (nearest == filed) hit++;
            if (nearest.IsKinOf(filed)) kin++;
            foreach (var b in labelled)
            {
                if (!ReferenceEquals(a, b) && (string.Equals(a.Group, b.Group, StringComparison.Ordinal) || Topic.OfLabel(a.Section!)!.Value.IsKinOf(Topic.OfLabel(b.Section!)!.Value))) continue;
                if (CategoryFit.Of(b.Section, body) is { } fit) (ReferenceEquals(a, b) ? right : wrong).Add(fit.Probability);
            }
        }
        output.WriteLine($"{name}: {labelled.Count} sections: nearest topic is the section's on {hit / (double)labelled.Count:P0}, or its kin on {kin / (double)labelled.Count:P0}; CategoryFit of the right label {Spread(right)}, of wrong ones {Spread(wrong)}; AUC {Choices.Auc(right, wrong):0.000}");

        output.WriteLine($"{name}: share of common words {Spread(articles.ConvertAll(a => Common(a.Body)))}, known words {Spread(articles.ConvertAll(a => { var v = Of(a.Body); return v.Known / (float)v.Words; }))}");
    }

    private static float Common(string[] words)
    {
        var text = Of(words);
        return text.Common / (float)text.Words;
    }

    /// <summary>The vector of a text.</summary>
    public static TopicVector Of(string[] words)
    {
        var vector = default(TopicVector);
        foreach (var word in words) vector.AddWord(WordHash.Of(word));
        return vector;
    }

    private static int Sites(List<CorpusArticle> articles) => articles.Select(a => a.Group).Distinct(StringComparer.Ordinal).Count();

    private static string Spread(List<float> values)
    {
        values.Sort();
        float At(double q) => values[(int)(q * (values.Count - 1))];
        return string.Create(CultureInfo.InvariantCulture, $"{At(0.5):0.00} ({At(0.05):0.00} to {At(0.95):0.00})");
    }
}
