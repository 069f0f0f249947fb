using System.IO.Compression;
using Detector.Models;
using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.FastTree;

namespace Detector.Learning;

/// <summary>Trees fitted by ML.NET, exported to our own; and ML.NET's own file of the same model.</summary>
/// <param name="Ensemble">
/// The trees in log-odds: FastTree's raw score times the slope of its built-in sigmoid (twice the learning rate), a scale that makes contributions readable. It is not a calibration:
/// see <see cref="BetaCalibration"/>.
/// </param>
/// <param name="Zip">ML.NET's model file, with fixed time stamps so that the same fit gives the same bytes.</param>
public sealed record FastTreeFit(Ensemble Ensemble, byte[] Zip)
{
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Fits FastTree. Reproducible: the same examples in the same order and the same options give the same trees.</summary>
    public static FastTreeFit Run(Examples examples, FastTreeOptions options, bool withZip = true)
    {
        examples.Check();
        var context = new MLContext(options.Seed);
        var data = View.Of(context, examples.Rows, examples.Labels, examples.Weights);
        var trainer = context.BinaryClassification.Trainers.FastTree(Told(options));
        var transformer = trainer.Fit(data);
        var (trees, slope) = Parts(transformer.Model);
        var ensemble = Exported.Of(trees, slope, examples);
        return new FastTreeFit(ensemble, withZip ? Save(context, transformer, data.Schema) : []);
    }

    /// <summary>The trees of ML.NET's file of a model, before anything was done to them.</summary>
    /// <param name="zip">ML.NET's model file.</param>
    /// <param name="examples">Rows that are counted in the leaves: those the model was fitted on.</param>
    public static Ensemble Read(ReadOnlyMemory<byte> zip, Examples examples)
    {
        var (trees, slope) = Parts(Load(new MLContext(1), zip).Model);
        return Exported.Of(trees, slope, examples);
    }

    internal static (ITransformer Transformer, object Model) Load(MLContext context, ReadOnlyMemory<byte> zip)
    {
        using var file = new MemoryStream(zip.ToArray());
        var transformer = context.Model.Load(file, out _);
        var last = transformer as ISingleFeaturePredictionTransformer<object> ?? (ISingleFeaturePredictionTransformer<object>)((IEnumerable<ITransformer>)transformer).Last();
        return (transformer, last.Model);
    }

    internal static FastTreeBinaryTrainer.Options Told(FastTreeOptions options) => new()
    {
        FeatureColumnName = nameof(View.Features),
        LabelColumnName = nameof(View.Label),
        ExampleWeightColumnName = nameof(View.Weight),
        NumberOfTrees = options.Trees,
        NumberOfLeaves = options.Leaves,
        MinimumExampleCountPerLeaf = options.MinimumPerLeaf,
        LearningRate = options.LearningRate,
        FeatureFraction = options.FeatureFraction,
        BaggingSize = options.RowFraction < 1 ? 1 : 0,
        BaggingExampleFraction = options.RowFraction,
        Seed = options.Seed,
        FeatureSelectionSeed = options.Seed,
        NumberOfThreads = 1,
    };

    internal static (RegressionTreeEnsemble Trees, double Slope) Parts(object model)
    {
        var calibrated = (CalibratedModelParametersBase<FastTreeBinaryModelParameters, PlattCalibrator>)model;
        // ML.NET writes the sigmoid as 1 / (1 + exp(slope * score + offset)): its slope is negative, its offset 0.
        return (calibrated.SubModel.TrainedTreeEnsemble, -calibrated.Calibrator.Slope);
    }

    private static byte[] Save(MLContext context, ITransformer transformer, DataViewSchema schema)
    {
        using var saved = new MemoryStream();
        context.Model.Save(transformer, schema, saved);
        saved.Position = 0;
        using var fixedTimes = new MemoryStream();
        using (var from = new ZipArchive(saved, ZipArchiveMode.Read))
        using (var to = new ZipArchive(fixedTimes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in from.Entries.OrderBy(entry => entry.FullName, StringComparer.Ordinal))
            {
                var copy = to.CreateEntry(entry.FullName, CompressionLevel.SmallestSize);
                copy.LastWriteTime = Epoch;
                using var source = entry.Open();
                using var target = copy.Open();
                source.CopyTo(target);
            }
        }
        return fixedTimes.ToArray();
    }
}

/// <summary>A row as ML.NET wants it.</summary>
internal sealed class View
{
    public float[] Features { get; set; } = [];

    public bool Label { get; set; }

    public float Weight { get; set; }

    public static IDataView Of(MLContext context, IReadOnlyList<float[]> rows, IReadOnlyList<bool>? labels = null, IReadOnlyList<float>? weights = null)
    {
        var schema = SchemaDefinition.Create(typeof(View));
        schema[nameof(Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, rows[0].Length);
        return context.Data.LoadFromEnumerable(rows.Select((row, i) => new View { Features = row, Label = labels?[i] ?? false, Weight = weights?[i] ?? 1 }), schema);
    }
}
