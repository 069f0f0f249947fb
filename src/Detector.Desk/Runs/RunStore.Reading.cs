using System.Text.Json;
using Detector.Contract;
using Microsoft.EntityFrameworkCore;

namespace Detector.Desk.Runs;

/// <summary>A page with one of its verdicts, without text and detail.</summary>
public sealed record JudgedRow(ScannedPage Page, PageVerdict Verdict);

public sealed partial class RunStore
{
    private const int RowsAtOnce = 2_000;

    /// <summary>
    /// How many ids before the last one seen may still appear: PostgreSQL numbers rows when they are written and shows them when they are committed, which may be in another order; SQLite has one writer at a time.
    /// </summary>
    internal int LookBack => _place.IsPostgres ? 1_000 : 0;

    /// <summary>Verdicts with their pages, in the order they were made; of a page judged again there are several.</summary>
    /// <param name="after">Only verdicts with ids above it.</param>
    /// <param name="stop">Stops.</param>
    public async Task<IReadOnlyList<JudgedRow>> JudgedAsync(long after, CancellationToken stop = default)
    {
        await using var context = _place.Context();
        return await context.Verdicts.AsNoTracking().Where(verdict => verdict.Id > after).OrderBy(verdict => verdict.Id)
            .Join(context.Pages.AsNoTracking(), verdict => verdict.PageId, page => page.Id, (verdict, page) => new JudgedRow(page, verdict)).ToListAsync(stop);
    }

    /// <summary>Decisions in the order they were made.</summary>
    /// <param name="after">Only decisions with ids above it.</param>
    /// <param name="stop">Stops.</param>
    public async Task<IReadOnlyList<Decision>> DecisionsAsync(long after = 0, CancellationToken stop = default)
    {
        await using var context = _place.Context();
        return await context.Decisions.AsNoTracking().Where(decision => decision.Id > after).OrderBy(decision => decision.Id).ToListAsync(stop);
    }

    /// <summary>Every page of the run in order, those that failed or wait included.</summary>
    public async IAsyncEnumerable<ScannedPage> PagesAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop = default)
    {
        long after = 0;
        while (true)
        {
            await using var context = _place.Context();
            var rows = await context.Pages.AsNoTracking().Where(page => page.Id > after).OrderBy(page => page.Id).Take(RowsAtOnce).ToListAsync(stop);
            if (rows.Count == 0) yield break;
            foreach (var row in rows) yield return row;
            after = rows[^1].Id;
        }
    }

    public async Task<ScannedPage?> PageAsync(long id, CancellationToken stop = default)
    {
        await using var context = _place.Context();
        return await context.Pages.AsNoTracking().FirstOrDefaultAsync(page => page.Id == id, stop);
    }

    /// <summary>Several pages' records, by id.</summary>
    public async Task<IReadOnlyDictionary<long, ScannedPage>> PagesAsync(IReadOnlyCollection<long> ids, CancellationToken stop = default)
    {
        await using var context = _place.Context();
        return await context.Pages.AsNoTracking().Where(page => ids.Contains(page.Id)).ToDictionaryAsync(page => page.Id, stop);
    }

    /// <summary>Several pages' verdicts, oldest first.</summary>
    public async Task<ILookup<long, PageVerdict>> VerdictsAsync(IReadOnlyCollection<long> pages, CancellationToken stop = default)
    {
        await using var context = _place.Context();
        return (await context.Verdicts.AsNoTracking().Where(verdict => pages.Contains(verdict.PageId)).OrderBy(verdict => verdict.Id).ToListAsync(stop)).ToLookup(verdict => verdict.PageId);
    }

    /// <summary>The text evidence is placed in; "" when the page was not read.</summary>
    public async Task<string> TextAsync(long page, CancellationToken stop = default)
    {
        await using var context = _place.Context();
        return await context.Texts.AsNoTracking().FirstOrDefaultAsync(text => text.PageId == page, stop) is { } row ? Packed.ReadText(row.Text) : "";
    }

    /// <summary>A page's verdicts, oldest first.</summary>
    public async Task<IReadOnlyList<PageVerdict>> VerdictsAsync(long page, CancellationToken stop = default)
    {
        await using var context = _place.Context();
        return await context.Verdicts.AsNoTracking().Where(verdict => verdict.PageId == page).OrderBy(verdict => verdict.Id).ToListAsync(stop);
    }

    /// <summary>All a verdict said; null when there is no such verdict.</summary>
    public async Task<ResultLine?> ResultAsync(long verdict, CancellationToken stop = default)
    {
        await using var context = _place.Context();
        return await context.Details.AsNoTracking().FirstOrDefaultAsync(detail => detail.VerdictId == verdict, stop) is { } row ? Read(row) : null;
    }

    /// <summary>All that several verdicts said, by verdict.</summary>
    public async Task<IReadOnlyDictionary<long, ResultLine>> ResultsAsync(IReadOnlyCollection<long> verdicts, CancellationToken stop = default)
    {
        await using var context = _place.Context();
        var rows = await context.Details.AsNoTracking().Where(detail => verdicts.Contains(detail.VerdictId)).ToListAsync(stop);
        return rows.ToDictionary(row => row.VerdictId, Read);
    }

    /// <summary>Texts of several pages, by page.</summary>
    public async Task<IReadOnlyDictionary<long, string>> TextsAsync(IReadOnlyCollection<long> pages, CancellationToken stop = default)
    {
        await using var context = _place.Context();
        var rows = await context.Texts.AsNoTracking().Where(text => pages.Contains(text.PageId)).ToListAsync(stop);
        return rows.ToDictionary(row => row.PageId, row => Packed.ReadText(row.Text));
    }

    private static ResultLine Read(VerdictDetail row) => JsonSerializer.Deserialize(Packed.Read(row.Result), ResultJson.Line.ResultLine) ?? throw new InvalidDataException($"The result of verdict {row.VerdictId} is empty.");
}
