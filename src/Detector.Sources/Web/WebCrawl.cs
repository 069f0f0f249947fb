using System.Collections.Concurrent;
using System.Net;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Detector.Sources.Web;

/// <summary>How far a crawl is. Written by the crawl, read by anybody.</summary>
public sealed class CrawlProgress
{
    private readonly long[] _problems = new long[Enum.GetValues<FetchProblem>().Length];
    private long _requests;
    private long _bytes;
    private long _done;
    private long _retries;
    private int _running;

    /// <summary>Questions asked, robots.txt and repetitions included.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>Bytes of bodies received, as sent.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Addresses that something has come of.</summary>
    public long Done => Interlocked.Read(ref _done);

    /// <summary>Times a question was asked again after it had come to nothing.</summary>
    public long Retries => Interlocked.Read(ref _retries);

    /// <summary>Questions under way.</summary>
    public int Running => Volatile.Read(ref _running);

    /// <summary>Addresses that came to nothing for this reason.</summary>
    public long Problems(FetchProblem problem) => Interlocked.Read(ref _problems[(int)problem]);

    internal void Asked()
    {
        Interlocked.Increment(ref _requests);
        Interlocked.Increment(ref _running);
    }

    internal void Answered(long bytes)
    {
        Interlocked.Decrement(ref _running);
        Interlocked.Add(ref _bytes, bytes);
    }

    internal void Retried() => Interlocked.Increment(ref _retries);

    internal void Finish(Fetched fetched)
    {
        Interlocked.Increment(ref _done);
        if (fetched.Problem is { } problem) Interlocked.Increment(ref _problems[(int)problem]);
    }
}

/// <summary>
/// Fetches addresses with manners: each host is asked in turns, with a pause between, and hosts take turns among themselves, so that a slow one costs the others nothing. A redirect to
/// another host waits for a turn there, and so does a robots.txt. What fails for a while is tried again later, behind the host's other addresses.
/// </summary>
/// <remarks>
/// Every question is one step of one job. A job waits in the queue of the host it asks next; a host is ready when its pause is over; the host that has been ready
/// longest goes first. Only questions take places of <see cref="FetchOptions.Concurrency"/>, waiting takes none. A host whose IP address has its <see cref="FetchOptions.PerAddress"/> questions under way steps aside
/// until one of them has ended; which address a host has is looked up at its first question and believed for the crawl (each connection looks it up and checks it anew).
/// </remarks>
public sealed class WebCrawl : IDisposable
{
    /// <summary>After a stop, how long what is under way may take.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    // Finished pages wait here to be judged: a slow judge holds the crawl back, not the memory.
    private const int FinishedWaiting = 32;
    private const int RobotsRedirects = 5;

    private readonly FetchOptions _options;
    private readonly TimeProvider _time;
    private readonly WebClient _client;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, HostTurns> _hosts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Origin> _origins = new(StringComparer.Ordinal);
    private readonly Dictionary<IPAddress, AddressTurns> _addresses = [];
    private readonly PriorityQueue<(HostTurns Host, int Stamp), (long At, long Order)> _ready = new();
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly Channel<Fetched> _finished = Channel.CreateBounded<Fetched>(FinishedWaiting);
    private readonly CrawlProgress _progress;
    private long _order;
    private int _running;
    private int _open;

    /// <param name="options">Manners, limits, patience.</param>
    /// <param name="time">The clock; null: the system's.</param>
    /// <param name="progress">Told how far it is.</param>
    public WebCrawl(FetchOptions options, TimeProvider? time = null, CrawlProgress? progress = null)
    {
        _options = options;
        _time = time ?? TimeProvider.System;
        _progress = progress ?? new CrawlProgress();
        _client = new WebClient(options, _time);
    }

    /// <summary>Fetches, and hands on what came of each address as soon as it is known: in no order.</summary>
    /// <param name="tasks">Read as far ahead as <see cref="FetchOptions.Window"/> allows.</param>
    /// <param name="stop">Asks nothing more; what is under way is given some seconds, and addresses nothing has come of yet are not in the sequence.</param>
    /// <param name="cancellation">Ends the sequence at once.</param>
    public async IAsyncEnumerable<Fetched> RunAsync(IEnumerable<FetchTask> tasks, CancellationToken stop, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using var abort = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var grace = stop.Register(() =>
        {
            Wake();
            abort.CancelAfter(Grace);
        });
        var dispatching = Task.Run(() => DispatchAsync(tasks, stop, abort.Token), CancellationToken.None);
        try
        {
            await foreach (var fetched in _finished.Reader.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                yield return fetched;
                if (fetched.Response is { IsHeavy: true }) _client.Lighten();
            }
        }
        finally
        {
            await abort.CancelAsync().ConfigureAwait(false);
            // Whoever left early must not leave steps behind that wait to be heard.
            while (!dispatching.IsCompleted)
            {
                while (_finished.Reader.TryRead(out var left))
                    if (left.Response is { IsHeavy: true }) _client.Lighten();
                await Task.WhenAny(dispatching, Task.Delay(10, CancellationToken.None)).ConfigureAwait(false);
            }
        }
        await dispatching.ConfigureAwait(false);
    }

    /// <summary>How long the host with the most addresses waiting will take for its pauses alone: no crawl is done sooner.</summary>
    public TimeSpan LongestQueue()
    {
        lock (_gate)
        {
            var longest = TimeSpan.Zero;
            foreach (var host in _hosts.Values)
                if (host.Delay * host.Jobs.Count is var wait && wait > longest)
                    longest = wait;
            return longest;
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _wake.Dispose();
    }

    private async Task DispatchAsync(IEnumerable<FetchTask> tasks, CancellationToken stop, CancellationToken abort)
    {
        Exception? failure = null;
        Task? broken = null;
        var steps = new ConcurrentDictionary<Task, byte>();
        // Of the clock in use, so that tests can move it. One for all waits: a delay that is cancelled for each would throw for each, which cost more than the turn it waited for.
        var alarm = _time.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        await using var off = alarm.ConfigureAwait(false);
        try
        {
            using var input = tasks.GetEnumerator();
            var more = true;
            while (!stop.IsCancellationRequested && !abort.IsCancellationRequested)
            {
                while (more && Volatile.Read(ref _open) < _options.Window && !stop.IsCancellationRequested)
                {
                    if (!(more = input.MoveNext())) break;
                    await BeginAsync(input.Current, abort).ConfigureAwait(false);
                }
                TimeSpan? wait;
                while (Take(out wait) is { } step)
                {
                    var running = Task.Run(() => StepAsync(step.Host, step.Job, abort), CancellationToken.None);
                    steps.TryAdd(running, 0);
                    _ = running.ContinueWith(Forget, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
                }
                if (Volatile.Read(ref broken) is { } failed) await failed.ConfigureAwait(false);
                lock (_gate)
                    if (!more && _open == 0)
                        break;
                // Never early, or the loop would spin.
                if (wait is { } known) alarm.Change(known + TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
                await _wake.WaitAsync(abort).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            // Stopped while handing on.
        }
        catch (Exception bug)
        {
            failure = bug;
        }
        finally
        {
            try
            {
                await Task.WhenAll(steps.Keys).ConfigureAwait(false);
            }
            catch (Exception bug)
            {
                failure ??= bug;
            }
            _finished.Writer.Complete(failure);
        }

        // A failed one stays, and the loop above is told.
        void Forget(Task step)
        {
            if (!step.IsFaulted)
            {
                steps.TryRemove(step, out _);
                return;
            }
            Volatile.Write(ref broken, step);
            Wake();
        }
    }

    private void Wake()
    {
        lock (_gate)
            if (_wake.CurrentCount == 0)
                _wake.Release();
    }

    private async Task BeginAsync(FetchTask task, CancellationToken abort)
    {
        if (!WebAddress.TryRead(task.Url, _options.AllowPrivate, out var uri, out var why))
        {
            await HandOnAsync(new Fetched(task) { FinalUrl = task.Url, Problem = FetchProblem.Refused, Says = why }, abort).ConfigureAwait(false);
            return;
        }
        Interlocked.Increment(ref _open);
        await RouteAsync(new PageJob(task, uri), abort).ConfigureAwait(false);
    }

    /// <summary>Into the queue of the host the job asks next, if the host's robots.txt allows it; behind the question for robots.txt if it is not known yet.</summary>
    private async Task RouteAsync(PageJob job, CancellationToken abort)
    {
        if (_options.Robots == RobotsPolicy.Obey)
        {
            Origin? origin;
            lock (_gate)
            {
                var key = job.Uri.GetLeftPart(UriPartial.Authority);
                if (!_origins.TryGetValue(key, out origin) || (origin.Known && _time.GetElapsedTime(origin.Since) > _options.RobotsLifetime))
                {
                    _origins[key] = origin = new Origin();
                    Queue(new RobotsJob(new Uri(key + "/robots.txt"), origin), 0);
                }
                if (!origin.Known)
                {
                    origin.Waiting.Add(job);
                    return;
                }
            }
            job.Origins.Add(origin);
            if (origin.Problem is { } problem)
            {
                await FinishAsync(job, null, problem.Problem, problem.Says, abort).ConfigureAwait(false);
                return;
            }
            if (!origin.Rules.Allows(job.Uri.PathAndQuery))
            {
                await FinishAsync(job, null, FetchProblem.Robots, $"The robots.txt of {job.Uri.IdnHost} asks {_options.Robot} not to fetch {job.Uri.PathAndQuery}.", abort).ConfigureAwait(false);
                return;
            }
        }
        bool down;
        string? says;
        lock (_gate)
        {
            var host = Host(job.Uri);
            down = host.Failures >= _options.HostFailures;
            says = host.FailedWith;
            if (!down) Queue(job, 0);
        }
        if (down) await FinishAsync(job, null, FetchProblem.HostDown, HostDown(job, says), abort).ConfigureAwait(false);
    }

    private static string HostDown(PageJob job, string? says) => $"{job.Uri.IdnHost} could not be reached for the addresses before this one, so it was not tried. The last time: {says}";

    private HostTurns Host(Uri uri)
    {
        if (!_hosts.TryGetValue(uri.IdnHost, out var host)) _hosts[uri.IdnHost] = host = new HostTurns(_options.Delay);
        return host;
    }

    // Under the gate.
    private void Queue(Job job, long notBefore)
    {
        var host = Host(job.Uri);
        host.Jobs.Enqueue(job, (notBefore, job.Rank, _order++));
        Offer(host);
        if (_wake.CurrentCount == 0) _wake.Release();
    }

    // Under the gate. An offer made before this one no longer counts.
    private void Offer(HostTurns host)
    {
        if (host.IsAside || host.Active >= _options.PerHost || !host.Jobs.TryPeek(out _, out var first)) return;
        _ready.Enqueue((host, ++host.Stamp), (Math.Max(host.NotBefore, first.NotBefore), _order++));
    }

    /// <summary>The next step that may be taken now; else how long until there may be one.</summary>
    private (HostTurns Host, Job Job)? Take(out TimeSpan? wait)
    {
        lock (_gate)
        {
            wait = null;
            while (_running < _options.Concurrency && _ready.TryPeek(out var offer, out var when))
            {
                if (offer.Stamp != offer.Host.Stamp)
                {
                    _ready.Dequeue();
                    continue;
                }
                var now = _time.GetTimestamp();
                if (when.At > now)
                {
                    wait = _time.GetElapsedTime(now, when.At);
                    return null;
                }
                _ready.Dequeue();
                var host = offer.Host;
                if (host.Address is { } address && !Enter(host, address)) continue;
                var job = host.Jobs.Dequeue();
                job.Place = host.Address;
                host.Active++;
                host.Stamp++;
                host.NotBefore = now + Ticks(host.Delay);
                _running++;
                Offer(host);
                return (host, job);
            }
            return null;
        }
    }

    // Under the gate. Whether the host may take a place of its address; if there is none, it steps aside.
    private bool Enter(HostTurns host, AddressTurns address)
    {
        if (address.Active < _options.PerAddress)
        {
            address.Active++;
            return true;
        }
        host.IsAside = true;
        host.Stamp++;
        address.Aside.Enqueue(host);
        return false;
    }

    // Under the gate. A place is free: hosts that stepped aside come back, as many as may go now. One that must pause first (it was told to) waits for its time like any other and takes no place meanwhile.
    private void Leave(AddressTurns address)
    {
        address.Active--;
        var now = _time.GetTimestamp();
        for (var free = _options.PerAddress - address.Active; free > 0 && address.Aside.TryDequeue(out var host);)
        {
            host.IsAside = false;
            if (!host.Jobs.TryPeek(out _, out var first)) continue;
            Offer(host);
            if (host.NotBefore <= now && first.NotBefore <= now) free--;
        }
    }

    /// <summary>The address of a host that is asked for the first time, and a place there; false when it has none free, and the job waits again.</summary>
    /// <exception cref="FetchException">The host has no address that may be asked.</exception>
    private async Task<bool> PlaceAsync(HostTurns host, Job job, CancellationToken abort)
    {
        var number = await _client.AddressAsync(job.Uri, abort).ConfigureAwait(false);
        if (number is null) return true;
        var key = NetworkOf(number);
        lock (_gate)
        {
            if (!_addresses.TryGetValue(key, out var address)) _addresses[key] = address = new AddressTurns();
            host.Address = address;
            if (!host.IsAside && Enter(host, address))
            {
                job.Place = address;
                return true;
            }
            // It asked nothing: its turn is still to come.
            host.Active--;
            _running--;
            host.NotBefore = 0;
            host.Jobs.Enqueue(job, (0, job.Rank, _order++));
            if (_wake.CurrentCount == 0) _wake.Release();
            return false;
        }
    }

    // Whoever has one address of IPv6 has all 2^64 of its network.
    private static IPAddress NetworkOf(IPAddress number)
    {
        if (number.IsIPv4MappedToIPv6) return number.MapToIPv4();
        if (number.AddressFamily != System.Net.Sockets.AddressFamily.InterNetworkV6) return number;
        var bytes = number.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }

    private long Ticks(TimeSpan time) => (long)(time.TotalSeconds * _time.TimestampFrequency);

    private async Task StepAsync(HostTurns host, Job job, CancellationToken abort)
    {
        Exchange? response = null;
        FetchException? failure = null;
        try
        {
            if (job.Place is null && !await PlaceAsync(host, job, abort).ConfigureAwait(false)) return;
        }
        catch (FetchException named)
        {
            failure = named;
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            lock (_gate) host.Active--;
            return;
        }
        _progress.Asked();
        try
        {
            if (failure is null) response = job is RobotsJob
                ? await _client.AskAsync(job.Uri, default, static answer => answer.Status is >= 200 and < 300 ? Wanted.Some : Wanted.Nothing, RobotsFile.MaximumBytes + 1, abort).ConfigureAwait(false)
                : await _client.AskAsync(job.Uri, ((PageJob)job).Validators, WantedOf, _options.MaximumBodyBytes, abort).ConfigureAwait(false);
        }
        catch (FetchException named)
        {
            failure = named;
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            // Nothing has come of it: it stays to be fetched.
        }
        finally
        {
            _progress.Answered(response?.Body.Length ?? 0);
        }

        // The pause begins when the answer has ended, and before anything slow is done with it.
        lock (_gate)
        {
            host.Active--;
            host.NotBefore = Math.Max(host.NotBefore, _time.GetTimestamp() + Ticks(host.Delay));
            if (job.Place is { } place) Leave(place);
        }
        try
        {
            if (response is null && failure is null) return;
            if (job is RobotsJob robots) await RobotsAsync(robots, response, failure, abort).ConfigureAwait(false);
            else await PageAsync((PageJob)job, response, failure, abort).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            // Stopped while handing on.
        }
        finally
        {
            lock (_gate)
            {
                _running--;
                Offer(host);
                if (_wake.CurrentCount == 0) _wake.Release();
            }
        }
    }

    private static Wanted WantedOf(Exchange answer) => answer.Status switch
    {
        304 or 204 or 205 => Wanted.Nothing,
        >= 200 and < 300 => PagePayload.MayBePage(answer.Field("Content-Type")) ? Wanted.Whole : Wanted.Nothing,
        _ => Wanted.Some,
    };

    private async Task PageAsync(PageJob job, Exchange? response, FetchException? failure, CancellationToken abort)
    {
        job.Requests++;
        if (failure is not null)
        {
            // The name was found to lead to a forbidden place: of an address on the way, the redirect is to be named.
            var problem = failure.Problem == FetchProblem.Refused && job.Hops.Count > 0 ? FetchProblem.RedirectRefused : failure.Problem;
            var down = failure.Problem is FetchProblem.NameNotFound or FetchProblem.NoConnection or FetchProblem.TimedOut && Unreached(job.Uri, failure.Message);
            if (!failure.IsLasting && !down && Retry(job, Patience(failure.Problem), TimeSpan.Zero)) return;
            await FinishAsync(job, null, problem, failure.Message, abort).ConfigureAwait(false);
            if (!down) return;
            foreach (var other in Dropped(job.Uri))
            {
                if (other.Attempts > 0) await FinishAsync(other, null, problem, failure.Message, abort).ConfigureAwait(false);
                else await FinishAsync(other, null, FetchProblem.HostDown, HostDown(other, failure.Message), abort).ConfigureAwait(false);
            }
            return;
        }
        lock (_gate) Host(job.Uri).Failures = 0;

        var status = response!.Status;
        if (status == 304 && job.Validators.Any) await FinishAsync(job, response, null, null, abort, unchanged: true).ConfigureAwait(false);
        else if (status is 301 or 302 or 303 or 307 or 308 && response.Field("Location") is { Length: > 0 } location) await RedirectAsync(job, response, location, abort).ConfigureAwait(false);
        else if (status == 429 || status >= 500) await BusyAsync(job, response, abort).ConfigureAwait(false);
        else if (status is >= 200 and < 300 && !PagePayload.MayBePage(response.Field("Content-Type")))
            await FinishAsync(job, response, FetchProblem.NotAPage, $"{job.Uri.IdnHost} sent '{response.Field("Content-Type")}', which is no web page.", abort).ConfigureAwait(false);
        else await FinishAsync(job, response, null, null, abort).ConfigureAwait(false);
    }

    private async Task RedirectAsync(PageJob job, Exchange response, string location, CancellationToken abort)
    {
        if (!WebAddress.TryFollow(job.Uri, location, _options.AllowPrivate, out var to, out var why))
        {
            job.Hops.Add(new Hop(response, location, LeavesSite: true));
            await FinishAsync(job, null, FetchProblem.RedirectRefused, $"{job.Uri.IdnHost} redirects to '{(location.Length <= 200 ? location : location[..200] + "…")}', which may not be asked. {why}", abort).ConfigureAwait(false);
            return;
        }
        var circle = to == job.Uri || job.Hops.Exists(hop => hop.Response.Url == to);
        job.Hops.Add(new Hop(response, to.AbsoluteUri, !WebAddress.SameSite(job.Uri, to)));
        if (circle || job.Hops.Count > _options.MaximumRedirects)
        {
            var says = circle ? $"The redirects go in a circle: {job.Uri.IdnHost} leads back to {to.AbsoluteUri}. Sites that want a cookie first do that; none is kept." : $"After {_options.MaximumRedirects} redirects there was another one, to {to.AbsoluteUri}.";
            await FinishAsync(job, null, FetchProblem.RedirectedTooOften, says, abort).ConfigureAwait(false);
            return;
        }
        job.Uri = to;
        job.Attempts = 0;
        await RouteAsync(job, abort).ConfigureAwait(false);
    }

    // 429 and 503 with Retry-After speak for the whole host.
    private async Task BusyAsync(PageJob job, Exchange response, CancellationToken abort)
    {
        var asked = RetryAfter(response);
        if (asked > _options.MaximumRetryAfter && response.Status is 429 or 503)
        {
            await FinishAsync(job, response, FetchProblem.AskedToWait, $"{job.Uri.IdnHost} answered {response.Status} and asks to wait {asked.TotalSeconds:N0} s; {_options.MaximumRetryAfter.TotalSeconds:N0} s are the most that is waited.", abort).ConfigureAwait(false);
            return;
        }
        if (asked > TimeSpan.Zero && asked <= _options.MaximumRetryAfter)
        {
            lock (_gate)
            {
                var host = Host(job.Uri);
                host.NotBefore = Math.Max(host.NotBefore, _time.GetTimestamp() + Ticks(asked));
            }
        }
        if (response.Status is not (501 or 505) && Retry(job, response.Status is 429 or 503 ? 3 : 2, asked)) return;
        await FinishAsync(job, response, null, null, abort).ConfigureAwait(false);
    }

    private TimeSpan RetryAfter(Exchange response)
    {
        if (!System.Net.Http.Headers.RetryConditionHeaderValue.TryParse(response.Field("Retry-After"), out var value)) return TimeSpan.Zero;
        var wait = value.Delta ?? (value.Date is { } date ? date - _time.GetUtcNow() : TimeSpan.Zero);
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    /// <summary>How often a question is asked again, by what it came to.</summary>
    private static int Patience(FetchProblem problem) => problem switch
    {
        FetchProblem.NameNotFound or FetchProblem.NoConnection => 2,
        FetchProblem.NotSecure or FetchProblem.TimedOut or FetchProblem.BrokenAnswer => 1,
        _ => 0,
    };

    private bool Retry(Job job, int patience, TimeSpan atLeast)
    {
        if (job.Attempts >= patience) return false;
        var wait = _options.FirstBackoff * Math.Pow(2, job.Attempts);
        lock (_gate)
        {
            wait *= 0.5 + _options.Jitter.NextDouble();
            job.Attempts++;
            Queue(job, _time.GetTimestamp() + Ticks(wait > atLeast ? wait : atLeast));
        }
        _progress.Retried();
        return true;
    }

    // What is wrong is wrong with the host: all of it pauses, longer each time. True when that was once too often.
    private bool Unreached(Uri uri, string says)
    {
        lock (_gate)
        {
            var host = Host(uri);
            host.FailedWith = says;
            host.NotBefore = Math.Max(host.NotBefore, _time.GetTimestamp() + Ticks(_options.FirstBackoff * Math.Pow(2, Math.Min(host.Failures, 5))));
            return ++host.Failures >= _options.HostFailures;
        }
    }

    private List<PageJob> Dropped(Uri uri)
    {
        lock (_gate)
        {
            var host = Host(uri);
            List<PageJob> dropped = [.. host.Jobs.UnorderedItems.OrderBy(static item => item.Priority.Order).Select(static item => item.Element).OfType<PageJob>()];
            var kept = host.Jobs.UnorderedItems.Where(static item => item.Element is not PageJob).ToList();
            host.Jobs.Clear();
            foreach (var (job, priority) in kept) host.Jobs.Enqueue(job, priority);
            host.Stamp++;
            return dropped;
        }
    }

    private async Task RobotsAsync(RobotsJob job, Exchange? response, FetchException? failure, CancellationToken abort)
    {
        var origin = job.Origin;
        if (response is not null) job.Answers.Add(response);
        if (failure is not null)
        {
            if (!failure.IsLasting && Retry(job, Math.Min(1, Patience(failure.Problem)), TimeSpan.Zero)) return;
            // A host that cannot be reached at all is better told so than by its robots.txt.
            var plain = job.Redirects == 0 && failure.Problem is FetchProblem.Refused or FetchProblem.NameNotFound or FetchProblem.NoConnection or FetchProblem.NotSecure or FetchProblem.TimedOut;
            origin.Problem = plain ? (failure.Problem, failure.Message) : (FetchProblem.RobotsUnreachable, $"The robots.txt could not be had, which counts as a no: {failure.Message}");
        }
        else if (response!.Status is 301 or 302 or 303 or 307 or 308 && response.Field("Location") is { Length: > 0 } location)
        {
            if (job.Redirects < RobotsRedirects)
            {
                if (WebAddress.TryFollow(job.Uri, location, _options.AllowPrivate, out var to, out var why))
                {
                    job.Redirects++;
                    job.Attempts = 0;
                    job.Uri = to;
                    lock (_gate) Queue(job, 0);
                    return;
                }
                origin.Problem = (FetchProblem.RobotsUnreachable, $"The robots.txt of {job.Uri.IdnHost} could not be had, which counts as a no: it redirects to where nothing may be asked. {why}");
            }
            // More than five in a row: as if there were none (RFC 9309, 2.3.1.2).
        }
        else if (response.Status is 429 or >= 500)
        {
            var asked = RetryAfter(response);
            if (asked <= _options.MaximumRetryAfter && Retry(job, 1, asked)) return;
            origin.Problem = (FetchProblem.RobotsUnreachable, $"The robots.txt of {job.Uri.IdnHost} could not be had, which counts as a no: the server answered {response.Status}.");
        }
        else if (response.Status is >= 200 and < 300)
        {
            origin.Rules = RobotsFile.Read(PagePayload.Unpacked(response, RobotsFile.MaximumBytes * 2).Span, _options.Robot);
        }

        List<PageJob> waiting;
        lock (_gate)
        {
            origin.Known = true;
            origin.Keep(job.Answers);
            origin.Since = _time.GetTimestamp();
            waiting = [.. origin.Waiting];
            origin.Waiting.Clear();
            if (origin.Rules.CrawlDelay is { } delay && waiting.Count > 0)
            {
                var host = Host(waiting[0].Uri);
                if (delay > _options.MaximumCrawlDelay) delay = _options.MaximumCrawlDelay;
                if (delay > host.Delay) host.Delay = delay;
                host.NotBefore = Math.Max(host.NotBefore, _time.GetTimestamp() + Ticks(host.Delay));
            }
        }
        foreach (var page in waiting) await RouteAsync(page, abort).ConfigureAwait(false);
    }

    private async Task FinishAsync(PageJob job, Exchange? response, FetchProblem? problem, string? says, CancellationToken abort, bool unchanged = false)
    {
        await HandOnAsync(new Fetched(job.Task) { Hops = job.Hops, Robots = [.. job.Origins.SelectMany(static origin => origin.TakeAnswers())], FinalUrl = job.Uri.AbsoluteUri, Response = response, Problem = problem, Says = says, IsUnchanged = unchanged, Requests = job.Requests }, abort).ConfigureAwait(false);
        Interlocked.Decrement(ref _open);
        Wake();
    }

    private async Task HandOnAsync(Fetched fetched, CancellationToken abort)
    {
        await _finished.Writer.WriteAsync(fetched, abort).ConfigureAwait(false);
        _progress.Finish(fetched);
    }

    private abstract class Job(Uri uri)
    {
        public Uri Uri { get; set; } = uri;

        /// <summary>Where the present question has its place; null while that is not known, and behind a proxy.</summary>
        public AddressTurns? Place { get; set; }

        /// <summary>Repetitions of the present question.</summary>
        public int Attempts { get; set; }

        /// <summary>Among jobs that may go now: robots.txt, then what has been begun, then what is new.</summary>
        public abstract int Rank { get; }
    }

    private sealed class PageJob(FetchTask task, Uri uri) : Job(uri)
    {
        public FetchTask Task { get; } = task;

        public List<Hop> Hops { get; } = [];

        /// <summary>Whose robots.txt was asked on the way.</summary>
        public List<Origin> Origins { get; } = [];

        public int Requests { get; set; }

        /// <summary>They speak of the address they came from, so of the first only.</summary>
        public Validators Validators => Hops.Count == 0 ? Task.Validators : default;

        public override int Rank => Hops.Count > 0 ? 1 : 2;
    }

    private sealed class RobotsJob(Uri uri, Origin origin) : Job(uri)
    {
        public Origin Origin { get; } = origin;

        /// <summary>All that was answered, redirects and repetitions included.</summary>
        public List<Exchange> Answers { get; } = [];

        public int Redirects { get; set; }

        public override int Rank => 0;
    }

    /// <summary>What one scheme, host and port asks of robots.</summary>
    private sealed class Origin
    {
        private List<Exchange>? _answers;

        public bool Known { get; set; }

        public long Since { get; set; }

        public RobotsFile Rules { get; set; } = RobotsFile.AllowAll;

        public (FetchProblem Problem, string Says)? Problem { get; set; }

        public List<PageJob> Waiting { get; } = [];

        /// <summary>What was answered when the robots.txt was asked for: goes with the first address that is handed on.</summary>
        public void Keep(List<Exchange> answers) => _answers = answers;

        public List<Exchange> TakeAnswers() => Interlocked.Exchange(ref _answers, null) ?? [];
    }

    /// <summary>One IP address, whatever names it goes by: how many questions are under way, and which hosts wait for a place.</summary>
    private sealed class AddressTurns
    {
        public int Active { get; set; }

        public Queue<HostTurns> Aside { get; } = new();
    }

    /// <summary>One host name, whatever its ports: who waits, and when it may be asked again.</summary>
    private sealed class HostTurns(TimeSpan delay)
    {
        public PriorityQueue<Job, (long NotBefore, int Rank, long Order)> Jobs { get; } = new();

        public TimeSpan Delay { get; set; } = delay;

        public long NotBefore { get; set; }

        public int Active { get; set; }

        public int Stamp { get; set; }

        /// <summary>Null until it was asked for the first time, and behind a proxy.</summary>
        public AddressTurns? Address { get; set; }

        /// <summary>Waits for a place of its address, and takes no turn.</summary>
        public bool IsAside { get; set; }

        /// <summary>Addresses in a row that could not be reached at all.</summary>
        public int Failures { get; set; }

        public string? FailedWith { get; set; }
    }
}
