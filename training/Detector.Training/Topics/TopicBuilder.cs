using System.Runtime.InteropServices;
using System.Text;
using Detector.Pages.Text;
using Detector.Topics;

namespace Detector.Training.Topics;

/// <summary>Writes <c>Resources/topics.bin</c> from the source vectors and the honest pages of a corpus. The same input gives the same bytes.</summary>
internal static class TopicBuilder
{
    // README.md: any mix of topic and word separates alike (AUC .937), the topic alone a little worse.
    private const float TopicShare = 0.6f;

    /// <summary>Builds the resource and writes it to <paramref name="target"/>.</summary>
    public static void Build(string vectors, string corpus, string target, TextWriter log)
    {
        var model = WordModel.Build(VectorFile.Read(vectors), Recipe.Shipped);
        var articles = CorpusArticles.Read(corpus);
        var topics = Topics(model);
        var bytes = Write(model, topics, articles, log);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(target))!);
        File.WriteAllBytes(target, bytes);
        log.WriteLine($"{target}: {bytes.Length:N0} bytes, {model.Words.Length:N0} words, {topics.Length} topics, background of {articles.Count} bodies");
    }

    /// <summary>
    /// The directions of the topics, each of length 1: the middle of the seeds. Pulling it towards the 40 words nearest to it was measured
    /// and did not help (held-out AUC of right over wrong section labels .934 half-way and .931 all the way, against .936 for the seeds alone).
    /// </summary>
    public static float[][] Topics(WordModel model) => [.. TopicSeeds.All.Select(t => WordModel.Normalised(Middle(t.Words.Select(w =>
    {
        var i = model.Find(w);
        return i >= 0 ? i : throw new InvalidDataException($"The seed '{w}' of topic '{t.Name}' is not in the source vectors: choose another.");
    }), model)))];

    private static float[] Middle(IEnumerable<int> words, WordModel model)
    {
        var sum = new float[model.Recipe.Dimensions];
        foreach (var i in words)
        {
            var unit = WordModel.Normalised(model.Vectors[i]);
            for (var d = 0; d < sum.Length; d++) sum[d] += unit[d];
        }
        return sum;
    }

    private static unsafe byte[] Write(WordModel model, float[][] topics, List<CorpusArticle> articles, TextWriter log)
    {
        const int bucketBits = 14;
        var words = model.Words.Select((w, i) => (Hash: WordHash.Of(w.Text), w.Rank, model.Vectors[i])).OrderBy(w => w.Hash).ToArray();
        for (var i = 1; i < words.Length; i++)
            if (words[i].Hash >> (64 - bucketBits) == words[i - 1].Hash >> (64 - bucketBits) && (uint)words[i].Hash == (uint)words[i - 1].Hash)
                throw new InvalidDataException($"Two words share the bucket and check of hash {words[i].Hash:x16}: raise bucketBits.");
        if (topics.Length > 32) throw new InvalidDataException($"{topics.Length} topics do not fit the 32 bits of a set of kin.");
        if (words.Length > ushort.MaxValue) throw new InvalidDataException($"{words.Length} words do not fit 16-bit places (at most {ushort.MaxValue}).");

        var labels = TopicSeeds.All.SelectMany((t, i) => t.Labels.Select(l => (Hash: WordHash.Of(l), Topic: (byte)i)))
            .Concat(TopicSeeds.Generic.Select(l => (Hash: WordHash.Of(l), Topic: TopicsLayout.NoTopic))).OrderBy(l => l.Hash).ToArray();
        for (var i = 1; i < labels.Length; i++)
            if (labels[i].Hash == labels[i - 1].Hash) throw new InvalidDataException($"A label stands twice in TopicSeeds (topics {labels[i - 1].Topic} and {labels[i].Topic}).");

        var head = new TopicsLayout.Header
        {
            Magic = TopicsLayout.Magic, Count = words.Length, Dimensions = model.Recipe.Dimensions, BucketBits = bucketBits, Topics = topics.Length,
            Labels = labels.Length, QuantilePoints = TopicsLayout.QuantilePoints, TopicShare = TopicShare,
        };
        var bodies = articles.ConvertAll(a => model.Sum(a.Body)!);
        var (mean, covariance) = Choices.Moments(bodies);
        var fit = CategoryChoices.Fit(model, topics, articles, TopicShare, log);
        (head.FitBias, head.FitDeviations, head.FitBehind) = fit;

        var starts = new ushort[(1 << bucketBits) + 1];
        foreach (var w in words) starts[(w.Hash >> (64 - bucketBits)) + 1]++;
        for (var i = 1; i < starts.Length; i++) starts[i] += starts[i - 1];
        var frequencies = words.Select(w => (byte)Math.Round(-Math.Log(WordModel.Probability(w.Rank)) * WordVectors.FrequencySteps)).ToArray();
        var weights = new float[256];
        for (var i = 0; i < 256; i++) weights[i] = (float)(model.Recipe.Smoothing / (model.Recipe.Smoothing + Math.Exp(-i / (double)WordVectors.FrequencySteps)));
        var names = new byte[topics.Length * TopicsLayout.NameBytes];
        for (var i = 0; i < topics.Length; i++) Encoding.ASCII.GetBytes(TopicSeeds.All[i].Name, names.AsSpan(i * TopicsLayout.NameBytes, TopicsLayout.NameBytes));
        var (pairs, pages) = Unrelated(model, articles, bodies, mean, covariance);

        byte[][] blocks =
        [
            Bytes<float>(weights), Bytes<ushort>(starts), Bytes<uint>([.. words.Select(w => (uint)w.Hash)]), frequencies,
            Bytes<sbyte>([.. words.SelectMany(w => w.Item3.Select(x => WordModel.Step(x, model.Scale)))]),
            Bytes<float>([.. topics.SelectMany(t => t)]), names,
            Bytes<ulong>([.. labels.Select(l => l.Hash)]), [.. labels.Select(l => l.Topic)],
            Bytes<float>(mean), Bytes<float>([.. covariance.SelectMany(r => r)]), Bytes<float>(pairs), Bytes<float>(pages),
            Bytes<uint>([.. topics.Select((_, i) => TopicSeeds.KinOf(i))]),
            Bytes<float>([.. topics.Select(t => Spread(t, mean, covariance)).SelectMany(s => new[] { s.Mean, s.Deviation })]),
        ];
        var sizes = TopicsLayout.BlockSizes(head);
        using var file = new MemoryStream();
        Append(file, Bytes<TopicsLayout.Header>([head]));
        for (var i = 0; i < blocks.Length; i++)
        {
            if (blocks[i].Length != sizes[i]) throw new InvalidDataException($"Block {i} has {blocks[i].Length} bytes, its reader expects {sizes[i]}.");
            Append(file, blocks[i]);
        }
        return file.ToArray();
    }

    // Cosines of unrelated headlines (different sites), and deviations of headlines on unrelated bodies, as tables of quantiles.
    private static (float[] Pairs, float[] Pages) Unrelated(WordModel model, List<CorpusArticle> articles, List<float[]> bodies, float[] mean, float[][] covariance)
    {
        var heads = articles.Select((a, i) => (a.Group, Place: i, Known: a.Title.Count(w => model.Find(w) >= 0), a.Title))
            .Where(a => a.Title.Length is >= 5 and <= 25 && a.Known >= Coherence.LeastKnownWords).Select(a => (a.Group, a.Place, Head: model.Sum(a.Title)!)).ToList();
        var pairs = new List<float>();
        var pages = new List<float>();
        for (var i = 0; i < heads.Count; i++)
        {
            var (deviation, shift) = Spread(heads[i].Head, mean, covariance);
            for (var j = 0; j < heads.Count; j++)
            {
                if (string.Equals(heads[i].Group, heads[j].Group, StringComparison.Ordinal)) continue;
                if (j > i) pairs.Add(WordModel.Dot(heads[i].Head, heads[j].Head));
                pages.Add((WordModel.Dot(heads[i].Head, bodies[heads[j].Place]) - shift) / deviation);
            }
        }
        return (Quantiles(pairs), Quantiles(pages));
    }

    /// <summary>Standard deviation and mean of a direction's product with the bodies that the moments were taken from.</summary>
    public static (float Deviation, float Mean) Spread(float[] direction, float[] mean, float[][] covariance)
    {
        float variance = 0;
        for (var a = 0; a < direction.Length; a++) variance += direction[a] * WordModel.Dot(covariance[a], direction);
        return (MathF.Sqrt(variance), WordModel.Dot(direction, mean));
    }

    private static float[] Quantiles(List<float> values)
    {
        values.Sort();
        return [.. Enumerable.Range(0, TopicsLayout.QuantilePoints).Select(q => values[(int)((long)q * (values.Count - 1) / (TopicsLayout.QuantilePoints - 1))])];
    }

    private static byte[] Bytes<T>(T[] values) where T : unmanaged => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();

    private static void Append(MemoryStream file, byte[] block)
    {
        file.Write(block);
        file.Write(new byte[TopicsLayout.Padded(block.Length) - block.Length]);
    }
}
