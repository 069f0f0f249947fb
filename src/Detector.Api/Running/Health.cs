using Detector.Contract;
using Detector.Index;

namespace Detector.Api.Running;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: send pages, or don't (503 while stopping).</summary>
internal static class Health
{
    private static readonly TimeSpan IndexPatience = TimeSpan.FromSeconds(1);

    public static IResult Live() => Results.Text("live\n");

    public static async Task<IResult> Ready(HttpContext context, Current current, Scoring.Bench bench, IHostApplicationLifetime life)
    {
        var faults = new List<string>();
        if (current.Fault is { } refused) faults.Add(refused);
        var index = await OfIndex(bench.Index, faults, context.RequestAborted).ConfigureAwait(false);
        var stopping = life.ApplicationStopping.IsCancellationRequested;
        var readiness = new Readiness(stopping ? "stopping" : faults.Count > 0 ? "degraded" : "ready", current.Detector.Model.Id, index, faults);
        return Results.Json(readiness, ResultJson.Line.Readiness, statusCode: stopping ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
    }

    // An index that is away is a fault to be told and no reason to send pages elsewhere: every replica shares it, and verdicts say that copies were not checked.
    private static async Task<string> OfIndex(IRepublicationIndex? index, List<string> faults, CancellationToken stop)
    {
        if (index is null) return "none";
        try
        {
            var stats = await index.StatsAsync(stop).AsTask().WaitAsync(IndexPatience, stop).ConfigureAwait(false);
            faults.AddRange(stats.Faults);
            return stats.Faults.Count == 0 ? "checked" : stats.Faults.Count < stats.Parts ? "partly" : "away";
        }
        catch (Exception away) when (away is IndexAwayException or TimeoutException)
        {
            faults.Add($"The index does not answer: {away.Message}");
            return "away";
        }
    }
}
