using Detector.Desk.Runs;
using Microsoft.EntityFrameworkCore;

namespace Detector.Desk.Tests.Runs;

public sealed class RunStoreTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 9, 0, 0, TimeSpan.FromHours(1));

    private readonly Folder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Addresses_keep_their_order_and_spellings_of_one_are_asked_once()
    {
        var store = await NewAsync();

        (await store.AddAsync(["https://b.example/x", "HTTP://A.example:80/", "https://B.example/x#part", "no address", "http://a.example"], Stop)).ShouldBe(3);
        (await store.AddAsync(["https://b.example/x", "https://c.example/"], Stop)).ShouldBe(1);

        var pending = await store.PendingAsync(10, 0, Stop);
        pending.Select(page => page.Asked).ShouldBe(["https://b.example/x", "HTTP://A.example:80/", "no address", "https://c.example/"]);
        pending[1].Address.ShouldBe("http://a.example/");
        pending[2].Address.ShouldBeNull();
        (await store.PendingAsync(10, pending[1].Id, Stop)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_final_record_is_written_once_and_with_its_batch()
    {
        var store = await NewAsync();
        await store.AddAsync(["https://a.example/", "https://b.example/"], Stop);
        var pages = await store.PendingAsync(10, 0, Stop);

        await store.RecordAsync([new PageOutcome { PageId = pages[0].Id, Status = 200, FetchedAt = Now, Hops = [new Hop("https://a.example/", 301)], FinalAddress = "https://www.c.example/z", Headers = [new HeaderField("Server", "x\0y")], Traits = new PageTraits("x\0y", null, "", [], []) }], Stop);
        var twice = await Should.ThrowAsync<RunException>(() => store.RecordAsync([new PageOutcome { PageId = pages[1].Id, ErrorClass = "timeout" }, new PageOutcome { PageId = pages[0].Id }], Stop));

        twice.Message.ShouldContain("final record already");
        (await store.PendingAsync(10, 0, Stop)).ShouldHaveSingleItem().Id.ShouldBe(pages[1].Id);
        var seen = (await store.FindAsync("https://a.example", Stop))!;
        seen.Site.ShouldBe("c.example");
        seen.Hops.ShouldBe([new Hop("https://a.example/", 301)]);
        seen.Headers.ShouldBe([new HeaderField("Server", "x\0y")]);
        seen.Title.ShouldBe("x\uFFFDy");
        seen.FetchedAt.ShouldBe(Now);
    }

    [Fact]
    public async Task Two_scans_at_once_record_each_page_once()
    {
        var store = await NewAsync();
        await store.AddAsync(["https://a.example/"], Stop);
        var page = (await store.PendingAsync(1, 0, Stop))[0];
        var other = await RunStore.OpenAsync(_folder.PathOf("a.run"), Stop);

        var results = await Task.WhenAll(new[] { store, other }.Select(async one =>
        {
            try
            {
                await one.RecordAsync([new PageOutcome { PageId = page.Id, Status = 200 }], Stop);
                return true;
            }
            catch (RunException)
            {
                return false;
            }
        }));

        results.Count(done => done).ShouldBe(1);
    }

    [Fact]
    public async Task Counts_are_of_the_last_verdict_and_older_ones_stay()
    {
        var store = await NewAsync();
        await store.AddAsync(["https://a.example/", "https://b.example/", "https://c.example/"], Stop);
        var pages = await store.PendingAsync(10, 0, Stop);
        await store.RecordAsync([
            new PageOutcome { PageId = pages[0].Id, Traits = new PageTraits("Ferry", new DateOnly(2026, 2, 1), "The ferry.", [1], [2, 3]), Verdict = Said("farm-template", 0.9) },
            new PageOutcome { PageId = pages[1].Id, ErrorClass = "robots", ErrorSays = "robots.txt of b.example says no." }], Stop);

        await store.JudgeAgainAsync([(pages[0].Id, Said("ordinary", 0.1) with { Model = "newer" }, null)], Stop);

        var counts = await store.CountAsync(Stop);
        counts.ShouldSatisfyAllConditions(
            () => counts.Pages.ShouldBe(3), () => counts.Pending.ShouldBe(1), () => counts.ByKind.ShouldHaveSingleItem().ShouldBe(new KeyValuePair<string, int>("ordinary", 1)),
            () => counts.Errors.ShouldHaveSingleItem().ShouldBe(new KeyValuePair<string, int>("robots", 1)));
    }

    [Fact]
    public async Task A_page_nobody_asked_for_gets_a_row_under_the_inputs_name()
    {
        var store = await NewAsync();

        var ids = await store.RecordAsync([new PageOutcome { Asked = "pages/a.html", Address = "https://a.example/1" }, new PageOutcome { Asked = "pages/b.html", Address = "https://a.example/1" }], Stop);

        ids.Count.ShouldBe(2);
        (await store.FindAsync("pages/b.html", Stop))!.Site.ShouldBe("a.example");
    }

    [Fact]
    public async Task One_process_scans_a_run_at_a_time()
    {
        var store = await NewAsync();

        await using (await store.HoldAsync(Stop))
            (await Should.ThrowAsync<RunException>(() => store.HoldAsync(Stop))).Message.ShouldContain("Another process");

        await using var after = await store.HoldAsync(Stop);
        after.ShouldNotBeNull();
    }

    [Fact]
    public async Task What_is_no_run_is_said_in_a_sentence()
    {
        await File.WriteAllTextAsync(_folder.PathOf("letter.txt"), new string('x', 5000), Stop);

        (await Should.ThrowAsync<RunException>(() => RunStore.OpenAsync(_folder.PathOf("letter.txt"), Stop))).Message.ShouldContain("is no run");
        (await Should.ThrowAsync<RunException>(() => RunStore.OpenAsync(_folder.PathOf("none.run"), Stop))).Message.ShouldContain("There is no run");
        await NewAsync();
        (await Should.ThrowAsync<RunException>(NewAsync)).Message.ShouldContain("--resume");
    }

    [Fact]
    public void Model_and_migrations_agree()
    {
        foreach (var place in new[] { _folder.PathOf("b.run"), "Host=localhost;Database=x" })
        {
            using var context = RunPlace.Of(place).Context();
            context.Database.HasPendingModelChanges().ShouldBeFalse($"Add a migration for {context.GetType().Name} (see Migrations/README.md).");
        }
    }

    [Fact]
    public void A_connection_string_is_shown_without_its_password()
    {
        RunPlace.Of("postgres://ada:secret@db.example:5433/runs").Shown.ShouldBe("runs on db.example");
        RunPlace.Of("Host=db.example;Database=runs;Password=secret").IsPostgres.ShouldBeTrue();
        Should.Throw<RunException>(() => RunPlace.Of("Host=a;Nonsense=1")).Message.ShouldContain("Nonsense");
    }

    private static NewVerdict Said(string kind, double probability) => new() { Model = "made", JudgedAt = Now, Kind = kind, Flagged = probability > 0.5, Probability = probability, Result = "{}"u8.ToArray() };

    private Task<RunStore> NewAsync() => RunStore.CreateAsync(_folder.PathOf("a.run"), "{}", "test", Now, Stop);
}
