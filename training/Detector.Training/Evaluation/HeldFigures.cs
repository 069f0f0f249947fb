using Detector.Training.Fitting;

namespace Detector.Training.Evaluation;

/// <summary>
/// The figures that count, of margins of real pages as found, for any weighting of sources to flag and honest sites: weighted by one they are the plain figures, weighted by how often a
/// draw took each they are a bootstrap replicate (Efron, Tibshirani 1993; whole sources and sites are drawn, because pages of one template are no independent evidence).
/// </summary>
internal sealed class HeldFigures
{
    /// <summary>Names of the figures, in the order of <see cref="Of"/>.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "recall by source at the threshold", "false alarms, all honest pages", "false alarms by site", "recall by source at 0.1 % false alarms", "recall by source at 0.5 % false alarms",
        "recall by source at 1 % false alarms", "AUC by source", "AUC, pooled", "average precision, pooled",
    ];

    private static readonly double[] Rates = [0.001, 0.005, 0.01];

    private readonly double[] _margins;
    private readonly int[] _unit;
    private readonly bool[] _flag;
    private readonly double _threshold;

    private HeldFigures(double[] margins, int[] unit, bool[] flag, double threshold, IReadOnlyList<string> sources, IReadOnlyList<string> sites)
    {
        _margins = margins;
        _unit = unit;
        _flag = flag;
        _threshold = threshold;
        Sources = sources;
        Sites = sites;
    }

    /// <summary>Sources to flag, kits together.</summary>
    public IReadOnlyList<string> Sources { get; }

    /// <summary>Honest sites.</summary>
    public IReadOnlyList<string> Sites { get; }

    /// <param name="run">Whose rows and kits they are.</param>
    /// <param name="rows">Labelled rows that are judged.</param>
    /// <param name="margins">A margin for each row of the table.</param>
    /// <param name="threshold">Margin from which a page is flagged.</param>
    public static HeldFigures Make(CrossValidation run, IReadOnlyList<int> rows, double[] margins, double threshold)
    {
        var table = run.Table;
        string Unit(int i) => table.Rows[i].Flag == true ? run.Recipe.KitOf(table.Rows[i].Source) : table.Rows[i].Group;
        // From the highest margin down, so that every figure is one walk.
        var order = rows.OrderByDescending(i => margins[i]).ThenBy(i => i).ToArray();
        var sources = Names(true);
        var sites = Names(false);
        var at = new[] { Index(sites), Index(sources) };
        return new HeldFigures([.. order.Select(i => margins[i])], [.. order.Select(i => at[table.Rows[i].Flag == true ? 1 : 0][Unit(i)])], [.. order.Select(i => table.Rows[i].Flag == true)], threshold, sources, sites);

        string[] Names(bool flag) => [.. rows.Where(i => table.Rows[i].Flag == flag).Select(Unit).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

        static Dictionary<string, int> Index(string[] names) => names.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i, StringComparer.Ordinal);
    }

    /// <summary>The plain figures.</summary>
    public double[] Of() => Of([.. Enumerable.Repeat(1.0, Sources.Count)], [.. Enumerable.Repeat(1.0, Sites.Count)]);

    /// <param name="sources">How often each source counts.</param>
    /// <param name="sites">How often each site counts.</param>
    public double[] Of(double[] sources, double[] sites)
    {
        double[] pages = new double[Sources.Count], hits = new double[Sources.Count], above = new double[Sources.Count], sitePages = new double[Sites.Count], siteHits = new double[Sites.Count];
        double honest = 0, flagged = 0;
        for (var i = 0; i < _margins.Length; i++)
        {
            if (_flag[i])
            {
                pages[_unit[i]]++;
                flagged += sources[_unit[i]];
            }
            else
            {
                sitePages[_unit[i]]++;
                honest += sites[_unit[i]];
            }
        }
        var figures = new double[Names.Count];
        Array.Fill(figures, double.NaN);
        double seenHonest = 0, seenFlagged = 0, precision = 0, wrong = 0;
        var rate = 0;
        var told = false;
        for (var i = 0; i < _margins.Length;)
        {
            // Pages of one margin are taken together.
            var end = i;
            double moreHonest = 0, moreFlagged = 0;
            for (; end < _margins.Length && _margins[end] == _margins[i]; end++)
            {
                if (_flag[end]) moreFlagged += sources[_unit[end]];
                else moreHonest += sites[_unit[end]];
            }
            if (!told && _margins[i] < _threshold) AtThreshold();
            while (rate < Rates.Length && seenHonest + moreHonest > Rates[rate] * honest + 1e-9) figures[3 + rate++] = BySource(hits);
            for (; i < end; i++)
            {
                if (_flag[i])
                {
                    hits[_unit[i]]++;
                    above[_unit[i]] += honest - seenHonest - moreHonest / 2;
                }
                else siteHits[_unit[i]]++;
            }
            seenHonest += moreHonest;
            seenFlagged += moreFlagged;
            if (moreFlagged > 0) precision += moreFlagged * seenFlagged / (seenFlagged + seenHonest);
        }
        if (!told) AtThreshold();
        while (rate < Rates.Length) figures[3 + rate++] = BySource(hits);
        if (honest > 0 && flagged > 0)
        {
            figures[6] = BySource(above) / honest;
            double sum = 0;
            for (var source = 0; source < above.Length; source++) sum += above[source] * sources[source];
            figures[7] = sum / honest / flagged;
            figures[8] = precision / flagged;
        }
        return figures;

        void AtThreshold()
        {
            told = true;
            figures[0] = BySource(hits);
            wrong = seenHonest;
            figures[1] = honest > 0 ? wrong / honest : double.NaN;
            figures[2] = Mean(siteHits, sitePages, sites);
        }

        double BySource(double[] part) => Mean(part, pages, sources);

        static double Mean(double[] part, double[] whole, double[] weights)
        {
            double sum = 0, weight = 0;
            for (var i = 0; i < part.Length; i++)
            {
                if (whole[i] == 0) continue;
                sum += weights[i] * part[i] / whole[i];
                weight += weights[i];
            }
            return weight == 0 ? double.NaN : sum / weight;
        }
    }

    /// <summary>Draws sources and sites with replacement; each draw is a weighting of both.</summary>
    public static IEnumerable<(double[] Sources, double[] Sites)> Draws(int sources, int sites, int draws, int seed)
    {
        var random = new Random(seed);
        for (var draw = 0; draw < draws; draw++) yield return (Counts(sources), Counts(sites));

        double[] Counts(int size)
        {
            var counts = new double[size];
            for (var i = 0; i < size; i++) counts[random.Next(size)]++;
            return counts;
        }
    }

    /// <summary>The 95 % interval of each figure, by percentiles.</summary>
    public (double Low, double High)[] Intervals(int draws, int seed)
    {
        var replicates = Draws(Sources.Count, Sites.Count, draws, seed).Select(weights => Of(weights.Sources, weights.Sites)).ToArray();
        return [.. Enumerable.Range(0, Names.Count).Select(figure => Interval([.. replicates.Select(replicate => replicate[figure])]))];
    }

    /// <summary>The 2.5 % and 97.5 % percentiles; NaN without values.</summary>
    public static (double Low, double High) Interval(IReadOnlyList<double> values)
    {
        var sorted = values.Where(double.IsFinite).Order().ToArray();
        return sorted.Length == 0 ? (double.NaN, double.NaN) : (At(0.025), At(0.975));

        double At(double share) => sorted[(int)Math.Round(share * (sorted.Length - 1), MidpointRounding.AwayFromZero)];
    }
}
