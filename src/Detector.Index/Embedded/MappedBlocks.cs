using System.Buffers.Binary;
using System.IO.Hashing;
using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace Detector.Index.Embedded;

/// <summary>
/// A file of blocks of 4 KB, each with a checksum, mapped into memory. A block is checked when it is first looked at, so opening takes no longer for a large file.
/// </summary>
internal sealed unsafe partial class MappedBlocks : IDisposable
{
    public const int BlockSize = 4096;

    /// <summary>Bytes at the front of a block: checksum and spare.</summary>
    public const int HeaderSize = 8;

    // The kernel maps 16 neighbouring pages on a fault, so this many looks touch at most half a gigabyte.
    private const int LooksBeforeRelease = 8192;

    // MADV_DONTNEED of Linux: on a file mapping it drops page-table entries only, the data stays in the page cache and comes back at the next look.
    private const int DontNeed = 4;

    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _bytes;
    private readonly ulong[] _checked;
    private int _looks;

    /// <exception cref="DamagedException">The file is missing, empty or not of whole blocks.</exception>
    public MappedBlocks(string path)
    {
        Name = Path.GetFileName(path);
        var info = new FileInfo(path);
        if (!info.Exists) throw new DamagedException(Name, "the file is missing");
        Length = info.Length;
        if (Length == 0 || Length % BlockSize != 0) throw new DamagedException(Name, $"the file has {Length} bytes, which is no number of whole blocks: it was cut off");
        // Deleting while mapped must be possible: merged parts go while readers still hold them.
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
        _map = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        _view = _map.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        byte* bytes = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref bytes);
        _bytes = bytes + _view.PointerOffset;
        _checked = new ulong[(Blocks + 63) / 64];
    }

    public string Name { get; }

    public long Length { get; }

    public int Blocks => (int)(Length / BlockSize);

    /// <summary>The block's bytes after its header, checked.</summary>
    /// <exception cref="DamagedException">The checksum does not fit.</exception>
    public ReadOnlySpan<byte> Block(int block)
    {
        var bytes = BlockOfTable(block);
        if (++_looks > LooksBeforeRelease) Release();
        return bytes;
    }

    /// <summary>As <see cref="Block"/>, of a table so small beside the rest that all of it may stay resident: looking at it is no reason to let go of anything.</summary>
    public ReadOnlySpan<byte> BlockOfTable(int block)
    {
        if ((uint)block >= (uint)Blocks) throw new DamagedException(Name, $"block {block} lies beyond the end");
        var bytes = new ReadOnlySpan<byte>(_bytes + ((long)block * BlockSize), BlockSize);
        ref var word = ref _checked[block >> 6];
        if ((Volatile.Read(ref word) >> block & 1) == 0)
        {
            if (!IsSound(bytes)) throw new DamagedException(Name, $"block {block} (byte {(long)block * BlockSize}) does not fit its checksum");
            Interlocked.Or(ref word, 1UL << block);
        }
        return bytes[HeaderSize..];
    }

    /// <summary>Bytes anywhere in the file, not checked here.</summary>
    public ReadOnlySpan<byte> Raw(long offset, int length)
    {
        if (offset < 0 || length < 0 || offset + length > Length) throw new DamagedException(Name, $"{length} bytes at {offset} lie beyond the end");
        return new ReadOnlySpan<byte>(_bytes + offset, length);
    }

    public static bool IsSound(ReadOnlySpan<byte> block) => BinaryPrimitives.ReadUInt32LittleEndian(block) == Checksum(block[4..]);

    public static uint Checksum(ReadOnlySpan<byte> bytes) => (uint)XxHash3.HashToUInt64(bytes);

    public void Dispose()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _map.Dispose();
    }

    // Keeps what is resident bounded whatever the index's size; the page cache is the system's business. Elsewhere the system decides alone.
    private void Release()
    {
        _looks = 0;
        if (OperatingSystem.IsLinux()) _ = Advise(_bytes, (nuint)Length, DontNeed);
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(byte* address, nuint length, int advice);
}
