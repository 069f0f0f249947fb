using System.Net;
using Detector.Contract;
using Detector.Desk.Acting;
using Detector.Desk.Runs;

namespace Detector.Desk.Tests.Hostile;

/// <summary>A run whose every word was written by somebody who wants to be executed: text, titles, brands, addresses, headers, hops, neighbours, reasons, notes, names.</summary>
internal static class HostileRun
{
    public static async Task<RunStore> MakeAsync(string path, CancellationToken stop)
    {
        var store = await RunStore.CreateAsync(path, "{}", "test", MadeRun.Now, stop);
        var judge = new RunJudge(new FarmDetector(), ask: null, TimeProvider.System);
        var pages = new List<PageOutcome>();
        foreach (var (i, payload) in Payloads.All.Index())
        {
            // Through the real reader, which makes text of what is escaped ...
            var words = WebUtility.HtmlEncode(payload);
            var real = MadeRun.Judged(judge, $"https://h{i}.hostile.example/{i}?q={payload}", $"""
                <!DOCTYPE html><html><head><title>Ferry {words} - {words}</title><meta property="og:site_name" content="{words}"><meta name="author" content="{words}"></head>
                <body><h1>Ferry {words}</h1><p>Current:Home > Stocks{words}</p><p>By {words}</p><p>Date:2025-04-16 03:27:51</p><p>The retired ferry that carried islanders across the sound for sixty years was lifted from the water on Tuesday, and {words} several hundred people watched.</p>
                <p>© 2026 {words}. All rights reserved.</p></body></html>
                """);
            pages.Add(real with { Headers = [new HeaderField("Server", payload), new HeaderField(payload, "x")], Hops = [new Hop(payload, 301), new Hop($"https://hop.example/{payload}", 302)], FinalAddress = $"https://final{i}.hostile.example/{payload}", ContentType = payload, ETag = payload, WarcFile = payload, WarcOffset = 1, WarcLength = 2 });
            // ... and beside it, with everything a store could hold.
            pages.Add(MadeRun.Page(payload, payload, "farm-template", 0.9, $"{payload}\n{payload}", marks: [1, 2, 3, 4], shingles: [1, 2, 3, 4, 5, 6], says: payload,
                reasons: [new ReasonLine("shown-seconds", 1, 0.9, true, payload, [new QuoteLine(payload, payload, 0, payload.Length)]), new ReasonLine(payload, 1, -0.9, true, payload, [new QuoteLine(payload, payload)]), new ReasonLine(payload, 1, 0, false, payload, [])],
                neighbours: new NeighboursLine(payload, payload, "checked", 1, 10, 1, 0, 1, 0, 0, 0, 1, payload, 5, 0.9, payload, [new NeighbourLine(payload, payload, payload, "2026-01-01T00:00:00Z", "2026-01-01", payload, 1, 1, 10, false, true, true, false, [new PassageLine(0, 10, 0, 10, 1, 0, payload.Length, payload)])])) with { Asked = $"{i} {payload}", Address = $"https://s{i}.example/{payload}" });
        }
        pages.Add(new PageOutcome { Asked = Payloads.All[0], ErrorClass = "timeout", ErrorSays = Payloads.All[0] });
        await store.RecordAsync(pages, stop);
        var wanted = Enumerable.Range(1, pages.Count - 1).Select(id => new Wanted(id, 0, null)).ToList();
        foreach (var (i, payload) in Payloads.All.Index()) await store.DecideAsync([wanted[(2 * i) + 1]], payload, Decided.Confirm, payload, MadeRun.Now, stop);
        foreach (var payload in Payloads.All.Take(5)) await store.AllowAsync($"s1.example", true, payload, payload, MadeRun.Now, stop);
        return store;
    }
}
