using System.Globalization;
using Detector.Sources.Web;

namespace Detector.Cli.Scanning;

/// <summary>How far fetching came, in words: addresses, rate, errors by class, time left.</summary>
/// <param name="progress">Counts.</param>
/// <param name="crawl">Asked for its longest queue.</param>
/// <param name="todo">Addresses this process set out to fetch.</param>
/// <param name="before">Addresses that had their record before.</param>
internal sealed class FetchingProgress(CrawlProgress progress, WebCrawl crawl, long todo, long before)
{
    public string Says(Tally tally, TimeSpan taken)
    {
        var done = progress.Done;
        var words = string.Create(CultureInfo.InvariantCulture, $"{before + done:N0} of {before + todo:N0} addresses, {done / taken.TotalSeconds:0.#}/s, {tally.Flagged:N0} flagged, {progress.Running:N0} under way");
        if (Problems() is { Length: > 0 } problems) words += $", {problems}";
        if (done == 0 || done >= todo) return words;
        // By the rate so far, and no sooner than the host with the most addresses allows.
        var left = taken * ((double)(todo - done) / done);
        var longest = crawl.LongestQueue();
        return $"{words}, about {Tally.Duration(left > longest ? left : longest)} left";
    }

    /// <summary>What came to nothing, by class; "" for nothing.</summary>
    public string Problems() => string.Join(", ", Enum.GetValues<FetchProblem>().Where(problem => progress.Problems(problem) > 0)
        .Select(problem => string.Create(CultureInfo.InvariantCulture, $"{FetchProblems.NameOf(problem)} {progress.Problems(problem):N0}")));

    public IEnumerable<string> Summary()
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"  fetched: {progress.Requests:N0} requests, {progress.Bytes / 1e6:N1} MB, {progress.Retries:N0} asked again");
        if (Problems() is { Length: > 0 } problems) yield return $"  not had: {problems}";
    }
}
