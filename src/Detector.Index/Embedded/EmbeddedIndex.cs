using Detector.Fingerprints;

namespace Detector.Index.Embedded;

/// <summary>
/// An index in a folder of this machine. A commit writes one new segment and swaps the commit file that names all; segments never change, so readers need no locks, and whatever was committed survives the process
/// being killed at any point. Segments of like size are merged in the background. One process writes at a time (a lock file says so); any number read, and see each new commit at their next look-up.
/// </summary>
public sealed class EmbeddedIndex : IRepublicationIndex
{
    private const string LockName = "lock";
    private const string SegmentEnd = ".segment";

    /// <summary>Segments of one size that become one of the next.</summary>
    private const int MergeAt = 8;

    [ThreadStatic]
    private static List<Posting>? t_found;

    private readonly string _folder;
    private readonly FileStream? _lock;
    private readonly Lock _writing = new();
    private readonly CancellationTokenSource _stop = new();
    private Snapshot _snapshot;
    private Batch _batch = new();
    private Task _merging = Task.CompletedTask;
    private DateTime _commitSeen;
    private int _nextFile;
    private bool _disposed;

    private EmbeddedIndex(string folder, FileStream? writerLock, CommitFile commit)
    {
        _folder = folder;
        _lock = writerLock;
        _nextFile = commit.NextFile;
        _snapshot = OpenSettled(folder, commit, null);
    }

    public string Folder => _folder;

    /// <summary>Opens an index to look things up.</summary>
    /// <exception cref="IndexAwayException">The folder holds no index, or its commit file is damaged.</exception>
    public static EmbeddedIndex OpenRead(string folder) =>
        new(folder, null, CommitFile.Read(folder) ?? throw new IndexAwayException($"'{folder}' holds no index. 'detector index add' makes one."));

    /// <summary>Opens an index to add to, or makes one.</summary>
    /// <exception cref="IndexAwayException">Another process adds to it, the folder cannot be written, or its commit file is damaged.</exception>
    public static EmbeddedIndex OpenWrite(string folder)
    {
        FileStream? writer = null;
        try
        {
            Directory.CreateDirectory(folder);
            writer = new FileStream(Path.Combine(folder, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1);
            var commit = CommitFile.Read(folder);
            if (commit is null) (commit = CommitFile.Empty).Write(folder);
            // Left by a process that was killed before it committed.
            var known = commit.Parts.Select(part => part.File).ToHashSet(StringComparer.Ordinal);
            foreach (var path in Directory.GetFiles(folder, "*" + SegmentEnd))
                if (!known.Contains(Path.GetFileName(path)))
                    File.Delete(path);
            return new EmbeddedIndex(folder, writer, commit);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            writer?.Dispose();
            throw new IndexAwayException($"The index '{folder}' cannot be opened for adding: {failure.Message} One process adds at a time.", failure);
        }
        catch
        {
            writer?.Dispose();
            throw;
        }
    }

    public ValueTask AddAsync(IReadOnlyList<IndexEntry> pages, CancellationToken stop = default)
    {
        Writable();
        lock (_writing)
            foreach (var page in pages)
            {
                stop.ThrowIfCancellationRequested();
                _batch.Add(page);
                if (_batch.Pages == Batch.MostPages) Commit();
            }
        return ValueTask.CompletedTask;
    }

    public ValueTask CommitAsync(CancellationToken stop = default)
    {
        Writable();
        lock (_writing) Commit();
        return ValueTask.CompletedTask;
    }

    /// <summary>Waits until no merge is going on.</summary>
    public async Task IdleAsync(CancellationToken stop = default)
    {
        Task merging;
        lock (_writing) merging = _merging;
        await merging.WaitAsync(stop).ConfigureAwait(false);
    }

    /// <summary>Makes one segment of all, which is the smallest and fastest to read. Damaged segments stay as they are.</summary>
    public async Task MergeAsync(CancellationToken stop = default)
    {
        Writable();
        for (; ; )
        {
            Task merging;
            lock (_writing)
            {
                Commit();
                if (_merging.IsCompleted)
                {
                    var parts = Longest(_snapshot.Segments);
                    if (parts.Count < 2) return;
                    _merging = Task.Run(() => MergeParts(parts), CancellationToken.None);
                }
                merging = _merging;
            }
            await merging.WaitAsync(stop).ConfigureAwait(false);
        }
    }

    public ValueTask<IReadOnlyList<Neighbours>> LookupAsync(IReadOnlyList<PageQuery> pages, CancellationToken stop = default)
    {
        var answers = new Neighbours[pages.Count];
        var snapshot = Current();
        try
        {
            for (var i = 0; i < answers.Length; i++)
            {
                stop.ThrowIfCancellationRequested();
                answers[i] = snapshot.Lookup(pages[i], t_found ??= new List<Posting>(NeighbourSearch.MostPostings));
            }
        }
        finally
        {
            snapshot.Dispose();
        }
        return new(answers);
    }

    public ValueTask<IndexStats> StatsAsync(CancellationToken stop = default)
    {
        using var snapshot = Current();
        return new(new IndexStats { Pages = snapshot.Commit.Pages, Postings = snapshot.Commit.Parts.Sum(part => part.Postings), Bytes = snapshot.Commit.Parts.Sum(part => part.Bytes), Parts = snapshot.Commit.Parts.Count, Faults = snapshot.Faults });
    }

    /// <summary>Looks at every byte of every segment; what is damaged, named. None: the index is whole.</summary>
    public IReadOnlyList<string> Verify()
    {
        using var snapshot = Current();
        return [.. snapshot.Faults, .. snapshot.Segments.SelectMany(segment => segment.Verify())];
    }

    /// <summary>Every page that can be read, in the order they were added.</summary>
    public IEnumerable<PageRecord> Pages(ICollection<string> faults)
    {
        using var snapshot = Current();
        foreach (var fault in snapshot.Faults) faults.Add(fault);
        foreach (var segment in snapshot.Segments)
            for (var block = 0; block < segment.RecordBlocks; block++)
            {
                List<PageRecord> records;
                try
                {
                    records = segment.Records(block);
                }
                catch (DamagedException damage)
                {
                    faults.Add(damage.Message);
                    continue;
                }
                foreach (var record in records) yield return record;
            }
    }

    /// <summary>Ends a merge that is going on and lets the folder go. What was not committed is lost.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        await _stop.CancelAsync().ConfigureAwait(false);
        try
        {
            await _merging.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // A merge that was stopped has changed nothing.
        }
        _snapshot.Dispose();
        _lock?.Dispose();
        _stop.Dispose();
    }

    private void Writable()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_lock is null) throw new InvalidOperationException($"The index '{_folder}' was opened for reading.");
    }

    private void Commit()
    {
        if (_batch.Pages > 0)
        {
            var part = _batch.Write(_folder, NextFile());
            _batch = new Batch();
            Put([.. _snapshot.Commit.Parts, part]);
        }
        // A merge that failed is a fault to be seen, not to be tried again for ever.
        if (_merging.IsFaulted) _merging.GetAwaiter().GetResult();
        if (_merging.IsCompleted && DueForMerge() is { Count: > 1 } due) _merging = Task.Run(() => MergeParts(due), CancellationToken.None);
    }

    // Neighbours of one size: sizes grow by MergeAt, so a page is written again a few times only, however many there are.
    private List<Segment> DueForMerge()
    {
        var run = new List<Segment>();
        foreach (var segment in Enumerable.Reverse(_snapshot.Segments))
        {
            if (run.Count > 0 && SizeClass(segment) > SizeClass(run[^1]) && run.Count >= MergeAt) break;
            if (run.Count > 0 && SizeClass(segment) != SizeClass(run[^1]))
            {
                if (SizeClass(segment) > SizeClass(run[^1])) run.Clear();
                else break;
            }
            if (run.Count > 0 && run[^1].FirstPage != segment.FirstPage + segment.Pages) run.Clear();
            run.Add(segment);
        }
        if (run.Count < MergeAt) return [];
        run.Reverse();
        return run;

        static int SizeClass(Segment segment) => (int)Math.Log(Math.Max(1, segment.Pages), MergeAt);
    }

    // Damaged segments are not among these, and pages must stay numbered in a row.
    private static List<Segment> Longest(IReadOnlyList<Segment> segments)
    {
        List<Segment> best = [], run = [];
        foreach (var segment in segments)
        {
            if (run.Count > 0 && run[^1].FirstPage + run[^1].Pages != segment.FirstPage) run = [];
            run.Add(segment);
            if (run.Count > best.Count) best = run;
        }
        return best;
    }

    private void MergeParts(List<Segment> segments)
    {
        string file;
        lock (_writing) file = NextFile();
        var leased = segments.TakeWhile(segment => segment.TryLease()).ToList();
        try
        {
            if (leased.Count < segments.Count) return;
            var part = Merge.Write(segments, _folder, file, _stop.Token);
            lock (_writing)
            {
                var merged = segments.Select(segment => segment.Name).ToHashSet(StringComparer.Ordinal);
                var parts = new List<Part>();
                foreach (var old in _snapshot.Commit.Parts)
                {
                    if (old.File == segments[0].Name) parts.Add(part);
                    if (!merged.Contains(old.File)) parts.Add(old);
                }
                Put(parts);
            }
            foreach (var segment in segments) File.Delete(Path.Combine(_folder, segment.Name));
        }
        catch (OperationCanceledException)
        {
            File.Delete(Path.Combine(_folder, file));
            throw;
        }
        finally
        {
            foreach (var segment in leased) segment.Dispose();
        }
    }

    private string NextFile() => $"{_nextFile++:D8}{SegmentEnd}";

    private void Put(IReadOnlyList<Part> parts)
    {
        var commit = new CommitFile(_nextFile, parts);
        commit.Write(_folder);
        var before = _snapshot;
        _snapshot = Snapshot.Open(_folder, commit, before);
        before.Dispose();
    }

    private DateTime CommitTime() => File.GetLastWriteTimeUtc(Path.Combine(_folder, CommitFile.Name));

    // The commit in force, leased. A reader looks whether another process has put a newer one.
    private Snapshot Current()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_lock is null && CommitTime() is var written && written != _commitSeen) Refresh(written);
        for (; ; )
        {
            var snapshot = Volatile.Read(ref _snapshot);
            if (snapshot.TryLease()) return snapshot;
        }
    }

    private void Refresh(DateTime written)
    {
        lock (_writing)
        {
            if (CommitFile.Read(_folder) is { } commit && commit.NextFile != _snapshot.Commit.NextFile)
            {
                var before = _snapshot;
                _snapshot = OpenSettled(_folder, commit, before);
                before.Dispose();
            }
            // Clocks of file systems tick some milliseconds long, and two commits may fall into one tick.
            if (DateTime.UtcNow - written > TimeSpan.FromSeconds(1)) _commitSeen = written;
        }
    }

    // Between reading the commit and opening what it names, a merge may have put another and deleted files.
    private static Snapshot OpenSettled(string folder, CommitFile commit, Snapshot? before)
    {
        for (; ; )
        {
            var snapshot = Snapshot.Open(folder, commit, before);
            if (snapshot.Faults.Count == 0 || CommitFile.Read(folder) is not { } newer || newer.NextFile == commit.NextFile) return snapshot;
            snapshot.Dispose();
            commit = newer;
        }
    }
}
