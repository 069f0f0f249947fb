using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Detector.Fingerprints;
using Detector.Index.Shared;
using Detector.Testing;

namespace Detector.Index.Tests.Shared;

/// <summary>The shared index on one server: what several processes see of each other, and what an absent server costs.</summary>
public sealed class SharedIndexTests(Garnet garnet, OneRedis redis) : IClassFixture<Garnet>, IClassFixture<OneRedis>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static TheoryData<string> Servers => ["garnet", "redis"];

    [Theory, MemberData(nameof(Servers))]
    public async Task A_page_is_found_from_another_machine_once_it_is_committed(string server)
    {
        var story = Stories.Page("https://herald.example/story", Stories.Words(1, 400));
        var copy = Stories.Query(Stories.Page("https://copy.example/page", Stories.Words(1, 400)));
        await using var writer = SharedIndex.OpenWrite(Place(server));
        await using var reader = SharedIndex.OpenRead(writer.Place);
        await writer.AddAsync([story], TestContext.Current.CancellationToken);
        (await reader.Ask(copy)).Pages.ShouldBeEmpty("nothing is found before the commit");

        await writer.CommitAsync(TestContext.Current.CancellationToken);

        var answer = await reader.Ask(copy);
        answer.Coverage.ShouldBe(Coverage.Checked);
        answer.Away.ShouldBeNull();
        var neighbour = answer.Pages.ShouldHaveSingleItem();
        neighbour.Page.ShouldBe(story.Page with { Lead = neighbour.Page.Lead });
        neighbour.ShareHere.ShouldBeGreaterThan(.95);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task A_text_on_more_sites_than_are_kept_is_found_on_the_earliest_and_takes_bounded_memory(string server)
    {
        await using var index = SharedIndex.OpenWrite(Place(server));
        var words = Stories.Words(1, 300);
        for (var batch = 0; batch < 3; batch++) await index.Fill([.. Enumerable.Range(0, 120).Select(page => Stories.Page($"https://site{batch}x{page}.example/story", words))]);

        var answer = await index.Ask(Stories.Query(Stories.Page("https://copy.example/page", words)));

        answer.Sites.ShouldBe(NeighbourSearch.MostPostings);
        answer.Pages[0].Page.Address.ShouldBe("https://site0x0.example/story");
        (await index.StatsAsync(TestContext.Current.CancellationToken)).Postings.ShouldBe(Stories.Page("https://copy.example/page", words).Fingerprint.Stored.Count() * (long)NeighbourSearch.MostPostings);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Two_who_add_at_once_lose_nothing_and_file_what_both_add_once(string server)
    {
        await using var one = SharedIndex.OpenWrite(Place(server));
        await using var other = SharedIndex.OpenWrite(one.Place);
        IndexEntry[] Pages(string site) => [.. Enumerable.Range(0, 150).Select(page => Stories.Page($"https://{site}.example/{page}", Stories.Words(page, 200)))];

        await Task.WhenAll(Add(one, "herald"), Add(other, "gazette"));

        (await one.Pages()).ShouldBe(450);
        one.Verify().ShouldBeEmpty();
        foreach (var page in new[] { 0, 77, 149 })
        {
            var answer = await other.Ask(Stories.Query(Stories.Page("https://copy.example/page", Stories.Words(page, 200))));
            answer.Pages.Select(neighbour => neighbour.Page.Address).Order(StringComparer.Ordinal).ShouldBe([$"https://both.example/{page}", $"https://gazette.example/{page}", $"https://herald.example/{page}"]);
        }

        async Task Add(SharedIndex index, string site)
        {
            foreach (var some in Pages(site).Zip(Pages("both")).Chunk(10))
            {
                await index.AddAsync([.. some.SelectMany(page => new[] { page.First, page.Second })], TestContext.Current.CancellationToken);
                await index.CommitAsync(TestContext.Current.CancellationToken);
            }
        }
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task What_one_removes_no_other_finds(string server)
    {
        await using var one = SharedIndex.OpenWrite(Place(server));
        await using var other = SharedIndex.OpenWrite(one.Place);
        var query = Stories.Query(Stories.Page("https://copy.example/page", Stories.Words(1, 300)));
        var story = Stories.Page("https://herald.example/story", Stories.Words(1, 300));
        await one.Fill(story, Stories.Page("https://gazette.example/story", Stories.Words(1, 300)));
        (await other.Ask(query)).Sites.ShouldBe(2);

        await one.Remove("https://herald.example/story", "https://nobody.example/");

        (await other.Ask(query)).Pages.ShouldHaveSingleItem().Page.Address.ShouldBe("https://gazette.example/story");
        (await other.Pages()).ShouldBe(1);
        await other.Fill(story);
        (await one.Ask(query)).Sites.ShouldBe(2);
        one.Verify().ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task A_removed_page_leaves_the_lists_it_stood_in_when_somebody_adds_to_them(string server)
    {
        await using var one = SharedIndex.OpenWrite(Place(server));
        await using var other = SharedIndex.OpenWrite(one.Place);
        var places = Stories.Page("https://a.example/", Stories.Words(1, 300)).Fingerprint.Stored.Count();
        await one.Fill([.. Enumerable.Range(0, 30).Select(page => Stories.Page($"https://herald{page}.example/story", Stories.Words(1, 300)))]);
        await one.Remove([.. Enumerable.Range(5, 20).Select(page => $"https://herald{page}.example/story")]);
        (await Places(one)).ShouldBe(30 * places);

        await other.Fill(Stories.Page("https://gazette.example/story", Stories.Words(1, 300)));

        (await Places(one)).ShouldBe(11 * places);
        (await ListLengths(server, one.Place.Name)).ShouldBe(Enumerable.Repeat(11L, places));
        (await one.Ask(Stories.Query(Stories.Page("https://copy.example/page", Stories.Words(1, 300))))).Sites.ShouldBe(11);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Sweeping_takes_every_removed_page_out_and_leaves_the_answers_as_they_were(string server)
    {
        await using var one = SharedIndex.OpenWrite(Place(server));
        await using var other = SharedIndex.OpenWrite(one.Place);
        await one.Fill([.. Enumerable.Range(0, 40).Select(page => Stories.Page($"https://herald{page}.example/story", Stories.Words(page % 7, 300)))]);
        await one.Remove([.. Enumerable.Range(0, 30).Select(page => $"https://herald{page}.example/story")]);
        PageQuery[] queries = [.. Enumerable.Range(0, 7).Select(story => Stories.Query(Stories.Page("https://copy.example/page", Stories.Words(story, 300))))];
        var before = (await one.LookupAsync(queries, TestContext.Current.CancellationToken)).Select(answer => answer.Told()).ToList();
        var left = (await ListLengths(server, one.Place.Name)).Sum();

        var taken = await other.SweepAsync(TestContext.Current.CancellationToken);

        taken.ShouldBeInRange(left * 2 / 3, left * 5 / 6);
        (await ListLengths(server, one.Place.Name)).Sum().ShouldBe(left - taken);
        (await Places(one)).ShouldBe(left - taken);
        (await other.SweepAsync(TestContext.Current.CancellationToken)).ShouldBe(0);
        (await other.LookupAsync(queries, TestContext.Current.CancellationToken)).Select(answer => answer.Told()).ShouldBe(before);
        await one.Remove([.. Enumerable.Range(30, 10).Select(page => $"https://herald{page}.example/story")]);
        await one.SweepAsync(TestContext.Current.CancellationToken);
        (await ListLengths(server, one.Place.Name)).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Sweeping_while_others_add_and_remove_loses_no_page(string server)
    {
        await using var one = SharedIndex.OpenWrite(Place(server));
        await using var other = SharedIndex.OpenWrite(one.Place);
        await using var sweeper = SharedIndex.OpenWrite(one.Place);
        var words = Stories.Words(1, 150);
        var adding = Task.Run(async () =>
        {
            for (var page = 0; page < 60; page++) await one.Fill(Stories.Page($"https://herald{page}.example/story", words));
        }, TestContext.Current.CancellationToken);
        var removing = Task.Run(async () =>
        {
            for (var page = 0; page < 60; page++)
            {
                await other.Fill(Stories.Page($"https://gazette{page}.example/story", words));
                await other.Remove($"https://gazette{page}.example/story");
            }
        }, TestContext.Current.CancellationToken);

        while (!adding.IsCompleted || !removing.IsCompleted) await sweeper.SweepAsync(TestContext.Current.CancellationToken);
        await Task.WhenAll(adding, removing);
        await sweeper.SweepAsync(TestContext.Current.CancellationToken);

        (await one.Ask(Stories.Query(Stories.Page("https://copy.example/page", words)))).Sites.ShouldBe(60);
        (await ListLengths(server, one.Place.Name)).ShouldAllBe(length => length == 60);
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task Adding_and_removing_the_same_pages_at_once_leaves_none_half_there(string server)
    {
        await using var one = SharedIndex.OpenWrite(Place(server));
        await using var other = SharedIndex.OpenWrite(one.Place);
        await using var third = SharedIndex.OpenWrite(one.Place);
        IndexEntry[] pages = [.. Enumerable.Range(0, 12).Select(page => Stories.Page($"https://herald.example/{page}", Stories.Words(page, 120)))];
        string[] addresses = [.. pages.Select(page => page.Page.Address)];

        await Task.WhenAll(Repeat(() => one.Fill(pages)), Repeat(() => other.Fill(pages)), Repeat(() => third.Remove(addresses)));

        one.Verify().ShouldBeEmpty();
        var there = one.Pages([]).Select(page => page.Address).ToHashSet(StringComparer.Ordinal);
        (await one.Pages()).ShouldBe(there.Count);
        for (var page = 0; page < pages.Length; page++)
            (await other.Ask(Stories.Query(Stories.Page("https://copy.example/page", Stories.Words(page, 120))))).Pages.Count.ShouldBe(there.Contains(addresses[page]) ? 1 : 0);
        await one.Fill(pages);
        (await other.Pages()).ShouldBe(pages.Length);
        await other.Remove(addresses);
        (await one.Pages()).ShouldBe(0);
        (await one.Ask(Stories.Query(Stories.Page("https://copy.example/page", Stories.Words(3, 120))))).Pages.ShouldBeEmpty();

        static async Task Repeat(Func<Task> what)
        {
            for (var round = 0; round < 40; round++) await what();
        }
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task An_index_made_anew_on_an_emptied_server_forgets_what_was_removed_from_the_old(string server)
    {
        await using var one = SharedIndex.OpenWrite(Place(server));
        var story = Stories.Page("https://herald.example/story", Stories.Words(1, 300));
        var query = Stories.Query(Stories.Page("https://copy.example/page", Stories.Words(1, 300)));
        await one.Fill(story);
        await one.Remove(story.Page.Address);
        (await one.Ask(query)).Pages.ShouldBeEmpty();

        await using (var client = await StackExchange.Redis.ConnectionMultiplexer.ConnectAsync($"{EndPoint(server)},allowAdmin=true,protocol=resp2")) await client.GetDatabase().ExecuteAsync("FLUSHALL");
        await using var other = SharedIndex.OpenWrite(one.Place);
        await other.Fill(story);

        (await one.Ask(query)).Pages.ShouldHaveSingleItem();
    }

    [Theory, MemberData(nameof(Servers))]
    public async Task A_server_without_an_index_of_that_name_is_said_to_have_none(string server)
    {
        Should.Throw<IndexAwayException>(() => SharedIndex.OpenRead(Place(server))).Message.ShouldContain("holds no index");
        await using var made = SharedIndex.OpenWrite(Place(server));
        made.Verify().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_that_is_not_there_leaves_copies_unchecked_and_takes_no_pages()
    {
        var place = SharedPlace.Parse($"redis://127.0.0.1:{RedisServer.FreePort()}/x?timeout=300ms");

        await using var index = SharedIndex.OpenRead(place);
        var answer = await index.Ask(Stories.Query(Stories.Page("https://copy.example/page", Stories.Words(1, 300))));

        answer.Coverage.ShouldBe(Coverage.NotChecked);
        answer.Answered.ShouldBe(0);
        answer.Away!.ShouldContain(place.ToString());
        Should.Throw<IndexAwayException>(() => SharedIndex.OpenWrite(place)).Message.ShouldContain(place.ToString());
    }

    [Fact]
    public async Task A_server_with_a_password_lets_in_who_knows_it_and_the_password_is_never_repeated()
    {
        using var server = new RedisServer("--requirepass", "open-sesame");
        var query = Stories.Query(Stories.Page("https://copy.example/page", Stories.Words(1, 300)));
        await using (var index = SharedIndex.OpenWrite(SharedPlace.Parse($"redis://:open-sesame@{server.EndPoint}/x?timeout=5s")))
        {
            await index.Fill(Stories.Page("https://herald.example/story", Stories.Words(1, 300)));
            (await index.Ask(query)).Pages.ShouldHaveSingleItem();
            index.Place.ToString().ShouldNotContain("sesame");
        }

        var wrong = SharedPlace.Parse($"redis://:close-sesame@{server.EndPoint}/x?timeout=500ms");
        await using var shut = SharedIndex.OpenRead(wrong);
        (await shut.Ask(query)).Coverage.ShouldBe(Coverage.NotChecked);
        Should.Throw<IndexAwayException>(() => SharedIndex.OpenWrite(wrong)).Message.ShouldNotContain("sesame");
    }

    [Fact]
    public async Task A_server_that_takes_connections_and_never_answers_costs_bounded_time()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var place = SharedPlace.Parse($"redis://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/x?timeout=300ms");
        var took = Stopwatch.StartNew();

        await using var index = SharedIndex.OpenRead(place);
        var answer = await index.Ask(Stories.Query(Stories.Page("https://copy.example/page", Stories.Words(1, 300))));

        answer.Coverage.ShouldBe(Coverage.NotChecked);
        took.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_server_that_falls_silent_costs_each_lookup_the_time_out_at_most_and_is_asked_again_later()
    {
        using var server = new RedisServer();
        await using var index = SharedIndex.OpenWrite(SharedPlace.Parse($"redis://{server.EndPoint}/x?timeout=400ms"));
        await index.Fill(Stories.Page("https://herald.example/story", Stories.Words(1, 300)));
        var query = Stories.Query(Stories.Page("https://copy.example/page", Stories.Words(1, 300)));
        (await index.Ask(query)).Pages.ShouldHaveSingleItem();

        server.Pause();
        var took = Stopwatch.StartNew();
        var answers = new List<Neighbours>();
        for (var asked = 0; asked < 20; asked++) answers.Add(await index.Ask(query));
        took.Stop();
        server.Resume();

        answers.ShouldAllBe(answer => answer.Coverage == Coverage.NotChecked && answer.Away!.Contains("did not answer within 0.4 s"));
        // Twenty time-outs would be eight seconds; while it rests it is not asked.
        took.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(6));
        (await Until(index, query, Coverage.Checked)).Pages.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_server_that_is_restarted_is_found_again_and_what_could_not_be_added_is_added_then()
    {
        using var server = new RedisServer("--appendonly", "yes", "--appendfsync", "always");
        await using var index = SharedIndex.OpenWrite(SharedPlace.Parse($"redis://{server.EndPoint}/x?timeout=2s"));
        await index.Fill(Stories.Page("https://herald.example/story", Stories.Words(1, 300)));
        var query = Stories.Query(Stories.Page("https://copy.example/page", Stories.Words(1, 300)));

        server.Kill();
        (await index.Ask(query)).Coverage.ShouldBe(Coverage.NotChecked);
        (await Should.ThrowAsync<IndexAwayException>(() => index.Fill(Stories.Page("https://gazette.example/story", Stories.Words(1, 300))))).Message.ShouldContain("waits for the next commit");
        server.Start();

        (await Until(index, query, Coverage.Checked)).Pages.ShouldHaveSingleItem().Page.Address.ShouldBe("https://herald.example/story");
        await Commit(index);
        (await index.Ask(query)).Sites.ShouldBe(2);
        (await index.Pages()).ShouldBe(2);
        index.Verify().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_service_may_start_before_its_server_and_use_it_once_it_is_there()
    {
        using var server = new RedisServer();
        server.Kill();
        var place = SharedPlace.Parse($"redis://{server.EndPoint}/x?timeout=1s");
        await using var writer = SharedIndex.OpenWrite(place, mustAnswer: false);
        await using var reader = SharedIndex.OpenRead(place);
        var query = Stories.Query(Stories.Page("https://copy.example/page", Stories.Words(1, 300)));
        (await writer.Ask(query)).Coverage.ShouldBe(Coverage.NotChecked);
        await Should.ThrowAsync<IndexAwayException>(() => writer.Fill(Stories.Page("https://herald.example/story", Stories.Words(1, 300))));

        server.Start();
        await using (var nobody = SharedIndex.OpenWrite(place with { Name = "another" })) await Until(nobody, query, Coverage.Checked);
        (await reader.Ask(query)).Coverage.ShouldBe(Coverage.NotChecked, "there is no index of that name yet");
        await Commit(writer);

        (await Until(reader, query, Coverage.Checked)).Pages.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_commit_cut_off_anywhere_is_carried_on_and_files_no_page_twice()
    {
        await using var plain = new PlainIndex();
        using var wire = new LossyWire(redis.Server.Port);
        var name = Guid.NewGuid().ToString("N");
        await using var index = SharedIndex.OpenWrite(SharedPlace.Parse($"redis://{wire.EndPoint}/{name}?timeout=5s"));
        var random = new Random(3);
        var pages = new List<IndexEntry>();
        var cut = 0;
        for (var round = 0; round < 25; round++)
        {
            IndexEntry[] some = [.. Enumerable.Range(0, 6).Select(page => Stories.Page($"https://site{round}x{page}.example/story", Stories.Words(random.Next(6), 60 + random.Next(300))))];
            pages.AddRange(some);
            await plain.Fill(some);
            wire.CutAfter(random.Next(4000));
            try
            {
                await index.Fill(some);
            }
            catch (IndexAwayException)
            {
                cut++;
            }
            wire.Mend();
            await Commit(index);
        }
        cut.ShouldBeGreaterThan(10, "the wire was cut too late to show anything");

        (await index.Pages()).ShouldBe(pages.Count);
        index.Verify().ShouldBeEmpty();
        await using var other = SharedIndex.OpenWrite(SharedPlace.Parse($"redis://{redis.Server.EndPoint}/{name}"));
        PageQuery[] queries = [.. pages.Take(40).Select(Stories.Query)];
        (await other.LookupAsync(queries, TestContext.Current.CancellationToken)).Select(answer => answer.Told()).ShouldBe((await plain.LookupAsync(queries, TestContext.Current.CancellationToken)).Select(answer => answer.Told()));
        (await other.StatsAsync(TestContext.Current.CancellationToken)).Pages.ShouldBe(pages.Count);
        await other.Fill(pages);
        (await other.Pages()).ShouldBe(pages.Count);
    }

    private string EndPoint(string server) => server == "garnet" ? garnet.EndPoint : redis.Server.EndPoint;

    private SharedPlace Place(string server) => SharedPlace.Parse($"redis://{EndPoint(server)}/{Guid.NewGuid():N}?timeout=20s");

    private static async Task<long> Places(SharedIndex index) => (await index.StatsAsync(TestContext.Current.CancellationToken)).Postings;

    // How many pages stand under each hash of an index, as the server has them.
    private async Task<List<long>> ListLengths(string server, string name)
    {
        await using var client = await StackExchange.Redis.ConnectionMultiplexer.ConnectAsync($"{EndPoint(server)},allowAdmin=true,protocol=resp2");
        var lengths = new List<long>();
        await foreach (var key in client.GetServers()[0].KeysAsync(pattern: $"{name}{{??}}s*")) lengths.Add(await client.GetDatabase().StringLengthAsync(key) / 8);
        return lengths;
    }

    private static async Task Commit(SharedIndex index)
    {
        for (var waited = Stopwatch.StartNew(); ;)
        {
            try
            {
                await index.CommitAsync(TestContext.Current.CancellationToken);
                return;
            }
            catch (IndexAwayException) when (waited.Elapsed < Patience)
            {
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }
        }
    }

    private static async Task<Neighbours> Until(SharedIndex index, PageQuery query, Coverage coverage)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(50, TestContext.Current.CancellationToken))
        {
            var answer = await index.Ask(query);
            if (answer.Coverage == coverage) return answer;
            waited.Elapsed.ShouldBeLessThan(Patience, $"the answer stays {answer.Coverage}: {answer.Away}");
        }
    }
}
