using System.Diagnostics.Metrics;
using Detector.Contract;

namespace Detector.Api.Running;

/// <summary>What is counted (OpenTelemetry). Labels hold kinds, reasons and names of keys; never an address or a word of a page.</summary>
internal sealed class Telemetry : IDisposable
{
    public const string MeterName = "Detector.Api";

    private readonly Meter _meter;
    private readonly Counter<long> _pages;
    private readonly Counter<long> _bytes;
    private readonly Histogram<double> _seconds;
    private readonly Counter<long> _shed;
    private readonly Counter<long> _swaps;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _articles;

    public Telemetry(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _pages = _meter.CreateCounter<long>("detector.pages", "{page}", "Pages answered, by kind or by why they were not judged.");
        _bytes = _meter.CreateCounter<long>("detector.page.bytes", "By", "Bytes of pages taken in.");
        _seconds = _meter.CreateHistogram("detector.page.duration", "s", "From a judge taking a page to its answer.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] });
        _shed = _meter.CreateCounter<long>("detector.shed", "{request}", "Requests answered 429, by what was full.");
        _swaps = _meter.CreateCounter<long>("detector.model.swaps", "{swap}", "Models that took another's place.");
        _refused = _meter.CreateCounter<long>("detector.files.refused", "{file}", "New files that could not be used.");
        _articles = _meter.CreateCounter<long>("detector.articles", "{article}", "Articles filed in the index and taken out of it.");
    }

    /// <summary>Shows a number that is read when asked for.</summary>
    public void Watch(string name, string unit, string says, Func<long> read) => _meter.CreateObservableUpDownCounter(name, read, unit, says);

    public void Answered(ResultLine line, long bytes, double seconds)
    {
        _pages.Add(1, new KeyValuePair<string, object?>("outcome", line.Kind ?? line.Unjudged), new KeyValuePair<string, object?>("flagged", line.Flagged is true));
        _bytes.Add(bytes);
        _seconds.Record(seconds);
    }

    public void Shed(string full) => _shed.Add(1, new KeyValuePair<string, object?>("full", full));

    public void ModelSwapped() => _swaps.Add(1);

    public void FileRefused() => _refused.Add(1);

    public void Filed(int articles) => _articles.Add(articles, new KeyValuePair<string, object?>("change", "added"));

    public void TakenOut(int articles) => _articles.Add(articles, new KeyValuePair<string, object?>("change", "removed"));

    public void Dispose() => _meter.Dispose();
}
