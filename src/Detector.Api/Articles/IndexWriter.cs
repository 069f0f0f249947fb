using Detector.Index;

namespace Detector.Api.Articles;

/// <summary>Changes the index one request after the other; requests that wait together are committed together.</summary>
internal sealed class IndexWriter(IRepublicationIndex? index) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly Lock _joining = new();
    private Task? _next;

    public Task Add(IReadOnlyList<IndexEntry> entries, CancellationToken stop) => Change(at => at.AddAsync(entries, CancellationToken.None), stop);

    public Task Remove(IReadOnlyList<string> addresses, CancellationToken stop) => Change(at => at.RemoveAsync(addresses, CancellationToken.None), stop);

    public void Dispose() => _one.Dispose();

    private async Task Change(Func<IRepublicationIndex, ValueTask> change, CancellationToken stop)
    {
        Task commit;
        await _one.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            await change(index!).ConfigureAwait(false);
            // A commit that has not begun yet takes this change with it.
            lock (_joining) commit = _next ??= Commit();
        }
        finally
        {
            _one.Release();
        }
        await commit.ConfigureAwait(false);
    }

    private async Task Commit()
    {
        await Task.Yield();
        await _one.WaitAsync().ConfigureAwait(false);
        try
        {
            lock (_joining) _next = null;
            await index!.CommitAsync().ConfigureAwait(false);
        }
        finally
        {
            _one.Release();
        }
    }
}
