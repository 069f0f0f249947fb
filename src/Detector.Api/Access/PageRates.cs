using System.Collections.Concurrent;
using System.Threading.RateLimiting;
using Detector.Api.Settings;

namespace Detector.Api.Access;

/// <summary>Pages a minute by key: a token bucket (a minute's worth at once at most). A single page beyond it is refused, a stream waits.</summary>
internal sealed class PageRates(ApiSettings settings) : IDisposable
{
    private readonly ConcurrentDictionary<(string Name, int PerMinute), TokenBucketRateLimiter> _buckets = new();

    /// <summary>Takes one page from the caller's allowance.</summary>
    /// <param name="context">Whose key it is.</param>
    /// <param name="seconds">When to ask again, if it is used up.</param>
    public bool TryTake(HttpContext context, out int seconds)
    {
        seconds = 0;
        if (Bucket(context) is not { } bucket) return true;
        using var lease = bucket.AttemptAcquire();
        if (lease.IsAcquired) return true;
        seconds = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)) : 1;
        return false;
    }

    /// <summary>The caller's allowance; null: no limit.</summary>
    public TokenBucketRateLimiter? Bucket(HttpContext context)
    {
        var key = context.Items[typeof(ApiKey)] as ApiKey;
        var perMinute = key?.PagesPerMinute ?? settings.PagesPerMinute;
        return perMinute == 0 ? null : _buckets.GetOrAdd((key?.Name ?? KeyAuthentication.Local, perMinute), static of => new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokenLimit = of.PerMinute,
            // A twentieth of a minute at a time, so that a stream flows rather than jumps.
            TokensPerPeriod = Math.Max(1, of.PerMinute / 20),
            ReplenishmentPeriod = TimeSpan.FromMinutes(Math.Max(1, of.PerMinute / 20) / (double)of.PerMinute),
            QueueLimit = 64,
            AutoReplenishment = true,
        }));
    }

    public void Dispose()
    {
        foreach (var bucket in _buckets.Values) bucket.Dispose();
    }
}
