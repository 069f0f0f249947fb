namespace Detector.Models;

/// <summary>A monotone map from margin to probability, linear between knots.</summary>
/// <param name="Margin">Knots, rising.</param>
/// <param name="Probability">Probability at each knot, never falling, above 0 and below 1.</param>
public sealed record Calibration(double[] Margin, double[] Probability)
{
    /// <summary>Probability 0..1 of a margin.</summary>
    public double Of(double margin)
    {
        if (margin <= Margin[0]) return Probability[0];
        if (margin >= Margin[^1]) return Probability[^1];
        var i = Array.BinarySearch(Margin, margin);
        if (i >= 0) return Probability[i];
        i = ~i;
        var share = (margin - Margin[i - 1]) / (Margin[i] - Margin[i - 1]);
        return Probability[i - 1] + share * (Probability[i] - Probability[i - 1]);
    }

    /// <summary>What is wrong with the knots, or null.</summary>
    public string? Flaw()
    {
        if (Margin.Length == 0 || Margin.Length != Probability.Length) return $"{Margin.Length} margins and {Probability.Length} probabilities: one of each per knot, and one knot at least";
        for (var i = 0; i < Margin.Length; i++)
        {
            if (!double.IsFinite(Margin[i]) || (i > 0 && Margin[i] <= Margin[i - 1])) return $"margin {i} is {Margin[i]}: knots are finite and rise";
            if (!(Probability[i] is > 0 and < 1) || (i > 0 && Probability[i] < Probability[i - 1])) return $"probability {i} is {Probability[i]}: between 0 and 1, and never falling";
        }
        return null;
    }
}
