using System.Diagnostics;
using System.Globalization;
using Detector.Sources;

namespace Detector.Cli.Scanning;

/// <summary>One line on standard error that says how far a run is: pages, rate, share, time left. Nothing when standard error is not a terminal.</summary>
internal sealed class ProgressLine : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);

    private readonly SourceProgress _progress;
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly Lock _console = new();
    private readonly Timer? _timer;
    private bool _shown;
    private long _pages;
    private long _flagged;
    private long _total = -1;

    /// <param name="sources">Asked for their length in the background; without it there is a rate but no time left.</param>
    /// <param name="progress">How far reading came.</param>
    /// <param name="stop">Ends the asking.</param>
    public ProgressLine(IReadOnlyList<IPageSource> sources, SourceProgress progress, CancellationToken stop)
    {
        _progress = progress;
        if (Console.IsErrorRedirected) return;
        _timer = new Timer(_ => Show(), null, Every, Every);
        new Thread(() => Interlocked.Exchange(ref _total, Length(sources, stop))) { IsBackground = true, Name = "input length" }.Start();
    }

    public void Count(long pages, long flagged)
    {
        Interlocked.Exchange(ref _pages, pages);
        Interlocked.Exchange(ref _flagged, flagged);
    }

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

    private static long Length(IReadOnlyList<IPageSource> sources, CancellationToken stop)
    {
        long sum = 0;
        foreach (var source in sources)
        {
            try
            {
                if (source.Length(stop) is not { } length) return -1;
                sum += length;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                return -1;
            }
        }
        return sum;
    }

    private void Show()
    {
        lock (_console)
        {
            var taken = Stopwatch.GetElapsedTime(_started);
            var pages = Interlocked.Read(ref _pages);
            var total = Interlocked.Read(ref _total);
            var words = string.Create(CultureInfo.InvariantCulture, $"{pages:N0} pages, {pages / taken.TotalSeconds:N0}/s, {Interlocked.Read(ref _flagged):N0} flagged");
            if (total > 0)
            {
                var share = Math.Clamp((double)_progress.Bytes / total, 0, 1);
                words += string.Create(CultureInfo.InvariantCulture, $", {share:P0} read");
                if (share is > 0.005 and < 1) words += $", about {Tally.Duration(taken * ((1 - share) / share))} left";
            }
            // \e[K clears to the end of the line.
            Console.Error.Write($"\r{words}\e[K");
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
