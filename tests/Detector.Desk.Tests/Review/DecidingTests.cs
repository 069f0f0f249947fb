using Detector.Desk.Runs;
using Detector.Desk.Tests.Browser;

namespace Detector.Desk.Tests.Review;

public sealed class DecidingTests(Chromium chromium) : IDisposable
{
    private readonly Folder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_morning_by_keyboard()
    {
        await using var desk = await SmallAsync();
        await using var visitor = await chromium.VisitorAsync();
        var page = await desk.EnterAsync(visitor);
        (await TitleAsync(page)).ShouldBe("Ferry is hauled ashore -CrestLedger");

        await page.PressAndArriveAsync("c");
        (await TitleAsync(page)).ShouldBe("Ferry is hauled ashore -PeakLedger");
        await page.PressAndArriveAsync("j");
        (await TitleAsync(page)).ShouldBe("Pool will open -PeakLedger");
        await page.PressAndArriveAsync("k");
        (await TitleAsync(page)).ShouldBe("Ferry is hauled ashore -PeakLedger");
        await page.Keyboard.PressAsync("n");
        await page.Keyboard.TypeAsync("crumb and brand");
        await page.Keyboard.PressAsync("Escape");
        await page.PressAndArriveAsync("r");
        await page.PressAndArriveAsync("u");

        var decisions = await desk.Store.DecisionsAsync(stop: Stop);
        decisions.Select(decision => (decision.PageId, decision.What, decision.Who)).ShouldBe([(1, Decided.Confirm, "ada"), (2, Decided.Reject, "ada"), (3, Decided.Unsure, "ada")]);
        decisions[1].Why.ShouldBe("crumb and brand");
        decisions[1].VerdictId.ShouldBe(2);

        await page.PressAndArriveAsync("z");
        await page.PressAndArriveAsync("z");
        (await TitleAsync(page)).ShouldBe("Ferry is hauled ashore -PeakLedger");
        (await desk.Store.DecisionsAsync(stop: Stop)).Skip(3).Select(decision => (decision.PageId, decision.What)).ShouldBe([(3, Decided.Undo), (2, Decided.Undo)]);
        visitor.Wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task Letters_typed_into_a_reason_decide_nothing()
    {
        await using var desk = await SmallAsync();
        await using var visitor = await chromium.VisitorAsync();
        var page = await desk.EnterAsync(visitor);

        await page.Keyboard.PressAsync("n");
        await page.Keyboard.TypeAsync("curz jk");

        (await page.InputValueAsync("input[name=why]")).ShouldBe("curz jk");
        (await desk.Store.DecisionsAsync(stop: Stop)).ShouldBeEmpty();
    }

    [Fact]
    public async Task One_decision_covers_a_network_after_a_preview_and_one_undo_takes_it_back()
    {
        await using var desk = await SmallAsync();
        await using var visitor = await chromium.VisitorAsync();
        var page = await desk.EnterAsync(visitor);

        await page.Keyboard.PressAsync("s");
        await page.PressAndArriveAsync("c");
        (await page.Locator("h1").TextContentAsync()).ShouldBe("Confirm 4 pages of 3 sites");
        (await desk.Store.DecisionsAsync(stop: Stop)).ShouldBeEmpty("a preview decides nothing");
        await page.CheckAsync("input[name=without][value='4']");
        await page.PressAndArriveAsync("c");

        var decisions = await desk.Store.DecisionsAsync(stop: Stop);
        decisions.Select(decision => decision.PageId).ShouldBe([1, 2, 3]);
        decisions.Select(decision => decision.GroupId).Distinct().ShouldHaveSingleItem().ShouldNotBeNull();
        (await page.Locator(".say[role=status]").TextContentAsync())!.ShouldContain("3 pages confirmed");

        await page.PressAndArriveAsync("z");
        (await desk.Store.DecisionsAsync(stop: Stop)).Skip(3).Select(decision => (decision.PageId, decision.What)).ShouldBe([(1, Decided.Undo), (2, Decided.Undo), (3, Decided.Undo)]);
        visitor.Wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_second_moderator_is_told_and_then_asks_for_a_second_opinion()
    {
        await using var desk = await SmallAsync();
        await using var ada = await chromium.VisitorAsync();
        await using var ben = await chromium.VisitorAsync();
        var hers = await desk.EnterAsync(ada, "ada");
        var his = await desk.EnterAsync(ben, "ben");
        await his.GotoAsync(desk.Address + "/case/1");

        await hers.PressAndArriveAsync("c");
        await his.PressAndArriveAsync("r");

        (await his.Locator("[role=alert]").TextContentAsync())!.ShouldContain("ada confirmed this page");
        (await desk.Store.DecisionsAsync(stop: Stop)).ShouldHaveSingleItem().Who.ShouldBe("ada", "nothing is overwritten");

        await his.PressAndArriveAsync("r");
        (await desk.Store.DecisionsAsync(stop: Stop)).Count.ShouldBe(2);
        await hers.GotoAsync(desk.Address + "/");
        (await TitleAsync(hers)).ShouldBe("Ferry is hauled ashore -CrestLedger", "a dispute comes first");
        (await hers.Locator(".say").TextContentAsync())!.ShouldContain("second opinion");

        await using var cy = await chromium.VisitorAsync();
        var theirs = await desk.EnterAsync(cy, "cy");
        await theirs.PressAndArriveAsync("c");
        await theirs.GotoAsync(desk.Address + "/case/1?show=all");
        (await theirs.Locator(".case .chips").First.TextContentAsync())!.ShouldContain("confirmed");
    }

    [Fact]
    public async Task Without_scripts_everything_works_too()
    {
        await using var desk = await SmallAsync();
        await using var visitor = await chromium.VisitorAsync(scripts: false);
        var page = await desk.EnterAsync(visitor);

        await page.FillAsync("input[name=why]", "by mouse");
        await page.ClickAsync("button.confirm");
        await page.SelectOptionAsync("select[name=order]", "doubt");
        await page.ClickAsync(".finder button");
        (await TitleAsync(page)).ShouldBe("Ten ways to fold a map");
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Undo" }).ClickAsync();

        (await desk.Store.DecisionsAsync(stop: Stop)).Select(decision => (decision.What, decision.Why)).ShouldBe([(Decided.Confirm, "by mouse"), (Decided.Undo, null)]);
    }

    [Fact]
    public async Task Search_and_filters_find_what_they_say()
    {
        await using var desk = await SmallAsync();
        await using var visitor = await chromium.VisitorAsync();
        var page = await desk.EnterAsync(visitor);

        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("otley plumber");
        await page.PressAndArriveAsync("Enter");
        page.Url.ShouldContain("q=otley");
        (await page.Locator(".list li a").CountAsync()).ShouldBe(1);
        await page.GotoAsync(desk.Address + "/?show=all&kind=ordinary");
        (await page.Locator(".list li a").CountAsync()).ShouldBe(2);
        await page.GotoAsync(desk.Address + "/?show=all&site=doors.example");
        (await page.Locator(".list li a").CountAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task A_note_decides_nothing_and_stays()
    {
        await using var desk = await SmallAsync();
        await using var visitor = await chromium.VisitorAsync();
        var page = await desk.EnterAsync(visitor);

        await page.FillAsync("input[name=why]", "asked the hoster");
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Note" }).ClickAsync();

        (await TitleAsync(page)).ShouldBe("Ferry is hauled ashore -CrestLedger");
        (await page.Locator(".case").TextContentAsync())!.ShouldContain("asked the hoster");
        (await page.Locator(".list li a").CountAsync()).ShouldBe(7);
    }

    private async Task<OpenDesk> SmallAsync() => await OpenDesk.OpenAsync(await MadeRun.SmallAsync(_folder.PathOf("a.run"), Stop), Stop);

    private static async Task<string?> TitleAsync(Microsoft.Playwright.IPage page) => await page.Locator("h1#title").TextContentAsync();
}
