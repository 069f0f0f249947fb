namespace Detector.Sources;

/// <summary>
/// Where pages come from. Pages are made one at a time as they are asked for, so whoever reads slowly holds the source back, and memory stays bounded whatever
/// the input's size.
/// </summary>
public interface IPageSource
{
    /// <summary>The pages in their order, which never depends on anything but the input.</summary>
    /// <param name="progress">Told how far the reading came.</param>
    /// <param name="stop">Ends the sequence early, between two pages, without an exception.</param>
    IEnumerable<SourceItem> Read(SourceProgress progress, CancellationToken stop = default);

    /// <summary>Bytes to be read in all, as stored; null when that cannot be known (standard input). May walk folders: ask off the reading path.</summary>
    long? Length(CancellationToken stop = default);
}

/// <summary>How far reading came. Written by one reader, read by anybody.</summary>
public sealed class SourceProgress
{
    private long _bytes;
    private long _skipped;

    /// <summary>Bytes read, as stored (compressed, where the input is).</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Files in folders left out because they do not look like pages.</summary>
    public long Skipped => Interlocked.Read(ref _skipped);

    internal void Read(long bytes) => Interlocked.Add(ref _bytes, bytes);

    internal void Skip() => Interlocked.Increment(ref _skipped);
}
