namespace Detector.Sources;

/// <summary>Pages as JSON lines in a file, compressed or not.</summary>
internal sealed class JsonLinesSource(string path, SourceLimits limits) : IPageSource
{
    public IEnumerable<SourceItem> Read(SourceProgress progress, CancellationToken stop = default)
    {
        Stream? file = null;
        BrokenPage? broken = null;
        try
        {
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
        }
        catch (Exception failure) when (Failures.IsOfInput(failure))
        {
            broken = new BrokenPage(path, path, Failures.Say(path, failure));
        }
        if (broken is not null)
        {
            yield return broken;
            yield break;
        }

        using var counted = new CountedStream(file!, progress);
        using Stream stream = FileKinds.IsCompressed(path) ? Gzip.Open(counted) : counted;
        foreach (var item in JsonLinesReader.Read(stream, counted, path, path, limits, stop)) yield return item;
    }

    public long? Length(CancellationToken stop = default) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;
}
