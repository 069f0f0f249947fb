using Detector.Pages.Addresses;
using Microsoft.EntityFrameworkCore;

namespace Detector.Desk.Runs;

/// <summary>Writes what came of pages, within one transaction.</summary>
internal sealed class RecordRows(RunContext context) : IAsyncDisposable
{
    private static readonly string[] Asked = [nameof(ScannedPage.Asked), nameof(ScannedPage.Key), nameof(ScannedPage.Address)];
    private static readonly string[] AskedAndPlace = [.. Asked, nameof(ScannedPage.Host), nameof(ScannedPage.Site)];

    // A record is final once: of two processes that record one page, the second finds no row that still waits.
    private const string StillWaits = $"\"{nameof(ScannedPage.State)}\" = '{nameof(PageState.Pending)}'";

    private PreparedRows<ScannedPage>? _new;
    private PreparedRows<ScannedPage>? _recorded;
    private PreparedRows<ScannedPage>? _moved;
    private PreparedRows<PageText>? _texts;
    private PreparedRows<PageVerdict>? _verdicts;
    private PreparedRows<VerdictDetail>? _details;

    /// <summary>Writes a page's final record.</summary>
    /// <returns>The page's id.</returns>
    /// <exception cref="RunException">It has one already, or is not of this run.</exception>
    public async Task<long> PageAsync(PageOutcome outcome, CancellationToken stop)
    {
        if (outcome.PageId is not { } id)
        {
            var added = OfInput(outcome);
            Fill(added, outcome);
            return await (_new ??= await PreparedRows<ScannedPage>.InsertAsync(context, stop)).AddAsync(added, stop);
        }
        var page = new ScannedPage { Id = id, Asked = "", Key = "", Host = "", Site = "" };
        Fill(page, outcome);
        var rows = page.Host.Length > 0
            ? _moved ??= await PreparedRows<ScannedPage>.UpdateAsync(context, Asked, StillWaits, stop)
            : _recorded ??= await PreparedRows<ScannedPage>.UpdateAsync(context, AskedAndPlace, StillWaits, stop);
        if (await rows.SetAsync(page, stop)) return id;
        var known = await context.Pages.Where(row => row.Id == id).Select(row => row.Asked).FirstOrDefaultAsync(stop);
        throw new RunException(known is null ? $"The run has no page {id}." : $"Page {id} ({known}) has its final record already.");
    }

    public async Task TextAsync(long page, string text, CancellationToken stop) =>
        await (_texts ??= await PreparedRows<PageText>.InsertAsync(context, stop)).AddAsync(new PageText { PageId = page, Text = Packed.Text(text) }, stop);

    public async Task VerdictAsync(long page, NewVerdict verdict, PageTraits? traits, CancellationToken stop)
    {
        var id = await (_verdicts ??= await PreparedRows<PageVerdict>.InsertAsync(context, stop)).AddAsync(OfVerdict(page, verdict, traits), stop);
        await (_details ??= await PreparedRows<VerdictDetail>.InsertAsync(context, stop)).AddAsync(new VerdictDetail { VerdictId = id, Result = Packed.Bytes(verdict.Result.Span) }, stop);
    }

    public async ValueTask DisposeAsync()
    {
        IAsyncDisposable?[] all = [_new, _recorded, _moved, _texts, _verdicts, _details];
        foreach (var rows in all)
            if (rows is not null)
                await rows.DisposeAsync();
    }

    // A folder may hold two captures of one address: what the input calls a page keeps them apart.
    private static ScannedPage OfInput(PageOutcome outcome)
    {
        var asked = outcome.Asked ?? throw new ArgumentException("An outcome without a page's id needs what the input calls the page.", nameof(outcome));
        var address = Address.TryParse(outcome.Address);
        return new ScannedPage { Asked = asked, Key = RunStore.KeyOf(asked), Address = address?.Url ?? outcome.Address, Host = address?.Host ?? "", Site = address?.Domain ?? "" };
    }

    private static void Fill(ScannedPage page, PageOutcome outcome)
    {
        page.State = PageState.Final;
        page.FinalAddress = outcome.FinalAddress;
        // What is seen is the last site's: that is whom a verdict is about.
        if (Address.TryParse(outcome.FinalAddress) is { } final) (page.Host, page.Site) = (final.Host, final.Domain);
        page.Hops = outcome.Hops;
        page.Status = outcome.Status;
        page.ContentType = outcome.ContentType;
        page.Headers = outcome.Headers;
        page.FetchedAt = outcome.FetchedAt;
        page.Sha256 = outcome.Sha256;
        page.Size = outcome.Size;
        page.ErrorClass = outcome.ErrorClass;
        page.ErrorSays = outcome.ErrorSays;
        page.WarcFile = outcome.WarcFile;
        page.WarcOffset = outcome.WarcOffset;
        page.WarcLength = outcome.WarcLength;
        page.ETag = outcome.ETag;
        page.LastModified = outcome.LastModified;
        page.Title = outcome.Traits?.Title is { Length: > 0 } title ? title : null;
        page.Shown = outcome.Traits?.Shown;
    }

    private static PageVerdict OfVerdict(long page, NewVerdict verdict, PageTraits? traits) => new()
    {
        PageId = page,
        Model = verdict.Model,
        JudgedAt = verdict.JudgedAt,
        Kind = verdict.Kind,
        Flagged = verdict.Flagged,
        Probability = verdict.Probability,
        Copied = verdict.Copied,
        Authorised = verdict.Authorised,
        Language = verdict.Language,
        Unjudged = verdict.Unjudged,
        Says = verdict.Says,
        JudgedFrom = verdict.FromText ? "text" : "bytes",
        Marks = Packed.Hashes(traits?.Marks ?? []),
        Shingles = Packed.Hashes(traits?.Shingles ?? []),
    };
}
