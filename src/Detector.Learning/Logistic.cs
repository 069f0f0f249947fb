using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Trainers;

namespace Detector.Learning;

/// <summary>Logistic regression with ridge (L2) penalty, by L-BFGS (Liu and Nocedal 1989), on ML.NET.</summary>
public static class Logistic
{
    /// <param name="examples">Columns on a like scale.</param>
    /// <param name="ridge">What half the sum of squared weights counts against the loss summed over rows, above 0.</param>
    /// <returns>Log-odds of a row: bias plus the sum of its numbers times these weights. The same examples give the same numbers.</returns>
    public static (double Bias, double[] Weights) Fit(Examples examples, float ridge)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ridge);
        examples.Check();
        var context = new MLContext(1);
        var trainer = context.BinaryClassification.Trainers.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options
        {
            FeatureColumnName = nameof(View.Features),
            LabelColumnName = nameof(View.Label),
            ExampleWeightColumnName = nameof(View.Weight),
            L1Regularization = 0,
            L2Regularization = ridge,
            NumberOfThreads = 1,
            OptimizationTolerance = 1e-6f,
        });
        var model = (CalibratedModelParametersBase<LinearBinaryModelParameters, PlattCalibrator>)trainer.Fit(View.Of(context, examples.Rows, examples.Labels, examples.Weights)).Model;
        return (model.SubModel.Bias, [.. model.SubModel.Weights.Select(weight => (double)weight)]);
    }
}
