using Detector.Desk.Cases;
using Detector.Desk.Runs;

namespace Detector.Desk.Tests.Runs;

/// <summary>The same store on PostgreSQL: what differs between the two databases.</summary>
public sealed class PostgresTests(Postgres postgres) : IClassFixture<Postgres>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_lives_in_a_schema_and_reads_back_what_was_written()
    {
        var place = await postgres.SchemaAsync("one");
        var store = await MadeRun.SmallAsync(place, Stop);
        await store.AddAsync(["https://new.example/\0\ud800", "https://long.example/" + new string('x', 8_000)], Stop);
        (await Should.ThrowAsync<RunException>(() => RunStore.CreateAsync(place, "{}", "test", MadeRun.Now, Stop))).Message.ShouldContain("holds a run");

        var opened = await RunStore.OpenAsync(place, Stop);
        var counts = await opened.CountAsync(Stop);
        using var docket = new Docket(opened);
        var view = await docket.NowAsync(Stop);

        counts.Pages.ShouldBe(11);
        counts.Pending.ShouldBe(2);
        view.Cases[1].FetchedAt.ShouldBe(MadeRun.Now);
        view.Cases[1].Shown.ShouldBe(new DateOnly(2026, 2, 20));
        view.Networks.All.ShouldHaveSingleItem().Sites.Count.ShouldBe(3);
        (await CaseFile.OfAsync(view, 1, opened, Stop))!.Twins.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Of_many_who_decide_at_once_on_what_they_saw_one_is_stored_and_the_others_are_told()
    {
        var store = await MadeRun.SmallAsync(await postgres.SchemaAsync("two"), Stop);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => store.DecideAsync([new Wanted(1, 0, 1), new Wanted(2, 0, 2)], $"m{i}", Decided.Confirm, null, MadeRun.Now, Stop)));

        answers.Sum(answer => answer.Stored.Count).ShouldBe(2);
        (await store.DecisionsAsync(stop: Stop)).Count.ShouldBe(2);
        using var docket = new Docket(store);
        (await docket.NowAsync(Stop)).Cases[1].Standing.Status.ShouldBe(Status.Confirmed);
    }

    [Fact]
    public async Task One_process_scans_a_schema_at_a_time()
    {
        var store = await MadeRun.SmallAsync(await postgres.SchemaAsync("three"), Stop);
        var neighbour = await MadeRun.SmallAsync(await postgres.SchemaAsync("four"), Stop);

        await using (await store.HoldAsync(Stop))
        {
            (await Should.ThrowAsync<RunException>(() => store.HoldAsync(Stop))).Message.ShouldContain("Another process");
            await using var other = await neighbour.HoldAsync(Stop);
        }
        await using var after = await store.HoldAsync(Stop);
    }

    [Fact]
    public async Task A_hold_whose_connection_was_cut_is_given_up_without_complaint()
    {
        var at = await postgres.SchemaAsync("cut");
        var store = await MadeRun.SmallAsync(at, Stop);
        await using (await store.HoldAsync(Stop))
        {
            await using var admin = new Npgsql.NpgsqlConnection(at);
            await admin.OpenAsync(Stop);
            await using var cut = admin.CreateCommand();
            cut.CommandText = "SELECT count(pg_terminate_backend(pid)) FROM pg_locks WHERE locktype = 'advisory' AND objid::bigint = hashtext(current_schema())::bigint & 4294967295";
            (await cut.ExecuteScalarAsync(Stop)).ShouldBe(1L);
        }
        await using var after = await store.HoldAsync(Stop);
    }

    [Fact]
    public async Task A_server_that_is_away_is_said_in_a_sentence() =>
        (await Should.ThrowAsync<RunException>(() => RunStore.OpenAsync("Host=127.0.0.1;Port=1;Database=runs;Timeout=5", Stop))).Message.ShouldContain("cannot be opened");
}
