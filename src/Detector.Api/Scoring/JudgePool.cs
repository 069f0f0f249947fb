using System.Collections.Concurrent;
using Detector.Api.Running;
using Detector.Api.Settings;

namespace Detector.Api.Scoring;

/// <summary>Work for a judge's thread. <see cref="Run"/> never throws.</summary>
internal abstract class Job
{
    public abstract void Run();
}

/// <summary>
/// As many places as pages are judged at once. Pages are judged here and nowhere else, so no number of callers makes more of the machine's cores busy than that. A single page that finds a place free and nobody waiting is
/// judged on its caller's thread, without a hand-over; else threads of this pool take turns: single pages first, yet every fourth turn is a batch's when both wait.
/// <para>
/// A caller's thread is one of those that read from the network and tell callers to come back. They are as many as cores, and so are the places: in a rush each of them would find a place free and judge, none would come
/// to fill the bounded queue, and callers would wait, untold, in the thread pool's own, which has no bound. So nothing is judged there that takes long, nor while other work waits for the thread pool.
/// </para>
/// </summary>
internal sealed class JudgePool : IDisposable
{
    private const int BatchTurn = 4;

    /// <summary>Bytes of a page that is judged on its caller's thread; a larger one takes milliseconds, and being handed over some microseconds.</summary>
    public const int ShortPage = 128 * 1024;

    private readonly ConcurrentQueue<Job> _resumed = new();
    private readonly ConcurrentQueue<Job> _single = new();
    private readonly ConcurrentQueue<Job> _batch = new();
    private readonly SemaphoreSlim _work = new(0);
    private readonly SemaphoreSlim _places;
    private readonly CancellationTokenSource _stop = new();
    private readonly Thread[] _threads;
    private readonly int _mostWaiting;
    private int _waiting;
    private int _busy;

    public JudgePool(ApiSettings settings, Telemetry telemetry)
    {
        _mostWaiting = settings.MostWaiting;
        _places = new SemaphoreSlim(settings.Judges, settings.Judges);
        telemetry.Watch("detector.judges.busy", "{judge}", "Judges at work.", () => Volatile.Read(ref _busy));
        telemetry.Watch("detector.queue.single", "{page}", "Single pages that wait for a judge.", () => Volatile.Read(ref _waiting));
        telemetry.Watch("detector.queue.batch", "{page}", "Pages of batches that wait for a judge.", () => _batch.Count);
        _threads = new Thread[settings.Judges];
        for (var i = 0; i < _threads.Length; i++)
        {
            _threads[i] = new Thread(Work) { IsBackground = true, Name = $"judge {i + 1}" };
            _threads[i].Start();
        }
    }

    /// <summary>Judges a single page of so many bytes here and now, or puts it in the queue; false when that is full.</summary>
    public bool TryEnqueue(Job job, int bytes)
    {
        if (bytes <= ShortPage && Volatile.Read(ref _waiting) == 0 && _batch.IsEmpty && ThreadPool.PendingWorkItemCount == 0 && _places.Wait(0, CancellationToken.None))
        {
            Judge(job);
            return true;
        }
        if (Interlocked.Increment(ref _waiting) > _mostWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            return false;
        }
        _single.Enqueue(job);
        _work.Release();
        return true;
    }

    /// <summary>Puts a page of a batch in the queue. Each stream bounds its own.</summary>
    public void Enqueue(Job job)
    {
        _batch.Enqueue(job);
        _work.Release();
    }

    /// <summary>Goes on with a job that waited for something else; before all others, for it has waited longest.</summary>
    public void Resume(Job job)
    {
        _resumed.Enqueue(job);
        _work.Release();
    }

    public void Dispose()
    {
        _stop.Cancel();
        foreach (var thread in _threads) thread.Join();
        _stop.Dispose();
        _work.Dispose();
        _places.Dispose();
    }

    private void Work()
    {
        var turn = 0;
        while (true)
        {
            try
            {
                _work.Wait(_stop.Token);
                _places.Wait(_stop.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            Judge(Next(turn++ % BatchTurn == BatchTurn - 1));
        }
    }

    private void Judge(Job job)
    {
        Interlocked.Increment(ref _busy);
        job.Run();
        Interlocked.Decrement(ref _busy);
        _places.Release();
    }

    // One release stands for one job in one of the queues; which one it is found in does not matter.
    private Job Next(bool batchFirst)
    {
        var wait = new SpinWait();
        while (true)
        {
            if (_resumed.TryDequeue(out var job)) return job;
            if (batchFirst && _batch.TryDequeue(out job)) return job;
            if (_single.TryDequeue(out job))
            {
                Interlocked.Decrement(ref _waiting);
                return job;
            }
            if (_batch.TryDequeue(out job)) return job;
            wait.SpinOnce();
        }
    }
}
