using System.Globalization;
using Detector.Sources;

namespace Detector.Cli.Scanning;

/// <summary>How far reading came, in words: pages, rate, share, time left.</summary>
internal sealed class ReadingProgress
{
    private readonly SourceProgress _progress;
    private long _total = -1;

    /// <param name="sources">Asked for their length in the background; without it there is a rate but no time left.</param>
    /// <param name="progress">How far reading came.</param>
    /// <param name="stop">Ends the asking.</param>
    public ReadingProgress(IReadOnlyList<IPageSource> sources, SourceProgress progress, CancellationToken stop)
    {
        _progress = progress;
        if (Console.IsErrorRedirected) return;
        new Thread(() => Interlocked.Exchange(ref _total, Length(sources, stop))) { IsBackground = true, Name = "input length" }.Start();
    }

    public string Says(Tally tally, TimeSpan taken)
    {
        var total = Interlocked.Read(ref _total);
        var words = string.Create(CultureInfo.InvariantCulture, $"{tally.Pages:N0} pages, {tally.Pages / taken.TotalSeconds:N0}/s, {tally.Flagged:N0} flagged");
        if (total <= 0) return words;
        var share = Math.Clamp((double)_progress.Bytes / total, 0, 1);
        words += string.Create(CultureInfo.InvariantCulture, $", {share:P0} read");
        return share is > 0.005 and < 1 ? $"{words}, about {Tally.Duration(taken * ((1 - share) / share))} left" : words;
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
}
