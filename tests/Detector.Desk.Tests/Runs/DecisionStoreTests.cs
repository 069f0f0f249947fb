using Detector.Desk.Cases;
using Detector.Desk.Runs;
using Detector.Testing;

namespace Detector.Desk.Tests.Runs;

public sealed class DecisionStoreTests : IDisposable
{
    private readonly Folder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Of_many_who_decide_at_once_on_what_they_saw_one_is_stored_and_the_others_are_told()
    {
        var store = await MadeRun.SmallAsync(_folder.PathOf("a.run"), Stop);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => store.DecideAsync([new Wanted(1, 0, 1), new Wanted(2, 0, 2)], $"m{i}", Decided.Confirm, null, MadeRun.Now, Stop), Stop)));

        answers.Sum(answer => answer.Stored.Count).ShouldBe(2);
        answers.Count(answer => answer.Missed.Count == 2).ShouldBe(7);
        (await store.DecisionsAsync(stop: Stop)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_bulk_decision_passes_over_what_somebody_else_decided_meanwhile()
    {
        var store = await MadeRun.SmallAsync(_folder.PathOf("a.run"), Stop);
        await store.DecideAsync([new Wanted(2, 0, 2)], "ben", Decided.Reject, "honest", MadeRun.Now, Stop);

        var made = await store.DecideAsync([new Wanted(1, 0, 1), new Wanted(2, 0, 2), new Wanted(3, 0, 3)], "ada", Decided.Confirm, null, MadeRun.Now, Stop);

        made.Stored.Select(decision => decision.PageId).ShouldBe([1, 3]);
        made.Missed.ShouldHaveSingleItem().Why.ShouldBe("honest");
    }

    [Fact]
    public async Task A_docket_sees_what_another_host_stored()
    {
        var store = await MadeRun.SmallAsync(_folder.PathOf("a.run"), Stop);
        using var docket = new Docket(store);
        (await docket.NowAsync(Stop)).Cases[1].Standing.Status.ShouldBe(Status.Open);
        var other = await RunStore.OpenAsync(_folder.PathOf("a.run"), Stop);
        await other.DecideAsync([new Wanted(1, 0, 1)], "ben", Decided.Reject, null, MadeRun.Now, Stop);
        await other.RecordAsync([MadeRun.Page("https://late.example/", "Late", "doorway", 0.9)], Stop);

        var view = await docket.NowAsync(Stop);

        view.Cases[1].Standing.Status.ShouldBe(Status.Rejected);
        view.Cases.Values.ShouldContain(page => page.Site == "late.example");
    }

    [Fact]
    public async Task The_queue_begins_with_what_one_decision_settles_and_keeps_groups_together()
    {
        var store = await MadeRun.SmallAsync(_folder.PathOf("a.run"), Stop);
        using var docket = new Docket(store);
        var view = await docket.NowAsync(Stop);

        view.Queue(new Filter()).Select(page => page.Id).ShouldBe([1, 2, 3, 4, 5, 6, 8]);
        view.Queue(new Filter { Order = Order.Doubt })[0].Id.ShouldBe(8);
        view.Queue(new Filter { Search = "LEDGER pool" }).ShouldHaveSingleItem().Id.ShouldBe(3);
    }

    [Fact]
    public async Task A_newer_judgement_keeps_the_older_one_and_says_what_it_saw()
    {
        var store = await RunStore.CreateAsync(_folder.PathOf("a.run"), "{}", "test", MadeRun.Now, Stop);
        var judge = new RunJudge(new FarmDetector(), null, TimeProvider.System);
        var html = await File.ReadAllTextAsync(Directory.GetFiles(Repository.PathOf("samples"), "*.html")[0], Stop);
        var bytes = System.Text.Encoding.UTF8.GetBytes(html);
        var kept = _folder.PathOf("kept.html");
        await File.WriteAllBytesAsync(kept, bytes, Stop);
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
        await store.RecordAsync([MadeRun.Judged(judge, "https://a.example/", html) with { Sha256 = hash }, MadeRun.Judged(judge, "https://b.example/", html), new PageOutcome { Asked = "x", ErrorClass = "timeout" }], Stop);

        var done = await new Rejudging(store, judge).RunAsync([kept], static _ => { }, Stop);

        done.ShouldBe(new Rejudged(1, 1, 0));
        var first = await store.VerdictsAsync(1, Stop);
        first.Select(verdict => verdict.JudgedFrom).ShouldBe(["bytes", "bytes"]);
        first[1].Probability.ShouldBe(first[0].Probability);
        (await store.VerdictsAsync(2, Stop)).Select(verdict => verdict.JudgedFrom).ShouldBe(["bytes", "text"]);
        using var docket = new Docket(store);
        (await docket.NowAsync(Stop)).Cases[2].VerdictId.ShouldBe((await store.VerdictsAsync(2, Stop))[1].Id);
    }

    [Fact]
    public async Task Evidence_has_its_place_in_the_stored_text()
    {
        var store = await RunStore.CreateAsync(_folder.PathOf("a.run"), "{}", "test", MadeRun.Now, Stop);
        var judge = new RunJudge(new FarmDetector(), null, TimeProvider.System);
        await store.RecordAsync([.. Directory.GetFiles(Repository.PathOf("samples")).Where(path => path.EndsWith(".html", StringComparison.Ordinal)).Select((path, i) => MadeRun.Judged(judge, $"https://s{i}.example/", File.ReadAllText(path)))], Stop);

        var placed = 0;
        foreach (var row in await store.JudgedAsync(0, Stop))
        {
            var text = await store.TextAsync(row.Page.Id, Stop);
            foreach (var quote in (await store.ResultAsync(row.Verdict.Id, Stop))!.Reasons?.SelectMany(reason => reason.Evidence).Where(quote => quote.Start is not null) ?? [])
            {
                placed++;
                var there = text.Substring(quote.Start!.Value, quote.Length!.Value);
                Plain(there).ShouldStartWith(Plain(quote.Words.TrimEnd('…')));
            }
        }
        placed.ShouldBeGreaterThan(10);

        static string Plain(string words) => string.Concat(words.Where(c => !char.IsWhiteSpace(c)));
    }
}
