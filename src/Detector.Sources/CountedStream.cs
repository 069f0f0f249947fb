namespace Detector.Sources;

/// <summary>Passes reads through and counts them: into the progress, and as the offset an error names.</summary>
internal sealed class CountedStream(Stream inner, SourceProgress progress) : ReadOnlyStream
{
    /// <summary>Bytes read so far.</summary>
    public long Offset { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        Offset += read;
        progress.Read(read);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
