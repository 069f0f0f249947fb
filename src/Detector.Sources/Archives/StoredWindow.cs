using System.Buffers;

namespace Detector.Sources.Archives;

/// <summary>
/// A sliding window over the stored bytes of an archive. It keeps what was read since the member under way began, so that reading can go back there after damage,
/// also on standard input; a member longer than <see cref="MostKept"/> loses its beginning.
/// </summary>
internal sealed class StoredWindow(Stream stream) : IDisposable
{
    /// <summary>Bytes kept at most for going back: far more than a page takes compressed.</summary>
    public const int MostKept = 4 * 1024 * 1024;

    private const int FirstBuffer = 256 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
    private long _first;
    private long _kept;
    private int _at;
    private int _end;
    private bool _ended;

    /// <summary>Where in the stored bytes <see cref="Ahead"/> begins.</summary>
    public long Offset => _first + _at;

    /// <summary>Bytes read and not yet taken.</summary>
    public ReadOnlySpan<byte> Ahead => _buffer.AsSpan(_at, _end - _at);

    /// <summary>Bytes taken since the one kept.</summary>
    public ReadOnlySpan<byte> Behind => _buffer.AsSpan(KeptAt, _at - KeptAt);

    private int KeptAt => (int)Math.Clamp(_kept - _first, 0, _at);

    /// <summary>Reads until this many bytes are ahead or the input ends.</summary>
    /// <returns>Whether there are as many.</returns>
    public bool Fill(int wanted)
    {
        while (_end - _at < wanted && !_ended)
        {
            if (_buffer.Length - _end < FirstBuffer / 4) MakeRoom();
            var read = stream.Read(_buffer, _end, _buffer.Length - _end);
            _end += read;
            _ended = read == 0;
        }
        return _end - _at >= wanted;
    }

    public void Take(int count) => _at += count;

    /// <summary>From here on bytes are kept for <see cref="GoBack"/>.</summary>
    public void Keep(long offset) => _kept = offset;

    /// <summary>Returns to the byte kept, or to the oldest one still held.</summary>
    public void GoBack() => _at = KeptAt;

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        stream.Dispose();
    }

    private void MakeRoom()
    {
        var from = KeptAt;
        if (_at - from > MostKept) from = _at;
        var length = _end - from;
        var target = length > _buffer.Length / 2 ? ArrayPool<byte>.Shared.Rent(_buffer.Length * 2) : _buffer;
        _buffer.AsSpan(from, length).CopyTo(target);
        if (target != _buffer) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = target;
        _first += from;
        _at -= from;
        _end = length;
    }
}
