using Detector.Training.Fitting;
using Detector.Training.Tables;

namespace Detector.Training.Evaluation;

/// <summary>How much of an evaluation is made.</summary>
internal enum EvaluationScope
{
    /// <summary>Without the crude model and what takes long: for trying a choice.</summary>
    Brief,
    Whole,
    /// <summary>And with a cross-validation anew for each family of signals left out.</summary>
    Retrain,
}

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
    private readonly EvaluationScope _scope;
    private readonly Action<string>? _progress;

    private Evaluator(FeatureTable table, Recipe recipe, Action<string>? progress, EvaluationScope scope)
    {
        _scope = scope;
        _progress = progress;
        _table = table;
        _recipe = recipe;
        _ours = CrossValidation.Run(table, recipe, recipe.ColumnsOf(table), progress);
        var probes = Wealthy.Markup(table);
        if (probes.Length > 0 && scope != EvaluationScope.Brief)
        {
            progress?.Invoke("the crude model");
            _crude = CrossValidation.Run(table, recipe with { Options = recipe.Options with { FeatureFraction = 1 } }, probes);
        }
        _natural = [.. Enumerable.Range(0, table.Rows.Count).Where(i => table.Rows[i].Flag is not null && recipe.IsNatural(table.Rows[i]))];
    }

    public static IReadOnlyList<ReportTable> Run(FeatureTable table, Recipe recipe, Action<string>? progress = null, EvaluationScope scope = EvaluationScope.Whole)
    {
        var evaluator = new Evaluator(table, recipe, progress, scope);
        progress?.Invoke("tables");
        return [.. evaluator.Tables()];
    }

    private IEnumerable<ReportTable> Tables()
    {
        var real = _natural.Where(Real).ToArray();
        var parts = Contributions(real);
        yield return Summary();
        yield return Certainty(real);
        yield return Sources();
        yield return HonestSources();
        yield return Sites();
        yield return Labels();
        yield return Views();
        yield return Languages();
        yield return Slices(real);
        if (_table.Rows.Any(row => row.Simulated)) yield return Families();
        yield return LookAlikes();
        yield return Calibration();
        yield return Worst();
        yield return Misses(real);
        yield return NearMisses();
        foreach (var carried in new SignalAudit(_table, _recipe, _ours, real, parts).Tables()) yield return carried;
        yield return Ablation.Index(_ours, real);
        yield return Ablation.Copies(_ours, real);
        if (_scope == EvaluationScope.Brief) yield break;
        yield return Ablation.Run(_ours, real, _scope == EvaluationScope.Retrain, _progress);
        yield return SourceProbe.Run(_ours, [.. real.Where(i => !Flag(i) && _table.Rows[i].Format == "html")]);
        yield return Importance();
        yield return Dependence.Run(_ours, real, parts);
        yield return Ranking(real);
        yield return Margins(real);
    }

    private ReportTable Margins(int[] real)
    {
        var table = new ReportTable("Margins", "Held-out margins of real pages as found: share of each side in each bin.", "from", "to", "honest", "to flag") { IsCurve = true };
        if (real.Length == 0) return table;
        var (low, high) = (Math.Floor(real.Min(i => _ours.Margins[i]) * 2) / 2, Math.Ceiling(real.Max(i => _ours.Margins[i]) * 2) / 2);
        for (var from = low; from < high; from += 0.5)
        {
            var start = from;
            bool In(int i) => _ours.Margins[i] >= start && _ours.Margins[i] < start + 0.5;
            table.Add(from, from + 0.5, Share(real.Where(i => !Flag(i)), In), Share(real.Where(Flag), In));
        }
        return table;
    }

    private double[][] Contributions(int[] rows)
    {
        var parts = new double[rows.Length][];
        Parallel.For(0, rows.Length, at =>
        {
            parts[at] = new double[_ours.Columns.Length];
            _ours.ModelOf(rows[at]).Explain(_ours.Filled[rows[at]], parts[at]);
        });
        return parts;
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

    private static object CalibrationError(CrossValidation run) => run.CalibrationBins().Sum(bin => bin.Weight * Math.Abs(bin.Said - bin.Was));

    private ReportTable Calibration()
    {
        var table = new ReportTable("Calibration", "Fifteen bins of equal weight; each page's probability comes from a calibration fitted without its fold. Said: mean probability; was: share of pages to flag, in the weights of training.", "bin", "pages", "said", "was", "gap");
        var bin = 0;
        foreach (var (_, pages, said, was) in _ours.CalibrationBins()) table.Add(++bin, pages, said, was, said - was);
        return table;
    }

    private ReportTable Certainty(int[] real)
    {
        const int draws = 2000;
        var table = new ReportTable("How sure the figures are", $"95 % intervals of {draws} bootstrap draws of whole sources to flag and whole honest sites.", "figure", "value", "from", "to", "crude", "crude from", "crude to");
        var ours = Of(_ours);
        var crude = _crude is null ? default : Of(_crude);
        for (var i = 0; i < HeldFigures.Names.Count; i++)
            table.Add(HeldFigures.Names[i], ours.Values[i], ours.Intervals[i].Low, ours.Intervals[i].High, crude.Values?[i], crude.Intervals?[i].Low, crude.Intervals?[i].High);
        return table;

        (double[] Values, (double Low, double High)[] Intervals) Of(CrossValidation run)
        {
            var figures = HeldFigures.Make(run, real, run.Margins, run.Threshold.Margin);
            return (figures.Of(), figures.Intervals(draws, _recipe.Seed));
        }
    }

    /// <summary>Recall by source against false alarms, up to one in ten.</summary>
    private ReportTable Ranking(int[] real)
    {
        var table = new ReportTable("Ranking", "Real pages as found: recall by source at each rate of false alarms.", "model", "false alarms", "recall by source") { IsCurve = true };
        Add("ours", _ours);
        if (_crude is not null) Add("markup counts", _crude);
        return table;

        void Add(string name, CrossValidation run)
        {
            var honest = real.Where(i => !Flag(i)).Select(i => run.Margins[i]).OrderDescending().ToArray();
            for (var step = 0; step <= 100 && honest.Length > 0; step++)
            {
                var allowed = Math.Min(honest.Length - 1, (int)Math.Floor(step / 1000.0 * honest.Length));
                table.Add(name, step / 1000.0, BySource(i => run.Margins[i] > honest[allowed]));
            }
        }
    }

    private object Wealth(CrossValidation run)
    {
        var honest = _natural.Where(i => Real(i) && !Flag(i)).ToArray();
        var (rows, counts) = Wealthy.Counts(_table, honest);
        return rows.Length == 0 ? double.NaN : Metrics.RSquared(counts, [.. rows.Select(i => run.Margins[i])]);
    }

    private ReportTable Sources()
    {
        var table = new ReportTable("Leave one source out", "Recall on each real source to flag, by a model trained without it (kits that share a template left out together). AUC with the 95 % interval of 500 bootstrap draws of its groups (its pages, where it is one group) and of honest sites.", "source", "pages", "recall", "without index", "crude", "AUC", "AUC from", "AUC to", "median probability");
        var quiet = _natural.Where(i => Real(i) && !Flag(i)).ToArray();
        var honest = quiet.Select(i => _ours.Margins[i]).ToArray();
        var alone = Ablation.WithoutIndex(_ours, _natural);
        foreach (var source in _natural.Where(i => Real(i) && Flag(i)).GroupBy(Kit, StringComparer.Ordinal).OrderBy(source => source.Key, StringComparer.Ordinal))
        {
            var margins = source.Select(i => _ours.Margins[i]).Order().ToArray();
            var (low, high) = AucInterval([.. source], quiet);
            table.Add(source.Key, margins.Length, Share(source, i => Flags(_ours, i)), Share(source, FlagsAlone), _crude is null ? null : Share(source, i => Flags(_crude, i)), Metrics.Auc(margins, honest), low, high, _ours.Calibration.Of(margins[margins.Length / 2]));
        }
        table.Add("average by source", null, BySource(i => Flags(_ours, i)), BySource(FlagsAlone), _crude is null ? null : BySource(i => Flags(_crude, i)), null, null, null, null);
        return table;

        bool FlagsAlone(int i) => alone[i] >= _ours.Threshold.Margin;
    }

    private (double Low, double High) AucInterval(int[] source, int[] quiet)
    {
        var groups = Units(source);
        if (groups.Length == 1) groups = [.. source.Select(i => new[] { _ours.Margins[i] })];
        // A site is drawn as a whole; its share of pages below a margin is all that counts of it.
        var sites = Units(quiet);
        var below = groups.Select(group => sites.Select(site => Metrics.Auc(group, site) * group.Length * site.Length).ToArray()).ToArray();
        return HeldFigures.Interval([.. HeldFigures.Draws(groups.Length, sites.Length, 500, _recipe.Seed).Select(drawn =>
        {
            double right = 0, pages = 0, honest = 0;
            for (var site = 0; site < sites.Length; site++) honest += drawn.Sites[site] * sites[site].Length;
            for (var group = 0; group < groups.Length; group++)
            {
                if (drawn.Sources[group] == 0) continue;
                pages += drawn.Sources[group] * groups[group].Length;
                for (var site = 0; site < sites.Length; site++) right += drawn.Sources[group] * drawn.Sites[site] * below[group][site];
            }
            return right / pages / honest;
        })]);

        double[][] Units(int[] rows) => [.. rows.GroupBy(i => _table.Rows[i].Group, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => group.Select(i => _ours.Margins[i]).ToArray())];
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

    private ReportTable Slices(int[] real)
    {
        var table = new ReportTable("By kind of page", "Real pages as found. AUC: the slice's pages to flag against the slice's honest pages. Years are those the page or its address gives.", "slice", "pages to flag", "recall by source", "AUC", "honest pages", "false alarms");
        Add("HTML", i => _table.Rows[i].Format == "html");
        Add("extracted text", i => _table.Rows[i].Format == "text");
        Add("English", i => _table.Rows[i].Language == "en");
        Add("another language", i => _table.Rows[i].Language is { Length: > 0 } and not "en");
        Add("language not declared", i => _table.Rows[i].Language.Length == 0);
        var words = _table.Find("~words");
        if (words >= 0)
        {
            foreach (var (from, to) in (ReadOnlySpan<(int, int)>)[(0, 300), (300, 800), (800, 2000), (2000, int.MaxValue)])
                Add(to == int.MaxValue ? $"{from} visible words and more" : $"{from} to {to - 1} visible words", i => _table.Rows[i].Values[words] >= from && _table.Rows[i].Values[words] < to);
        }
        foreach (var (from, to) in (ReadOnlySpan<(int, int)>)[(1990, 2009), (2010, 2014), (2015, 2019), (2020, 2022), (2023, 2030)]) Add($"{from} to {to}", i => Year(i) is { } year && year >= from && year <= to);
        Add("year not known", i => Year(i) is null);
        return table;

        void Add(string slice, Func<int, bool> belongs)
        {
            var (flagged, honest) = (real.Where(i => Flag(i) && belongs(i)).ToArray(), real.Where(i => !Flag(i) && belongs(i)).ToArray());
            table.Add(slice, flagged.Length, flagged.GroupBy(Kit, StringComparer.Ordinal).Select(source => Share(source, i => Flags(_ours, i))).DefaultIfEmpty(double.NaN).Average(), Metrics.Auc([.. flagged.Select(i => _ours.Margins[i])], [.. honest.Select(i => _ours.Margins[i])]), honest.Length, Share(honest, i => Flags(_ours, i)));
        }
    }

    private int? Year(int i)
    {
        var told = _table.Find(Extraction.Probes.Year);
        if (told >= 0 && !float.IsNaN(_table.Rows[i].Values[told])) return (int)_table.Rows[i].Values[told];
        return Pages.Addresses.Address.TryParse(_table.Rows[i].Url)?.DateInPath?.Year;
    }

    private ReportTable LookAlikes()
    {
        var table = new ReportTable("False alarms by look-alike", "What farms are mistaken for: honest families of the simulator, and real honest pages by label. Up to: the rate that would have shown more false alarms in 39 of 40 tries (Clopper, Pearson 1934).", "family", "pages", "flagged", "rate", "up to", "mean probability");
        foreach (var family in _natural.Where(i => !Flag(i)).GroupBy(i => Real(i) ? "real: " + _table.Rows[i].Label : "simulated: " + _table.Rows[i].Family, StringComparer.Ordinal).OrderBy(family => family.Key, StringComparer.Ordinal))
        {
            var flagged = family.Count(i => Flags(_ours, i));
            table.Add(family.Key, family.Count(), flagged, Share(family, i => Flags(_ours, i)), Metrics.UpperRate(flagged, family.Count()), family.Average(i => _ours.Calibration.Of(_ours.Margins[i])));
        }
        return table;
    }

    private ReportTable Misses(int[] real)
    {
        var table = new ReportTable("Pages missed", "For each real source to flag the three pages that score lowest of those missed while it was held out, with the three signals that excuse each most and the two that accuse it most.", "id", "source", "probability", "speaks for honest", "speaks for flagging");
        foreach (var source in real.Where(i => Flag(i) && !Flags(_ours, i)).GroupBy(Kit, StringComparer.Ordinal).OrderBy(source => source.Key, StringComparer.Ordinal))
            foreach (var i in source.OrderBy(i => _ours.Margins[i]).ThenBy(i => i).Take(3))
                table.Add(_table.Rows[i].Id, source.Key, _ours.Calibration.Of(_ours.Margins[i]), Loudest(i, -1, 3), Loudest(i, 1, 2));
        return table;
    }

    /// <summary>The signals that push a page's held-out margin hardest one way, with their values.</summary>
    private string Loudest(int i, int way, int count)
    {
        var contributions = new double[_ours.Columns.Length];
        _ours.ModelOf(i).Explain(_ours.Filled[i], contributions);
        return string.Join(", ", contributions.Select((value, at) => (Value: value, At: at)).Where(pair => pair.Value * way > 0.005).OrderByDescending(pair => pair.Value * way).ThenBy(pair => pair.At).Take(count)
            .Select(pair => FormattableString.Invariant($"{_table.Columns[_ours.Columns[pair.At]].Name} {pair.Value:+0.0;-0.0} ({_ours.Filled[i][pair.At]:0.##})")));
    }

    private ReportTable Families()
    {
        var table = new ReportTable("Simulated pages", "Never mixed with real figures. Farm families by a model trained without the family; their honest twins by one trained without their group. Who else has a text is drawn too (Simulate/README.md); without index: the same pages, nobody asked.", "family", "to flag", "pages", "flagged", "rate", "without index");
        var drawn = Enumerable.Range(0, _table.Rows.Count).Where(i => !Real(i) && _table.Rows[i].Flag is not null && _recipe.IsNatural(_table.Rows[i])).ToArray();
        var alone = Ablation.WithoutIndex(_ours, drawn);
        foreach (var family in drawn.GroupBy(i => (_table.Rows[i].Family, Flag: Flag(i))).OrderBy(family => !family.Key.Flag).ThenBy(family => family.Key.Family, StringComparer.Ordinal))
            table.Add(family.Key.Family, family.Key.Flag ? "yes" : "no", family.Count(), family.Count(i => Flags(_ours, i)), Share(family, i => Flags(_ours, i)), Share(family, FlagsAlone));
        return table;

        bool FlagsAlone(int i) => alone[i] >= _ours.Threshold.Margin;
    }

    private ReportTable Worst()
    {
        var table = new ReportTable("False alarms, page by page", "Real honest pages flagged while their site was held out; at most forty, surest first, with the three signals that speak loudest against each (log-odds).", "id", "source", "site", "label", "probability", "because of");
        foreach (var i in _natural.Where(i => Real(i) && !Flag(i) && Flags(_ours, i)).OrderByDescending(i => _ours.Margins[i]).ThenBy(i => i).Take(40))
            table.Add(_table.Rows[i].Id, _table.Rows[i].Source, _table.Rows[i].Group, _table.Rows[i].Label, _ours.Calibration.Of(_ours.Margins[i]), Loudest(i, 1, 3));
        return table;
    }

    /// <summary>The promises are as strict as the honest page that would break them first; what speaks against these pages is what a better signal would not say.</summary>
    private ReportTable NearMisses()
    {
        var table = new ReportTable("Honest pages nearest the threshold", "The thirty real honest pages, one per site, that score highest while their site is held out, in any view a promise is made on; with the five signals that speak loudest against each.", "id", "source", "site", "twin", "address", "probability", "because of");
        var seen = Enumerable.Range(0, _table.Rows.Count).Where(i => _table.Rows[i].Flag == false && Real(i) && _recipe.Promises.Any(view => _recipe.IsSeen(_table.Rows[i], view)));
        foreach (var i in seen.GroupBy(i => _table.Rows[i].Group, StringComparer.Ordinal).Select(site => site.MaxBy(i => _ours.Margins[i])).OrderByDescending(i => _ours.Margins[i]).ThenBy(i => i).Take(30))
            table.Add(_table.Rows[i].Id, _table.Rows[i].Source, _table.Rows[i].Group, _table.Rows[i].Twin ? "yes" : "no", _table.Rows[i].Masked ? "no" : "yes", _ours.Calibration.Of(_ours.Margins[i]), Loudest(i, 1, 5));
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
                margins[rows[at]] = _ours.MarginOf(rows[at], row);
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
