using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace Detector.Desk.Runs;

/// <summary>What a scan that goes on needs to know of what was done.</summary>
public sealed partial class RunStore
{
    /// <summary>Where in an archive the last record ends that a page points to: what follows was written and never acknowledged. 0 when there is none.</summary>
    /// <param name="file">The archive's name, as pages have it.</param>
    /// <param name="stop">Ctrl-C.</param>
    public async Task<long> ArchiveEndAsync(string file, CancellationToken stop = default)
    {
        await using var context = _place.Context();
        var now = await context.Pages.Where(page => page.WarcFile == file).MaxAsync(page => page.WarcOffset + page.WarcLength, stop) ?? 0;
        var past = await context.PastRecords.Where(record => record.WarcFile == file).MaxAsync(record => record.WarcOffset + record.WarcLength, stop) ?? 0;
        return Math.Max(now, past);
    }

    /// <summary>How many pages have their record, and how many still wait. <see cref="CountAsync"/> tells more and asks more.</summary>
    public async Task<(int Final, int Pending)> HowFarAsync(CancellationToken stop = default)
    {
        await using var context = _place.Context();
        var pending = await context.Pages.CountAsync(row => row.State == PageState.Pending, stop);
        return (await context.Pages.CountAsync(stop) - pending, pending);
    }

    /// <summary>
    /// Takes pages up again whose record is an error of one of these classes: they wait as at first, and what was recorded is kept as their past. In one transaction: a kill leaves all or none.
    /// </summary>
    /// <param name="mayPass">Whether an error of this class (<see cref="ScannedPage.ErrorClass"/>) may have passed by now.</param>
    /// <param name="now">When.</param>
    /// <param name="stop">Ctrl-C.</param>
    /// <returns>How many pages.</returns>
    public async Task<int> RetakeAsync(Func<string, bool> mayPass, DateTimeOffset now, CancellationToken stop = default)
    {
        await using var context = _place.Context();
        await using var transaction = await context.Database.BeginTransactionAsync(stop);
        var classes = await context.Pages.Where(page => page.State == PageState.Final && page.ErrorClass != null).Select(page => page.ErrorClass!).Distinct().ToListAsync(stop);
        classes.RemoveAll(one => !mayPass(one));
        var failed = context.Pages.Where(page => page.State == PageState.Final && classes.Contains(page.ErrorClass!));
        await using var past = await PreparedRows<PastRecord>.InsertAsync(context, stop);
        // Read to the end before anything is written: PostgreSQL's connection does one thing at a time.
        var pages = await failed.AsNoTracking().OrderBy(page => page.Id).ToListAsync(stop);
        foreach (var page in pages)
        {
            await past.AddAsync(new PastRecord
            {
                PageId = page.Id,
                Until = now,
                FetchedAt = page.FetchedAt,
                FinalAddress = page.FinalAddress,
                Hops = page.Hops,
                Status = page.Status,
                Headers = page.Headers,
                ErrorClass = page.ErrorClass!,
                ErrorSays = page.ErrorSays,
                WarcFile = page.WarcFile,
                WarcOffset = page.WarcOffset,
                WarcLength = page.WarcLength,
            }, stop);
        }
        // The page of an error (503 with words on it) is not the page.
        await context.Texts.Where(text => failed.Any(page => page.Id == text.PageId)).ExecuteDeleteAsync(stop);
        await using var waiting = await PreparedRows<ScannedPage>.UpdateAsync(context, [nameof(ScannedPage.Asked), nameof(ScannedPage.Key), nameof(ScannedPage.Address)], "TRUE", stop);
        foreach (var page in pages) await waiting.SetAsync(Pending(page.Asked, page.Id), stop);
        await transaction.CommitAsync(stop);
        return pages.Count;
    }

    /// <summary>What was recorded of a page before it was taken up again, oldest first.</summary>
    public async Task<IReadOnlyList<PastRecord>> PastAsync(long page, CancellationToken stop = default)
    {
        await using var context = _place.Context();
        return await context.PastRecords.AsNoTracking().Where(record => record.PageId == page).OrderBy(record => record.Id).ToListAsync(stop);
    }

    /// <summary>What the input calls the pages that have their record.</summary>
    public async IAsyncEnumerable<string> DoneAsync([EnumeratorCancellation] CancellationToken stop = default)
    {
        await using var context = _place.Context();
        await foreach (var asked in context.Pages.AsNoTracking().Where(page => page.State == PageState.Final).Select(page => page.Asked).AsAsyncEnumerable().WithCancellation(stop)) yield return asked;
    }
}
