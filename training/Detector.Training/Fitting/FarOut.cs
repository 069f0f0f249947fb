using Detector.Models;
using Detector.Signals;

namespace Detector.Training.Fitting;

/// <summary>
/// What trees cannot learn: that a signal stands where no honest page stands. A tree splits where training pages tell sides apart, so a new kind of farm that goes far beyond anything honest in one respect looks to
/// it like the oddest honest page. So each signal that points somewhere gets a ladder of its own: beyond the 99th honest page in a hundred, each doubling of the distance (in units of how far that page is from the
/// usual one) adds a step. Real and simulated pages each have such a page, and the farther one counts: few honest pages of a corpus are some odd but honest kind (an archive moved and dated anew), and the simulator
/// draws those on purpose. A ladder is a tree of one column: it is walked, explained and stored like the fitted ones.
/// </summary>
internal static class FarOut
{
    /// <summary>Doublings that count.</summary>
    private const int Steps = 5;

    /// <summary>Honest pages with something to measure below which a signal's usual range is not known.</summary>
    private const int FewestPages = 100;

    /// <param name="held">The rows as the model sees them.</param>
    /// <param name="learn">Those it may learn from.</param>
    /// <param name="step">Log-odds a step.</param>
    public static IEnumerable<Tree> Ladders(CrossValidation held, int[] learn, double step)
    {
        var real = learn.Where(i => held.Table.Rows[i] is { Flag: false, Simulated: false, Twin: false }).ToArray();
        var simulated = learn.Where(i => held.Table.Rows[i] is { Flag: false, Simulated: true, Twin: false }).ToArray();
        for (var column = 0; column < held.Columns.Length; column++)
        {
            var sign = Catalog.Find(held.Shown[column].Name)?.Direction.Sign() ?? 0;
            if (sign == 0) continue;
            var (values, theirs) = (Measured(held, real, column), Measured(held, simulated, column));
            // What few real pages let anybody measure (an agency's dateline and what stands in it) the simulated ones are asked about as well.
            if (values.Length < FewestPages) values = [.. values.Concat(theirs).Order()];
            if (values.Length < FewestPages) continue;
            var high = sign > 0;
            float usual = values[values.Length / 2], edge = Edge(values, high), last = high ? values[^1] : values[0];
            if (theirs.Length >= FewestPages) edge = high ? Math.Max(edge, Edge(theirs, high)) : Math.Min(edge, Edge(theirs, high));
            var unit = Math.Abs((edge == usual ? last : edge) - usual);
            var thresholds = unit > 0 ? [.. Enumerable.Range(1, Steps).Select(k => (float)(edge + sign * (Math.Pow(2, k) - 1) * unit))] : (float[])[last];
            // A signal that no honest page shows at all: to show it once counts for four doublings.
            var heights = unit > 0 ? Enumerable.Range(0, Steps + 1).Select(k => k * step).ToArray() : [0, 4 * step];
            if (!high)
            {
                Array.Reverse(thresholds);
                Array.Reverse(heights);
                // A row goes left when it is at most the threshold; what falls must fall below it.
                for (var i = 0; i < thresholds.Length; i++) thresholds[i] = MathF.BitDecrement(thresholds[i]);
            }
            yield return Ladder(held, learn, column, thresholds, heights);
        }
    }

    private static float[] Measured(CrossValidation held, int[] rows, int column) =>
        [.. rows.Where(i => !float.IsNaN(held.Table.Rows[i].Values[held.Columns[column]])).Select(i => held.Filled[i][column]).Order()];

    private static float Edge(float[] sorted, bool high) => sorted[(int)((high ? 0.99 : 0.01) * (sorted.Length - 1))];

    private static Tree Ladder(CrossValidation held, int[] learn, int column, float[] thresholds, double[] heights)
    {
        var nodes = thresholds.Length;
        var rows = new double[nodes + 1];
        foreach (var i in learn)
        {
            var leaf = 0;
            while (leaf < nodes && held.Filled[i][column] > thresholds[leaf]) leaf++;
            rows[leaf] += held.Weights[i];
        }
        return new Tree(
            [.. Enumerable.Repeat(column, nodes)],
            thresholds,
            [.. Enumerable.Range(0, nodes).Select(i => ~i)],
            [.. Enumerable.Range(1, nodes).Select(i => i < nodes ? i : ~nodes)],
            heights,
            [.. rows.Select(weight => Math.Round(weight, 3))]);
    }
}
