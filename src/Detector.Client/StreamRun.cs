using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Text;
using System.Threading.Channels;
using Detector.Contract;
using Polly;

namespace Detector.Client;

/// <summary>
/// A stream of pages and the stream of their answers, over as many connections as it takes. Three things run at once: the caller reads answers, answers are read from the wire, and the body is written; each waits for
/// the next, so that a slow reader holds its own pages back.
/// </summary>
internal abstract class StreamRun(DetectorClientOptions options, ResiliencePipeline again, Uri target, string contentType)
{
    private const int AnswersAhead = 16;

    private readonly Channel<ResultLine> _answers = Channel.CreateBounded<ResultLine>(new BoundedChannelOptions(AnswersAhead) { SingleReader = true, SingleWriter = true });
    private volatile ExceptionDispatchInfo? _sourceFailure;

    /// <summary>Answers that the caller has been given.</summary>
    protected long Given { get; private set; }

    /// <summary>What came of every page, once each. Ends early only with an exception.</summary>
    public async IAsyncEnumerable<ResultLine> Answers([EnumeratorCancellation] CancellationToken stop)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var working = Task.WhenAll(Pull(ended.Token), Run(ended.Token));
        try
        {
            await foreach (var answer in _answers.Reader.ReadAllAsync(stop).ConfigureAwait(false)) yield return answer;
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await working.ConfigureAwait(false);
        }
    }

    /// <summary>Takes pages from the caller; ends when there are no more. Never throws.</summary>
    protected virtual Task Pull(CancellationToken stop) => Task.CompletedTask;

    /// <summary>Writes what is not answered yet, and the end of the body.</summary>
    protected abstract Task Send(DuplexPost post, CancellationToken stop);

    /// <summary>An answer of this connection as the caller is to have it; null: it was given before.</summary>
    protected abstract ResultLine? Take(ResultLine answer);

    /// <summary>Something was sent that is not answered.</summary>
    protected abstract bool IsWaiting { get; }

    /// <summary>Every page is known to be answered, and there are no more.</summary>
    protected abstract bool IsAnswered { get; }

    /// <summary>An answer that ends now, and says nothing of stopping, is complete.</summary>
    protected abstract bool MayEnd { get; }

    /// <summary>What is not answered can be sent over another connection.</summary>
    protected abstract bool CanSendAgain { get; }

    /// <summary>The caller's own pages could not be had: that is told after the answers to those before.</summary>
    protected void SourceFailed(Exception failure) => _sourceFailure = ExceptionDispatchInfo.Capture(failure);

    protected bool HasSourceFailed => _sourceFailure is not null;

    /// <summary>The body that is being sent will never be complete: there is no use in waiting for its answer.</summary>
    protected virtual bool IsBodyLost => false;

    private async Task Run(CancellationToken stop)
    {
        try
        {
            // Only attempts that brought nothing count as failures: a batch of a week outlives any number of restarts.
            while (!await again.ExecuteAsync(async token => await Attempt(token).ConfigureAwait(false), stop).ConfigureAwait(false))
            {
                // The rest is sent at once.
            }
            _sourceFailure?.Throw();
            _answers.Writer.TryComplete();
        }
        catch (Exception failure)
        {
            _answers.Writer.TryComplete(failure);
        }
    }

    /// <summary>True: everything is answered. False: something was, and the rest is to be sent again.</summary>
    private async Task<bool> Attempt(CancellationToken stop)
    {
        var before = Given;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        try
        {
            var post = await DuplexPost.Open(options, target, contentType, stop).ConfigureAwait(false);
            await using (post.ConfigureAwait(false))
            {
                var sending = SendAndTell(post, over);
                try
                {
                    await Read(post, over.Token).ConfigureAwait(false);
                }
                finally
                {
                    await over.CancelAsync().ConfigureAwait(false);
                    await sending.ConfigureAwait(false);
                }
            }
            return true;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested && IsBodyLost)
        {
            return true;
        }
        catch (Exception failure) when (Failures.MayPass(failure))
        {
            if (IsAnswered) return true;
            if (!CanSendAgain) throw new DetectorException(HttpStatusCode.OK, "broken-off", $"The stream broke off after {Given:N0} answers, and its body cannot be read a second time. {failure.Message}", inner: failure, passing: false);
            if (Given == before) throw;
            return false;
        }
    }

    private async Task SendAndTell(DuplexPost post, CancellationTokenSource over)
    {
        try
        {
            await Send(post, over.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // What the service said before it stopped reading is still to be read, and tells why.
            if (IsBodyLost) await over.CancelAsync().ConfigureAwait(false);
        }
    }

    private async Task Read(DuplexPost post, CancellationToken over)
    {
        await Patiently(Head(post, over), over).ConfigureAwait(false);
        if (post.Status != HttpStatusCode.OK)
        {
            using var body = new MemoryStream();
            await Patiently(Copy(post, body, over), over).ConfigureAwait(false);
            throw DetectorException.Of(post.Status, body.ToArray(), post.RetryAfter);
        }
        using var lines = new StreamReader(post.Body);
        StreamEnd? end = null;
        while (await Patiently(lines.ReadLineAsync(over).AsTask(), over).ConfigureAwait(false) is { } line)
        {
            if (line.Length == 0) continue;
            if (line.StartsWith("{\"stopped\"", StringComparison.Ordinal))
            {
                end = ClientJson.Parse(Encoding.UTF8.GetBytes(line), ResultJson.Line.StreamEnd);
                continue;
            }
            var answer = ClientJson.Parse(Encoding.UTF8.GetBytes(line), ResultJson.Line.ResultLine);
            if (Take(answer) is not { } taken) continue;
            await _answers.Writer.WriteAsync(taken, over).ConfigureAwait(false);
            Given++;
            Passed();
        }
        if (end is not null) throw new DetectorException(HttpStatusCode.OK, end.Stopped, end.Says);
        if (!MayEnd) throw new IOException("The answer ended before every page was answered.");
    }

    /// <summary>The caller has an answer.</summary>
    protected virtual void Passed()
    {
    }

    private static async Task<bool> Head(DuplexPost post, CancellationToken stop)
    {
        await post.ReadHead(stop).ConfigureAwait(false);
        return true;
    }

    private static async Task<bool> Copy(DuplexPost post, MemoryStream into, CancellationToken stop)
    {
        await post.Body.CopyToAsync(into, stop).ConfigureAwait(false);
        return true;
    }

    // Nothing comes while nothing is sent, for as long as the caller likes.
    private async Task<T> Patiently<T>(Task<T> reading, CancellationToken over)
    {
        while (true)
        {
            try
            {
                return await reading.WaitAsync(options.AnswerTimeout, over).ConfigureAwait(false);
            }
            catch (TimeoutException) when (!IsWaiting)
            {
                // Go on.
            }
            catch (TimeoutException late)
            {
                throw new TimeoutException($"{target.Authority} has not answered within {options.AnswerTimeout.TotalSeconds:0.#} s.", late);
            }
        }
    }
}

/// <summary>Pages of the caller's, a line each.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore whose wait handle nobody asks for holds nothing to be disposed of.")]
internal sealed class BatchRun(DetectorClientOptions options, ResiliencePipeline again, Uri target, IAsyncEnumerable<PageToScore> pages) : StreamRun(options, again, target, "application/x-ndjson")
{
    private sealed record Outgoing(long Number, string? Id, byte[] Line);

    private readonly Channel<Outgoing> _fresh = Channel.CreateUnbounded<Outgoing>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
    private readonly SemaphoreSlim _room = new(options.PagesUnderWay, options.PagesUnderWay);
    private readonly Lock _book = new();
    private readonly SortedDictionary<long, Outgoing> _unanswered = [];
    private readonly Dictionary<string, Outgoing> _lines = new(StringComparer.Ordinal);

    protected override bool CanSendAgain => true;

    protected override bool IsWaiting
    {
        get
        {
            lock (_book) return _lines.Count > 0;
        }
    }

    protected override bool MayEnd => IsAnswered;

    protected override bool IsAnswered
    {
        get
        {
            lock (_book) return _unanswered.Count == 0 && _fresh.Reader.Completion.IsCompleted;
        }
    }

    protected override async Task Pull(CancellationToken stop)
    {
        try
        {
            long number = 0;
            var source = pages.GetAsyncEnumerator(stop);
            await using (source.ConfigureAwait(false))
            {
                while (true)
                {
                    await _room.WaitAsync(stop).ConfigureAwait(false);
                    if (!await source.MoveNextAsync().ConfigureAwait(false)) break;
                    // Two pages may bear one id, and a line that is refused whole has lost its own: on the way a page is called by its line, and gets its id back here.
                    _fresh.Writer.TryWrite(new Outgoing(++number, source.Current.Id, PageBody.Line(source.Current, id: null)));
                }
            }
        }
        catch (Exception failure)
        {
            SourceFailed(failure);
        }
        finally
        {
            _fresh.Writer.TryComplete();
        }
    }

    protected override async Task Send(DuplexPost post, CancellationToken stop)
    {
        long line = 0;
        Outgoing[] left;
        lock (_book)
        {
            _lines.Clear();
            left = [.. _unanswered.Values];
        }
        foreach (var page in left) await Send(post, page, ++line, stop).ConfigureAwait(false);
        while (await _fresh.Reader.WaitToReadAsync(stop).ConfigureAwait(false))
        {
            while (!stop.IsCancellationRequested && _fresh.Reader.TryRead(out var page)) await Send(post, page, ++line, stop).ConfigureAwait(false);
        }
        await post.End(stop).ConfigureAwait(false);
    }

    private Task Send(DuplexPost post, Outgoing page, long line, CancellationToken stop)
    {
        lock (_book)
        {
            _unanswered[page.Number] = page;
            _lines[Name(line)] = page;
        }
        return post.Write(page.Line, stop);
    }

    protected override ResultLine? Take(ResultLine answer)
    {
        Outgoing? page;
        lock (_book)
        {
            if (!_lines.Remove(answer.Id, out page)) throw new DetectorException(HttpStatusCode.OK, "foreign-answer", $"An answer names '{answer.Id}', which is no line that was sent and waits.", passing: false);
            _unanswered.Remove(page.Number);
        }
        var id = page.Id ?? Name(page.Number);
        return answer with { Id = id, Neighbours = answer.Neighbours is { } neighbours ? neighbours with { Id = id } : null };
    }

    protected override void Passed() => _room.Release();

    private static string Name(long line) => FormattableString.Invariant($"line:{line}");
}

/// <summary>A web archive. One that can be read a second time is sent again from its start when the connection breaks, and answers that were given already are passed over.</summary>
internal sealed class ArchiveRun(DetectorClientOptions options, ResiliencePipeline again, Uri target, Stream archive) : StreamRun(options, again, target, "application/warc")
{
    private const int Piece = 64 * 1024;

    private readonly long _origin = archive.CanSeek ? archive.Position : 0;
    private volatile bool _sent;
    private volatile bool _touched;
    private long _seen;

    protected override bool CanSendAgain => archive.CanSeek || !_touched;

    protected override bool IsWaiting => _sent;

    protected override bool IsBodyLost => HasSourceFailed;

    // How many pages an archive holds only the service knows: it ends its answer when it has come to the archive's end, and says so when it has not.
    protected override bool IsAnswered => false;

    protected override bool MayEnd => _sent;

    protected override async Task Send(DuplexPost post, CancellationToken stop)
    {
        (_sent, _seen) = (false, 0);
        var buffer = new byte[Piece];
        try
        {
            if (archive.CanSeek) archive.Position = _origin;
        }
        catch (Exception failure)
        {
            SourceFailed(failure);
            throw new OperationCanceledException("The archive cannot be read.", failure);
        }
        while (true)
        {
            int read;
            try
            {
                read = await archive.ReadAsync(buffer, stop).ConfigureAwait(false);
            }
            catch (Exception failure) when (!stop.IsCancellationRequested)
            {
                SourceFailed(failure);
                throw new OperationCanceledException("The archive cannot be read.", failure);
            }
            if (read == 0) break;
            _touched = true;
            await post.Write(buffer.AsMemory(0, read), stop).ConfigureAwait(false);
        }
        // Before, for the answer may be there before this goes on.
        _sent = true;
        await post.End(stop).ConfigureAwait(false);
    }

    protected override ResultLine? Take(ResultLine answer) => ++_seen > Given ? answer : null;
}
