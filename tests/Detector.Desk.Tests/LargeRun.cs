using Detector.Desk.Runs;

namespace Detector.Desk.Tests;

/// <summary>Ten thousand pages, made once for the tests that want them.</summary>
public sealed class LargeRun : IDisposable
{
    private readonly Folder _folder = new();
    private readonly Lazy<Task<RunStore>> _store;

    public LargeRun() => _store = new Lazy<Task<RunStore>>(() => MadeRun.LargeAsync(_folder.PathOf("large.run"), 10_000, CancellationToken.None));

    public Task<RunStore> StoreAsync() => _store.Value;

    public void Dispose() => _folder.Dispose();
}
