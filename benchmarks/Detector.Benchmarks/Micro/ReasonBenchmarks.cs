using BenchmarkDotNet.Attributes;
using Detector.Models;

namespace Detector.Benchmarks.Micro;

/// <summary>What a page's exact reasons cost beside its score: Shapley values of every signal in the shipped model. Under a millisecond is promised.</summary>
[MemoryDiagnoser]
public class ReasonBenchmarks
{
    private readonly Model _model = Model.Embedded ?? throw new InvalidOperationException("The library was built without a model.");
    private float[] _row = [];
    private double[] _contributions = [];

    [GlobalSetup]
    public void Setup()
    {
        // Each column at a quantile of honest pages of its own, so that paths of many kinds are met.
        _row = [.. _model.Columns.Select((column, i) => _model.Quantiles[i].Length == 0 ? column.Absent : _model.Quantiles[i][i % _model.Quantiles[i].Length])];
        _contributions = new double[_row.Length];
    }

    [Benchmark(Baseline = true)]
    public double Score() => _model.Margin(_row);

    [Benchmark]
    public double Reasons() => _model.Explain(_row, _contributions);
}
