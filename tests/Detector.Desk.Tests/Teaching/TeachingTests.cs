using System.Text.Json;
using Detector.Desk.Cases;
using Detector.Desk.Runs;
using Detector.Desk.Teaching;

namespace Detector.Desk.Tests.Teaching;

public sealed class TeachingTests : IDisposable
{
    private readonly Folder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Cohens_kappa_of_his_own_example()
    {
        // The textbook table of two readers and fifty proposals: both yes 20, both no 15, one alone 5, the other alone 10: kappa 0.4.
        List<(bool, bool)> both = [.. Enumerable.Repeat((true, true), 20), .. Enumerable.Repeat((true, false), 5), .. Enumerable.Repeat((false, true), 10), .. Enumerable.Repeat((false, false), 15)];

        var pair = Agreement.Pair("a", "b", both);

        pair.Agreed.ShouldBe(0.7, 1e-12);
        pair.Kappa!.Value.ShouldBe(0.4, 1e-12);
    }

    [Fact]
    public void Fleiss_kappa_of_two_answers_a_page_is_Scotts_pi()
    {
        // Scott 1955 on the same table: 45 + 30 of 100 answers are yes ... 0.55; expected 0.505; pi = (0.7 - 0.505) / 0.495.
        List<(int, int)> pages = [.. Enumerable.Repeat((2, 2), 20), .. Enumerable.Repeat((1, 2), 15), .. Enumerable.Repeat((0, 2), 15)];

        Agreement.Fleiss(pages)!.Value.ShouldBe((0.7 - 0.505) / 0.495, 1e-12);
        Agreement.Fleiss([(3, 3), (2, 2)]).ShouldBeNull("nothing but one answer tells nothing about chance");
    }

    [Fact]
    public async Task What_the_model_got_wrong_is_told_by_signal()
    {
        var store = await MadeRun.SmallAsync(_folder.PathOf("a.run"), Stop);
        await store.DecideAsync([new Wanted(1, 0, 1), new Wanted(7, 0, 7)], "ada", Decided.Confirm, null, MadeRun.Now, Stop);
        await store.DecideAsync([new Wanted(5, 0, 5)], "ada", Decided.Reject, null, MadeRun.Now, Stop);
        using var docket = new Docket(store);

        var errors = await ModelErrors.OfAsync(await docket.NowAsync(Stop), store, Stop);

        errors.Right.ShouldBe(1);
        errors.FalseAlarms.ShouldHaveSingleItem().Id.ShouldBe(5);
        errors.Misses.ShouldHaveSingleItem().Id.ShouldBe(7);
        errors.Signals.Select(signal => (signal.Signal, signal.FalseAlarms, signal.Misses)).ShouldBe([("shown-seconds", 1, 0), ("counter-widgets", 0, 1)]);
    }

    [Fact]
    public async Task Labels_have_who_and_when_and_a_dispute_teaches_nothing()
    {
        var store = await MadeRun.SmallAsync(_folder.PathOf("a.run"), Stop);
        await store.DecideAsync([new Wanted(1, 0, 1)], "ada", Decided.Confirm, "crumb", MadeRun.Now, Stop);
        await store.DecideAsync([new Wanted(5, 0, 5)], "ada", Decided.Confirm, null, MadeRun.Now, Stop);
        await store.DecideAsync([new Wanted(5, 1, 5)], "ben", Decided.Reject, null, MadeRun.Now, Stop);
        await store.DecideAsync([new Wanted(9, 0, 9)], "ben", Decided.Reject, null, MadeRun.Now, Stop);
        await store.DecideAsync([new Wanted(8, 0, 8)], "ben", Decided.Reject, null, MadeRun.Now, Stop);
        await store.DecideAsync([new Wanted(8, 1, 8)], "ben", Decided.Undo, null, MadeRun.Now, Stop);
        using var docket = new Docket(store);

        var lines = (await LabelLines.OfAsync(await docket.NowAsync(Stop), store, Stop)).Select(line => JsonDocument.Parse(line).RootElement).ToList();

        lines.Select(line => (line.GetProperty("url").GetString(), line.GetProperty("decision").GetString(), line.GetProperty("who").GetString())).ShouldBe([
            ("https://one.kit.example/html/61b4.html", "confirm", "ada"), ("https://doors.example/plumber-in-wetherby", "unsure", "ada, ben"), ("https://clean.example/", "reject", "ben")]);
        lines[0].GetProperty("when").GetString().ShouldBe("2026-03-01T09:00:00Z");
        lines[0].GetProperty("source").GetString().ShouldBe("kit-b.example", "a farm with all its sites is one source");
    }
}
