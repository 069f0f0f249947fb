using System.Diagnostics.CodeAnalysis;

namespace Detector.Scanning;

/// <summary>
/// A queue between threads that sleep while they wait. A <see cref="System.Collections.Concurrent.BlockingCollection{T}"/> spins before it sleeps, and a crawl, whose judges wait most of the time, spent more on that than on its network.
/// </summary>
/// <param name="room">Items it holds; who adds more waits.</param>
internal sealed class WaitingLine<T>(int room)
    where T : class
{
    private readonly Queue<T> _items = new();
    private readonly object _gate = new();
    private bool _ended;

    /// <summary>Nothing waits, and nothing will come.</summary>
    public bool IsOver
    {
        get
        {
            lock (_gate) return _ended && _items.Count == 0;
        }
    }

    /// <exception cref="OperationCanceledException">Stopped while it was full.</exception>
    public void Add(T item, CancellationToken stop)
    {
        using var woken = stop.Register(WakeAll);
        lock (_gate)
        {
            while (_items.Count >= room)
            {
                stop.ThrowIfCancellationRequested();
                Monitor.Wait(_gate);
            }
            _items.Enqueue(item);
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Nothing more will be added.</summary>
    public void End()
    {
        lock (_gate)
        {
            _ended = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>The next item, once there is one.</summary>
    /// <param name="item">The item.</param>
    /// <param name="patience">How long to wait for it; <see cref="Timeout.InfiniteTimeSpan"/> until there is one or the line is over.</param>
    public bool TryTake([NotNullWhen(true)] out T? item, TimeSpan patience)
    {
        lock (_gate)
        {
            if (_items.Count == 0 && !_ended && patience != TimeSpan.Zero)
            {
                if (patience != Timeout.InfiniteTimeSpan) Monitor.Wait(_gate, patience);
                else while (_items.Count == 0 && !_ended) Monitor.Wait(_gate);
            }
            if (!_items.TryDequeue(out item)) return false;
            Monitor.PulseAll(_gate);
            return true;
        }
    }

    private void WakeAll()
    {
        lock (_gate) Monitor.PulseAll(_gate);
    }
}
