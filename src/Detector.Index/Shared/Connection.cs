using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using StackExchange.Redis;

namespace Detector.Index.Shared;

/// <summary>When the waiting ends.</summary>
internal readonly record struct Deadline(long End)
{
    public static Deadline In(TimeSpan time) => new(Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency));

    public TimeSpan Left => End - Stopwatch.GetTimestamp() is > 0 and var ticks ? Stopwatch.GetElapsedTime(0, ticks) : TimeSpan.Zero;
}

/// <summary>
/// The way to the servers. A partition whose server did not answer in time is left alone for as long again, and asked then: a scan of many pages does not spend its days waiting, and a server that is back is noticed.
/// </summary>
internal sealed class Connection : IAsyncDisposable
{
    private readonly ConnectionMultiplexer _redis;
    private readonly ServerCertificates _certificates;
    private readonly long[] _restsUntil = new long[Keys.Partitions];
    private int _servers;

    private Connection(SharedPlace place, ConnectionMultiplexer redis, ServerCertificates certificates)
    {
        (Place, _redis, Database, _certificates) = (place, redis, redis.GetDatabase(), certificates);
        redis.ConnectionRestored += (_, _) => Volatile.Write(ref _servers, 0);
        redis.ConfigurationChanged += (_, _) => Volatile.Write(ref _servers, 0);
    }

    public SharedPlace Place { get; }

    public IDatabase Database { get; }

    /// <summary>Whether all partitions are on one server, known to be no part of a cluster: then one command may ask for keys of any.</summary>
    public bool IsOneServer
    {
        get
        {
            if (Volatile.Read(ref _servers) is var known and not 0) return known == 1;
            var servers = _redis.GetServers();
            if (!servers.Any(static server => server.IsConnected)) return false;
            var one = servers.All(static server => !server.IsConnected || server.ServerType is ServerType.Standalone or ServerType.Sentinel);
            Volatile.Write(ref _servers, one ? 1 : 2);
            return one;
        }
    }

    /// <summary>What is wrong with the certificate the server showed, as a part of a sentence; null: nothing.</summary>
    public string? CertificateFault => _certificates.Fault;

    public static Connection Open(SharedPlace place)
    {
        var certificates = new ServerCertificates(place);
        try
        {
            var options = place.Options();
            if (place.Tls) options.CertificateValidation += certificates.Accepts;
            return new Connection(place, ConnectionMultiplexer.Connect(options), certificates);
        }
        catch (Exception failure) when (IsAway(failure))
        {
            certificates.Dispose();
            throw new IndexAwayException($"The shared index {place} cannot be reached: {failure.Message}", failure);
        }
    }

    /// <summary>What failure of a request means that a server is away, and no fault of this program.</summary>
    public static bool IsAway(Exception failure) => failure is RedisException or RedisCommandException or TimeoutException or ObjectDisposedException;

    public bool Rests(int partition) => Environment.TickCount64 < Volatile.Read(ref _restsUntil[partition]);

    public void Rest(int partition) => Volatile.Write(ref _restsUntil[partition], Environment.TickCount64 + (long)Place.Timeout.TotalMilliseconds);

    /// <summary>Sends a request; one that cannot even be sent is a failed one.</summary>
    public Task<T> Send<T>(Func<IDatabase, Task<T>> request) => Sent(() => request(Database));

    /// <summary>Waits for requests until all are done or the time is up; how they ended is for the caller to see.</summary>
    public static async Task Settle(Task all, Deadline deadline, CancellationToken stop)
    {
        try
        {
            await all.WaitAsync(deadline.Left, stop).ConfigureAwait(false);
        }
        catch (Exception failure) when (IsAway(failure))
        {
            // Each request tells for itself; those that fail later have nobody to tell.
            _ = all.ContinueWith(static late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    /// <summary>Servers that should answer and do not, each with its address; and how many there are.</summary>
    public (IReadOnlyList<string> Away, int All) Servers()
    {
        var primaries = _redis.GetServers().Where(static server => !server.IsReplica).ToList();
        return ([.. primaries.Where(static server => !server.IsConnected).Select(static server => $"{Name(server)} is away")], primaries.Count);
    }

    /// <summary>Keys like a pattern on all servers, some at a time; a key may come twice. Such as were there from beginning to end are among them.</summary>
    /// <exception cref="TimeoutException">A server is away.</exception>
    public async IAsyncEnumerable<IReadOnlyList<RedisKey>> KeysAsync(RedisValue pattern, int atOnce, [EnumeratorCancellation] CancellationToken stop)
    {
        if (Servers().Away is [var away, ..]) throw new TimeoutException($"{away}.");
        foreach (var server in _redis.GetServers().Where(static server => !server.IsReplica))
        {
            var some = new List<RedisKey>(atOnce);
            await foreach (var key in server.KeysAsync(Database.Database, pattern, atOnce).WithCancellation(stop).ConfigureAwait(false))
            {
                some.Add(key);
                if (some.Count < atOnce) continue;
                yield return some;
                some = new List<RedisKey>(atOnce);
            }
            if (some.Count > 0) yield return some;
        }
    }

    /// <summary>Bytes of memory the servers use, whatever for; 0 when one does not say.</summary>
    public async Task<long> MemoryAsync(Deadline deadline, CancellationToken stop)
    {
        var asked = _redis.GetServers().Where(static server => server is { IsConnected: true, IsReplica: false }).Select(static server => Sent(() => server.InfoAsync("memory"))).ToArray();
        await Settle(Task.WhenAll(asked), deadline, stop).ConfigureAwait(false);
        long sum = 0;
        foreach (var answer in asked)
        {
            if (!answer.IsCompletedSuccessfully) return 0;
            var used = (await answer.ConfigureAwait(false)).SelectMany(static group => group).FirstOrDefault(static line => line.Key == "used_memory").Value;
            if (!long.TryParse(used, CultureInfo.InvariantCulture, out var bytes)) return 0;
            sum += bytes;
        }
        return sum;
    }

    /// <summary>Why requests were not answered, as a part of a sentence.</summary>
    public string Away(int unanswered, int asked, Exception? failure)
    {
        var which = unanswered == asked ? $"the index {Place}" : string.Create(CultureInfo.InvariantCulture, $"{unanswered} of {asked} parts asked of the index {Place}");
        var how = CertificateFault is { } fault ? $"{Were()} not talked to: {fault}" : failure is RedisServerException refused ? $"said: {refused.Message}" : string.Create(CultureInfo.InvariantCulture, $"{Were()} away or did not answer within {Place.Timeout.TotalSeconds:0.###} s");
        return Servers().Away is { Count: > 0 } away ? $"{which} {how}; {string.Join(", ", away)}" : $"{which} {how}";

        string Were() => unanswered == asked || unanswered == 1 ? "was" : "were";
    }

    public async ValueTask DisposeAsync()
    {
        await _redis.DisposeAsync().ConfigureAwait(false);
        _certificates.Dispose();
    }

    private static Task<T> Sent<T>(Func<Task<T>> request)
    {
        try
        {
            return request();
        }
        catch (Exception failure) when (IsAway(failure))
        {
            return Task.FromException<T>(failure);
        }
    }

    private static string Name(IServer server) => server.EndPoint is System.Net.DnsEndPoint dns ? $"{dns.Host}:{dns.Port}" : server.EndPoint.ToString()!;
}
