using Detector.Cli.Indexing;
using Detector.Index;
using Detector.Index.Embedded;
using Detector.Scanning;
using Detector.Sources;

namespace Detector.Cli.Scanning;

/// <summary>The index a scan asks, and beside it one of the scan's own pages for as long as it runs: pages of one batch see each other. They are read twice for it, which standard input cannot be.</summary>
internal sealed class BatchCheck : IDisposable
{
    private readonly IRepublicationIndex _index;
    private readonly EmbeddedIndex? _batch;
    private readonly string? _folder;

    private BatchCheck(IRepublicationIndex index, EmbeddedIndex? batch, string? folder, DateTimeOffset now)
    {
        (_index, _batch, _folder) = (index, batch, folder);
        Check = new CopyCheck(index, batch, now);
    }

    public CopyCheck Check { get; }

    /// <exception cref="UsageException">The index cannot be opened.</exception>
    public static BatchCheck Open(string place, string[] paths, IReadOnlyList<IPageSource> sources)
    {
        var now = DateTimeOffset.UtcNow;
        var index = CopyCheck.Open(place);
        if (paths.Contains("-", StringComparer.Ordinal))
        {
            Console.Error.WriteLine("detector: pages from standard input are held against the index, not against each other: they can be read once only.");
            return new BatchCheck(index, null, null, now);
        }
        var folder = Directory.CreateTempSubdirectory("detector-batch-").FullName;
        var batch = EmbeddedIndex.OpenWrite(folder);
        // What cannot be read is told when the pages are judged.
        new IndexAdd(batch, now, keepText: false, commitEvery: 100_000).Run(sources, static _ => { }, static (_, _) => { });
        return new BatchCheck(index, batch, folder, now);
    }

    public void Dispose()
    {
        _index.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _batch?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        if (_folder is not null) Directory.Delete(_folder, recursive: true);
    }
}
