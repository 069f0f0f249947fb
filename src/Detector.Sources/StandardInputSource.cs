using Detector.Pages;

namespace Detector.Sources;

/// <summary>Standard input: JSON lines when its first line opens an object, else one page (HTML or text, by looking). gzip is recognised by its first bytes.</summary>
internal sealed class StandardInputSource(Func<Stream> open, SourceLimits limits) : IPageSource
{
    public IEnumerable<SourceItem> Read(SourceProgress progress, CancellationToken stop = default)
    {
        using var counted = new CountedStream(open(), progress);
        var stream = new PeekedStream(counted);
        if (stream.Peek(2) is [0x1F, 0x8B]) stream = new PeekedStream(Gzip.Open(stream));
        BrokenPage? broken = null;
        var isLines = false;
        try
        {
            isLines = FileKinds.LooksLikeJsonLines(stream.Peek(FileKinds.HeadBytes));
        }
        catch (InvalidDataException damage)
        {
            broken = Damaged(counted, damage);
        }
        if (broken is not null) yield return broken;
        else if (isLines)
            foreach (var item in JsonLinesReader.Read(stream, counted, "standard input", PageSources.StandardInput, limits, stop)) yield return item;
        else yield return Page(stream, counted);
    }

    public long? Length(CancellationToken stop = default) => null;

    private SourceItem Page(PeekedStream stream, CountedStream counted)
    {
        try
        {
            var bytes = PageFileSource.ReadAll(stream, 0, limits.MaximumPageBytes);
            return bytes is null ? PageFileSource.TooLarge(PageSources.StandardInput, null, "more", limits) : new SourcePage(PageSources.StandardInput) { Bytes = bytes.Value };
        }
        catch (InvalidDataException damage)
        {
            return Damaged(counted, damage);
        }
        catch (IOException failure)
        {
            return new BrokenPage(PageSources.StandardInput, "standard input", $"Standard input could not be read: {failure.Message}");
        }
    }

    private static BrokenPage Damaged(CountedStream counted, InvalidDataException damage) =>
        new(PageSources.StandardInput, $"standard input, byte {counted.Offset:N0}", $"The gzip data is damaged or cut off: {damage.Message} Send it again.");

    /// <summary>Lets the first bytes be looked at before they are read.</summary>
    private sealed class PeekedStream(Stream inner) : Stream
    {
        private byte[] _head = [];
        private int _taken;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public ReadOnlySpan<byte> Peek(int count)
        {
            var length = _head.Length;
            if (length < count)
            {
                Array.Resize(ref _head, count);
                length += inner.ReadAtLeast(_head.AsSpan(length), count - length, throwOnEndOfStream: false);
                Array.Resize(ref _head, length);
            }
            return _head.AsSpan(0, Math.Min(count, length));
        }

        public override int Read(Span<byte> buffer)
        {
            if (_taken == _head.Length) return inner.Read(buffer);
            var count = Math.Min(buffer.Length, _head.Length - _taken);
            _head.AsSpan(_taken, count).CopyTo(buffer);
            _taken += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
