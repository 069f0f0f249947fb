using Detector.Pages.Text;

namespace Detector.Benchmarks.MainText;

/// <summary>Counts under which names of boxes the main content of pages stands: a naive Bayes weight per word (Maron 1961), of which the trees then make what they can.</summary>
internal static class NameLearning
{
    /// <summary>Blocks of mean weight, distributed as all are, that each word is taken to have been seen with besides.</summary>
    private const double Smoothing = 5;

    /// <summary>A name that fewer sites use is theirs, and says nothing of others.</summary>
    private const int LeastSites = 3;

    private const int NearBoxes = 2;
    private const int FarBoxes = 4;

    private sealed class Count
    {
        public double Main { get; set; }
        public double Other { get; set; }
        public HashSet<string> Sites { get; } = new(StringComparer.Ordinal);
    }

    /// <summary>The log-odds of every word, by the blocks of these pages that have a weight.</summary>
    public static NameOdds Of(IEnumerable<Example> examples, float[] labels, float[] weights)
    {
        var near = new Dictionary<uint, Count>();
        var far = new Dictionary<uint, Count>();
        double main = 0, other = 0;
        var words = new HashSet<uint>();
        foreach (var example in examples)
            for (var i = 0; i < example.Labels.Length; i++)
            {
                var row = example.FirstRow + i;
                if (weights[row] <= 0) continue;
                double yes = weights[row] * labels[row], no = weights[row] - yes;
                main += yes;
                other += no;
                var box = example.Text.Blocks[i].Container;
                foreach (var levels in BlockFeatures.PathLevels) Add(near, BlockFeatures.Path(example.Text, box, levels));
                AddWords(far, AddWords(near, box, NearBoxes), FarBoxes);

                // Returns the box after these.
                int AddWords(Dictionary<uint, Count> counts, int container, int boxes)
                {
                    words.Clear();
                    for (; container >= 0 && boxes > 0; boxes--)
                    {
                        ref readonly var at = ref example.Text.ContainerList[container];
                        foreach (var word in example.Text.NamesOf(at)) words.Add(word);
                        container = at.Parent;
                    }
                    foreach (var word in words) Add(counts, word);
                    return container;
                }

                void Add(Dictionary<uint, Count> counts, uint word)
                {
                    if (!counts.TryGetValue(word, out var count)) counts[word] = count = new Count();
                    count.Main += yes;
                    count.Other += no;
                    count.Sites.Add(example.Page.Group);
                }
            }

        var share = main / (main + other);
        return new NameOdds([.. near.Keys.Union(far.Keys).Where(word => word != 0).Select(word => new NameOdds.Entry(word, LogOdds(near, word), LogOdds(far, word))).Where(entry => entry.Near != 0 || entry.Far != 0)]);

        float LogOdds(Dictionary<uint, Count> counts, uint word) => counts.TryGetValue(word, out var count) && count.Sites.Count >= LeastSites
            ? (float)(Math.Log((count.Main + (Smoothing * share)) / (count.Other + (Smoothing * (1 - share)))) - Math.Log(main / other))
            : 0;
    }
}
