using Detector.Pages;
using Detector.Sources.Archives;

namespace Detector.Sources;

/// <summary>Standard input: a web archive by its first bytes, JSON lines when its first line opens an object, else one page (HTML or text, by looking). gzip is recognised by its first bytes.</summary>
internal sealed class StandardInputSource(Func<Stream> open, SourceLimits limits) : IPageSource
{
    public IEnumerable<SourceItem> Read(SourceProgress progress, CancellationToken stop = default)
    {
        using var counted = new CountedStream(open(), progress);
        var stored = new PeekedStream(counted);
        if (HoldsArchive(stored.Peek(FileKinds.HeadBytes)))
        {
            foreach (var item in WarcSource.Read(stored, "standard input", PageSources.StandardInput, limits, progress, stop)) yield return item;
            yield break;
        }
        var stream = stored.Peek(2) is [0x1F, 0x8B] ? new PeekedStream(Gzip.Open(stored)) : stored;
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

    // Plain, or in gzip; nothing else that is read comes in zstd.
    private static bool HoldsArchive(ReadOnlySpan<byte> head)
    {
        if (FileKinds.LooksLikeWarc(head) || ZstdBytes.Begins(head)) return true;
        if (!GzipBytes.Begins(head)) return false;
        try
        {
            var first = new byte[16];
            using var inflated = Gzip.Open(new MemoryStream([.. head]));
            return FileKinds.LooksLikeWarc(first.AsSpan(0, inflated.Read(first)));
        }
        catch (InvalidDataException)
        {
            // Said where it is read in earnest.
            return false;
        }
    }

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
    private sealed class PeekedStream(Stream inner) : ReadOnlyStream
    {
        private byte[] _head = [];
        private int _taken;

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
    }
}
