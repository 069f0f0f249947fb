using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Detector.Sources;
using Detector.Verdicts;

namespace Detector.Scanning;

/// <summary>What came of one item of the input.</summary>
/// <param name="Item">The page without its content, or what stood in its place.</param>
/// <param name="Verdict">What was said about it; null for a <see cref="BrokenPage"/>.</param>
/// <param name="Failure">A bug met while judging; the batch goes on.</param>
public readonly record struct Outcome(SourceItem Item, Verdict? Verdict, Exception? Failure);

/// <summary>
/// Judges pages on every core and hands the outcomes back in input order: one thread reads, workers judge, the caller's thread takes. At most
/// <see cref="JobsPerThread"/> pages a thread are under way and at most <see cref="BytesUnderWay"/> of content, so memory does not depend on the input's size, and a
/// slow page holds the reader back instead of filling a buffer.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The reader may still be blocked on standard input when the run ends; what it holds goes with the process.")]
public sealed class ScanRun(Func<SourcePage, Verdict> judge, int threads)
{
    private const int JobsPerThread = 16;

    /// <summary>A page's tree takes several times its characters.</summary>
    private const long BytesUnderWay = 96 * 1024 * 1024;

    // Deep pages are walked with recursion in places; the default of the main thread is no promise for workers.
    private const int StackBytes = 16 * 1024 * 1024;

    private readonly BlockingCollection<Job> _work = [];
    private readonly BlockingCollection<Job> _order = new(JobsPerThread * threads);
    private readonly Lock _weighing = new();
    private readonly AutoResetEvent _lighter = new(initialState: false);
    private long _weight;
    private Exception? _readerFailure;

    /// <summary>The outcomes in input order. Ends early, with whole outcomes, when stopped.</summary>
    /// <param name="sources">Read one after the other.</param>
    /// <param name="progress">Told how far the reading came.</param>
    /// <param name="waiting">Called when the next outcome is not ready yet: a moment to flush.</param>
    /// <param name="stop">Ctrl-C.</param>
    public IEnumerable<Outcome> Outcomes(IReadOnlyList<IPageSource> sources, SourceProgress progress, Action waiting, CancellationToken stop)
    {
        // Background: a reader blocked on standard input must not keep the process alive after Ctrl-C.
        new Thread(() => Read(sources, progress, stop)) { IsBackground = true, Name = "reader" }.Start();
        for (var i = 0; i < threads; i++) new Thread(() => Work(stop), StackBytes) { IsBackground = true, Name = $"judge {i + 1}" }.Start();

        while (Next(waiting, stop) is { } job)
        {
            if (!job.Done.Task.IsCompleted) waiting();
            // Workers finish or drop every job they were given, also when stopped.
            if (job.Done.Task.GetAwaiter().GetResult() is not { } outcome) yield break;
            yield return outcome;
        }
        if (_readerFailure is { } failure) throw new InvalidOperationException($"Reading the input failed: {failure.Message}", failure);
    }

    private Job? Next(Action waiting, CancellationToken stop)
    {
        if (_order.TryTake(out var job)) return job;
        waiting();
        try
        {
            return _order.TryTake(out job, Timeout.Infinite, stop) ? job : null;
        }
        catch (OperationCanceledException)
        {
            return _order.TryTake(out job) ? job : null;
        }
    }

    private void Read(IReadOnlyList<IPageSource> sources, SourceProgress progress, CancellationToken stop)
    {
        try
        {
            foreach (var source in sources)
            {
                foreach (var item in source.Read(progress, stop))
                {
                    var job = new Job(item);
                    Enter(job.Weight, stop);
                    _work.Add(job, CancellationToken.None);
                    _order.Add(job, stop);
                }
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
            _work.CompleteAdding();
            _order.CompleteAdding();
        }
    }

    private void Work(CancellationToken stop)
    {
        foreach (var job in _work.GetConsumingEnumerable(CancellationToken.None))
        {
            var item = job.Take();
            if (stop.IsCancellationRequested) job.Done.SetResult(null);
            else job.Done.SetResult(Judge(item));
            Leave(job.Weight);
        }
    }

    private Outcome Judge(SourceItem item)
    {
        if (item is not SourcePage page) return new Outcome(item, null, null);
        // The outcome waits for its turn without the page's content.
        var emptied = page with { Bytes = default, Text = null };
        try
        {
            return new Outcome(emptied, judge(page), null);
        }
        catch (Exception bug)
        {
            return new Outcome(emptied, null, bug);
        }
    }

    private void Enter(long weight, CancellationToken stop)
    {
        while (true)
        {
            lock (_weighing)
            {
                // A page heavier than the whole allowance goes alone.
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

    private sealed class Job(SourceItem item)
    {
        private SourceItem? _item = item;

        public long Weight { get; } = item is SourcePage page ? page.Size : 0;

        /// <summary>Null: dropped, because the run was stopped before its turn.</summary>
        public TaskCompletionSource<Outcome?> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Hands the item over, so that the content is let go as soon as it is judged.</summary>
        public SourceItem Take() => Interlocked.Exchange(ref _item, null)!;
    }
}
