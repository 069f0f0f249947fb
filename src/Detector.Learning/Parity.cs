using Detector.Models;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Detector.Learning;

/// <summary>Holds our walk of the trees against ML.NET's own scorer.</summary>
public static class Parity
{
    /// <summary>The largest difference in margin over all rows, log-odds. ML.NET's side goes through Transform: its PredictionEngine is not thread-safe.</summary>
    /// <param name="ensemble">The exported trees.</param>
    /// <param name="zip">ML.NET's file of the same model.</param>
    /// <param name="rows">Rows to score.</param>
    public static double MaximumDifference(Ensemble ensemble, ReadOnlyMemory<byte> zip, IReadOnlyList<float[]> rows)
    {
        if (rows.Count == 0) return 0;
        var context = new MLContext(1);
        var (transformer, loaded) = FastTreeFit.Load(context, zip);
        var (_, slope) = FastTreeFit.Parts(loaded);
        var largest = 0.0;
        var i = 0;
        foreach (var score in transformer.Transform(View.Of(context, rows)).GetColumn<float>("Score"))
        {
            largest = Math.Max(largest, Math.Abs(ensemble.Margin(rows[i]) - score * slope));
            i++;
        }
        return i == rows.Count ? largest : throw new InvalidOperationException($"ML.NET scored {i} rows of {rows.Count}.");
    }
}
