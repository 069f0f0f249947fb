using System.Text.Json;
using Detector.Desk.Cases;
using Detector.Desk.Report;
using Detector.Desk.Runs;
using Detector.Verdicts;
using Detector.Desk.Tests.Browser;
using Microsoft.Playwright;

namespace Detector.Desk.Tests.Report;

public sealed class ReportTests(Chromium chromium, LargeRun run) : IDisposable
{
    private readonly Folder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("light", 1440)]
    [InlineData("dark", 1440)]
    [InlineData("light", 390)]
    public async Task It_opens_from_disk_clean_for_axe_and_never_wider_than_the_window(string look, int width)
    {
        var path = await WriteAsync(await SmallAsync());
        await using var visitor = await chromium.VisitorAsync(width, 900, colours: look == "dark" ? ColorScheme.Dark : ColorScheme.Light, bypassPolicy: true);
        var page = visitor.Page;
        await page.GotoAsync(new Uri(path).AbsoluteUri);
        await Shots.TakeAsync(page, $"report-{look}-{width}");
        (await visitor.AccessibilityAsync()).ShouldBeEmpty();
        (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth")).ShouldBeLessThanOrEqualTo(0);

        await page.Locator("table.rows button.open").First.ClickAsync();
        await page.Locator("dialog h1").WaitForAsync();
        await Shots.TakeAsync(page, $"report-file-{look}-{width}", full: false);
        (await visitor.AccessibilityAsync()).ShouldBeEmpty("evidence");
        visitor.Wrong.ShouldBeEmpty();
        visitor.Asked.ShouldAllBe(asked => asked.StartsWith("file:", StringComparison.Ordinal) || asked.StartsWith("data:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Its_table_sorts_filters_and_opens_evidence_by_keyboard()
    {
        var path = await WriteAsync(await SmallAsync());
        await using var visitor = await chromium.VisitorAsync();
        var page = visitor.Page;
        await page.GotoAsync(new Uri(path).AbsoluteUri);
        var rows = page.Locator("table.rows tbody tr");
        (await rows.CountAsync()).ShouldBe(10);
        (await rows.First.TextContentAsync())!.ShouldContain("CrestLedger");
        (await rows.First.Locator("td.number").First.TextContentAsync()).ShouldBe(Names.Chance(0.9997), "nothing is certain");

        await page.GetByRole(AriaRole.Button, new() { Name = "Probability" }).ClickAsync();
        (await rows.First.TextContentAsync())!.ShouldContain("timeout");
        (await page.Locator("th[aria-sort=ascending]").CountAsync()).ShouldBe(1);
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Kind" }).SelectOptionAsync("doorway");
        (await rows.CountAsync()).ShouldBe(2);
        await page.Keyboard.PressAsync("Escape");
        await page.FillAsync("input[type=search]", "otley");
        (await rows.CountAsync()).ShouldBe(1);
        await page.Locator("input[type=search]").BlurAsync();
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("dialog h1").WaitForAsync();
        (await page.Locator("dialog h1").TextContentAsync()).ShouldBe("Plumber in Otley");
        page.Url.ShouldEndWith("#page-6");
        await page.Keyboard.PressAsync("Escape");
        (await page.Locator("dialog").IsVisibleAsync()).ShouldBeFalse();

        await page.GotoAsync("about:blank");
        await page.GotoAsync(new Uri(path).AbsoluteUri + "#page-2");
        (await page.Locator("dialog h1").TextContentAsync()).ShouldBe("Ferry is hauled ashore -PeakLedger");
        (await page.Locator("dialog .text mark.towards").First.TextContentAsync()).ShouldBe("Current:Home");
        await page.Locator("dialog .reasons sup button").First.ClickAsync();
        (await page.Locator("dialog mark.shown").CountAsync()).ShouldBe(1);
        (await page.Locator("dialog .pair").First.TextContentAsync())!.ShouldContain("carried islanders across the sound");
        visitor.Wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task No_key_is_lost_while_evidence_is_unpacked()
    {
        var path = await WriteAsync(await SmallAsync());
        await using var visitor = await chromium.VisitorAsync();
        await visitor.Page.GotoAsync(new Uri(path).AbsoluteUri);
        await visitor.Page.Locator("table.rows button.open").First.ClickAsync();
        await visitor.Page.Locator("dialog h1").WaitForAsync();

        await visitor.Page.EvaluateAsync("() => { for (const key of ['j', 'j']) document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })); }");

        await visitor.Page.Locator("dialog .bar-top span.small", new() { HasText = "3 of" }).WaitForAsync();
        visitor.Wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Ten_thousand_rows_are_shown_a_hundred_at_a_time()
    {
        var path = await WriteAsync(await run.StoreAsync());
        await using var visitor = await chromium.VisitorAsync();
        await visitor.Page.GotoAsync(new Uri(path).AbsoluteUri);

        (await visitor.Page.Locator("table.rows tbody tr").CountAsync()).ShouldBe(100);
        (await visitor.Page.Locator("#table [role=status]").TextContentAsync())!.ShouldContain("10,000 pages");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Later" }).ClickAsync();
        (await visitor.Page.Locator("#table [role=status]").TextContentAsync())!.ShouldContain("101 to 200");
        var paint = await visitor.FirstPaintAsync();
        TestContext.Current.TestOutputHelper!.WriteLine($"{new FileInfo(path).Length / 1e6:0.0} MB, first paint {paint:0} ms");
        visitor.Wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_overview_is_there_without_a_script()
    {
        var path = await WriteAsync(await SmallAsync());
        await using var visitor = await chromium.VisitorAsync(scripts: false);
        await visitor.Page.GotoAsync(new Uri(path).AbsoluteUri);

        (await visitor.Page.Locator("main").TextContentAsync())!.ShouldContain("doors.example");
        (await visitor.Page.Locator("svg.drawing circle.site").CountAsync()).ShouldBeGreaterThanOrEqualTo(4);
    }

    [Fact]
    public async Task Tables_hold_every_page_and_no_formula()
    {
        var store = await SmallAsync();
        await store.RecordAsync([MadeRun.Page("=cmd|'/c calc'!A1", "=1+1", "ordinary", 0.1) with { Address = null }], Stop);
        using var docket = new Docket(store);
        var view = await docket.NowAsync(Stop);
        using var csv = new StringWriter();
        await RunTables.CsvAsync(store, view, csv, Stop);
        using var json = new MemoryStream();
        await RunTables.JsonAsync(store, view, json, Stop);

        var lines = csv.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(1 + 11);
        lines[^1].ShouldContain(",'=1+1,");
        lines[^1].ShouldContain("'=cmd");
        var objects = System.Text.Encoding.UTF8.GetString(json.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        objects.Count.ShouldBe(11);
        objects[0].GetProperty("verdict").GetProperty("reasons")[0].GetProperty("evidence")[0].GetProperty("length").GetInt32().ShouldBe(12);
        objects[5].GetProperty("decision").GetString().ShouldBe("confirmed");
        objects[9].GetProperty("error").GetString().ShouldBe("timeout");
    }

    [Fact]
    public async Task The_figures_are_markdown_that_no_name_can_break()
    {
        var store = await SmallAsync();
        await store.RecordAsync([MadeRun.Page("x", "x", "doorway", 0.9) with { Address = "https://a|b.example/" }], Stop);
        using var docket = new Docket(store);
        var words = RunTables.Markdown(await RunSummary.OfAsync(store, await docket.NowAsync(Stop), MadeRun.Now, Stop));

        words.ShouldContain("| farm-template | 4 |");
        words.ShouldContain("| timeout | 1 |");
        words.ShouldContain("| 3 | 4 | kit-b.example, kit-c.example, kit.example |");
    }

    [Fact]
    public async Task The_same_run_is_drawn_the_same_way()
    {
        var store = await SmallAsync();
        using var one = new Docket(store);
        using var other = new Docket(store);

        JsonSerializer.Serialize(LinkDrawing.Of(await one.NowAsync(Stop))).ShouldBe(JsonSerializer.Serialize(LinkDrawing.Of(await other.NowAsync(Stop))));
    }

    private async Task<RunStore> SmallAsync()
    {
        var store = await MadeRun.SmallAsync(_folder.PathOf("morning.run"), Stop);
        await store.RecordAsync([new PageOutcome { Asked = "https://slow.example/", Address = "https://slow.example/", ErrorClass = "timeout", ErrorSays = "slow.example did not answer within 20 s." }], Stop);
        await store.DecideAsync([new Wanted(6, 0, 6)], "ada", Decided.Confirm, "keyword page", MadeRun.Now, Stop);
        return store;
    }

    private async Task<string> WriteAsync(RunStore store)
    {
        using var docket = new Docket(store);
        var path = _folder.PathOf("report.html");
        await using var writer = new StreamWriter(path);
        await HtmlReport.WriteAsync(store, await docket.NowAsync(Stop), everything: true, writer, MadeRun.Now, Stop);
        return path;
    }
}
