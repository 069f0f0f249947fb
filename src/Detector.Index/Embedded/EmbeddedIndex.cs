using Detector.Fingerprints;

namespace Detector.Index.Embedded;

/// <summary>
/// An index in a folder of this machine. A commit writes one new segment and swaps the commit file that names all; segments never change, so readers need no locks, and whatever was committed survives the process
/// being killed at any point. Removing a page writes a list beside its segment, named by the same commit; the next merge leaves the page out. Segments of like size are merged in the background. One process writes at a time (a lock file says so); any number read, and see each new commit at their next look-up.
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
    private readonly HashSet<string> _removing = new(StringComparer.Ordinal);
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
            var known = commit.Parts.SelectMany(part => new[] { part.File, part.Removed }).ToHashSet(StringComparer.Ordinal);
            foreach (var path in Directory.GetFiles(folder, "*" + SegmentEnd).Concat(Directory.GetFiles(folder, "*" + RemovedPages.End)))
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
                var identity = PageIdentity.Of(page);
                if (_batch.Holds(identity, out var waiting) || IsFiled(page.Page.Address, identity, waiting)) continue;
                _batch.Add(page, identity);
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

    /// <exception cref="IndexAwayException">Raised by the commit: a damaged segment cannot be searched for the addresses.</exception>
    public ValueTask RemoveAsync(IReadOnlyList<string> addresses, CancellationToken stop = default)
    {
        Writable();
        lock (_writing)
            foreach (var address in addresses)
            {
                stop.ThrowIfCancellationRequested();
                _batch.Remove(PageIdentity.Of(address));
                _removing.Add(address);
            }
        return ValueTask.CompletedTask;
    }

    /// <summary>Waits until no merge is going on.</summary>
    public async Task IdleAsync(CancellationToken stop = default)
    {
        Task merging;
        lock (_writing) merging = _merging;
        await merging.WaitAsync(stop).ConfigureAwait(false);
    }

    /// <summary>Makes one segment of all, which is the smallest and fastest to read, without removed pages. Damaged segments stay as they are.</summary>
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
                    var parts = Longest(_snapshot.Parts);
                    if (parts.Count < 2) parts = [.. _snapshot.Parts.Where(part => part.Removed.Count > 0).Take(1)];
                    if (parts.Count == 0) return;
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
        return new(new IndexStats { Pages = snapshot.Commit.LivePages, Postings = snapshot.Commit.Parts.Sum(part => part.Postings), Bytes = snapshot.Commit.Parts.Sum(part => part.Bytes + part.RemovedBytes), Parts = snapshot.Commit.Parts.Count, Faults = snapshot.Faults });
    }

    /// <inheritdoc/>
    /// <remarks>Looks at every byte of every segment.</remarks>
    public IReadOnlyList<string> Verify()
    {
        using var snapshot = Current();
        return [.. snapshot.Faults, .. snapshot.Parts.SelectMany(part => part.Segment.Verify())];
    }

    /// <inheritdoc/>
    public IEnumerable<PageRecord> Pages(ICollection<string> faults)
    {
        using var snapshot = Current();
        foreach (var fault in snapshot.Faults) faults.Add(fault);
        foreach (var (segment, removed) in snapshot.Parts)
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
                var page = segment.RecordsIn(block).FirstPage;
                foreach (var record in records)
                    if (!removed.Contains(page++))
                        yield return record;
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
        if (!_batch.IsEmpty || _removing.Count > 0)
        {
            var before = _snapshot.Commit.Parts;
            var parts = WithoutRemoved(before);
            if (!_batch.IsEmpty) parts = [.. parts, _batch.Write(_folder, NextFile())];
            if (!ReferenceEquals(parts, before)) Put(parts);
            _batch = new Batch();
            _removing.Clear();
            foreach (var old in before)
                if (old.Removed is not null && !parts.Contains(old))
                    File.Delete(Path.Combine(_folder, old.Removed));
        }
        // A merge that failed is a fault to be seen, not to be tried again for ever.
        if (_merging.IsFaulted) _merging.GetAwaiter().GetResult();
        if (_merging.IsCompleted && DueForMerge() is { Count: > 1 } due) _merging = Task.Run(() => MergeParts(due), CancellationToken.None);
    }

    // The parts with a longer list of removed pages where pages of the addresses to remove lie; the same parts when there are none.
    private IReadOnlyList<Part> WithoutRemoved(IReadOnlyList<Part> parts)
    {
        var removed = new Dictionary<string, HashSet<int>>(StringComparer.Ordinal);
        var filed = new List<Posting>();
        foreach (var address in _removing)
        {
            filed.Clear();
            try
            {
                _snapshot.Find(AddressHash(address), filed);
            }
            catch (DamagedException damage)
            {
                throw new IndexAwayException($"'{address}' cannot be removed from the index '{_folder}': {damage.Message}. Delete the damaged segment's file, which takes its pages out, and remove the address again.", damage);
            }
            foreach (var posting in filed)
            {
                var part = _snapshot.Parts.First(open => posting.Page < open.Segment.FirstPage + open.Segment.Pages);
                var page = (int)(posting.Page - part.Segment.FirstPage);
                // Keys are parts of hashes: another page's may be the same. A page whose record is damaged cannot be shown and is let be.
                if (_snapshot.RecordOf(posting.Page)?.Address != address) continue;
                if (!removed.TryGetValue(part.Segment.Name, out var pages)) removed[part.Segment.Name] = pages = [.. part.Removed.Pages()];
                pages.Add(page);
            }
        }
        return removed.Count == 0 ? parts : [.. parts.Select(part => removed.TryGetValue(part.File, out var pages) ? With(part, pages) : part)];
    }

    private Part With(Part part, HashSet<int> removed)
    {
        var file = NextFile(RemovedPages.End);
        return part with { Removed = file, RemovedPages = removed.Count, RemovedBytes = RemovedPages.Write(_folder, file, removed) };
    }

    // Filed and not about to be removed; or its address has as many bodies, with those waiting, as are kept.
    private bool IsFiled(string address, PageIdentity identity, int waiting)
    {
        if (_snapshot.Commit.Parts.Count == 0 || _removing.Contains(address)) return waiting >= NeighbourSearch.MostPostings;
        var atAddress = t_found ??= new List<Posting>(NeighbourSearch.MostPostings);
        atAddress.Clear();
        try
        {
            _snapshot.Find(identity.AddressHash, atAddress);
            if (atAddress.Count + waiting >= NeighbourSearch.MostPostings) return true;
            if (atAddress.Count == 0) return false;
            var same = new List<Posting>();
            _snapshot.Find(identity.FilingHash, same);
            return same.Exists(page => atAddress.Contains(page));
        }
        catch (DamagedException)
        {
            // Whether it is filed there cannot be seen; filed again it is safe.
            return false;
        }
    }

    private static ulong AddressHash(string address) => new PageIdentity(PageIdentity.Of(address), 0).AddressHash;

    // Neighbours of one size: sizes grow by MergeAt, so a page is written again a few times only, however many there are.
    private List<OpenPart> DueForMerge()
    {
        var run = new List<OpenPart>();
        foreach (var part in Enumerable.Reverse(_snapshot.Parts))
        {
            var segment = part.Segment;
            if (run.Count > 0 && SizeClass(segment) > SizeClass(run[^1].Segment) && run.Count >= MergeAt) break;
            if (run.Count > 0 && SizeClass(segment) != SizeClass(run[^1].Segment))
            {
                if (SizeClass(segment) > SizeClass(run[^1].Segment)) run.Clear();
                else break;
            }
            if (run.Count > 0 && run[^1].Segment.FirstPage != segment.FirstPage + segment.Pages) run.Clear();
            run.Add(part);
        }
        if (run.Count < MergeAt) return [];
        run.Reverse();
        return run;

        static int SizeClass(Segment segment) => (int)Math.Log(Math.Max(1, segment.Pages), MergeAt);
    }

    // Damaged segments are not among these, and pages must stay numbered in a row.
    private static List<OpenPart> Longest(IReadOnlyList<OpenPart> parts)
    {
        List<OpenPart> best = [], run = [];
        foreach (var part in parts)
        {
            if (run.Count > 0 && run[^1].Segment.FirstPage + run[^1].Segment.Pages != part.Segment.FirstPage) run = [];
            run.Add(part);
            if (run.Count > best.Count) best = run;
        }
        return best;
    }

    private void MergeParts(List<OpenPart> parts)
    {
        string file;
        lock (_writing) file = NextFile();
        var leased = parts.TakeWhile(part => part.Segment.TryLease()).ToList();
        try
        {
            if (leased.Count < parts.Count) return;
            var merged = parts.Exists(part => part.LivePages > 0) ? Merge.Write(parts, _folder, file, _stop.Token) : null;
            List<string?> left = [];
            lock (_writing)
            {
                var now = new List<Part>();
                foreach (var old in _snapshot.Commit.Parts)
                {
                    if (old.File == parts[0].Segment.Name && merged is not null) now.Add(WithRemovedSince(parts, merged));
                    if (!parts.Exists(part => part.Segment.Name == old.File)) now.Add(old);
                    else left.AddRange([old.File, old.Removed]);
                }
                Put(now);
            }
            foreach (var name in left.OfType<string>()) File.Delete(Path.Combine(_folder, name));
        }
        catch (OperationCanceledException)
        {
            File.Delete(Path.Combine(_folder, file));
            throw;
        }
        finally
        {
            foreach (var part in leased) part.Segment.Dispose();
        }
    }

    // Pages removed while they were being merged are in the new segment: it begins with a list of them.
    private Part WithRemovedSince(List<OpenPart> parts, Part merged)
    {
        var removed = new HashSet<int>();
        var first = 0;
        foreach (var part in parts)
        {
            var now = _snapshot.Parts.First(open => open.Segment.Name == part.Segment.Name).Removed;
            foreach (var page in now.Pages())
                if (!part.Removed.Contains(page))
                    removed.Add(first + page - part.Removed.Before(page));
            first += part.LivePages;
        }
        return removed.Count == 0 ? merged : With(merged, removed);
    }

    private string NextFile(string end = SegmentEnd) => $"{_nextFile++:D8}{end}";

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
