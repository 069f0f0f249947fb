using Detector.Cli.Indexing;
using Detector.Index;
using Detector.Index.Embedded;
using Detector.Scanning;
using Detector.Sources;

namespace Detector.Cli.Scanning;

/// <summary>The index a scan asks, if any, and beside it one of the scan's own pages for as long as it runs: pages of one batch see each other. They are read twice for it, which standard input cannot be.</summary>
internal sealed class BatchCheck : IDisposable
{
    private readonly IRepublicationIndex? _index;
    private readonly EmbeddedIndex? _batch;
    private readonly string? _folder;

    private BatchCheck(IRepublicationIndex? index, EmbeddedIndex? batch, string? folder, DateTimeOffset now)
    {
        (_index, _batch, _folder) = (index, batch, folder);
        Check = new CopyCheck(index, batch, now);
    }

    public CopyCheck Check { get; }

    /// <param name="place">The index; null: none.</param>
    /// <param name="together">Pages see each other without an index too.</param>
    /// <param name="detector">Judges pages by themselves first.</param>
    /// <param name="paths">As they were given.</param>
    /// <param name="sources">What they lead to.</param>
    /// <returns>Null when neither is asked for.</returns>
    /// <exception cref="UsageException">The index cannot be opened, or there is none and standard input was to be read twice.</exception>
    public static BatchCheck? Open(string? place, bool together, FarmDetector detector, string[] paths, IReadOnlyList<IPageSource> sources)
    {
        if (place is null && !together) return null;
        var now = DateTimeOffset.UtcNow;
        var twice = !paths.Contains("-", StringComparer.Ordinal);
        if (together && !twice) throw new UsageException("--together reads pages twice, which standard input cannot be. Save it to a file first.");
        var index = place is null ? null : CopyCheck.Open(place);
        if (!twice)
        {
            Console.Error.WriteLine("detector: pages from standard input are held against the index, not against each other: they can be read once only.");
            return new BatchCheck(index, null, null, now);
        }
        var folder = Directory.CreateTempSubdirectory("detector-batch-").FullName;
        var batch = EmbeddedIndex.OpenWrite(folder);
        // What cannot be read is told when the pages are judged.
        new IndexAdd(batch, detector, now, keepText: false, commitEvery: 100_000).Run(sources, static _ => { }, static (_, _) => { });
        return new BatchCheck(index, batch, folder, now);
    }

    public void Dispose()
    {
        _index?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _batch?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        if (_folder is not null) Directory.Delete(_folder, recursive: true);
    }
}
