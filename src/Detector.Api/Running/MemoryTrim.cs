namespace Detector.Api.Running;

/// <summary>
/// Has memory that nothing uses any more given back once a minute. Pages of all sizes are read into pooled arrays, so hardly anything is allocated that would make the collector look at its old end: left alone it does so
/// once in many minutes, and until then keeps every array that a thread used last, and those of threads that are gone. The shared pool lets go of what was idle for half a minute when that end is collected. It is done beside
/// the judges: a collection in the background, which moves nothing.
/// </summary>
internal sealed class MemoryTrim(TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false)) GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false, compacting: false);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service ends.
        }
    }
}
