using System.Text.Json;
using Detector.Contract;
using Detector.Desk.Runs;
using Detector.Sources;

namespace Detector.Desk.Tests;

/// <summary>Runs made for tests.</summary>
public static class MadeRun
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    /// <summary>A page as a run gets it, with a verdict made up for the purpose.</summary>
    public static PageOutcome Page(string asked, string title, string kind, double probability, string text = "The retired ferry was hauled ashore on Tuesday.", ulong[]? marks = null, ulong[]? shingles = null, string? says = null, IReadOnlyList<ReasonLine>? reasons = null, NeighboursLine? neighbours = null)
    {
        var flagged = kind is "farm-template" or "unauthorised-copy" or "mirror" or "doorway" or "imposter" or "generated-low-quality";
        var line = new ResultLine
        {
            Id = asked, Url = asked, Kind = kind, Flagged = flagged, Probability = probability, Copied = "not-checked", Authorised = "not-in-question", PageKind = "article", Language = "en", Margin = 1.2, Base = -1.5, Model = "made-1",
            Neighbours = neighbours, Notes = ["Copies were not checked: no index of other pages was asked, or none answered."],
            Reasons = reasons ?? [
                new ReasonLine("shown-seconds", 1, 0.9, true, says ?? "The date shown to readers is a database's, to the second", [new QuoteLine("body, paragraph 1", text[..Math.Min(12, text.Length)], 0, Math.Min(12, text.Length))]),
                new ReasonLine("counter-widgets", 0, -0.4, true, "No widget counts votes", [])],
        };
        return new PageOutcome
        {
            Asked = asked, Address = asked, Status = 200, ContentType = "text/html; charset=utf-8", FetchedAt = Now, Sha256 = new string('a', 64), Size = text.Length, Headers = [new HeaderField("Content-Type", "text/html; charset=utf-8"), new HeaderField("Server", "made")],
            WarcFile = "made.warc.gz", WarcOffset = 1024, WarcLength = 2048,
            Traits = new PageTraits(title, new DateOnly(2026, 2, 20), text, marks ?? [], shingles ?? []),
            Verdict = new NewVerdict
            {
                Model = "made-1", JudgedAt = Now, Kind = kind, Flagged = flagged, Probability = probability, Copied = "not-checked", Authorised = "not-in-question", Language = "en", Says = line.Reasons[0].Says,
                Result = JsonSerializer.SerializeToUtf8Bytes(line, ResultJson.Line.ResultLine),
            },
        };
    }

    /// <summary>A small honest mixture: a network of three sites, a farm alone, honest pages, a doubtful one.</summary>
    public static async Task<RunStore> SmallAsync(string path, CancellationToken stop)
    {
        var store = await RunStore.CreateAsync(path, "{}", "test", Now, stop);
        const string story = "A retired ferry that carried islanders across the sound for sixty years was lifted from the water on Tuesday while several hundred people watched from the breakwater.\nThe harbour board will turn it into a school for boatbuilders, who start in autumn with two apprentices and a borrowed lathe.";
        ulong[] shingles = [11, 12, 13, 14, 15, 16];
        var pages = new List<PageOutcome>
        {
            Page("https://one.kit.example/html/61b4.html", "Ferry is hauled ashore -CrestLedger", "farm-template", 0.9997, "Current:Home > StocksFerry is hauled ashore\n" + story, [1, 2, 3, 4], shingles),
            Page("https://two.kit-b.example/html/77aa.html", "Ferry is hauled ashore -PeakLedger", "farm-template", 0.98, "Current:Home > FinanceFerry is hauled ashore\n" + story, [1, 2, 3, 9], shingles),
            Page("https://two.kit-b.example/html/77ab.html", "Pool will open -PeakLedger", "farm-template", 0.95, "Current:Home > FinancePool will open\nThe pool opens on Saturday.", [1, 2, 3, 9]),
            Page("https://three.kit-c.example/html/0c0c.html", "Bridge is closed -NorthLedger", "farm-template", 0.93, "Current:Home > CryptoBridge is closed\nThe bridge stays closed.", [1, 2, 8, 3]),
            Page("https://doors.example/plumber-in-wetherby", "Plumber in Wetherby", "doorway", 0.97),
            Page("https://doors.example/plumber-in-otley", "Plumber in Otley", "doorway", 0.96),
            Page("https://wetherby-post.example/ferry", "Retired ferry becomes a school", "ordinary", 0.02, story, shingles: shingles),
            Page("https://maybe.example/a", "Ten ways to fold a map", "needs-human", 0.55),
            Page("https://clean.example/", "Parish newsletter", "ordinary", 0.01),
        };
        await store.RecordAsync(pages, stop);
        return store;
    }

    /// <summary>A run of many pages: 300 sites, forty of them of one kit.</summary>
    public static async Task<RunStore> LargeAsync(string path, int pages, CancellationToken stop)
    {
        var store = await RunStore.CreateAsync(path, "{}", "test", Now, stop);
        for (var from = 0; from < pages; from += 1_000)
            await store.RecordAsync([.. Enumerable.Range(from, Math.Min(1_000, pages - from)).Select(i => Page(
                $"https://h{i % 300}.site{i % 300}.example/story-{i}", $"Story number {i} about a harbour", i % 7 == 0 ? "ordinary" : i % 11 == 0 ? "doorway" : "farm-template", 0.5 + (i * 37 % 499 / 1000.0),
                marks: i % 300 < 40 ? [1, 2, 3, 4] : [(ulong)(i % 300 * 10), (ulong)(i % 300 * 10) + 1, (ulong)(i % 300 * 10) + 2, (ulong)(i % 300 * 10) + 3],
                shingles: [.. Enumerable.Range(i / 3 * 100, 12).Select(shingle => (ulong)shingle)]))], stop);
        return store;
    }

    /// <summary>A page through the real detector.</summary>
    public static PageOutcome Judged(RunJudge judge, string url, string html)
    {
        var (_, verdict, traits) = judge.Judge(new SourcePage(url) { Text = html.AsMemory(), Request = new Detector.Pages.PageRequest { Url = url, Format = Detector.Pages.PageFormat.Html } });
        return new PageOutcome { Asked = url, Address = url, Status = 200, FetchedAt = Now, Traits = traits, Verdict = verdict };
    }
}
