using System.Buffers.Binary;
using System.IO.Hashing;
using System.IO.MemoryMappedFiles;
using System.Numerics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Detector.Index.Embedded;

/// <summary>
/// A file of blocks of 4 KB, each with a checksum, mapped into memory. A block is checked when it is first looked at, so opening takes no longer for a large file.
/// </summary>
/// <remarks>
/// Tables are looked at where they are mapped, and so is as much of the rest as may stay resident (<see cref="Resident"/>). Blocks beyond that are read into a buffer: a look at a mapped page that is not resident makes the
/// kernel map sixteen, and what is resident is bounded only by letting go of them again, which together takes three to five times as long as reading the block (Linux 6.18, page cache warm).
/// </remarks>
internal sealed unsafe partial class MappedBlocks : IDisposable
{
    public const int BlockSize = 4096;

    /// <summary>Bytes at the front of a block: checksum and spare.</summary>
    public const int HeaderSize = 8;

    // MADV_DONTNEED of Linux: on a file mapping it drops page-table entries only, the data stays in the page cache and comes back at the next look.
    private const int DontNeed = 4;

    [ThreadStatic]
    private static byte[]? t_block;

    [ThreadStatic]
    private static byte[]? t_raw;

    private readonly SafeFileHandle _file;
    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _bytes;
    private readonly ulong[] _checked;
    private long _resident;

    /// <exception cref="DamagedException">The file is missing, empty or not of whole blocks.</exception>
    public MappedBlocks(string path)
    {
        Name = Path.GetFileName(path);
        var info = new FileInfo(path);
        if (!info.Exists) throw new DamagedException(Name, "the file is missing");
        Length = info.Length;
        if (Length == 0 || Length % BlockSize != 0) throw new DamagedException(Name, $"the file has {Length} bytes, which is no number of whole blocks: it was cut off");
        // Deleting while open must be possible: merged parts go while readers still hold them.
        _file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        _map = MemoryMappedFile.CreateFromFile(_file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        _view = _map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        byte* bytes = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref bytes);
        _bytes = bytes + _view.PointerOffset;
        _checked = new ulong[(Blocks + 63) / 64];
    }

    public string Name { get; }

    public long Length { get; }

    public int Blocks => (int)(Length / BlockSize);

    /// <summary>Bytes from the front of the file that may be resident besides tables. Set by whoever knows what else is.</summary>
    public long Resident
    {
        get => Volatile.Read(ref _resident);
        set
        {
            var before = Interlocked.Exchange(ref _resident, value);
            // Elsewhere the system decides alone.
            if (value < before && OperatingSystem.IsLinux()) _ = Advise(_bytes, (nuint)Length, DontNeed);
        }
    }

    /// <summary>The block's bytes after its header, checked; good until the thread asks for the next.</summary>
    /// <exception cref="DamagedException">The checksum does not fit.</exception>
    public ReadOnlySpan<byte> Block(int block)
    {
        var offset = (long)block * BlockSize;
        if (offset < Resident) return BlockOfTable(block);
        Within(block);
        return Checked(block, Read(offset, t_block ??= new byte[BlockSize]));
    }

    /// <summary>As <see cref="Block"/>, of a table so small beside the rest that all of it may stay resident; good as long as the file is open.</summary>
    public ReadOnlySpan<byte> BlockOfTable(int block)
    {
        Within(block);
        return Checked(block, new ReadOnlySpan<byte>(_bytes + ((long)block * BlockSize), BlockSize));
    }

    /// <summary>Bytes anywhere in the file, not checked here; good until the thread asks for the next.</summary>
    public ReadOnlySpan<byte> Raw(long offset, int length)
    {
        if (offset < 0 || length < 0 || offset + length > Length) throw new DamagedException(Name, $"{length} bytes at {offset} lie beyond the end");
        if (offset + length <= Resident) return new ReadOnlySpan<byte>(_bytes + offset, length);
        if (t_raw is null || t_raw.Length < length) t_raw = new byte[BitOperations.RoundUpToPowerOf2((uint)length)];
        return Read(offset, t_raw.AsSpan(0, length));
    }

    public static bool IsSound(ReadOnlySpan<byte> block) => BinaryPrimitives.ReadUInt32LittleEndian(block) == Checksum(block[4..]);

    public static uint Checksum(ReadOnlySpan<byte> bytes) => (uint)XxHash3.HashToUInt64(bytes);

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _map.Dispose();
        _file.Dispose();
    }

    private void Within(int block)
    {
        if ((uint)block >= (uint)Blocks) throw new DamagedException(Name, $"block {block} lies beyond the end");
    }

    private ReadOnlySpan<byte> Checked(int block, ReadOnlySpan<byte> bytes)
    {
        ref var word = ref _checked[block >> 6];
        if ((Volatile.Read(ref word) >> block & 1) == 0)
        {
            if (!IsSound(bytes)) throw new DamagedException(Name, $"block {block} (byte {(long)block * BlockSize}) does not fit its checksum");
            Interlocked.Or(ref word, 1UL << block);
        }
        return bytes[HeaderSize..];
    }

    private ReadOnlySpan<byte> Read(long offset, Span<byte> to)
    {
        try
        {
            for (var read = 0; read < to.Length;)
            {
                var more = RandomAccess.Read(_file, to[read..], offset + read);
                if (more == 0) throw new DamagedException(Name, $"the file ends at byte {offset + read} and had {Length} bytes: it was cut off while it was open");
                read += more;
            }
        }
        catch (IOException failure)
        {
            throw new DamagedException(Name, $"{to.Length} bytes at {offset} cannot be read: {failure.Message}");
        }
        return to;
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(byte* address, nuint length, int advice);
}
