using Detector.Training.Fitting;
using Detector.Training.Tables;

namespace Detector.Training.Evaluation;

/// <summary>
/// What a recipe is worth, on held-out pages only: every source to flag judged by a model that has not seen it, every honest site by one that has not seen it. Pooled figures
/// are printed with a warning, because one big farm and many rich sites make them look good; the figures that count are averaged by source and by site.
/// </summary>
internal sealed class Evaluator
{
    private readonly FeatureTable _table;
    private readonly Recipe _recipe;
    private readonly CrossValidation _ours;
    private readonly CrossValidation? _crude;
    private readonly int[] _natural;

    private readonly bool _brief;

    private Evaluator(FeatureTable table, Recipe recipe, Action<string>? progress, bool brief)
    {
        _brief = brief;
        _table = table;
        _recipe = recipe;
        _ours = CrossValidation.Run(table, recipe, recipe.ColumnsOf(table), progress);
        var probes = Enumerable.Range(0, table.Columns.Count).Where(i => FeatureTable.IsProbe(table.Columns[i])).ToArray();
        if (probes.Length > 0 && !brief)
        {
            progress?.Invoke("the crude model");
            _crude = CrossValidation.Run(table, recipe with { Options = recipe.Options with { FeatureFraction = 1 } }, probes);
        }
        _natural = [.. Enumerable.Range(0, table.Rows.Count).Where(i => table.Rows[i].Flag is not null && recipe.IsNatural(table.Rows[i]))];
    }

    /// <param name="brief">Without the crude model and without permutation importance, which take longest: for trying a choice.</param>
    public static IReadOnlyList<ReportTable> Run(FeatureTable table, Recipe recipe, Action<string>? progress = null, bool brief = false)
    {
        var evaluator = new Evaluator(table, recipe, progress, brief);
        progress?.Invoke("tables");
        return [.. evaluator.Tables()];
    }

    private IEnumerable<ReportTable> Tables()
    {
        yield return Summary();
        yield return Sources();
        yield return HonestSources();
        yield return Sites();
        yield return Labels();
        yield return Views();
        yield return Languages();
        if (_table.Rows.Any(row => row.Simulated)) yield return Families();
        yield return Worst();
        yield return NearMisses();
        foreach (var carried in new SignalAudit(_table, _recipe, _ours, _natural).Tables()) yield return carried;
        if (!_brief) yield return Importance();
    }

    private bool Real(int i) => !_table.Rows[i].Simulated;

    private bool Flag(int i) => _table.Rows[i].Flag == true;

    private string Kit(int i) => _recipe.KitOf(_table.Rows[i].Source);

    private static bool Flags(CrossValidation run, int i) => run.Margins[i] >= run.Threshold.Margin;

    private static double Share(IEnumerable<int> rows, Func<int, bool> flagged) => rows.Select(i => flagged(i) ? 1.0 : 0.0).DefaultIfEmpty(double.NaN).Average();

    private double BySource(Func<int, bool> flagged) =>
        _natural.Where(i => Real(i) && Flag(i)).GroupBy(Kit, StringComparer.Ordinal).Select(source => Share(source, flagged)).DefaultIfEmpty(double.NaN).Average();

    private ReportTable Summary()
    {
        var table = new ReportTable("In short", "Real pages, as found, each judged by a model that has seen neither its source (pages to flag) nor its site (honest pages). Pooled AUC and average precision prove little: counting markup tags nearly matches them.", "what", "ours", "crude model (markup counts)");
        Row("recall, averaged by source to flag", run => BySource(i => Flags(run, i)));
        Row("sources to flag with recall 0", run => _natural.Where(i => Real(i) && Flag(i)).GroupBy(Kit, StringComparer.Ordinal).Count(source => !source.Any(i => Flags(run, i))));
        Row("false alarms, all honest pages", run => Share(_natural.Where(i => Real(i) && !Flag(i)), i => Flags(run, i)));
        Row("false alarms, averaged by honest site", run => _natural.Where(i => Real(i) && !Flag(i)).GroupBy(i => _table.Rows[i].Group, StringComparer.Ordinal).Select(site => Share(site, i => Flags(run, i))).DefaultIfEmpty(double.NaN).Average());
        foreach (var rate in (double[])[0.001, 0.005, 0.01])
        {
            Row($"recall by source at {rate:P1} false alarms (no promise per site)", run =>
            {
                var honest = _natural.Where(i => Real(i) && !Flag(i)).Select(i => run.Margins[i]).OrderDescending().ToArray();
                if (honest.Length == 0) return double.NaN;
                var from = honest[Math.Min(honest.Length - 1, (int)Math.Floor(rate * honest.Length))];
                return BySource(i => run.Margins[i] > from);
            });
        }
        Row("AUC, averaged by source to flag", run =>
        {
            var honest = _natural.Where(i => Real(i) && !Flag(i)).Select(i => run.Margins[i]).ToArray();
            return _natural.Where(i => Real(i) && Flag(i)).GroupBy(Kit, StringComparer.Ordinal).Select(source => Metrics.Auc([.. source.Select(i => run.Margins[i])], honest)).DefaultIfEmpty(double.NaN).Average();
        });
        Row("AUC, pooled", run => Metrics.Auc([.. _natural.Where(i => Real(i) && Flag(i)).Select(i => run.Margins[i])], [.. _natural.Where(i => Real(i) && !Flag(i)).Select(i => run.Margins[i])]));
        Row("average precision, pooled", run =>
        {
            var rows = _natural.Where(Real).ToArray();
            return Metrics.AveragePrecision([.. rows.Select(i => run.Margins[i])], [.. rows.Select(Flag)]);
        });
        Row("calibration error, 15 bins of equal weight, calibrated on the other folds", CalibrationError);
        Row("wealth probe: R² of the honest pages' margin on log markup counts", Wealth);
        Row("flagged from probability", run => run.FlagFrom);
        return table;

        void Row(string what, Func<CrossValidation, object> value) => table.Add(what, value(_ours), _crude is null ? null : value(_crude));
    }

    private object CalibrationError(CrossValidation run)
    {
        var rows = Enumerable.Range(0, _table.Rows.Count).Where(i => run.Chosen[i] && Real(i)).ToArray();
        var probabilities = new double[rows.Length];
        foreach (var fold in rows.Select((row, at) => (Fold: run.Folds.Of[row], At: at)).GroupBy(pair => pair.Fold))
        {
            var calibration = run.Calibrate(other => other != fold.Key);
            foreach (var (_, at) in fold) probabilities[at] = calibration.Of(run.Margins[rows[at]]);
        }
        return Metrics.CalibrationError(probabilities, [.. rows.Select(Flag)], [.. rows.Select(i => (double)run.Weights[i])], 15);
    }

    private object Wealth(CrossValidation run)
    {
        var probes = Enumerable.Range(0, _table.Columns.Count).Where(i => FeatureTable.IsProbe(_table.Columns[i])).ToArray();
        if (probes.Length == 0) return double.NaN;
        var rows = _natural.Where(i => Real(i) && !Flag(i) && !float.IsNaN(_table.Rows[i].Values[probes[0]])).ToArray();
        return Metrics.RSquared([.. rows.Select(i => probes.Select(p => Math.Log(1 + _table.Rows[i].Values[p])).ToArray())], [.. rows.Select(i => run.Margins[i])]);
    }

    private ReportTable Sources()
    {
        var table = new ReportTable("Leave one source out", "Recall on each real source to flag, by a model trained without it (kits that share a template left out together).", "source", "pages", "recall", "crude", "AUC", "median probability");
        var honest = _natural.Where(i => Real(i) && !Flag(i)).Select(i => _ours.Margins[i]).ToArray();
        foreach (var source in _natural.Where(i => Real(i) && Flag(i)).GroupBy(Kit, StringComparer.Ordinal).OrderBy(source => source.Key, StringComparer.Ordinal))
        {
            var margins = source.Select(i => _ours.Margins[i]).Order().ToArray();
            table.Add(source.Key, margins.Length, Share(source, i => Flags(_ours, i)), _crude is null ? null : Share(source, i => Flags(_crude, i)), Metrics.Auc(margins, honest), _ours.Calibration.Of(margins[margins.Length / 2]));
        }
        table.Add("average by source", null, BySource(i => Flags(_ours, i)), _crude is null ? null : BySource(i => Flags(_crude, i)), null, null);
        return table;
    }

    private ReportTable HonestSources()
    {
        var table = new ReportTable("False alarms by honest source", null, "source", "pages", "sites", "flagged", "rate", "crude rate");
        foreach (var source in _natural.Where(i => Real(i) && !Flag(i)).GroupBy(i => _table.Rows[i].Source, StringComparer.Ordinal).OrderBy(source => source.Key, StringComparer.Ordinal))
            table.Add(source.Key, source.Count(), source.Select(i => _table.Rows[i].Group).Distinct(StringComparer.Ordinal).Count(), source.Count(i => Flags(_ours, i)), Share(source, i => Flags(_ours, i)), _crude is null ? null : Share(source, i => Flags(_crude, i)));
        return table;
    }

    private ReportTable Sites()
    {
        var table = new ReportTable("The ten worst honest sites", "Sites of five pages and more, by share flagged, then by mean probability.", "site", "source", "pages", "flagged", "rate", "mean probability", "crude rate");
        var sites = _natural.Where(i => Real(i) && !Flag(i)).GroupBy(i => _table.Rows[i].Group, StringComparer.Ordinal).Where(site => site.Count() >= 5)
            .Select(site => (Site: site, Rate: Share(site, i => Flags(_ours, i)), Mean: site.Average(i => _ours.Calibration.Of(_ours.Margins[i]))))
            .OrderByDescending(site => site.Rate).ThenByDescending(site => site.Mean).ThenBy(site => site.Site.Key, StringComparer.Ordinal).Take(10);
        foreach (var (site, rate, mean) in sites)
            table.Add(site.Key, _table.Rows[site.First()].Source, site.Count(), site.Count(i => Flags(_ours, i)), rate, mean, _crude is null ? null : Share(site, i => Flags(_crude, i)));
        return table;
    }

    private ReportTable Labels()
    {
        var table = new ReportTable("By label", null, "label", "to flag", "pages", "flagged", "rate");
        foreach (var label in _natural.Where(Real).GroupBy(i => (_table.Rows[i].Label, Flag: Flag(i))).OrderBy(label => label.Key.Flag).ThenBy(label => label.Key.Label, StringComparer.Ordinal))
            table.Add(label.Key.Label, label.Key.Flag ? "yes" : "no", label.Count(), label.Count(i => Flags(_ours, i)), Share(label, i => Flags(_ours, i)));
        return table;
    }

    private ReportTable Views()
    {
        var table = new ReportTable("The same pages seen otherwise", "Real pages. Text twins are renderings of the HTML pages as an extractor would dump them.", "seen", "pages to flag", "recall by source", "honest pages", "false alarms");
        Add("as found: HTML", row => _recipe.IsNatural(row) && row.Format == "html");
        Add("as found: text", row => _recipe.IsNatural(row) && row.Format == "text");
        Add("HTML with its address", row => row is { Twin: false, Masked: false, Format: "html" } && _recipe.HasAddress(row));
        Add("the same HTML without address", row => row is { Twin: false, Masked: true, Format: "html" } && _recipe.HasAddress(row));
        Add("HTML, all, without address", row => row is { Twin: false, Masked: true, Format: "html" });
        Add("text twin with its address", row => row is { Twin: true, Masked: false } && _recipe.HasAddress(row));
        Add("text twin, all, without address", row => row is { Twin: true, Masked: true });
        return table;

        void Add(string what, Func<FeatureRow, bool> view)
        {
            var rows = Enumerable.Range(0, _table.Rows.Count).Where(i => _table.Rows[i].Flag is not null && Real(i) && view(_table.Rows[i])).ToArray();
            var flagged = rows.Where(Flag).ToArray();
            table.Add(what, flagged.Length, flagged.GroupBy(Kit, StringComparer.Ordinal).Select(source => Share(source, i => Flags(_ours, i))).DefaultIfEmpty(double.NaN).Average(), rows.Length - flagged.Length, Share(rows.Where(i => !Flag(i)), i => Flags(_ours, i)));
        }
    }

    private ReportTable Languages()
    {
        var table = new ReportTable("By language", "As declared by the page or its corpus; languages of ten pages and more.", "language", "pages to flag", "recall", "honest pages", "false alarms");
        foreach (var language in _natural.Where(Real).GroupBy(i => _table.Rows[i].Language, StringComparer.Ordinal).Where(language => language.Count() >= 10).OrderByDescending(language => language.Count()).ThenBy(language => language.Key, StringComparer.Ordinal))
            table.Add(language.Key.Length == 0 ? "not declared" : language.Key, language.Count(Flag), Share(language.Where(Flag), i => Flags(_ours, i)), language.Count(i => !Flag(i)), Share(language.Where(i => !Flag(i)), i => Flags(_ours, i)));
        return table;
    }

    private ReportTable Families()
    {
        var table = new ReportTable("Simulated pages", "Never mixed with real figures. Farm families by a model trained without the family; their honest twins by one trained without their group.", "family", "to flag", "pages", "flagged", "rate");
        foreach (var family in Enumerable.Range(0, _table.Rows.Count).Where(i => !Real(i) && _table.Rows[i].Flag is not null && _recipe.IsNatural(_table.Rows[i])).GroupBy(i => (_table.Rows[i].Family, Flag: Flag(i))).OrderBy(family => !family.Key.Flag).ThenBy(family => family.Key.Family, StringComparer.Ordinal))
            table.Add(family.Key.Family, family.Key.Flag ? "yes" : "no", family.Count(), family.Count(i => Flags(_ours, i)), Share(family, i => Flags(_ours, i)));
        return table;
    }

    private ReportTable Worst()
    {
        var table = new ReportTable("False alarms, page by page", "Real honest pages flagged while their site was held out; at most forty, surest first, with the three signals that speak loudest against each (log-odds).", "id", "source", "site", "label", "probability", "because of");
        var contributions = new double[_ours.Columns.Length];
        foreach (var i in _natural.Where(i => Real(i) && !Flag(i) && Flags(_ours, i)).OrderByDescending(i => _ours.Margins[i]).ThenBy(i => i).Take(40))
        {
            _ours.Models[_ours.Folds.Of[i]].Explain(_ours.Filled[i], contributions);
            var loudest = contributions.Select((value, at) => (Value: value, At: at)).OrderByDescending(pair => pair.Value).Take(3);
            table.Add(_table.Rows[i].Id, _table.Rows[i].Source, _table.Rows[i].Group, _table.Rows[i].Label, _ours.Calibration.Of(_ours.Margins[i]), string.Join(", ", loudest.Select(pair => FormattableString.Invariant($"{_table.Columns[_ours.Columns[pair.At]].Name} {pair.Value:+0.0}"))));
        }
        return table;
    }

    /// <summary>The promises are as strict as the honest page that would break them first; what speaks against these pages is what a better signal would not say.</summary>
    private ReportTable NearMisses()
    {
        var table = new ReportTable("Honest pages nearest the threshold", "The thirty real honest pages, one per site, that score highest while their site is held out, in any view a promise is made on; with the five signals that speak loudest against each.", "id", "source", "site", "twin", "address", "probability", "because of");
        var seen = Enumerable.Range(0, _table.Rows.Count).Where(i => _table.Rows[i].Flag == false && Real(i) && _recipe.Promises.Any(view => _recipe.IsSeen(_table.Rows[i], view)));
        var contributions = new double[_ours.Columns.Length];
        foreach (var i in seen.GroupBy(i => _table.Rows[i].Group, StringComparer.Ordinal).Select(site => site.MaxBy(i => _ours.Margins[i])).OrderByDescending(i => _ours.Margins[i]).ThenBy(i => i).Take(30))
        {
            _ours.Models[_ours.Folds.Of[i]].Explain(_ours.Filled[i], contributions);
            var loudest = contributions.Select((value, at) => (Value: value, At: at)).OrderByDescending(pair => pair.Value).Take(5);
            table.Add(_table.Rows[i].Id, _table.Rows[i].Source, _table.Rows[i].Group, _table.Rows[i].Twin ? "yes" : "no", _table.Rows[i].Masked ? "no" : "yes", _ours.Calibration.Of(_ours.Margins[i]), string.Join(", ", loudest.Select(pair => FormattableString.Invariant($"{_table.Columns[_ours.Columns[pair.At]].Name} {pair.Value:+0.0} ({_ours.Filled[i][pair.At]:0.##})"))));
        }
        return table;
    }

    /// <summary>What is lost when one column's values are dealt out anew among the real pages as found (Breiman 2001, doi:10.1023/A:1010933404324).</summary>
    private ReportTable Importance()
    {
        var table = new ReportTable("Permutation importance", "The 25 signals whose shuffling costs most AUC, averaged by source left out; one shuffle each, seeded. A signal that matters here and should not is an accident of the corpus.", "signal", "AUC lost", "recall by source lost", "trees' splits");
        var rows = _natural.Where(Real).ToArray();
        var flagged = rows.Where(Flag).GroupBy(Kit, StringComparer.Ordinal).Select(source => source.ToArray()).ToArray();
        var honest = rows.Where(i => !Flag(i)).ToArray();
        var splits = new int[_ours.Columns.Length];
        foreach (var model in _ours.Models)
            foreach (var tree in model.Trees)
                foreach (var feature in tree.Feature)
                    splits[feature]++;
        var (auc, recall) = Worth(_ours.Margins);
        var lost = new (double Auc, double Recall)[splits.Length];
        Parallel.For(0, splits.Length, column =>
        {
            if (splits[column] == 0) return;
            var random = new Random(_recipe.Seed * 7919 + column);
            var dealt = rows.Select(i => _ours.Filled[i][column]).ToArray();
            random.Shuffle(dealt);
            var margins = (double[])_ours.Margins.Clone();
            for (var at = 0; at < rows.Length; at++)
            {
                var row = (float[])_ours.Filled[rows[at]].Clone();
                row[column] = dealt[at];
                margins[rows[at]] = _ours.Models[_ours.Folds.Of[rows[at]]].Margin(row);
            }
            var (without, missed) = Worth(margins);
            lost[column] = (auc - without, recall - missed);
        });
        foreach (var column in Enumerable.Range(0, splits.Length).OrderByDescending(column => lost[column].Auc).ThenBy(column => column).Take(25))
            table.Add(_table.Columns[_ours.Columns[column]].Name, lost[column].Auc, lost[column].Recall, splits[column]);
        return table;

        (double Auc, double Recall) Worth(double[] margins)
        {
            if (flagged.Length == 0) return (double.NaN, double.NaN);
            var quiet = honest.Select(i => margins[i]).ToArray();
            return (flagged.Average(source => Metrics.Auc([.. source.Select(i => margins[i])], quiet)), flagged.Average(source => Share(source, i => margins[i] >= _ours.Threshold.Margin)));
        }
    }
}
