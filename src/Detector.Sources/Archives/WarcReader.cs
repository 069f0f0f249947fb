using System.Buffers;
using System.Buffers.Text;

namespace Detector.Sources.Archives;

/// <summary>What <see cref="WarcReader.Next"/> came to.</summary>
internal enum WarcStep : byte { Record, Damage, End }

/// <summary>A place where the archive is damaged.</summary>
/// <param name="Offset">Where the record begins: in the stored bytes where its member begins there, else in the decompressed ones.</param>
/// <param name="IsStored">Which of the two.</param>
/// <param name="Says">What is wrong.</param>
internal readonly record struct WarcDamage(long Offset, bool IsStored, string Says);

/// <summary>
/// Cuts an archive into records (ISO 28500:2017, WARC 1.0 and 1.1), one after the other, as slices of one pooled buffer. Damage costs the record it is in: reading goes on
/// at the next gzip member or zstd frame, or at the next line that opens a record.
/// </summary>
internal sealed class WarcReader(ArchiveBytes bytes) : IDisposable
{
    /// <summary>Bytes of a record's header at most; real ones stay under 2,000.</summary>
    private const int MostHeader = 64 * 1024;

    private const int FirstBuffer = 512 * 1024;
    private const int Room = 64 * 1024;

    // "\nWARC/1.0\r\n" and the beginning of a field, which may stand across the end of the buffer.
    private const int Overlap = 32;

    // Where members begin: in the decompressed bytes and in the stored ones. Some only look like it.
    private readonly List<(long At, long Stored)> _members = [];
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
    private long _first;
    private int _at;
    private int _end;
    private int _fields;
    private int _header;
    private long _length;
    private bool _ended;
    private bool _open;
    private Exception? _failure;
    private long _failedMember;
    private long _lastMember = -1;

    private static ReadOnlySpan<byte> WarcMark => "WARC/1."u8;

    /// <summary>The record's header.</summary>
    public WarcHeader Header => WarcHeader.Parse(_buffer.AsSpan(_at + _fields, _header - _fields));

    /// <summary>Bytes of the record's header, the empty line included.</summary>
    public int HeaderLength => _header;

    /// <summary>Bytes of the record's block.</summary>
    public long Length => _length;

    /// <summary>Where the record begins: in the stored bytes if <see cref="IsStored"/>, else in the decompressed ones.</summary>
    public long Offset { get; private set; }

    public bool IsStored { get; private set; }

    /// <summary>The damage, after a step that met some.</summary>
    public WarcDamage Damage { get; private set; }

    /// <summary>Goes to the next record. Whatever of the last one was not read is passed over.</summary>
    /// <exception cref="IOException">The input could not be read on.</exception>
    public WarcStep Next()
    {
        if (!TryPass()) return WarcStep.Damage;
        while (Ahead(1) && _buffer[_at] is (byte)'\r' or (byte)'\n' && !IsMember(_at)) _at++;
        if (_end == _at) return _failure is null ? WarcStep.End : FailBetween();

        Locate();
        Ahead(WarcMark.Length + 1);
        if (!BeginsRecord(_buffer.AsSpan(_at, _end - _at)))
            return _failure is not null ? Fail(_failure.Message) : Fail(Offset == 0 ? "This is no WARC archive: it does not begin with 'WARC/1.'." : "What stands here is no record.");
        int length;
        while ((length = Lines.HeaderLength(_buffer.AsSpan(_at, Math.Min(_end - _at, MostHeader)))) < 0)
        {
            if (_end - _at >= MostHeader) return Fail($"The record's header does not end within {MostHeader:N0} bytes.");
            if (!Fill()) return Fail(_failure?.Message ?? "The input ends within the record's header.");
        }
        _fields = _buffer.AsSpan(_at).IndexOf((byte)'\n') + 1;
        _header = length;
        _length = WarcHeader.Parse(_buffer.AsSpan(_at + _fields, _header - _fields)).ContentLength;
        if (_length < 0) return Fail("The record's header has no Content-Length that could be believed.");
        _open = true;
        return WarcStep.Record;
    }

    /// <summary>The first bytes of the block, as many as wanted or as there are; empty when they are damaged, which <see cref="Next"/> will then say.</summary>
    public ReadOnlySpan<byte> Peek(int wanted)
    {
        var count = (int)Math.Min(wanted, _length);
        return Ahead(_header + count) ? _buffer.AsSpan(_at + _header, count) : default;
    }

    /// <summary>The whole block, once it is sure that the record ends where it says.</summary>
    /// <param name="block">In the reader's buffer, good until it reads on.</param>
    /// <returns>False on damage.</returns>
    public bool TryRead(out ArraySegment<byte> block)
    {
        block = default;
        if (!Ahead(_header + (int)_length)) return Cut();
        if (!EndsHere(_header + (int)_length)) return false;
        block = new ArraySegment<byte>(_buffer, _at + _header, (int)_length);
        return true;
    }

    /// <summary>Passes over the record under way, in bounded memory.</summary>
    /// <returns>False on damage.</returns>
    public bool TryPass() => !_open || Close();

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        bytes.Dispose();
    }

    private static bool BeginsRecord(ReadOnlySpan<byte> ahead) => ahead.StartsWith(WarcMark);

    private bool Close()
    {
        var left = _header + _length;
        if (left <= _buffer.Length)
        {
            if (!Ahead((int)left)) return Cut();
            if (!EndsHere((int)left)) return false;
            GoTo(_at + (int)left);
            return true;
        }
        // Longer than the buffer: let go of what is there and read on.
        while (left > _end - _at)
        {
            // By lines too where there are no members: a length gone wrong must not cost the rest of the file. A record this long that holds an archive, uncompressed, is the price.
            if (RecordAfter(_at + 1) is { } record) return Swallowed(record);
            var pass = Math.Max(0, Math.Min(_end - _at - Overlap, left));
            left -= pass;
            _at += (int)pass;
            if (!Fill()) return Cut();
        }
        if (!EndsHere((int)left)) return false;
        GoTo(_at + (int)left);
        return true;
    }

    /// <summary>Whether the record ends after so many bytes: line ends, then another record, another member or the end.</summary>
    private bool EndsHere(int length)
    {
        if (MemberWithin(length) is { } member) return Swallowed(member);
        // The usual end, and something behind it: the member's checksum has been passed.
        if (Ahead(length + 5) && _buffer.AsSpan(_at + length, 4).SequenceEqual("\r\n\r\n"u8)) return true;

        var end = length;
        while (Ahead(end + 1) && _buffer[_at + end] is (byte)'\r' or (byte)'\n') end++;
        if (_failure is not null)
        {
            // The record itself is whole when the damage is in the member after it.
            if (_failedMember >= 0 && _failedMember != _lastMember) return true;
            Fail(_failure.Message);
            return false;
        }
        if (_end - _at == end || IsMember(_at + end)) return true;
        Ahead(end + WarcMark.Length);
        if (BeginsRecord(_buffer.AsSpan(_at + end, _end - _at - end))) return true;
        Fail($"The record does not end where its Content-Length of {_length:N0} says.");
        return false;
    }

    private bool Cut()
    {
        Fail(_failure?.Message ?? $"The input ends before the {_length:N0} bytes that the record's header says.");
        return false;
    }

    private bool Swallowed(int next)
    {
        Report($"The record's header says {_length:N0} bytes, and the next record begins before their end.");
        GoTo(next);
        return false;
    }

    // The damage is in what follows the last record: in the member that the failing read began, if it began one.
    private WarcStep FailBetween()
    {
        Offset = _failedMember >= 0 ? _failedMember : bytes.Offset;
        IsStored = true;
        if (_failedMember >= 0) bytes.Keep(_failedMember);
        return Fail(_failure!.Message);
    }

    /// <summary>Says what is wrong with the record under way and goes to the next one.</summary>
    private WarcStep Fail(string says)
    {
        Report(says);
        if (_failure is not null) Resume();
        else if (RecordAfter(_at + 1) is { } record) GoTo(record);
        else Search();
        return WarcStep.Damage;
    }

    private void Report(string says)
    {
        Damage = new WarcDamage(Offset, IsStored, says);
        _open = false;
    }

    // The compressed data is damaged: nothing of what has been decompressed of this member counts.
    private void Resume()
    {
        while (_failure is not null)
        {
            _first += _end;
            _at = _end = 0;
            _members.Clear();
            _failure = null;
            _ended = false;
            if (!bytes.Resume())
            {
                _ended = true;
                return;
            }
            if (Ahead(WarcMark.Length) && BeginsRecord(_buffer.AsSpan(_at, _end - _at))) return;

            _failure ??= new InvalidDataException("No record begins with the member.");
        }
    }

    // The data is sound and the record is not: read on to the next line that opens one.
    private void Search()
    {
        while (true)
        {
            _at = Math.Max(_at + 1, _end - Overlap);
            if (!Fill())
            {
                if (_failure is not null) Resume();
                else _at = _end;
                return;
            }
            if (RecordAfter(_at) is not { } record) continue;
            GoTo(record);
            return;
        }
    }

    private void GoTo(int at)
    {
        _at = at;
        _open = false;
    }

    /// <summary>
    /// Index in the buffer of the next member that opens a record; where records are not members of their own, also of a line that opens one and is followed by a
    /// field. Null when there is none.
    /// </summary>
    private int? RecordAfter(int from)
    {
        for (var at = from; at < _end;)
        {
            var found = _buffer.AsSpan(at, _end - at).IndexOf(WarcMark);
            if (found < 0) return null;
            at += found;
            if (IsMember(at) || (!(bytes.HasMembers && IsStored) && at > 0 && _buffer[at - 1] == '\n' && HasVersionAndField(_buffer.AsSpan(at, _end - at)))) return at;
            at++;
        }
        return null;
    }

    private static bool HasVersionAndField(ReadOnlySpan<byte> ahead)
    {
        ahead = ahead[WarcMark.Length..];
        if (!Utf8Parser.TryParse(ahead, out uint _, out var digits)) return false;
        ahead = ahead[digits..].TrimStart((byte)'\r');
        return ahead.StartsWith("\nWARC-"u8) || ahead.StartsWith("\nContent-"u8);
    }

    /// <summary>Index of a member that opens a record and begins within so many bytes of this one.</summary>
    private int? MemberWithin(int length)
    {
        foreach (var (at, _) in _members)
        {
            var index = at - _first;
            if (index > _at && index < _at + length && BeginsRecord(_buffer.AsSpan((int)index, _end - (int)index))) return (int)index;
        }
        return null;
    }

    private bool IsMember(int index)
    {
        foreach (var (at, _) in _members)
            if (at - _first == index)
                return true;
        return false;
    }

    // A new record begins here: which member is it, and what may be forgotten.
    private void Locate()
    {
        var here = _first + _at;
        long stored = -1;
        var passed = 0;
        foreach (var (at, start) in _members)
        {
            if (at > here) break;
            if (at == here) stored = start;
            passed++;
        }
        _members.RemoveRange(0, passed);
        if (stored >= 0)
        {
            bytes.Keep(stored);
            _lastMember = stored;
            // Still to be told from the middle of the one before.
            _members.Insert(0, (here, stored));
        }
        IsStored = stored >= 0 || !bytes.HasMembers;
        Offset = stored >= 0 ? stored : here;
    }

    /// <summary>Whether so many bytes are there from the record's start on; reads them if need be.</summary>
    private bool Ahead(int count)
    {
        while (_end - _at < count)
        {
            if (!Fill(count)) return false;
        }
        return true;
    }

    /// <summary>Reads some more; false at the end and on damage, which <see cref="_failure"/> then holds.</summary>
    private bool Fill(int wanted = 0)
    {
        if (_ended || _failure is not null) return false;
        MakeRoom(wanted);
        try
        {
            var read = bytes.Read(_buffer.AsSpan(_end));
            if (bytes.MemberStart >= 0) _members.Add((_first + _end, bytes.MemberStart));
            _end += read;
            _ended = read == 0;
            return read > 0;
        }
        catch (InvalidDataException damage)
        {
            _failure = damage;
            _failedMember = bytes.MemberStart;
            return false;
        }
    }

    private void MakeRoom(int wanted)
    {
        if (_buffer.Length - _end >= Room && _at + wanted <= _buffer.Length) return;
        var length = _end - _at;
        var needed = Math.Max(wanted, length + Room);
        var target = needed <= _buffer.Length ? _buffer : ArrayPool<byte>.Shared.Rent(Math.Max(needed, _buffer.Length * 2));
        _buffer.AsSpan(_at, length).CopyTo(target);
        if (target != _buffer) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = target;
        _first += _at;
        _at = 0;
        _end = length;
    }
}
