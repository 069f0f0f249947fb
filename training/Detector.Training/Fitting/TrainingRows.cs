using Detector.Features;
using Detector.Signals;
using Detector.Training.Extraction;
using Detector.Training.Tables;

namespace Detector.Training.Fitting;

/// <summary>Which rows of a table are learnt from, and how much each counts.</summary>
internal static class TrainingRows
{
    /// <summary>
    /// One measurement of every page and twin: with its address or without. Most pages to flag have none, so addresses are hidden, by a draw per page, until a page without one is as
    /// likely to be honest as to be flagged, among HTML and text, real and simulated pages each.
    /// </summary>
    public static bool[] Choose(FeatureTable table, Recipe recipe)
    {
        var rows = table.Rows;
        var chosen = new bool[rows.Count];
        foreach (var stratum in Enumerable.Range(0, rows.Count).Where(i => rows[i].Flag is not null).GroupBy(i => (rows[i].Format, rows[i].Twin, rows[i].Simulated)))
        {
            var hidden = recipe.Hidden;
            var without = new double[2];
            for (var side = 0; side < 2; side++)
            {
                var pages = stratum.Where(i => rows[i].Masked && rows[i].Flag == (side == 1)).ToArray();
                without[side] = pages.Length == 0 ? 0 : pages.Count(i => !recipe.HasAddress(rows[i])) / (double)pages.Length;
                hidden = Math.Max(hidden, without[side]);
            }
            foreach (var i in stratum)
            {
                var side = rows[i].Flag == true ? 1 : 0;
                var share = without[side] >= 1 ? 0 : (hidden - without[side]) / (1 - without[side]);
                var hide = !recipe.HasAddress(rows[i]) || Draw.Of(rows[i].Id, rows[i].Twin ? "hide twin" : "hide", recipe.Seed) < share;
                chosen[i] = rows[i].Masked == hide;
            }
        }
        return chosen;
    }

    /// <summary>
    /// A weight per chosen row, mean 1; 0 for the others. Pages of equal words in one group share one weight; a group counts for so many pages at most; a source's weight
    /// grows slower than its size; and the sides (flag or not, real or simulated) get the recipe's shares.
    /// </summary>
    public static float[] Weigh(FeatureTable table, IReadOnlyList<bool> chosen, Recipe recipe)
    {
        var rows = table.Rows;
        var weights = new double[rows.Count];
        var picked = Enumerable.Range(0, rows.Count).Where(i => chosen[i]).ToArray();
        foreach (var same in picked.GroupBy(i => (rows[i].Group, rows[i].Content, rows[i].Twin, rows[i].Flag, rows[i].Simulated)))
            foreach (var i in same)
                weights[i] = (rows[i].Twin ? recipe.TwinWeight : 1) / same.Count();
        foreach (var group in picked.GroupBy(i => (rows[i].Group, rows[i].Flag, rows[i].Simulated))) Scale(group, Math.Min(1, recipe.GroupCap / group.Sum(i => weights[i])));
        foreach (var source in picked.GroupBy(i => (recipe.KitOf(rows[i].Source), rows[i].Flag, rows[i].Simulated))) Scale(source, Math.Pow(source.Sum(i => weights[i]), recipe.SourcePower - 1));
        foreach (var side in picked.GroupBy(i => rows[i].Flag))
        {
            var mixed = side.Any(i => rows[i].Simulated) && side.Any(i => !rows[i].Simulated);
            foreach (var realm in side.GroupBy(i => rows[i].Simulated))
            {
                var share = (side.Key == true ? recipe.FlaggedShare : 1 - recipe.FlaggedShare) * (!mixed ? 1 : realm.Key ? recipe.SimulatedShare : 1 - recipe.SimulatedShare);
                Scale(realm, share * picked.Length / realm.Sum(i => weights[i]));
            }
        }
        return [.. weights.Select(weight => (float)weight)];

        void Scale(IEnumerable<int> members, double by)
        {
            foreach (var i in members) weights[i] *= by;
        }
    }

    /// <summary>
    /// How the model sees each column. <see cref="Column.Absent"/>: a number outside the signal's range would let trees learn from silence, and silence follows wealth (small old
    /// sites have no lists, no declared brand, no address on record), so nothing looks like what is usual on real honest pages, on the innocent side of it as far as
    /// <see cref="Recipe.Silence"/> says. <see cref="Column.Most"/> of a signal that rises on farms, <see cref="Column.Least"/> of one that falls: beyond <see cref="Recipe.Extreme"/> more is no worse to the trees, which are fitted on rows within these bounds.
    /// </summary>
    public static Column[] Columns(FeatureTable table, Recipe recipe, int[] columns)
    {
        if (recipe.Silence is null && recipe.Extreme is null) return [.. columns.Select(column => table.Columns[column])];
        var honest = table.Rows.Where(row => row.Flag == false && !row.Simulated && recipe.IsNatural(row)).ToArray();
        if (honest.Length == 0) honest = [.. table.Rows.Where(row => row.Flag == false && recipe.IsNatural(row))];
        return [.. columns.Select(column =>
        {
            var shown = table.Columns[column];
            var values = honest.Select(row => row.Values[column]).Where(value => !float.IsNaN(value)).Order().ToArray();
            if (values.Length == 0) return shown;
            var sign = Catalog.Find(shown.Name)?.Direction.Sign() ?? 0;
            if (recipe.Silence is { } silence) shown = shown with { Absent = Quantile(values, sign switch { > 0 => 1 - silence, < 0 => silence, _ => 0.5 }) };
            if (recipe.Extreme is not { } extreme || sign == 0) return shown;
            var high = sign > 0;
            var far = Quantile(values, high ? extreme : 1 - extreme);
            // The usual honest page is no bound: the signal is all but never seen on honest pages, and keeps its range.
            if (far == Quantile(values, 0.5)) return shown;
            shown = high ? shown with { Most = far } : shown with { Least = far };
            return shown with { Absent = Math.Clamp(shown.Absent, shown.Least, shown.Most) };
        })];
    }

    /// <summary>The model's row: the columns asked for, as the model sees them.</summary>
    public static float[] Fill(FeatureRow row, int[] columns, Column[] shown)
    {
        var filled = new float[columns.Length];
        for (var i = 0; i < columns.Length; i++) filled[i] = shown[i].Of(row.Values[columns[i]]);
        return filled;
    }

    private static float Quantile(float[] sorted, double at) => sorted[(int)Math.Round(at * (sorted.Length - 1), MidpointRounding.AwayFromZero)];
}
