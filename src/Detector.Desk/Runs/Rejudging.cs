using System.Security.Cryptography;
using Detector.Pages;
using Detector.Sources;

namespace Detector.Desk.Runs;

/// <summary>How a run was judged again.</summary>
/// <param name="FromBytes">Pages judged from an archive's bytes.</param>
/// <param name="FromText">Pages of which only the stored text was left.</param>
/// <param name="Left">Pages with neither.</param>
public sealed record Rejudged(int FromBytes, int FromText, int Left);

/// <summary>
/// Judges a run's pages again, with a newer model or an index that was not there: from the archives that keep the bytes, found by their hash, else from the stored text, which says so. Older verdicts stay.
/// </summary>
/// <param name="store">The run.</param>
/// <param name="judge">Judges.</param>
public sealed class Rejudging(RunStore store, RunJudge judge)
{
    private const int AtOnce = 64;

    /// <param name="archives">Files that <c>--save-warc</c> wrote.</param>
    /// <param name="progress">Told how many pages are done.</param>
    /// <param name="stop">Ctrl-C: what is stored is whole.</param>
    public async Task<Rejudged> RunAsync(IReadOnlyList<string> archives, Action<int> progress, CancellationToken stop = default)
    {
        var waiting = new Dictionary<long, ScannedPage>();
        await foreach (var page in store.PagesAsync(stop))
            if (page.State == PageState.Final && page.ErrorClass is null)
                waiting[page.Id] = page;
        var all = waiting.Count;
        var fromBytes = 0;
        var byHash = waiting.Values.Where(page => page.Sha256 is not null).ToLookup(page => page.Sha256!, StringComparer.Ordinal);
        foreach (var chunk in archives.SelectMany(path => PageSources.Of(path).Read(new SourceProgress(), stop)).OfType<SourcePage>().Chunk(AtOnce))
        {
            var found = new List<(ScannedPage Page, SourcePage Source)>();
            foreach (var source in chunk)
                foreach (var page in byHash[Convert.ToHexStringLower(SHA256.HashData(source.Bytes.Span))])
                    if (waiting.Remove(page.Id))
                        found.Add((page, source with { Request = Request(page, source.Request.ContentType) }));
            fromBytes += await JudgeAsync(found, fromText: false, stop);
            progress(all - waiting.Count);
        }
        var fromText = 0;
        foreach (var chunk in waiting.Values.OrderBy(page => page.Id).Chunk(AtOnce))
        {
            var texts = await store.TextsAsync([.. chunk.Select(page => page.Id)], stop);
            List<(ScannedPage, SourcePage)> found = [.. chunk.Where(page => texts.ContainsKey(page.Id)).Select(page => (page, new SourcePage(page.Asked) { Text = texts[page.Id].AsMemory(), Request = Request(page, null) with { Format = PageFormat.Text } }))];
            fromText += await JudgeAsync(found, fromText: true, stop);
            progress(fromBytes + fromText);
        }
        return new Rejudged(fromBytes, fromText, all - fromBytes - fromText);
    }

    private static PageRequest Request(ScannedPage page, string? contentType) => new() { Url = page.OwnAddress, ContentType = page.ContentType ?? contentType, Fetched = page.FetchedAt };

    private async Task<int> JudgeAsync(List<(ScannedPage Page, SourcePage Source)> pages, bool fromText, CancellationToken stop)
    {
        if (pages.Count == 0) return 0;
        var judged = new (long, NewVerdict, PageTraits?)[pages.Count];
        Parallel.For(0, pages.Count, new ParallelOptions { CancellationToken = stop, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            var (_, stored, traits) = judge.Judge(pages[i].Source, fromText);
            judged[i] = (pages[i].Page.Id, stored, traits);
        });
        // Without markup the make cannot be seen: the marks of the first look stay.
        if (fromText)
        {
            var before = await store.VerdictsAsync([.. pages.Select(page => page.Page.Id)], stop);
            for (var i = 0; i < judged.Length; i++)
                if (judged[i] is (var id, var verdict, { } traits) && before[id].LastOrDefault(row => row.Marks is not null) is { } marked)
                    judged[i] = (id, verdict, traits with { Marks = Packed.ReadHashes(marked.Marks) });
        }
        await store.JudgeAgainAsync(judged, stop);
        return judged.Length;
    }
}
