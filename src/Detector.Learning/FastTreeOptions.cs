namespace Detector.Learning;

/// <summary>
/// What ML.NET's FastTree (MART gradient boosting, Friedman 2001, doi:10.1214/aos/1013203451) is told. Fits are single-threaded, so the same rows and options give the same
/// trees. FastTree knows no monotone constraints: a signal's direction can be held only by leaving the signal out, or by shallow trees and large leaves.
/// </summary>
public sealed record FastTreeOptions
{
    /// <summary>Trees in the sum.</summary>
    public int Trees { get; init; } = 200;

    /// <summary>Leaves of a tree at most; 2 gives a model without interactions.</summary>
    public int Leaves { get; init; } = 20;

    /// <summary>Training rows (counted, not weighted) in a leaf at least.</summary>
    public int MinimumPerLeaf { get; init; } = 10;

    /// <summary>Step of each tree, above 0, at most 1.</summary>
    public double LearningRate { get; init; } = 0.05;

    /// <summary>Share of the columns each tree may look at, above 0, at most 1: below 1 it spreads weight over correlated signals.</summary>
    public double FeatureFraction { get; init; } = 1;

    /// <summary>Share of the rows each tree is grown from, above 0, at most 1; 1: all rows, no bagging.</summary>
    public double RowFraction { get; init; } = 1;

    /// <summary>Decides the columns and rows each tree gets.</summary>
    public int Seed { get; init; } = 1;
}
