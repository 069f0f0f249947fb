namespace Detector.Sources;

/// <summary>Pages from a stream somebody else opened: the body of a request, a pipe. It is read once.</summary>
internal sealed class StreamSource(Stream stream, Func<CountedStream, SourceProgress, CancellationToken, IEnumerable<SourceItem>> read) : IPageSource
{
    public IEnumerable<SourceItem> Read(SourceProgress progress, CancellationToken stop = default)
    {
        using var counted = new CountedStream(stream, progress);
        foreach (var item in read(counted, progress, stop)) yield return item;
    }

    public long? Length(CancellationToken stop = default) => null;
}
