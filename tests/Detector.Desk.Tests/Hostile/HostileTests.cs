using Detector.Desk.Acting;
using Detector.Desk.Cases;
using Detector.Desk.Report;
using Detector.Desk.Runs;
using Detector.Desk.Tests.Browser;
using Detector.Desk.Tests.Review;
using Microsoft.Playwright;

namespace Detector.Desk.Tests.Hostile;

public sealed class HostileTests(Chromium chromium) : IDisposable
{
    // Anything a payload would have made: elements of its own, handlers, addresses that run.
    private const string Traces = """
        () => [...document.querySelectorAll('[id^=pwn]')].map(one => one.outerHTML)
            .concat([...document.querySelectorAll('*')].filter(one => [...one.attributes].some(at => at.name.startsWith('on'))).map(one => one.outerHTML))
            .concat([...document.querySelectorAll('[href],[src],[action]')].filter(one => /^\s*(javascript|data:text)/i.test(one.getAttribute('href') ?? one.getAttribute('src') ?? one.getAttribute('action'))).map(one => one.outerHTML))
            .concat(window.wasHit ? ['hit'] : [])
        """;

    private readonly Folder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void There_are_enough_payloads() => Payloads.All.Distinct(StringComparer.Ordinal).Count().ShouldBeGreaterThanOrEqualTo(50);

    [Fact]
    public async Task What_does_run_is_seen()
    {
        await using var visitor = await VisitorAsync();
        var seen = 0;
        foreach (var payload in Payloads.All.Where(payload => payload.Contains("id=pwn", StringComparison.OrdinalIgnoreCase) && payload[0] == '<' && !payload.Contains("refresh", StringComparison.Ordinal)))
        {
            await visitor.Page.GotoAsync("about:blank");
            await visitor.Page.EvaluateAsync("html => { document.body.innerHTML = html; }", payload);
            if ((await visitor.Page.EvaluateAsync<string[]>(Traces)).Length > 0) seen++;
        }
        // Some want more around them than a bare body; most do not.
        seen.ShouldBeGreaterThan(30);
    }

    [Fact]
    public async Task Nothing_a_page_says_runs_in_the_review_site()
    {
        var store = await HostileRun.MakeAsync(_folder.PathOf("hostile.run"), Stop);
        await using var desk = await OpenDesk.OpenAsync(store, Stop);
        await using var visitor = await VisitorAsync();
        var page = await desk.EnterAsync(visitor, Payloads.All[7]);

        var paths = Enumerable.Range(1, Payloads.All.Length * 2).Select(id => $"/case/{id}?show=all")
            .Concat(["/", "/?show=all&from=100", "/networks", "/history", "/agreement", "/allowed", "/exports", "/cover/2?scope=network&what=reject&why=" + Uri.EscapeDataString(Payloads.All[9])])
            .Concat(Payloads.All.Select(payload => $"/?q={Uri.EscapeDataString(payload)}&site={Uri.EscapeDataString(payload)}&show=all"))
            .Concat(Payloads.All.Take(10).Select(payload => $"/history?who={Uri.EscapeDataString(payload)}"));
        foreach (var path in paths)
        {
            await page.GotoAsync(desk.Address + path, new PageGotoOptions { WaitUntil = WaitUntilState.DOMContentLoaded });
            (await page.EvaluateAsync<string[]>(Traces)).ShouldBeEmpty(path);
        }

        visitor.Wrong.ShouldBeEmpty();
        visitor.Asked.Where(asked => !asked.StartsWith(desk.Address, StringComparison.Ordinal) && !asked.StartsWith("data:,", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_a_page_says_runs_in_the_report()
    {
        var store = await HostileRun.MakeAsync(_folder.PathOf("</title><script id=pwn>hit()<.run".Replace('/', '_')), Stop);
        using var docket = new Docket(store);
        var view = await docket.NowAsync(Stop);
        var path = _folder.PathOf("report.html");
        await using (var writer = new StreamWriter(path)) await HtmlReport.WriteAsync(store, view, everything: true, writer, MadeRun.Now, Stop);
        await using var visitor = await VisitorAsync();
        var page = visitor.Page;

        await page.GotoAsync(new Uri(path).AbsoluteUri);
        (await page.EvaluateAsync<string[]>(Traces)).ShouldBeEmpty();
        await page.Locator("table.rows button.open").First.ClickAsync();
        await page.Locator("dialog h1").WaitForAsync();
        for (var i = 0; i < view.Cases.Count; i++)
        {
            (await page.EvaluateAsync<string[]>(Traces)).ShouldBeEmpty();
            await page.Keyboard.PressAsync("j");
        }

        (await page.Locator("dialog .bar-top span.small").TextContentAsync()).ShouldStartWith($"{view.Cases.Count} of");
        visitor.Wrong.ShouldBeEmpty();
        visitor.Asked.Where(asked => !asked.StartsWith("file:", StringComparison.Ordinal) && !asked.StartsWith("data:,", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_a_page_says_runs_in_a_dossier()
    {
        var store = await HostileRun.MakeAsync(_folder.PathOf("hostile.run"), Stop);
        using var docket = new Docket(store);
        var view = await docket.NowAsync(Stop);
        await using var visitor = await VisitorAsync();
        foreach (var id in Enumerable.Range(1, Payloads.All.Length * 2).Where(id => id % 9 == 0 || id < 8))
        {
            var file = (await CaseFile.OfAsync(view, id, store, Stop))!;
            var path = _folder.PathOf($"{id}.html");
            await File.WriteAllTextAsync(path, await Dossier.HtmlAsync(file, "run " + Payloads.All[id % Payloads.All.Length], MadeRun.Now), Stop);
            await visitor.Page.GotoAsync(new Uri(path).AbsoluteUri);
            (await visitor.Page.EvaluateAsync<string[]>(Traces)).ShouldBeEmpty($"page {id}");
        }
        visitor.Wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_words_stay_to_be_read()
    {
        var store = await HostileRun.MakeAsync(_folder.PathOf("hostile.run"), Stop);
        await using var desk = await OpenDesk.OpenAsync(store, Stop);
        await using var visitor = await VisitorAsync();
        var page = await desk.EnterAsync(visitor);

        await page.GotoAsync(desk.Address + "/case/2?show=all");

        (await page.Locator("h1#title").TextContentAsync()).ShouldBe(Payloads.All[0]);
        (await page.Locator(".text").TextContentAsync())!.ShouldContain(Payloads.All[0]);
    }

    private async Task<Visitor> VisitorAsync()
    {
        var visitor = await chromium.VisitorAsync();
        await visitor.Page.AddInitScriptAsync("window.hit = () => { window.wasHit = true; };");
        return visitor;
    }
}
