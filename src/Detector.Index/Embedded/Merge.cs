using Detector.Fingerprints;

namespace Detector.Index.Embedded;

/// <summary>Makes one segment of several that follow one another, reading each from front to back. Removed pages are left out, and the pages after them move up.</summary>
internal static class Merge
{
    // Blocks of records fuller than this are taken over as they are.
    private const int FullEnough = 32;

    /// <exception cref="DamagedException">A segment cannot be read whole: it stays as it is.</exception>
    public static Part Write(IReadOnlyList<OpenPart> parts, string folder, string file, CancellationToken stop)
    {
        using var writer = new SegmentWriter(Path.Combine(folder, file), parts.Sum(part => part.LivePages));
        var cursors = new Cursor[parts.Count];
        uint first = 0;
        for (var i = 0; i < cursors.Length; i++)
        {
            cursors[i] = new Cursor(parts[i], first, stop);
            first += (uint)parts[i].LivePages;
        }
        // Few at once: looking at each for the least is faster than keeping a heap. On equal keys the earlier segment's pages come first.
        for (; ; )
        {
            Cursor? least = null;
            foreach (var cursor in cursors)
                if (!cursor.IsAtEnd && (least is null || cursor.Key < least.Key))
                    least = cursor;
            if (least is null) break;
            var key = least.Key;
            do writer.Add(key, least.Page, least.Place);
            while (least.Next() && least.Key == key);
        }
        writer.BeginFacts();
        foreach (var (segment, removed) in parts)
            for (var page = 0; page < segment.Pages; page++)
                if (!removed.Contains(page))
                    writer.Add(segment.Facts(page));
        writer.BeginRecords();
        foreach (var (segment, removed) in parts)
            for (var block = 0; block < segment.RecordBlocks; block++)
            {
                stop.ThrowIfCancellationRequested();
                var (page, count) = segment.RecordsIn(block);
                if (count >= FullEnough && removed.Before(page + count) == removed.Before(page))
                {
                    writer.AddBlock(segment.PackedRecords(block), count);
                    continue;
                }
                foreach (var record in segment.Records(block))
                    if (!removed.Contains(page++))
                        writer.Add(record);
            }
        var bytes = writer.Finish();
        return new Part(file, writer.Pages, writer.Postings, bytes);
    }

    private sealed class Cursor
    {
        private readonly Segment _segment;
        private readonly RemovedPages _removed;
        private readonly uint _firstPage;
        private readonly CancellationToken _stop;
        private readonly ulong[] _keys = new ulong[PostingBlock.Most];
        private readonly uint[] _pages = new uint[PostingBlock.Most];
        private readonly byte[] _places = new byte[PostingBlock.Most];
        private int _at, _count, _block;

        public Cursor(OpenPart part, uint firstPage, CancellationToken stop)
        {
            ((_segment, _removed), _firstPage, _stop) = (part, firstPage, stop);
            Load();
            if (IsRemoved) Next();
        }

        public bool IsAtEnd => _at == _count;

        public ulong Key => _keys[_at];

        public uint Page => _firstPage + _pages[_at] - (uint)_removed.Before((int)_pages[_at]);

        public byte Place => _places[_at];

        public bool Next()
        {
            do
            {
                if (++_at == _count) Load();
            }
            while (IsRemoved);
            return !IsAtEnd;
        }

        private bool IsRemoved => _removed.Count > 0 && !IsAtEnd && _removed.Contains((int)_pages[_at]);

        private void Load()
        {
            _stop.ThrowIfCancellationRequested();
            _at = 0;
            _count = _block < _segment.PostingBlocks ? _segment.ReadPostings(_block++, _keys, _pages, _places) : 0;
        }
    }
}
