using Detector.Features;
using Detector.Learning;
using Detector.Models;
using Detector.Training.Evaluation;
using Detector.Training.Tables;

namespace Detector.Training.Fitting;

/// <summary>Every labelled row judged by a model that has seen neither its site nor its source nor its family (see <see cref="Folds"/>); and what follows: calibration and threshold.</summary>
internal sealed class CrossValidation
{
    // Trees are fitted on rows within bounds, so none of their splits lies beyond; open rows fall on the same sides, and ladders see how far out they are.
    private readonly Column[] _bounded;

    private CrossValidation(FeatureTable table, Recipe recipe, int[] columns, Folds? folds = null)
    {
        Table = table;
        Recipe = recipe;
        Columns = columns;
        Folds = folds ?? Folds.Make(table, recipe);
        Chosen = TrainingRows.Choose(table, recipe);
        Weights = TrainingRows.Weigh(table, Chosen, recipe);
        _bounded = TrainingRows.Columns(table, recipe, columns);
        Shown = [.. _bounded.Select(column => column with { Least = float.NegativeInfinity, Most = float.PositiveInfinity })];
        Filled = [.. table.Rows.Select(row => TrainingRows.Fill(row, columns, Shown))];
        Own = new double[table.Rows.Count];
        Site = new double[table.Rows.Count];
        Margins = Own;
        Models = new Ensemble[Folds.Names.Count];
    }

    public FeatureTable Table { get; }

    public Recipe Recipe { get; }

    /// <summary>Columns of the table the model sees.</summary>
    public int[] Columns { get; }

    public Folds Folds { get; }

    /// <summary>Rows learnt from: each page once, with or without its address.</summary>
    public bool[] Chosen { get; }

    public float[] Weights { get; }

    /// <summary>How the model sees each of its columns.</summary>
    public Column[] Shown { get; }

    /// <summary>Every row as the model sees it.</summary>
    public float[][] Filled { get; }

    /// <summary>Held-out margin of every row by itself; NaN for unlabelled rows.</summary>
    public double[] Own { get; }

    /// <summary>What the other pages of each row's site add, log-odds (see <see cref="SiteTerms"/>).</summary>
    public double[] Site { get; private set; }

    /// <summary>Held-out margin of every row as a scan with an index judges it: <see cref="Own"/> and <see cref="Site"/>.</summary>
    public double[] Margins { get; private set; }

    /// <summary>The model of each fold.</summary>
    public Ensemble[] Models { get; }

    /// <summary>A row's held-out margin were its values these, its site what it is.</summary>
    public double MarginOf(int row, float[] values) => ModelOf(row).Margin(values) + Site[row];

    /// <summary>The model that has not seen a row.</summary>
    public Ensemble ModelOf(int row) => Models[Folds.Of[row]];

    public Calibration Calibration { get; private set; } = null!;

    public ThresholdChoice Threshold { get; private set; } = null!;

    /// <summary>Probability from which a page is flagged.</summary>
    public double FlagFrom => Calibration.Of(Threshold.Margin);

    public static CrossValidation Run(FeatureTable table, Recipe recipe, int[] columns, Action<string>? progress = null, Learner learner = Learner.FastTree, Folds? folds = null)
    {
        var run = new CrossValidation(table, recipe, columns, folds);
        var done = 0;
        // Folds don't touch one another's rows, so the number of threads changes nothing.
        Parallel.For(0, run.Folds.Names.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, fold =>
        {
            var learn = Enumerable.Range(0, table.Rows.Count).Where(i => run.Chosen[i] && run.Folds.Of[i] != fold).ToArray();
            run.Models[fold] = run.Complete(Learners.Fit(learner, run.Examples(learn), recipe.Options), learn);
            progress?.Invoke($"fold {Interlocked.Increment(ref done)} of {run.Folds.Names.Count}: without {run.Folds.Names[fold]}");
        });
        for (var i = 0; i < run.Own.Length; i++) run.Own[i] = run.Folds.Of[i] < 0 ? double.NaN : run.Models[run.Folds.Of[i]].Margin(run.Filled[i]);
        run.Calibration = run.Calibrate(_ => true);
        run.Site = SiteTerms.Of(run, run.Own, run.Calibration);
        run.Margins = [.. run.Own.Zip(run.Site, static (own, site) => own + site)];
        run.Calibration = run.Calibrate(_ => true);
        run.Threshold = run.ChooseThreshold();
        return run;
    }

    /// <summary>Fitted trees, held to the directions of <see cref="Directed"/>, with the ladders of <see cref="FarOut"/>: what the recipe asks for of the two.</summary>
    public Ensemble Complete(Ensemble fitted, int[] learn)
    {
        var trees = fitted.Trees.AsEnumerable();
        if (Recipe.Undirected is { } undirected)
        {
            var directions = Directed.Of(Shown, undirected);
            trees = trees.Select(tree => Directed.Project(tree, directions));
        }
        if (Recipe.FarOut != 0) trees = trees.Concat(Fitting.FarOut.Ladders(this, learn, Recipe.FarOut));
        return new Ensemble(fitted.Columns, fitted.Bias, [.. trees]);
    }

    /// <summary>The folds, rows and weights without any fit: margins stay 0.</summary>
    public static CrossValidation Frame(FeatureTable table, Recipe recipe) => new(table, recipe, recipe.ColumnsOf(table));

    /// <summary>Rows as examples, with the weights they have here.</summary>
    public Examples Examples(IReadOnlyList<int> rows) => new([.. rows.Select(i => TrainingRows.Fill(Table.Rows[i], Columns, _bounded))], [.. rows.Select(i => Table.Rows[i].Flag == true)], [.. rows.Select(i => Weights[i])]);

    /// <summary>Calibration on the held-out margins of the real training rows of some folds, each as a scan without an index sees it and as one with an index does: the same map serves both.</summary>
    public Calibration Calibrate(Func<int, bool> folds)
    {
        var rows = Enumerable.Range(0, Margins.Length).Where(i => Chosen[i] && !Table.Rows[i].Simulated && folds(Folds.Of[i])).ToArray();
        if (rows.Length == 0) rows = [.. Enumerable.Range(0, Margins.Length).Where(i => Chosen[i] && folds(Folds.Of[i]))];
        int[] twice = [.. rows, .. rows];
        return BetaCalibration.Fit([.. rows.Select(i => Own[i]), .. rows.Select(i => Margins[i])], [.. twice.Select(i => Table.Rows[i].Flag == true)], [.. twice.Select(i => Weights[i])], views: 2);
    }

    /// <summary>Fifteen bins of real training rows, each page's probability from a calibration fitted without its fold.</summary>
    public IReadOnlyList<(double Weight, int Rows, double Said, double Was)> CalibrationBins()
    {
        var rows = Enumerable.Range(0, Margins.Length).Where(i => Chosen[i] && !Table.Rows[i].Simulated).ToArray();
        if (rows.Length == 0) return [];
        var probabilities = new double[rows.Length];
        foreach (var fold in rows.Select((row, at) => (Fold: Folds.Of[row], At: at)).GroupBy(pair => pair.Fold))
        {
            var calibration = Calibrate(other => other != fold.Key);
            foreach (var (_, at) in fold) probabilities[at] = calibration.Of(Margins[rows[at]]);
        }
        return Metrics.CalibrationBins(probabilities, [.. rows.Select(i => Table.Rows[i].Flag == true)], [.. rows.Select(i => (double)Weights[i])], 15);
    }

    /// <summary>
    /// The margin that keeps the recipe's promises on held-out honest pages, in every view the recipe names. Real pages where there are any: a simulated site is no promise to anybody. It may still be held to
    /// a rate of simulated ones besides, of which there are more kinds.
    /// </summary>
    private ThresholdChoice ChooseThreshold()
    {
        var honest = Enumerable.Range(0, Margins.Length).Where(i => Table.Rows[i].Flag == false).ToArray();
        var simulated = honest.Where(i => Table.Rows[i].Simulated).ToArray();
        if (simulated.Length < honest.Length) honest = [.. honest.Except(simulated)];
        ThresholdChoice? strictest = null;
        HonestPage[] strictly = [];
        foreach (var view in Recipe.Promises)
        {
            var pages = Seen(honest, view);
            if (pages.Length == 0) continue;
            var choice = ThresholdChoice.Of(pages, Recipe.FalseAlarmRate, Recipe.SiteRate, Recipe.SitePages);
            if (strictest is null || choice.Margin > strictest.Margin) (strictest, strictly) = (choice, pages);
        }
        if (strictest is null) throw new TrainingException("The table has no honest page to choose a threshold on.");
        if (Recipe.SimulatedRate < 1 && Seen(simulated, "found") is { Length: > 0 } made && ThresholdChoice.Of(made, Recipe.SimulatedRate, siteRate: 1).Margin is var margin && margin > strictest.Margin)
            return ThresholdChoice.At(margin, strictly, Recipe.SitePages);
        return strictest;

        HonestPage[] Seen(int[] rows, string view) => [.. rows.Where(i => Recipe.IsSeen(Table.Rows[i], view)).Select(i => new HonestPage(Margins[i], Table.Rows[i].Group, !Table.Rows[i].Simulated && Recipe.IsSpared(Table.Rows[i])))];
    }
}
