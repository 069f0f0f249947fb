using System.Security.Cryptography;
using Detector.Desk.Runs;
using Detector.Pages;
using Detector.Scanning;
using Detector.Sources;
using Detector.Sources.Archives;
using Detector.Sources.Web;
using Detector.Verdicts;

namespace Detector.Cli.Scanning;

/// <summary>From what came of an address to its record, by the way any page is judged. Thread-safe.</summary>
/// <param name="detector">Judges.</param>
/// <param name="copies">Who else has a text; null: not checked.</param>
/// <param name="earlier">Where the verdicts of unchanged pages are; null: none was asked for.</param>
/// <param name="archived">Whether an archive keeps what was seen.</param>
internal sealed class FetchedJudge(FarmDetector detector, CopyCheck? copies, EarlierRun? earlier, bool archived)
{
    public EarlierRun? Earlier => earlier;

    public Done Judge(Fetched fetched)
    {
        var done = Judged(fetched);
        return archived ? done with { Records = WarcWriter.Of(fetched, DateTimeOffset.UtcNow) } : done;
    }

    private Done Judged(Fetched fetched)
    {
        var asked = fetched.Task.Url;
        var outcome = Outcome(fetched);
        if (fetched.Problem is { } problem) return Broken(new BrokenPage(asked, asked, fetched.Says!, ReasonOf(problem)) { Url = fetched.FinalUrl }, outcome, FetchProblems.NameOf(problem));
        if (fetched.IsUnchanged) return earlier!.Unchanged(asked, outcome);

        var item = PagePayload.Read(asked, fetched.Response!, SourceLimits.Default);
        if (item is BrokenPage broken) return Broken(broken, outcome, Names.Of(broken.Reason));
        var page = (SourcePage)item;
        var digest = page.Bytes.Equals(fetched.Response!.Body) ? fetched.Response.BodyDigest.Span : SHA256.HashData(page.Bytes.Span);
        outcome = outcome with { Sha256 = Convert.ToHexStringLower(digest), Size = page.Bytes.Length };
        if (page.Request.Status is < 200 or > 299) outcome = outcome with { ErrorClass = $"http-{page.Request.Status}", ErrorSays = $"The server answered with status {page.Request.Status}." };
        return page.JudgedForRun(outcome, detector, copies);
    }

    private static Done Broken(BrokenPage broken, PageOutcome outcome, string name) => new(broken, null, outcome with { ErrorClass = name, ErrorSays = broken.Says });

    private static UnreadableReason ReasonOf(FetchProblem problem) => problem switch
    {
        FetchProblem.TooLarge => UnreadableReason.TooLarge,
        FetchProblem.NotAPage => UnreadableReason.NotText,
        _ => UnreadableReason.BrokenInput,
    };

    private static PageOutcome Outcome(Fetched fetched) => new()
    {
        PageId = fetched.Task.Position,
        FinalAddress = fetched.Hops.Count > 0 ? fetched.FinalUrl : null,
        Hops = [.. fetched.Hops.Select(static hop => new Desk.Runs.Hop(hop.Response.Url.AbsoluteUri, hop.Response.Status))],
        Status = fetched.Response?.Status,
        ContentType = fetched.Response?.Field("Content-Type"),
        Headers = [.. (fetched.Response?.Fields ?? []).Select(static field => new Desk.Runs.HeaderField(field.Name, field.Value))],
        FetchedAt = fetched.Response?.Asked,
        ETag = fetched.Response?.Field("ETag"),
        LastModified = fetched.Response?.Field("Last-Modified"),
    };
}

/// <summary>Judging in the form a run keeps, where a bug costs its page only.</summary>
internal static class JudgedForRunExtensions
{
    /// <param name="page">The page.</param>
    /// <param name="outcome">Its record so far.</param>
    /// <param name="detector">Judges.</param>
    /// <param name="copies">Who else has a text; null: not checked.</param>
    public static Done JudgedForRun(this SourcePage page, PageOutcome outcome, FarmDetector detector, CopyCheck? copies)
    {
        // The result waits for its turn without the page's content.
        var emptied = page with { Bytes = default, Text = null };
        var judge = new RunJudge(detector, copies is null ? null : read => copies.Ask(read, page.Id), TimeProvider.System);
        try
        {
            var (verdict, stored, traits) = judge.Judge(page);
            return new Done(emptied, verdict, outcome with { Verdict = stored, Traits = traits });
        }
        catch (Exception bug)
        {
            return new Done(emptied, null, outcome with { Verdict = judge.Store(emptied, new Failed(bug.Message)) }) { Failure = bug };
        }
        finally
        {
            page.GiveBack();
        }
    }
}
