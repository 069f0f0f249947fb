namespace Detector.Sources;

/// <summary>Pages as JSON lines in a file, compressed or not.</summary>
internal sealed class JsonLinesSource(string path, SourceLimits limits) : IPageSource
{
    public IEnumerable<SourceItem> Read(SourceProgress progress, CancellationToken stop = default) => OpenedFile.Read(path, progress, counted =>
        JsonLinesReader.Read(FileKinds.IsCompressed(path) ? Gzip.Open(counted) : counted, counted, path, path, limits, stop));

    public long? Length(CancellationToken stop = default) => OpenedFile.Length(path);
}
