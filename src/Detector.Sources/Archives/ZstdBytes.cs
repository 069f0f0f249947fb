using System.Buffers;
using System.Buffers.Binary;
using ZstdSharp;

namespace Detector.Sources.Archives;

/// <summary>
/// zstd frames (RFC 8878), as in the IIPC's "WARC files compressed with Zstandard" 1.0: a frame a record, and before them perhaps a skippable frame with the
/// dictionary they all share.
/// </summary>
internal sealed class ZstdBytes : ArchiveBytes
{
    private const int MostDictionary = 16 * 1024 * 1024;

    // RFC 8878, 3.1.1.2.4.
    private const int MostBlock = 128 * 1024;
    private const int BlockHeader = 3;

    private readonly Decompressor _decompressor = new();
    private OperationStatus _status = OperationStatus.Done;
    private int _piece;
    private bool _within;
    private bool _last;
    private bool _checked;

    public ZstdBytes(StoredWindow window)
        : base(window)
    {
        LoadDictionary();
    }

    public override bool HasMembers => true;

    public static bool Begins(ReadOnlySpan<byte> bytes) => bytes is [0x28, 0xB5, 0x2F, 0xFD, ..] || IsSkippable(bytes);

    public override int Read(Span<byte> buffer)
    {
        MemberStart = -1;
        while (true)
        {
            // What has been decompressed of a block may wait for room.
            if (_piece == 0 && _status != OperationStatus.DestinationTooSmall)
            {
                if (_last && _status != OperationStatus.Done) throw new InvalidDataException("The zstd frame does not end with its last block.");
                if (_last) _within = _last = false;
                if (!_within && !Window.Fill(1)) return 0;
                NextPiece();
            }
            _status = Decompress(Window.Ahead[.._piece], buffer, out var consumed, out var written);
            Window.Take(consumed);
            _piece -= consumed;
            if (_status == OperationStatus.InvalidData) throw new InvalidDataException("The zstd frame is damaged.");
            if (written > 0) return written;
        }
    }

    public override bool Resume()
    {
        _piece = 0;
        _within = _last = false;
        _status = OperationStatus.Done;
        if (!GoToNextMember(Next)) return false;
        _decompressor.ResetStream();
        return true;
    }

    public override void Dispose()
    {
        _decompressor.Dispose();
        base.Dispose();
    }

    private OperationStatus Decompress(ReadOnlySpan<byte> piece, Span<byte> buffer, out int consumed, out int written)
    {
        try
        {
            return _decompressor.UnwrapStream(piece, buffer, out consumed, out written);
        }
        catch (ZstdException damage)
        {
            throw new InvalidDataException($"The zstd frame is damaged ({damage.Message}).", damage);
        }
    }

    // One block at a time, the frame's header before the first: the decompressor would run on into the next frame, and damage there would pass for damage here.
    private void NextPiece()
    {
        var length = 0;
        if (!_within)
        {
            MemberStart = Window.Offset;
            SkipSkippable();
            length = BeginFrame();
        }
        if (!Window.Fill(length + BlockHeader)) throw EndsWithin();
        var header = Window.Ahead[length] | (Window.Ahead[length + 1] << 8) | (Window.Ahead[length + 2] << 16);
        var (type, size) = ((header >> 1) & 3, header >> 3);
        _last = (header & 1) != 0;
        if (type == 3 || size > MostBlock) throw new InvalidDataException("The zstd frame has a block that cannot be.");
        length += BlockHeader + (type == 1 ? 1 : size) + (_last && _checked ? 4 : 0);
        if (!Window.Fill(length)) throw EndsWithin();
        _piece = length;
    }

    /// <returns>Length of the frame's header (RFC 8878, 3.1.1.1).</returns>
    private int BeginFrame()
    {
        Window.Fill(5);
        if (Window.Ahead is not [0x28, 0xB5, 0x2F, 0xFD, var descriptor, ..]) throw new InvalidDataException("What follows the record is no zstd frame.");
        _within = true;
        _checked = (descriptor & 4) != 0;
        var single = (descriptor & 32) != 0;
        return 5 + (single ? 0 : 1) + ((descriptor & 3) switch { 0 => 0, 1 => 1, 2 => 2, _ => 4 }) + ((descriptor >> 6) switch { 0 => single ? 1 : 0, 1 => 2, 2 => 4, _ => 8 });
    }

    private void SkipSkippable()
    {
        while (Window.Fill(8) && IsSkippable(Window.Ahead))
        {
            var left = 8L + BinaryPrimitives.ReadUInt32LittleEndian(Window.Ahead[4..]);
            while (left > 0)
            {
                if (!Window.Fill(1)) throw EndsWithin();
                var pass = (int)Math.Min(left, Window.Ahead.Length);
                Window.Take(pass);
                left -= pass;
            }
        }
    }

    private static bool IsSkippable(ReadOnlySpan<byte> bytes) => bytes is [>= 0x50 and <= 0x5F, 0x2A, 0x4D, 0x18, ..];

    private static InvalidDataException EndsWithin() => new("The input ends within a zstd frame.");

    private static int Next(ReadOnlySpan<byte> bytes) => bytes.IndexOf((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]);

    // The dictionary stands raw or is itself a zstd frame.
    private void LoadDictionary()
    {
        if (!Window.Fill(8) || Window.Ahead is not [0x5D, 0x2A, 0x4D, 0x18, ..]) return;
        var size = BinaryPrimitives.ReadUInt32LittleEndian(Window.Ahead[4..]);
        if (size is 0 or > MostDictionary || !Window.Fill(8 + (int)size)) return;
        var dictionary = Window.Ahead.Slice(8, (int)size);
        try
        {
            using var own = new Decompressor();
            _decompressor.LoadDictionary(Begins(dictionary) ? own.Unwrap(dictionary, MostDictionary) : dictionary);
        }
        catch (ZstdException)
        {
            // The frames that need it are named as damaged, one by one.
            return;
        }
        Window.Take(8 + (int)size);
    }
}
