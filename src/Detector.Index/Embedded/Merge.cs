using Detector.Fingerprints;

namespace Detector.Index.Embedded;

/// <summary>Makes one segment of several that follow one another, reading each from front to back.</summary>
internal static class Merge
{
    // Blocks of records fuller than this are taken over as they are.
    private const int FullEnough = 32;

    /// <exception cref="DamagedException">A segment cannot be read whole: it stays as it is.</exception>
    public static Part Write(IReadOnlyList<Segment> segments, string folder, string file, CancellationToken stop)
    {
        using var writer = new SegmentWriter(Path.Combine(folder, file), segments.Sum(segment => segment.Pages));
        var cursors = new Cursor[segments.Count];
        uint first = 0;
        for (var i = 0; i < cursors.Length; i++)
        {
            cursors[i] = new Cursor(segments[i], first, stop);
            first += (uint)segments[i].Pages;
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
        foreach (var segment in segments)
            for (var page = 0; page < segment.Pages; page++)
                writer.Add(segment.Facts(page));
        writer.BeginRecords();
        foreach (var segment in segments)
            for (var block = 0; block < segment.RecordBlocks; block++)
            {
                stop.ThrowIfCancellationRequested();
                var count = segment.RecordsIn(block).Count;
                if (count >= FullEnough) writer.AddBlock(segment.PackedRecords(block), count);
                else
                    foreach (var record in segment.Records(block))
                        writer.Add(record);
            }
        var bytes = writer.Finish();
        return new Part(file, writer.Pages, writer.Postings, bytes);
    }

    private sealed class Cursor
    {
        private readonly Segment _segment;
        private readonly uint _firstPage;
        private readonly CancellationToken _stop;
        private readonly ulong[] _keys = new ulong[PostingBlock.Most];
        private readonly uint[] _pages = new uint[PostingBlock.Most];
        private readonly byte[] _places = new byte[PostingBlock.Most];
        private int _at, _count, _block;

        public Cursor(Segment segment, uint firstPage, CancellationToken stop)
        {
            (_segment, _firstPage, _stop) = (segment, firstPage, stop);
            Load();
        }

        public bool IsAtEnd => _at == _count;

        public ulong Key => _keys[_at];

        public uint Page => _firstPage + _pages[_at];

        public byte Place => _places[_at];

        public bool Next()
        {
            if (++_at == _count) Load();
            return !IsAtEnd;
        }

        private void Load()
        {
            _stop.ThrowIfCancellationRequested();
            _at = 0;
            _count = _block < _segment.PostingBlocks ? _segment.ReadPostings(_block++, _keys, _pages, _places) : 0;
        }
    }
}
