using Detector.Training.Extraction;
using Detector.Training.Tables;

namespace Detector.Training.Fitting;

/// <summary>
/// Who is held out with whom. Every real source to flag (a kit of sources that share a template: together) has a fold of its own, so that each is judged by a
/// model that has never seen its template; simulated families are spread over a few folds more, a family in one; honest pages are spread over all folds by
/// group, so that each site is judged by a model that has never seen it. One round of fits then gives leave-one-source-out recall and held-out false alarms together.
/// </summary>
/// <param name="Of">Fold of each row of the table; -1 for rows nobody labelled.</param>
/// <param name="Names">What each fold holds out, in words.</param>
internal sealed record Folds(int[] Of, IReadOnlyList<string> Names)
{
    /// <summary>The same folds in fewer: quicker, and what was held out together still is.</summary>
    public Folds Merged(int count) => new([.. Of.Select(fold => fold < 0 ? fold : fold % count)], [.. Enumerable.Range(0, Math.Min(count, Names.Count)).Select(at => string.Join(", ", Names.Where((_, i) => i % count == at)))]);

    public static Folds Make(FeatureTable table, Recipe recipe)
    {
        var names = table.Rows.Where(row => row is { Flag: true, Simulated: false }).Select(row => recipe.KitOf(row.Source)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var fold = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < names.Count; i++) fold["flag " + names[i]] = i;

        var families = table.Rows.Where(row => row is { Flag: true, Simulated: true }).Select(row => row.Family).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        var real = names.Count;
        var simulated = Math.Min(families.Length, Math.Max(1, recipe.SimulatedFolds));
        for (var i = 0; i < families.Length; i++) fold["family " + families[i]] = real + i % simulated;
        for (var i = 0; i < simulated; i++) names.Add("simulated " + string.Join('+', families.Where((_, at) => at % simulated == i)));
        // Too few sources to hold one out: sites alone are spread.
        while (names.Count < 4) names.Add($"sites {names.Count + 1}");

        // A real group never stands in two folds: one with pages to flag goes with its source, whatever else it holds.
        var flaggedGroups = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in table.Rows)
            if (row is { Flag: true, Simulated: false })
                flaggedGroups.TryAdd(row.Group, fold["flag " + recipe.KitOf(row.Source)]);
        foreach (var (group, at) in flaggedGroups) fold["site " + group] = at;

        var sizes = new int[names.Count];
        var groups = table.Rows.Where(row => row.Flag == false).Select(Site).Where(site => !fold.ContainsKey(site)).CountBy(site => site, StringComparer.Ordinal)
            .OrderByDescending(site => site.Value).ThenBy(site => Draw.Of(site.Key, "fold", recipe.Seed)).ThenBy(site => site.Key, StringComparer.Ordinal);
        foreach (var (site, count) in groups)
        {
            var smallest = 0;
            for (var i = 1; i < sizes.Length; i++)
                if (sizes[i] < sizes[smallest])
                    smallest = i;
            fold[site] = smallest;
            sizes[smallest] += count;
        }

        var of = new int[table.Rows.Count];
        for (var i = 0; i < of.Length; i++)
        {
            var row = table.Rows[i];
            of[i] = row.Flag switch
            {
                null => -1,
                true when row.Simulated => fold["family " + row.Family],
                true => flaggedGroups[row.Group],
                _ => fold[Site(row)],
            };
        }
        return new Folds(of, names);

        static string Site(FeatureRow row) => (row.Simulated ? "simulated " : "site ") + row.Group;
    }
}
