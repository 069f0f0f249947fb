using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Detector.Fingerprints;

namespace Detector.Index.Shared;

/// <summary>
/// Pages filed under a hash, as one value: 8 bytes each, page and place, appended as they come. Appending needs no reading and is one step on every server of the protocol. Several writers at once, or one whose reply was lost,
/// may leave entries out of order, twice, or a few more than are kept: reading puts that right.
/// </summary>
internal static class PostingList
{
    public const int EntrySize = 8;

    public static void Write(Posting posting, Span<byte> to) => BinaryPrimitives.WriteUInt64LittleEndian(to, ((ulong)posting.Page << 8) | posting.Place);

    public static Posting Read(ReadOnlySpan<byte> from) => BinaryPrimitives.ReadUInt64LittleEndian(from) is var entry ? new Posting((long)(entry >> 8), (byte)entry) : default;

    /// <summary>Whether a page is in a list.</summary>
    public static bool Contains(ReadOnlySpan<byte> list, long page)
    {
        for (; list.Length >= EntrySize; list = list[EntrySize..])
            if (Read(list).Page == page)
                return true;
        return false;
    }

    /// <summary>A list without its removed pages; null when it has none.</summary>
    public static byte[]? Without(ReadOnlySpan<byte> list, RemovedIds removed)
    {
        var left = 0;
        for (var rest = list; rest.Length >= EntrySize; rest = rest[EntrySize..])
            if (!removed.Contains(Read(rest).Page))
                left += EntrySize;
        if (left == list.Length) return null;
        var kept = new byte[left];
        var to = kept.AsSpan();
        for (var rest = list; rest.Length >= EntrySize; rest = rest[EntrySize..])
        {
            if (removed.Contains(Read(rest).Page)) continue;
            rest[..EntrySize].CopyTo(to);
            to = to[EntrySize..];
        }
        return kept;
    }

    /// <summary>The list's pages in the order they were added, each once, without removed ones.</summary>
    public static void Read(ReadOnlySpan<byte> list, RemovedIds removed, List<Posting> to)
    {
        CollectionsMarshal.SetCount(to, list.Length / EntrySize);
        var all = CollectionsMarshal.AsSpan(to);
        var count = 0;
        var inOrder = true;
        var last = -1L;
        for (var i = 0; i < all.Length; i++)
        {
            var posting = Read(list[(i * EntrySize)..]);
            if (removed.Contains(posting.Page)) continue;
            inOrder &= posting.Page > last;
            last = posting.Page;
            all[count++] = posting;
        }
        CollectionsMarshal.SetCount(to, count);
        if (inOrder) return;
        to.Sort(static (one, other) => one.Page != other.Page ? one.Page.CompareTo(other.Page) : one.Place.CompareTo(other.Place));
        var kept = 0;
        for (var i = 0; i < to.Count; i++)
            if (kept == 0 || to[kept - 1].Page != to[i].Page)
                to[kept++] = to[i];
        to.RemoveRange(kept, to.Count - kept);
    }
}
