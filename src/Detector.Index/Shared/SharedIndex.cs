using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Detector.Fingerprints;
using StackExchange.Redis;

namespace Detector.Index.Shared;

/// <summary>
/// An index on a server or cluster of the Redis protocol (Redis, Valkey, Garnet), for several machines at once: any number add, remove and look up. Only commands on strings and hashes are used, no scripts.
/// </summary>
/// <remarks>
/// <para>
/// <b>Looking up</b> takes at most three rounds for all pages of a call: what is filed under their hashes, the facts of the candidates, the records of those told. All of it together takes at most
/// <see cref="SharedPlace.Timeout"/> for every <see cref="PagesAtOnce"/> pages. What has not been answered by then is away, and the answer says so: <see cref="Coverage.Partly"/>, or <see cref="Coverage.NotChecked"/> when
/// nothing was. A server that did not answer in time is not asked again for as long.
/// </para>
/// <para>
/// <b>Adding</b> gathers pages in memory until <see cref="CommitAsync"/>, or fifty thousand of them, and writes them some hundreds at a time: number, hashes, record, and last the facts, without which a page is not there. Pages are numbered by the
/// server, each address and body keeps its number, and nothing is written that is there already; so a commit that failed half-way, or whose replies were lost, is carried on by committing again, here or by whoever adds the
/// page next, and nothing is filed twice. Pages come to be found one after another while a commit runs. Each command may take five times the time-out; a commit that meets a server away throws
/// <see cref="IndexAwayException"/>.
/// </para>
/// <para>
/// Nothing is kept safer than the servers keep it: Redis with <c>appendonly yes</c> and <c>appendfsync always</c> loses nothing it acknowledged. In a cluster set <c>cluster-require-full-coverage no</c>, or one node away takes
/// all with it. The servers must not evict (<c>maxmemory-policy noeviction</c>).
/// </para>
/// </remarks>
public sealed class SharedIndex : IRepublicationIndex
{
    /// <summary>Pages of one call that are asked for together.</summary>
    public const int PagesAtOnce = 128;

    private const string FormatVersion = "1";

    // Pages written together: some ten thousand keys.
    private const int PagesInStep = 256;

    private const int PagesRead = 512;

    private const int KeysSwept = 512;

    // Pages and addresses, some 4 KB each.
    private const int MostWaiting = 50_000;

    private readonly Connection _connection;
    private readonly Keys _keys;
    private readonly bool _writes;
    private readonly RemovedIds _removed = new();
    private readonly SemaphoreSlim _committing = new(1, 1);
    private readonly Lock _buffers = new();
    private List<Waiting> _waiting = [];
    private HashSet<string> _removing = new(StringComparer.Ordinal);
    private volatile bool _isRight;

    private SharedIndex(Connection connection, bool writes)
    {
        _connection = connection;
        _keys = new Keys(connection.Place.Name);
        _writes = writes;
    }

    public SharedPlace Place => _connection.Place;

    private TimeSpan WriteTime => Place.Timeout * 5;

    /// <summary>Opens an index to look things up. One that is away now is asked when it is back; until then answers say that copies were not checked.</summary>
    /// <exception cref="IndexAwayException">The servers answer, and there is no index of that name, or one of another version.</exception>
    public static SharedIndex OpenRead(SharedPlace place) => Open(place, writes: false, mustAnswer: false);

    /// <summary>Opens an index to add to, or makes one.</summary>
    /// <param name="place">Where it is.</param>
    /// <param name="mustAnswer">False, for a service that starts while the servers are away: they are asked when they are back, and commits throw until then.</param>
    /// <exception cref="IndexAwayException">It cannot be reached, or is of another version.</exception>
    public static SharedIndex OpenWrite(SharedPlace place, bool mustAnswer = true) => Open(place, writes: true, mustAnswer);

    /// <inheritdoc/>
    /// <exception cref="IndexAwayException">So much waits to be written already that it is written first, and a server is away. The pages given were not taken.</exception>
    public async ValueTask AddAsync(IReadOnlyList<IndexEntry> pages, CancellationToken stop = default)
    {
        Writable();
        await MakeRoomAsync(stop).ConfigureAwait(false);
        var waiting = pages.Select(static page => new Waiting(page, PageIdentity.Of(page))).ToList();
        lock (_buffers) _waiting.AddRange(waiting);
    }

    /// <inheritdoc/>
    /// <exception cref="IndexAwayException">As for <see cref="AddAsync"/>.</exception>
    public async ValueTask RemoveAsync(IReadOnlyList<string> addresses, CancellationToken stop = default)
    {
        Writable();
        await MakeRoomAsync(stop).ConfigureAwait(false);
        lock (_buffers)
        {
            _removing.UnionWith(addresses);
            var gone = addresses.ToHashSet(StringComparer.Ordinal);
            _waiting.RemoveAll(page => gone.Contains(page.Entry.Page.Address));
        }
    }

    /// <inheritdoc/>
    /// <exception cref="IndexAwayException">A server is away. What was not written stays waiting.</exception>
    public async ValueTask CommitAsync(CancellationToken stop = default)
    {
        Writable();
        await _committing.WaitAsync(stop).ConfigureAwait(false);
        List<Waiting> waiting;
        HashSet<string> removing;
        lock (_buffers)
        {
            (waiting, _waiting) = (_waiting, []);
            (removing, _removing) = (_removing, new HashSet<string>(StringComparer.Ordinal));
        }
        var written = 0;
        try
        {
            if (await WrongAsync(Deadline.In(WriteTime), stop).ConfigureAwait(false) is { } wrong) throw new IndexAwayException(wrong);
            if (removing.Count > 0 || waiting.Count > 0) await ReadRemovedAsync(stop).ConfigureAwait(false);
            foreach (var some in removing.Chunk(PagesInStep)) await RemoveNowAsync(some, stop).ConfigureAwait(false);
            removing.Clear();
            for (; written < waiting.Count; written += PagesInStep) await FileAsync(waiting.GetRange(written, Math.Min(PagesInStep, waiting.Count - written)), stop).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            lock (_buffers)
            {
                // In the order it was asked for: what waits still comes before what came since.
                waiting.RemoveRange(0, Math.Min(written, waiting.Count));
                waiting.RemoveAll(page => _removing.Contains(page.Entry.Page.Address));
                waiting.AddRange(_waiting);
                _waiting = waiting;
                _removing.UnionWith(removing);
            }
            if (Connection.IsAway(failure)) throw new IndexAwayException($"The shared index {Place} could not take all pages: {failure.Message} What was not written waits for the next commit.", failure);
            throw;
        }
        finally
        {
            _committing.Release();
        }
    }

    public async ValueTask<IReadOnlyList<Neighbours>> LookupAsync(IReadOnlyList<PageQuery> pages, CancellationToken stop = default)
    {
        var answers = new Neighbours[pages.Count];
        for (var from = 0; from < answers.Length; from += PagesAtOnce) await LookupAsync(pages, answers.AsMemory(from, Math.Min(PagesAtOnce, answers.Length - from)), from, stop).ConfigureAwait(false);
        return answers;
    }

    /// <inheritdoc/>
    /// <remarks>Places count those of removed pages that still stand under hashes (<see cref="SweepAsync"/>), and may be a few off after a commit that failed. Bytes are the memory of all servers, whatever else is on them. Parts are servers.</remarks>
    public async ValueTask<IndexStats> StatsAsync(CancellationToken stop = default)
    {
        var deadline = Deadline.In(WriteTime);
        var counts = Enumerable.Range(0, Keys.Partitions).Select(partition => _connection.Send(database => database.StringBitCountAsync(_keys.Pages(partition)))).ToArray();
        var postings = _connection.Send(database => database.StringGetAsync(_keys.Postings));
        await Connection.Settle(Task.WhenAll([.. counts, postings]), deadline, stop).ConfigureAwait(false);
        var answered = counts.Where(static count => count.IsCompletedSuccessfully).ToList();
        var (away, servers) = _connection.Servers();
        return new IndexStats
        {
            Pages = (await Task.WhenAll(answered).ConfigureAwait(false)).Sum(), Postings = postings.IsCompletedSuccessfully ? (long)await postings.ConfigureAwait(false) : 0, Bytes = await _connection.MemoryAsync(deadline, stop).ConfigureAwait(false), Parts = servers,
            Faults = answered.Count == counts.Length ? away : [.. away, _connection.Away(counts.Length - answered.Count, counts.Length, counts.FirstOrDefault(static count => count.IsFaulted)?.Exception?.InnerException)],
        };
    }

    /// <inheritdoc/>
    public IEnumerable<PageRecord> Pages(ICollection<string> faults)
    {
        foreach (var ids in Ids(faults).Chunk(PagesRead))
            foreach (var (_, facts, record) in ReadPages(ids, faults))
                if (facts is not null && record is not null)
                    yield return record;
    }

    /// <inheritdoc/>
    /// <remarks>Looks at every page's facts and record; not at what stands under hashes, where anything that is no page is passed over.</remarks>
    public IReadOnlyList<string> Verify()
    {
        var faults = new List<string>();
        foreach (var ids in Ids(faults).Chunk(PagesRead))
            foreach (var (page, facts, record) in ReadPages(ids, faults))
                if (facts is null || record is null)
                    faults.Add($"page {page} is counted, and its {(facts is null ? "facts are" : "record is")} not there or unreadable: a server lost what it had acknowledged, or evicts. Remove the page and add it again.");
        return faults;
    }

    /// <summary>
    /// Takes the bare numbers of removed pages out of the lists of hashes, which else happens to a list when a page is next added to it. Reads all lists, some hundreds at a time; others may add, remove and look up meanwhile.
    /// </summary>
    /// <returns>Numbers taken out.</returns>
    /// <exception cref="IndexAwayException">A server is away. What was taken out by then stays out.</exception>
    public async Task<long> SweepAsync(CancellationToken stop = default)
    {
        Writable();
        try
        {
            await ReadRemovedAsync(stop).ConfigureAwait(false);
            var taken = 0L;
            await foreach (var keys in _connection.KeysAsync(_keys.Hashes, KeysSwept, stop).ConfigureAwait(false))
            {
                var lists = keys.Select(static key => new Longer(key, 0)).ToList();
                var round = new Round(_connection, lists.Count);
                foreach (var list in lists) round.Add(_keys.PartitionOf(list.Key), list.Key);
                await Complete(round, stop).ConfigureAwait(false);
                for (var i = 0; i < lists.Count; i++)
                {
                    round.TryGet(i, out lists[i].Old);
                    lists[i].Kept = PostingList.Without(lists[i].Old.Span, _removed);
                }
                taken -= await WriteAsync([.. lists.Where(static list => list.Kept is not null)], stop).ConfigureAwait(false);
            }
            if (taken > 0) await Done(database => database.StringDecrementAsync(_keys.Postings, taken), stop).ConfigureAwait(false);
            return taken;
        }
        catch (Exception failure) when (Connection.IsAway(failure))
        {
            throw new IndexAwayException($"The shared index {Place} could not be swept: {failure.Message} It can be swept again.", failure);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync().ConfigureAwait(false);
        _committing.Dispose();
    }

    private static SharedIndex Open(SharedPlace place, bool writes, bool mustAnswer)
    {
        var connection = Connection.Open(place);
        var index = new SharedIndex(connection, writes);
        string? wrong;
        Exception? why = null;
        try
        {
            wrong = index.WrongAsync(Deadline.In(index.WriteTime), CancellationToken.None).GetAwaiter().GetResult();
        }
        catch (Exception failure) when (Connection.IsAway(failure))
        {
            if (!mustAnswer) return index;
            (wrong, why) = ($"The shared index {place} cannot be opened for adding: {(connection.CertificateFault is { } fault ? $"{fault}." : $"{failure.Message} Is the server running, and the address right?")}", failure);
        }
        if (wrong is null) return index;
        index.DisposeAsync().AsTask().GetAwaiter().GetResult();
        throw new IndexAwayException(wrong, why);
    }

    // What is wrong with the index under this name; null: it is there, of this version. One opened for adding is made. Asked until it was answered once.
    private async Task<string?> WrongAsync(Deadline deadline, CancellationToken stop)
    {
        if (_isRight) return null;
        if (_writes) await _connection.Send(database => database.StringSetAsync(_keys.Version, FormatVersion, when: When.NotExists)).WaitAsync(deadline.Left, stop).ConfigureAwait(false);
        string? version = await _connection.Send(database => database.StringGetAsync(_keys.Version)).WaitAsync(deadline.Left, stop).ConfigureAwait(false);
        if (version == FormatVersion) _isRight = true;
        return version switch
        {
            FormatVersion => null,
            null => $"{Place} holds no index. 'detector index add' makes one.",
            _ => $"{Place}: the index is of another version ('{version}', this program writes '{FormatVersion}').",
        };
    }

    private void Writable()
    {
        if (!_writes) throw new InvalidOperationException($"The index {Place} was opened for reading.");
    }

    // While servers are away for long, what waits must not fill the memory.
    private async ValueTask MakeRoomAsync(CancellationToken stop)
    {
        bool isFull;
        lock (_buffers) isFull = _waiting.Count + _removing.Count >= MostWaiting;
        if (isFull) await CommitAsync(stop).ConfigureAwait(false);
    }

    private async Task LookupAsync(IReadOnlyList<PageQuery> pages, Memory<Neighbours> answers, int from, CancellationToken stop)
    {
        var deadline = Deadline.In(Place.Timeout);
        if (!_isRight && await AwayAsync(deadline, stop).ConfigureAwait(false) is { } wrong)
        {
            for (var i = 0; i < answers.Length; i++) answers.Span[i] = Neighbours.NotChecked with { Fingerprint = pages[from + i].Fingerprint, Page = pages[from + i].Page, Away = wrong };
            return;
        }
        var searches = new NeighbourSearch[answers.Length];
        for (var i = 0; i < searches.Length; i++) searches[i] = new NeighbourSearch(pages[from + i]);
        try
        {
            var away = await FindAsync(searches, deadline, stop).ConfigureAwait(false);
            var records = new Fetched();
            away = await FactsAsync(searches, records, deadline, stop).ConfigureAwait(false) ?? away;
            away = await RecordsAsync(searches, records, deadline, stop).ConfigureAwait(false) ?? away;
            for (var i = 0; i < searches.Length; i++)
            {
                var answer = searches[i].Answer(records);
                answers.Span[i] = answer.Coverage == Coverage.Checked ? answer : answer with { Away = away };
            }
        }
        finally
        {
            foreach (var search in searches) search.Dispose();
        }
    }

    // Why the index cannot be asked at all; null when it can.
    private async Task<string?> AwayAsync(Deadline deadline, CancellationToken stop)
    {
        if (_connection.Rests(0)) return _connection.Away(1, 1, null);
        try
        {
            return (await WrongAsync(deadline, stop).ConfigureAwait(false))?.TrimEnd('.');
        }
        catch (Exception failure) when (Connection.IsAway(failure))
        {
            if (failure is TimeoutException) _connection.Rest(0);
            return _connection.Away(1, 1, failure);
        }
    }

    private async Task<string?> FindAsync(NeighbourSearch[] searches, Deadline deadline, CancellationToken stop)
    {
        var round = new Round(_connection, searches.Sum(static search => search.Keys.Length));
        foreach (var search in searches)
            foreach (var hash in search.Keys)
                round.Add(Keys.PartitionOfHash(hash), _keys.OfHash(hash));
        var removedFrom = _removed.From;
        var removed = _connection.Rests(0) ? null : _connection.Send(database => database.StringGetRangeAsync(_keys.Removed, removedFrom, -1));
        var away = await round.FetchAsync(deadline, stop).ConfigureAwait(false);
        // Where the list cannot be read, removed pages are still not shown: their facts are gone.
        if (removed is not null && await ReadAsync(removed, removedFrom).ConfigureAwait(false) == false)
        {
            var again = _connection.Send(database => database.StringGetAsync(_keys.Removed));
            await ReadAsync(again, 0).ConfigureAwait(false);
        }
        var found = new List<Posting>(NeighbourSearch.MostPostings);
        var place = 0;
        foreach (var search in searches)
            for (var key = 0; key < search.Keys.Length; key++)
            {
                if (!round.TryGet(place++, out var list)) search.Missing(key);
                else if (!list.IsEmpty)
                {
                    PostingList.Read(list.Span, _removed, found);
                    search.Found(key, CollectionsMarshal.AsSpan(found));
                }
            }
        return away;

        // Null when it was not answered.
        async Task<bool?> ReadAsync(Task<RedisValue> answer, long at)
        {
            await Connection.Settle(answer, deadline, stop).ConfigureAwait(false);
            return answer.IsCompletedSuccessfully ? _removed.Add(at, ((ReadOnlyMemory<byte>)await answer.ConfigureAwait(false)).Span) : null;
        }
    }

    private async Task<string?> FactsAsync(NeighbourSearch[] searches, Fetched fetched, Deadline deadline, CancellationToken stop)
    {
        var round = new Round(_connection);
        var places = new Dictionary<long, int>();
        foreach (var search in searches)
            foreach (var page in search.Candidates())
            {
                ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(places, page, out var known);
                if (!known) place = round.Add(Keys.PartitionOfPage(page), _keys.Facts(page));
            }
        var away = await round.FetchAsync(deadline, stop).ConfigureAwait(false);
        foreach (var (page, place) in places)
            if (round.TryGet(place, out var bytes) && FactsCodec.Read(bytes.Span) is { } facts)
                fetched.Facts.Add(page, facts);
        foreach (var search in searches)
            foreach (var page in search.Candidates())
                if (round.TryGet(places[page], out var bytes) && bytes.IsEmpty)
                    search.Gone(page);
        return away;
    }

    private async Task<string?> RecordsAsync(NeighbourSearch[] searches, Fetched fetched, Deadline deadline, CancellationToken stop)
    {
        var round = new Round(_connection);
        var places = new Dictionary<long, int>();
        foreach (var search in searches)
            foreach (var page in search.Weigh(fetched))
            {
                ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(places, page, out var known);
                if (!known) place = round.Add(Keys.PartitionOfPage(page), _keys.Record(page));
            }
        var away = await round.FetchAsync(deadline, stop).ConfigureAwait(false);
        foreach (var (page, place) in places)
            if (round.TryGet(place, out var bytes) && !bytes.IsEmpty && RecordOf(bytes) is { } record)
                fetched.Records.Add(page, record);
        foreach (var search in searches)
            foreach (var page in search.Weigh(fetched))
                if (round.TryGet(places[page], out var bytes) && bytes.IsEmpty)
                    search.Gone(page);
        return away;
    }

    // Null when these bytes are no record: something else wrote under this name.
    private static PageRecord? RecordOf(ReadOnlyMemory<byte> bytes)
    {
        var rest = bytes.Span;
        try
        {
            return RecordCodec.Read(ref rest);
        }
        catch (Exception failure) when (failure is ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            return null;
        }
    }

    // Reads what others removed; whoever writes must know.
    private async Task ReadRemovedAsync(CancellationToken stop)
    {
        var from = _removed.From;
        if (!_removed.Add(from, ((ReadOnlyMemory<byte>)await Done(database => database.StringGetRangeAsync(_keys.Removed, from, -1), stop).ConfigureAwait(false)).Span))
            _removed.Add(0, ((ReadOnlyMemory<byte>)await Done(database => database.StringGetAsync(_keys.Removed), stop).ConfigureAwait(false)).Span);
    }

    // First the numbers are said to be removed, which hides the pages; then they are taken out, and last their addresses, so that removing that was cut off can be done again. Taken out twice, since somebody may have been
    // filing one of them just then and looks at its address last.
    private async Task RemoveNowAsync(string[] addresses, CancellationToken stop)
    {
        var keys = addresses.Select(static address => PageIdentity.Of(address)).Select(address => _keys.Address(address)).ToList();
        var filed = await AllDone(keys.Select(key => _connection.Send(database => database.HashGetAllAsync(key))), stop).ConfigureAwait(false);
        var pages = filed.SelectMany(static bodies => bodies).Select(static body => (long)NumberOf(body.Value)).Distinct().ToList();
        if (pages.Count == 0) return;
        await Done(database => database.StringAppendAsync(_keys.Removed, RemovedIds.Pack(pages)), stop).ConfigureAwait(false);
        await TakeOutAsync(pages, stop).ConfigureAwait(false);
        await AllDone(keys.Select(key => _connection.Send(database => database.KeyDeleteAsync(key))), stop).ConfigureAwait(false);
        await TakeOutAsync(pages, stop).ConfigureAwait(false);
        await ReadRemovedAsync(stop).ConfigureAwait(false);
    }

    private async Task TakeOutAsync(IReadOnlyCollection<long> pages, CancellationToken stop)
    {
        await AllDone(pages.SelectMany(page => new[]
        {
            _connection.Send(database => database.KeyDeleteAsync(_keys.Facts(page))),
            _connection.Send(database => database.KeyDeleteAsync(_keys.Record(page))),
            _connection.Send(database => database.StringSetBitAsync(_keys.Pages(Keys.PartitionOfPage(page)), page / Keys.Partitions, bit: false)),
        }), stop).ConfigureAwait(false);
    }

    private async Task FileAsync(List<Waiting> pages, CancellationToken stop)
    {
        var filing = await NumberAsync(pages, stop).ConfigureAwait(false);
        if (filing.Count == 0) return;
        var places = await FileHashesAsync(filing, stop).ConfigureAwait(false);
        await AllDone(filing.Select(page => _connection.Send(database => database.StringSetAsync(_keys.Record(page.Number), Packed(page.Entry.Page)))), stop).ConfigureAwait(false);
        // From here on they are found.
        await AllDone(filing.SelectMany(page => new[]
        {
            _connection.Send(database => database.StringSetAsync(_keys.Facts(page.Number), FactsCodec.Write(PageFacts.Of(page.Entry.Page)))),
            _connection.Send(database => database.StringSetBitAsync(_keys.Pages(Keys.PartitionOfPage(page.Number)), page.Number / Keys.Partitions, bit: true)),
        }), stop).ConfigureAwait(false);
        var numbers = await AllDone(filing.Select(page => _connection.Send(database => database.HashGetAsync(_keys.Address(page.Identity.Address), Bytes(page.Identity.Body)))), stop).ConfigureAwait(false);
        // Removed by somebody else in the meantime: removed it stays.
        var removed = filing.Where((page, i) => numbers[i].IsNull || (long)NumberOf(numbers[i]) != page.Number).Select(static page => page.Number).ToList();
        if (removed.Count > 0) await TakeOutAsync(removed, stop).ConfigureAwait(false);
        await Done(database => database.StringIncrementAsync(_keys.Postings, places), stop).ConfigureAwait(false);
    }

    // Those of the pages that are to be written, with their numbers: new ones, and such as somebody began to write.
    private async Task<List<Filing>> NumberAsync(List<Waiting> pages, CancellationToken stop)
    {
        var filed = await AllDone(pages.Select(page => _connection.Send(database => database.HashGetAllAsync(_keys.Address(page.Identity.Address)))), stop).ConfigureAwait(false);
        var numbers = new long?[pages.Count];
        var fresh = new List<int>();
        var bodies = new Dictionary<UInt128, HashSet<ulong>>();
        for (var i = 0; i < numbers.Length; i++)
        {
            var identity = pages[i].Identity;
            if (!bodies.TryGetValue(identity.Address, out var known)) bodies[identity.Address] = known = [];
            foreach (var body in filed[i])
            {
                var number = (long)NumberOf(body.Value);
                // Its removal was cut off before its address went.
                if (_removed.Contains(number)) await Done(database => database.HashDeleteAsync(_keys.Address(identity.Address), body.Name), stop).ConfigureAwait(false);
                else if (NumberOf(body.Name) is var hash && known.Add(hash) && hash == identity.Body) numbers[i] = number;
            }
            if (numbers[i] is null && known.Count < NeighbourSearch.MostPostings && known.Add(identity.Body)) fresh.Add(i);
        }
        var isFresh = new bool[numbers.Length];
        if (fresh.Count > 0)
        {
            var first = await Done(database => database.StringIncrementAsync(_keys.NextPage, fresh.Count), stop).ConfigureAwait(false) - fresh.Count;
            var taken = await AllDone(fresh.Select((page, n) => _connection.Send(database => database.HashSetAsync(_keys.Address(pages[page].Identity.Address), Bytes(pages[page].Identity.Body), Bytes((ulong)(first + n)), When.NotExists))), stop).ConfigureAwait(false);
            for (var n = 0; n < fresh.Count; n++)
            {
                var number = taken[n] ? first + n : await OthersNumberAsync(pages[fresh[n]].Identity, first + n, stop).ConfigureAwait(false);
                isFresh[fresh[n]] = number == first + n;
                numbers[fresh[n]] = number;
            }
        }
        var round = new Round(_connection);
        for (var i = 0; i < numbers.Length; i++)
            if (numbers[i] is { } number && !isFresh[i])
                round.Add(Keys.PartitionOfPage(number), _keys.Facts(number));
        await Complete(round, stop).ConfigureAwait(false);
        var filing = new List<Filing>();
        for (int i = 0, place = 0; i < numbers.Length; i++)
            if (numbers[i] is { } number && (isFresh[i] || (round.TryGet(place++, out var facts) && facts.IsEmpty)))
                filing.Add(new Filing(pages[i].Entry, pages[i].Identity, number, isFresh[i]));
        return filing;
    }

    // Somebody else adds the same page at the same time, and its number is used by both: they write the same. Should a third remove it just then, the own number is free to be used after all.
    private async Task<long> OthersNumberAsync(PageIdentity identity, long own, CancellationToken stop)
    {
        for (; ; )
        {
            var number = await Done(database => database.HashGetAsync(_keys.Address(identity.Address), Bytes(identity.Body)), stop).ConfigureAwait(false);
            if (!number.IsNull) return (long)NumberOf(number);
            if (await Done(database => database.HashSetAsync(_keys.Address(identity.Address), Bytes(identity.Body), Bytes((ulong)own), When.NotExists), stop).ConfigureAwait(false)) return own;
        }
    }

    // Appends each page to the lists of its hashes that have room, and takes removed pages out of the lists it comes by. Returns the places filed, less those taken out.
    private async Task<long> FileHashesAsync(List<Filing> pages, CancellationToken stop)
    {
        var round = new Round(_connection, pages.Count * 64);
        var lists = new Dictionary<ulong, Longer>();
        foreach (var page in pages)
            foreach (var (hash, _) in page.Entry.Fingerprint.Filed)
                if (!lists.ContainsKey(hash))
                    lists.Add(hash, new Longer(_keys.OfHash(hash), round.Add(Keys.PartitionOfHash(hash), _keys.OfHash(hash))));
        await Complete(round, stop).ConfigureAwait(false);
        foreach (var list in lists.Values)
        {
            round.TryGet(list.Place, out list.Old);
            list.Kept = PostingList.Without(list.Old.Span, _removed);
        }
        foreach (var page in pages)
            foreach (var (hash, at) in page.Entry.Fingerprint.Filed)
            {
                var list = lists[hash];
                if ((list.Left.Length + list.More.WrittenCount) / PostingList.EntrySize >= NeighbourSearch.MostPostings) continue;
                if (!page.IsNew && PostingList.Contains(list.Left.Span, page.Number)) continue;
                PostingList.Write(new Posting(page.Number, at), list.More.GetSpan(PostingList.EntrySize));
                list.More.Advance(PostingList.EntrySize);
            }
        return await WriteAsync([.. lists.Values], stop).ConfigureAwait(false);
    }

    // A list that only grows is appended to. One that is rewritten was read before: when somebody wrote to it since, it is appended to as well, and rewritten by whoever comes by it next.
    private async Task<long> WriteAsync(IReadOnlyCollection<Longer> lists, CancellationToken stop)
    {
        Longer[] rewritten = [.. lists.Where(static list => list.Kept is not null)];
        var done = await AllDone(rewritten.Select(list => _connection.Send(database => Rewrite(database, list))), stop).ConfigureAwait(false);
        var appended = lists.Where(static list => list.Kept is null).Concat(rewritten.Where((_, i) => !done[i])).Where(static list => list.More.WrittenCount > 0).ToList();
        await AllDone(appended.Select(list => _connection.Send(database => database.StringAppendAsync(list.Key, list.More.WrittenMemory))), stop).ConfigureAwait(false);
        return appended.Concat(rewritten).Distinct().Sum(static list => (long)list.More.WrittenCount / PostingList.EntrySize) - rewritten.Where((_, i) => done[i]).Sum(static list => (long)(list.Old.Length - list.Left.Length) / PostingList.EntrySize);

        static Task<bool> Rewrite(IDatabase database, Longer list)
        {
            var transaction = database.CreateTransaction();
            transaction.AddCondition(Condition.StringEqual(list.Key, list.Old));
            var now = new byte[list.Left.Length + list.More.WrittenCount];
            list.Left.CopyTo(now);
            list.More.WrittenSpan.CopyTo(now.AsSpan(list.Left.Length));
            _ = now.Length > 0 ? transaction.StringSetAsync(list.Key, now) : transaction.KeyDeleteAsync(list.Key);
            return transaction.ExecuteAsync();
        }
    }

    private async Task Complete(Round round, CancellationToken stop)
    {
        if (await round.FetchAsync(Deadline.In(WriteTime), stop).ConfigureAwait(false) is { } away) throw new TimeoutException($"{away}.");
    }

    private Task<T> Done<T>(Func<IDatabase, Task<T>> request, CancellationToken stop) => _connection.Send(request).WaitAsync(WriteTime, stop);

    private Task<T[]> AllDone<T>(IEnumerable<Task<T>> requests, CancellationToken stop) => Task.WhenAll(requests).WaitAsync(WriteTime, stop);

    private IEnumerable<long> Ids(ICollection<string> faults)
    {
        for (var partition = 0; partition < Keys.Partitions; partition++)
        {
            var bits = ReadOnlyMemory<byte>.Empty;
            try
            {
                bits = Done(database => database.StringGetAsync(_keys.Pages(partition)), CancellationToken.None).GetAwaiter().GetResult();
            }
            catch (Exception failure) when (Connection.IsAway(failure))
            {
                faults.Add($"part {partition:x2} of {Place} cannot be read: {failure.Message}");
            }
            for (var at = 0; at < bits.Length; at++)
                for (var bit = 0; bit < 8; bit++)
                    // SETBIT counts a byte's bits from the top.
                    if ((bits.Span[at] & (0x80 >> bit)) != 0)
                        yield return ((((long)at * 8) + bit) * Keys.Partitions) + partition;
        }
    }

    private List<(long Page, PageFacts? Facts, PageRecord? Record)> ReadPages(long[] pages, ICollection<string> faults)
    {
        var round = new Round(_connection, pages.Length * 2);
        foreach (var page in pages)
        {
            round.Add(Keys.PartitionOfPage(page), _keys.Facts(page));
            round.Add(Keys.PartitionOfPage(page), _keys.Record(page));
        }
        if (round.FetchAsync(Deadline.In(WriteTime), CancellationToken.None).GetAwaiter().GetResult() is { } away) faults.Add(away);
        var read = new List<(long, PageFacts?, PageRecord?)>();
        for (var i = 0; i < pages.Length; i++)
            if (round.TryGet(2 * i, out var facts) && round.TryGet((2 * i) + 1, out var record))
                read.Add((pages[i], FactsCodec.Read(facts.Span), record.IsEmpty ? null : RecordOf(record)));
        return read;
    }

    private static ReadOnlyMemory<byte> Packed(PageRecord page)
    {
        var bytes = new ArrayBufferWriter<byte>(256);
        RecordCodec.Write(page, bytes);
        return bytes.WrittenMemory;
    }

    private static byte[] Bytes(ulong number)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, number);
        return bytes;
    }

    private static ulong NumberOf(RedisValue value) => (ReadOnlyMemory<byte>)value is { Length: 8 } bytes ? BinaryPrimitives.ReadUInt64LittleEndian(bytes.Span) : throw new InvalidDataException("A number of 8 bytes was expected in the shared index. Is the name used for something else on this server?");

    // What stands under a hash, and what comes to it.
    private sealed class Longer(RedisKey key, int place)
    {
        public ReadOnlyMemory<byte> Old;

        public RedisKey Key => key;

        public int Place => place;

        public byte[]? Kept { get; set; }

        public ReadOnlyMemory<byte> Left => Kept ?? Old;

        public ArrayBufferWriter<byte> More { get; } = new(PostingList.EntrySize);
    }

    private sealed record Waiting(IndexEntry Entry, PageIdentity Identity);

    private sealed record Filing(IndexEntry Entry, PageIdentity Identity, long Number, bool IsNew);

    private sealed class Fetched : IPageRecords
    {
        public Dictionary<long, PageFacts> Facts { get; } = [];

        public Dictionary<long, PageRecord> Records { get; } = [];

        public PageFacts? FactsOf(long page) => Facts.TryGetValue(page, out var facts) ? facts : null;

        public PageRecord? RecordOf(long page) => Records.GetValueOrDefault(page);
    }
}
