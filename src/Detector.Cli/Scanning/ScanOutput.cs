using Detector.Cli.Showing;
using Detector.Scanning;
using Detector.Sources;
using Detector.Verdicts;

namespace Detector.Cli.Scanning;

/// <summary>How results are written.</summary>
/// <param name="Format">table, jsonl or csv.</param>
/// <param name="OnlyFlagged">Leave the others out.</param>
/// <param name="Out">A file; null: standard output.</param>
/// <param name="Reasons">Reasons a page.</param>
internal sealed record OutputOptions(string Format, bool OnlyFlagged, string? Out, int Reasons);

/// <summary>Where a scan's results go, one by one, and what is counted of them. Rows and the progress line may share a terminal.</summary>
internal sealed class ScanOutput : IDisposable
{
    private const int BrokenShown = 20;

    private readonly OutputOptions _options;
    private readonly IResultFormat _format;
    private readonly LineOutput _output;

    /// <param name="options">How results are written.</param>
    /// <param name="says">What the progress line says.</param>
    public ScanOutput(OutputOptions options, Func<Tally, TimeSpan, string> says)
    {
        _options = options;
        _format = options.Format switch
        {
            "table" => new TableFormat(options.Out is null ? Screen.OfTable() : Screen.Redirected, cut: options.Out is null && !Console.IsOutputRedirected),
            "csv" => new CsvFormat(options.Reasons),
            _ => new JsonLinesFormat(options.Reasons),
        };
        _output = Open(options);
        Line = new ProgressLine(taken => says(Tally, taken));
        _format.Begin(_output.Lines);
        _output.Line();
    }

    public Tally Tally { get; } = new();

    public ProgressLine Line { get; }

    /// <summary>The reader went away.</summary>
    public bool Closed => _output.Closed;

    /// <summary>Writes a result. A page that could not be had is one like others, told on standard error as well: a list must not lose its inputs silently.</summary>
    /// <param name="item">The page without its content, or what stood in its place.</param>
    /// <param name="verdict">What was said; null for a <see cref="BrokenPage"/>.</param>
    /// <param name="failure">A bug met while judging.</param>
    public void Write(SourceItem item, Verdict? verdict, Exception? failure)
    {
        if (failure is not null)
        {
            Tally.CountFailure();
            Line.Aside(() => Console.Error.WriteLine($"detector: {Shown.Clean(item.Id)}: {Shown.Clean(failure.ToString())}"));
            verdict = new Failed(failure.Message);
        }
        else
        {
            verdict ??= new Unjudged(((BrokenPage)item).Reason, ((BrokenPage)item).Says);
            Tally.Count(verdict);
            if (item is BrokenPage broken && Tally.Broken <= BrokenShown)
                Line.Aside(() => Console.Error.WriteLine($"detector: {Shown.Clean(broken.Where)}: {Shown.Clean(broken.Says)}{(Tally.Broken == BrokenShown ? " (further ones are only counted)" : "")}"));
        }
        if (_options.OnlyFlagged && verdict is not Judged { Flagged: true }) return;
        _format.Write(item, verdict, _output.Lines);
        Line.Aside(_output.Line);
    }

    public void Flush() => Line.Aside(_output.Flush);

    public void Dispose()
    {
        Line.Dispose();
        _output.Dispose();
    }

    private static LineOutput Open(OutputOptions options)
    {
        if (options.Out is null) return new LineOutput(Console.OpenStandardOutput(), atOnce: !Console.IsOutputRedirected);
        try
        {
            return new LineOutput(new FileStream(options.Out, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0), atOnce: false);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The results cannot be written to '{options.Out}': {failure.Message} Choose another file with --out.");
        }
    }
}
