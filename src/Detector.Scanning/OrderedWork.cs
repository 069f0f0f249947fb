using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace Detector.Scanning;

/// <summary>
/// Works on items on every core and hands the results back in input order: one thread reads, workers work, the caller's thread takes. At most <see cref="JobsPerThread"/> items a thread are under
/// way and at most <see cref="BytesUnderWay"/> of content, so memory does not depend on the input's size, and a slow item holds the reader back instead of filling a buffer.
/// </summary>
/// <param name="work">From an item to its result; must not throw.</param>
/// <param name="weigh">Bytes an item holds.</param>
/// <param name="threads">Workers.</param>
/// <param name="resultsWeigh">Results hold on to the content: an item weighs until its result is taken, else until it is worked on.</param>
[SuppressMessage("Design", "CA1001", Justification = "The reader may still be blocked on standard input when the run ends; what it holds goes with the process.")]
public sealed class OrderedWork<TItem, TResult>(Func<TItem, TResult> work, Func<TItem, long> weigh, int threads, bool resultsWeigh = false)
    where TItem : class
    where TResult : class
{
    private const int JobsPerThread = 16;

    /// <summary>A page's tree takes several times its characters.</summary>
    private const long BytesUnderWay = 96 * 1024 * 1024;

    /// <summary>How often the caller is told that it is still waiting.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);

    // Deep pages are walked with recursion in places; the default of the main thread is no promise for workers.
    private const int StackBytes = 16 * 1024 * 1024;

    private readonly WaitingLine<Job> _work = new(int.MaxValue);
    private readonly WaitingLine<Job> _order = new(JobsPerThread * threads);
    private readonly Lock _weighing = new();
    private readonly AutoResetEvent _lighter = new(initialState: false);
    private long _weight;
    private Exception? _readerFailure;

    /// <summary>The results in input order. Ends early, with whole results, when stopped.</summary>
    /// <param name="items">Read on a thread of its own.</param>
    /// <param name="waiting">Called when the next result is not ready yet, and again every quarter of a second while it is not: a moment to flush.</param>
    /// <param name="stop">Drops what has not been worked on.</param>
    public IEnumerable<TResult> Results(IEnumerable<TItem> items, Action waiting, CancellationToken stop)
    {
        // Background: a reader blocked on standard input must not keep the process alive after Ctrl-C.
        new Thread(() => Read(items, stop)) { IsBackground = true, Name = "reader" }.Start();
        for (var i = 0; i < threads; i++) new Thread(() => Work(stop), StackBytes) { IsBackground = true, Name = $"judge {i + 1}" }.Start();

        while (Next(waiting, stop) is { } job)
        {
            while (!job.Wait(TimeSpan.Zero))
            {
                waiting();
                job.Wait(Tick);
            }
            // Workers finish or drop every job they were given, also when stopped.
            if (job.Result() is not { } result) yield break;
            if (resultsWeigh) Leave(job.Weight);
            yield return result;
        }
        if (_readerFailure is { } failure) throw new InvalidOperationException($"Reading the input failed: {failure.Message}", failure);
    }

    private Job? Next(Action waiting, CancellationToken stop)
    {
        while (true)
        {
            if (_order.TryTake(out var job, TimeSpan.Zero)) return job;
            if (_order.IsOver || stop.IsCancellationRequested) return null;
            waiting();
            if (_order.TryTake(out job, Tick)) return job;
        }
    }

    private void Read(IEnumerable<TItem> items, CancellationToken stop)
    {
        try
        {
            foreach (var item in items)
            {
                var job = new Job(item, weigh(item));
                Enter(job.Weight, stop);
                _work.Add(job, CancellationToken.None);
                _order.Add(job, stop);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped while waiting for room.
        }
        catch (Exception failure)
        {
            _readerFailure = failure;
        }
        finally
        {
            _work.End();
            _order.End();
        }
    }

    private void Work(CancellationToken stop)
    {
        while (_work.TryTake(out var job, Timeout.InfiniteTimeSpan))
        {
            var item = job.Take();
            if (stop.IsCancellationRequested)
            {
                job.Finish(null, null);
                continue;
            }
            try
            {
                job.Finish(work(item), null);
            }
            catch (Exception bug)
            {
                job.Finish(null, bug);
            }
            if (!resultsWeigh) Leave(job.Weight);
        }
    }

    private void Enter(long weight, CancellationToken stop)
    {
        while (true)
        {
            lock (_weighing)
            {
                // An item heavier than the whole allowance goes alone.
                if (_weight == 0 || _weight + weight <= BytesUnderWay)
                {
                    _weight += weight;
                    return;
                }
            }
            WaitHandle.WaitAny([_lighter, stop.WaitHandle]);
            stop.ThrowIfCancellationRequested();
        }
    }

    private void Leave(long weight)
    {
        lock (_weighing) _weight -= weight;
        _lighter.Set();
    }

    private sealed class Job(TItem item, long weight)
    {
        private readonly object _gate = new();
        private TItem? _item = item;
        private TResult? _result;
        private Exception? _failure;
        private bool _done;

        public long Weight { get; } = weight;

        /// <summary>Once it is done: what came of it; null when it was dropped, because the run was stopped before its turn.</summary>
        public TResult? Result()
        {
            if (_failure is not null) ExceptionDispatchInfo.Throw(_failure);
            return _result;
        }

        public void Finish(TResult? result, Exception? failure)
        {
            lock (_gate)
            {
                (_result, _failure, _done) = (result, failure, true);
                Monitor.PulseAll(_gate);
            }
        }

        /// <summary>Whether it is done, within this time.</summary>
        public bool Wait(TimeSpan patience)
        {
            lock (_gate)
            {
                if (!_done && patience > TimeSpan.Zero) Monitor.Wait(_gate, patience);
                return _done;
            }
        }

        /// <summary>Hands the item over, so that the content is let go as soon as it is worked on.</summary>
        public TItem Take() => Interlocked.Exchange(ref _item, null)!;
    }
}
