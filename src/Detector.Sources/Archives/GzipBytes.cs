using System.Buffers.Binary;

namespace Detector.Sources.Archives;

/// <summary>
/// gzip members (RFC 1952). One <see cref="System.IO.Compression.GZipStream"/> reads them all, which is faster than one for each; where members begin is seen by handing it the stored bytes in
/// pieces cut before everything that looks like a member's header: it asks for the next piece only when all that the last one held has been returned.
/// </summary>
internal sealed class GzipBytes : ArchiveBytes
{
    private const int HeaderMark = 4;
    private const int MostStarts = 64;

    private readonly Pieces _pieces;
    private readonly List<long> _starts = [];
    private Stream _gzip;
    private long _read;

    public GzipBytes(StoredWindow window)
        : base(window)
    {
        _pieces = new Pieces(window);
        _gzip = Gzip.Open(_pieces);
    }

    public override bool HasMembers => true;

    public static bool Begins(ReadOnlySpan<byte> bytes) => bytes is [0x1F, 0x8B, 0x08, < 0x20, ..];

    public override int Read(Span<byte> buffer)
    {
        _pieces.Start = -1;
        var count = 0;
        try
        {
            count = _gzip.Read(buffer);
            MemberStart = _pieces.Start;
        }
        catch (InvalidDataException)
        {
            MemberStart = _pieces.Start >= 0 ? _pieces.Start : BrokenHeader() ?? -1;
            throw;
        }
        if (MemberStart >= 0 && _starts.Count < MostStarts) _starts.Add(_read);
        _read += count;
        if (count == 0) CheckEnd();
        return count;
    }

    public override void Keep(long memberStart)
    {
        base.Keep(memberStart);
        if (_starts.Count > 1) _starts.RemoveRange(0, _starts.Count - 1);
    }

    public override bool Resume()
    {
        if (!GoToNextMember(Next)) return false;
        _gzip.Dispose();
        _gzip = Gzip.Open(_pieces);
        _starts.Clear();
        return true;
    }

    public override void Dispose()
    {
        _gzip.Dispose();
        base.Dispose();
    }

    // GZipStream takes whatever does not begin like a member for the end and passes over it: a member whose first byte is damaged would be lost without a word.
    private void CheckEnd()
    {
        if (!Window.Fill(1) && (_starts.Count is 0 or MostStarts || EndsWithMember())) return;
        MemberStart = EndOfMember() ?? Window.Offset;
        throw new InvalidDataException("What follows the record is no gzip member.");
    }

    // The member read last is whole and what follows is a part of a header or one that cannot be.
    private long? BrokenHeader()
    {
        if (EndOfMember() is not { } end) return null;
        var behind = Window.Behind[^(int)(Window.Offset - end)..];
        return _pieces.HasEnded || (behind is [0x1F, 0x8B, ..] && !Begins(behind)) ? end : null;
    }

    private bool EndsWithMember()
    {
        foreach (var start in _starts)
            if (Window.Behind.EndsWith(Size(start)))
                return true;
        return false;
    }

    /// <summary>Where in the stored bytes the member ends that has been read last; null when that cannot be seen.</summary>
    private long? EndOfMember()
    {
        long? end = null;
        foreach (var start in _starts)
            if (Window.Behind.IndexOf(Size(start)) is var found and >= 0)
                end = Math.Min(end ?? long.MaxValue, Window.Offset - Window.Behind.Length + found + sizeof(uint));
        return end;
    }

    // What a member that began here and has been read to its end ends with: its size (RFC 1952, 2.3.1).
    private byte[] Size(long start)
    {
        var size = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(size, (uint)(_read - start));
        return size;
    }

    /// <summary>Index of the next thing that looks like a member's header: its mark, deflate, none of the reserved flags.</summary>
    private static int Next(ReadOnlySpan<byte> bytes)
    {
        var from = 0;
        while (true)
        {
            var found = bytes[from..].IndexOf((ReadOnlySpan<byte>)[0x1F, 0x8B, 0x08]);
            if (found < 0 || from + found + HeaderMark > bytes.Length) return -1;
            if (bytes[from + found + HeaderMark - 1] < 0x20) return from + found;
            from += found + 1;
        }
    }

    private sealed class Pieces(StoredWindow window) : ReadOnlyStream
    {
        /// <summary>Where the last piece began, if it began like a member.</summary>
        public long Start { get; set; } = -1;

        /// <summary>All has been handed on.</summary>
        public bool HasEnded { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            window.Fill(HeaderMark + 1);
            var ahead = window.Ahead;
            HasEnded = ahead.IsEmpty;
            if (HasEnded) return 0;
            if (Begins(ahead)) Start = window.Offset;
            var piece = ahead[..Math.Min(ahead.Length, buffer.Length + HeaderMark)];
            var next = Next(piece[1..]);
            // A header may stand across the end of the piece: its first bytes wait for the rest.
            var length = Math.Min(buffer.Length, next >= 0 ? next + 1 : piece.Length <= HeaderMark ? piece.Length : piece.Length - (HeaderMark - 1));
            piece[..length].CopyTo(buffer);
            window.Take(length);
            return length;
        }
    }
}
