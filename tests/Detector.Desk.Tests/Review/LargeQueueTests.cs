using System.Diagnostics;
using Detector.Desk.Runs;
using Detector.Desk.Tests.Browser;

namespace Detector.Desk.Tests.Review;

public sealed class LargeQueueTests(Chromium chromium, LargeRun run)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ten_thousand_pages_wait_and_the_first_is_there_at_once()
    {
        await using var desk = await OpenDesk.OpenAsync(await run.StoreAsync(), Stop);
        await using var visitor = await chromium.VisitorAsync();
        var page = await desk.EnterAsync(visitor);

        (await page.Locator(".finder [role=status]").TextContentAsync())!.ShouldContain("pages wait");
        (await page.Locator(".list li a").CountAsync()).ShouldBe(50);
        var paint = await visitor.FirstPaintAsync();
        var steps = new List<double>();
        for (var i = 0; i < 12; i++)
        {
            await page.PressAndArriveAsync("j");
            steps.Add(await page.EvaluateAsync<double>("() => { const at = performance.getEntriesByType('navigation')[0]; return at.responseEnd - at.requestStart; }"));
        }
        await page.PressAndArriveAsync("c");

        (await desk.Store.DecisionsAsync(stop: Stop)).ShouldContain(decision => decision.GroupId == null);
        TestContext.Current.TestOutputHelper!.WriteLine($"first paint {paint:0} ms; next page, answer of the server, median {steps.Order().ElementAt(6):0} ms, worst {steps.Max():0} ms");
        // Generous: these guard against a list that grows with the queue, not against a busy machine.
        paint.ShouldBeLessThan(5_000);
        steps.Order().ElementAt(6).ShouldBeLessThan(1_000);
    }

    [Fact]
    public async Task A_network_of_more_than_a_thousand_pages_is_decided_with_one_press()
    {
        await using var desk = await OpenDesk.OpenAsync(await run.StoreAsync(), Stop);
        await using var visitor = await chromium.VisitorAsync();
        var page = await desk.EnterAsync(visitor);

        await page.SelectOptionAsync("select[name=scope]", "network");
        await page.PressAndArriveAsync("c");
        await page.PressAndArriveAsync("c");

        (await desk.Store.DecisionsAsync(stop: Stop)).Count.ShouldBeGreaterThan(1_000);
        visitor.Wrong.ShouldBeEmpty();
    }
}
