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
    private readonly long[] _records = new long[Enum.GetValues<SkippedRecord>().Length];
    private long _bytes;
    private long _skipped;
    private long _cutShort;

    /// <summary>Bytes read, as stored (compressed, where the input is).</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Files in folders left out because they do not look like pages.</summary>
    public long Skipped => Interlocked.Read(ref _skipped);

    /// <summary>Pages whose end is missing in the archive that holds them; they are judged as far as they go.</summary>
    public long PagesCutShort => Interlocked.Read(ref _cutShort);

    /// <summary>Records of archives that were passed over for this reason.</summary>
    public long SkippedRecords(SkippedRecord why) => Interlocked.Read(ref _records[(int)why]);

    internal void Read(long bytes) => Interlocked.Add(ref _bytes, bytes);

    internal void Skip() => Interlocked.Increment(ref _skipped);

    internal void Skip(SkippedRecord why) => Interlocked.Increment(ref _records[(int)why]);

    internal void CutShort() => Interlocked.Increment(ref _cutShort);
}

/// <summary>Why a record of a web archive gives no page.</summary>
public enum SkippedRecord : byte
{
    /// <summary>What was asked for, not what came.</summary>
    Request,
    Metadata,
    WarcInfo,
    /// <summary>The page is the one an earlier record holds (ISO 28500:2017, 6.7).</summary>
    Revisit,
    /// <summary>The server pointed elsewhere.</summary>
    Redirect,
    /// <summary>A picture, a script, a feed, plain text: by its content type, or by looking where there is none.</summary>
    NotHtml,
    /// <summary>A response without the head of one.</summary>
    NoHttp,
    /// <summary>A later part of a record cut into several.</summary>
    Continuation,
    /// <summary>A robots.txt: what robots are told, whatever it was sent as.</summary>
    Robots,
    /// <summary>A type that ISO 28500 does not name.</summary>
    OtherType,
}
