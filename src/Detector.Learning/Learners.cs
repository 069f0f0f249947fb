using Detector.Models;
using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;

namespace Detector.Learning;

/// <summary>Who grows the trees.</summary>
public enum Learner
{
    /// <summary>ML.NET's FastTree: boosting (Friedman 2001, doi:10.1214/aos/1013203451). What models are shipped with.</summary>
    FastTree,
    /// <summary>ML.NET's FastForest: bagged trees (Breiman 2001, doi:10.1023/A:1010933404324).</summary>
    FastForest,
    /// <summary>LightGBM (Ke et al. 2017): boosting by histograms, leaf by leaf. Native code.</summary>
    LightGbm,
}

/// <summary>The same options and rows for every learner, and the same kind of trees out, so that they can be compared under the same folds.</summary>
public static class Learners
{
    /// <summary>Fits. One thread and a fixed seed: the same examples and options give the same trees.</summary>
    /// <param name="learner">Who grows the trees.</param>
    /// <param name="examples">Rows to learn from.</param>
    /// <param name="options">FastTree's; a forest has no learning rate and ignores it.</param>
    public static Ensemble Fit(Learner learner, Examples examples, FastTreeOptions options) => Fit(learner, examples, options, out _);

    /// <param name="learner">Who grows the trees.</param>
    /// <param name="examples">Rows to learn from.</param>
    /// <param name="options">FastTree's.</param>
    /// <param name="score">ML.NET's own scorer on the scale of the margin, to hold the walk of the trees against.</param>
    internal static Ensemble Fit(Learner learner, Examples examples, FastTreeOptions options, out Func<IReadOnlyList<float[]>, double[]> score)
    {
        examples.Check();
        var context = new MLContext(options.Seed);
        var data = View.Of(context, examples.Rows, examples.Labels, examples.Weights);
        ITransformer fitted;
        Ensemble trees;
        double slope;
        switch (learner)
        {
            case Learner.FastTree:
                var boosted = context.BinaryClassification.Trainers.FastTree(FastTreeFit.Told(options)).Fit(data);
                (var boosting, slope) = FastTreeFit.Parts(boosted.Model);
                trees = Exported.Of(boosting, slope, examples);
                fitted = boosted;
                break;
            case Learner.FastForest:
                var forest = context.BinaryClassification.Trainers.FastForest(new FastForestBinaryTrainer.Options
                {
                    FeatureColumnName = nameof(View.Features), LabelColumnName = nameof(View.Label), ExampleWeightColumnName = nameof(View.Weight), NumberOfTrees = options.Trees,
                    NumberOfLeaves = options.Leaves, MinimumExampleCountPerLeaf = options.MinimumPerLeaf, FeatureFraction = options.FeatureFraction, Seed = options.Seed,
                    FeatureSelectionSeed = options.Seed, NumberOfThreads = 1,
                }).Fit(data);
                // A forest's average stays within a leaf's reach; it has no sigmoid, so its own scale serves.
                slope = 1;
                trees = Exported.Of(forest.Model.TrainedTreeEnsemble, slope, examples);
                fitted = forest;
                break;
            case Learner.LightGbm:
                // It grows no tree then, and ML.NET fails on a sum of none.
                if (examples.Rows.Count * options.RowFraction < 2 * options.MinimumPerLeaf)
                    throw new ArgumentException($"LightGBM cannot split {examples.Rows.Count} rows, {options.RowFraction:P0} of them a tree, into leaves of {options.MinimumPerLeaf} at least: give more rows or smaller leaves.", nameof(options));
                var light = context.BinaryClassification.Trainers.LightGbm(new LightGbmBinaryTrainer.Options
                {
                    FeatureColumnName = nameof(View.Features), LabelColumnName = nameof(View.Label), ExampleWeightColumnName = nameof(View.Weight), NumberOfIterations = options.Trees,
                    NumberOfLeaves = options.Leaves, MinimumExampleCountPerLeaf = options.MinimumPerLeaf, LearningRate = options.LearningRate, NumberOfThreads = 1, Deterministic = true,
                    Seed = options.Seed, Silent = true,
                    Booster = new GradientBooster.Options { FeatureFraction = options.FeatureFraction, SubsampleFraction = options.RowFraction, SubsampleFrequency = options.RowFraction < 1 ? 1 : 0 },
                }).Fit(data);
                slope = -((PlattCalibrator)light.Model.Calibrator).Slope;
                trees = Exported.Of(light.Model.SubModel.TrainedTreeEnsemble, slope, examples);
                fitted = light;
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(learner), learner, "There is no such learner.");
        }
        score = rows => [.. fitted.Transform(View.Of(context, rows)).GetColumn<float>("Score").Select(value => value * slope)];
        return trees;
    }
}
