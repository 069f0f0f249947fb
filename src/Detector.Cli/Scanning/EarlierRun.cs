using System.Text.Json;
using Detector.Contract;
using Detector.Desk.Runs;
using Detector.Pages;
using Detector.Scanning;
using Detector.Sources;
using Detector.Sources.Web;

namespace Detector.Cli.Scanning;

/// <summary>
/// An earlier run of the same addresses. A page that the server says has not changed since keeps its verdict, if the same model made it; other pages are fetched anew.
/// </summary>
internal sealed class EarlierRun(RunStore store, string model)
{
    /// <summary>What to ask the server with; nothing where the verdict of then could not stand now.</summary>
    public Validators ValidatorsOf(string asked)
    {
        // After a redirect the fields are the last address's, not those of the one that is asked first.
        if (Wait(store.FindAsync(asked)) is not { ErrorClass: null, FinalAddress: null } page || page.Status is not ((>= 200 and <= 299) or 304) || Last(page) is not { } last || last.Model != model) return default;
        return new Validators(page.ETag, page.LastModified);
    }

    /// <summary>The record of a page that has not changed: what was said then.</summary>
    public Done Unchanged(string asked, PageOutcome outcome)
    {
        var page = Wait(store.FindAsync(asked)) ?? throw new InvalidOperationException($"{asked} was asked for by what {store.Place} no longer holds.");
        var last = Last(page)!;
        var result = Wait(store.ResultAsync(last.Id)) ?? throw new InvalidOperationException($"{store.Place} holds no result of verdict {last.Id}.");
        outcome = outcome with
        {
            Status = 304,
            ContentType = page.ContentType,
            Sha256 = page.Sha256,
            Size = page.Size,
            ETag = outcome.ETag ?? page.ETag,
            LastModified = outcome.LastModified ?? page.LastModified,
            Traits = new PageTraits(page.Title ?? "", page.Shown, Wait(store.TextAsync(page.Id)), Packed.ReadHashes(last.Marks), Packed.ReadHashes(last.Shingles)),
            Verdict = new NewVerdict
            {
                Model = last.Model,
                JudgedAt = last.JudgedAt,
                Kind = last.Kind,
                Flagged = last.Flagged,
                Probability = last.Probability,
                Copied = last.Copied,
                Authorised = last.Authorised,
                Language = last.Language,
                Unjudged = last.Unjudged,
                Says = last.Says,
                FromText = last.JudgedFrom == "text",
                Result = JsonSerializer.SerializeToUtf8Bytes(result, ResultJson.Line.ResultLine),
            },
        };
        return new Done(new SourcePage(asked) { Request = new PageRequest { Url = page.OwnAddress, ContentType = page.ContentType, Status = 200 } }, new Kept(result), outcome);
    }

    private PageVerdict? Last(ScannedPage page) => Wait(store.VerdictsAsync(page.Id)) is [.., var last] ? last : null;

    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();
}
