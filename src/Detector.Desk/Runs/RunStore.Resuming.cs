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
        return await context.Pages.Where(page => page.WarcFile == file).MaxAsync(page => page.WarcOffset + page.WarcLength, stop) ?? 0;
    }

    /// <summary>How many pages have their record, and how many still wait. <see cref="CountAsync"/> tells more and asks more.</summary>
    public async Task<(int Final, int Pending)> HowFarAsync(CancellationToken stop = default)
    {
        await using var context = _place.Context();
        var pending = await context.Pages.CountAsync(row => row.State == PageState.Pending, stop);
        return (await context.Pages.CountAsync(stop) - pending, pending);
    }

    /// <summary>What the input calls the pages that have their record.</summary>
    public async IAsyncEnumerable<string> DoneAsync([EnumeratorCancellation] CancellationToken stop = default)
    {
        await using var context = _place.Context();
        await foreach (var asked in context.Pages.AsNoTracking().Where(page => page.State == PageState.Final).Select(page => page.Asked).AsAsyncEnumerable().WithCancellation(stop)) yield return asked;
    }
}
