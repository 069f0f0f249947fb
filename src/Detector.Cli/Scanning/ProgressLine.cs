using System.Diagnostics;

namespace Detector.Cli.Scanning;

/// <summary>One line on standard error that says how far a run is. Nothing when standard error is not a terminal.</summary>
internal sealed class ProgressLine : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);

    private readonly Func<TimeSpan, string> _says;
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly Lock _console = new();
    private readonly Timer? _timer;
    private bool _shown;

    /// <param name="says">What it says after so long; asked from another thread.</param>
    public ProgressLine(Func<TimeSpan, string> says)
    {
        _says = says;
        if (!Console.IsErrorRedirected) _timer = new Timer(_ => Show(), null, Every, Every);
    }

    /// <summary>Since it began.</summary>
    public TimeSpan Taken => Stopwatch.GetElapsedTime(_started);

    /// <summary>Takes the line away while something else is written to the same terminal.</summary>
    public void Aside(Action write)
    {
        lock (_console)
        {
            Hide();
            write();
        }
    }

    public void Dispose()
    {
        _timer?.Dispose();
        lock (_console) Hide();
    }

    private void Show()
    {
        lock (_console)
        {
            // \e[K clears to the end of the line.
            Console.Error.Write($"\r{_says(Taken)}\e[K");
            _shown = true;
        }
    }

    private void Hide()
    {
        if (!_shown) return;
        Console.Error.Write("\r\e[K");
        _shown = false;
    }
}
