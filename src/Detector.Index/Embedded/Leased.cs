namespace Detector.Index.Embedded;

/// <summary>Something open that several hold: each holder disposes of its lease, and it is let go with the last.</summary>
internal abstract class Leased : IDisposable
{
    private int _leases = 1;

    /// <summary>Takes one more lease; false when it has been let go.</summary>
    public bool TryLease()
    {
        int leases;
        do
        {
            leases = Volatile.Read(ref _leases);
            if (leases == 0) return false;
        }
        while (Interlocked.CompareExchange(ref _leases, leases + 1, leases) != leases);
        return true;
    }

    public void Dispose()
    {
        if (Interlocked.Decrement(ref _leases) == 0) LetGo();
    }

    protected abstract void LetGo();
}
