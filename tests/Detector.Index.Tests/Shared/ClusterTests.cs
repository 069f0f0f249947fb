using System.Diagnostics;
using Detector.Fingerprints;
using Detector.Index.Shared;

namespace Detector.Index.Tests.Shared;

/// <summary>The shared index on a cluster of three, one of which is killed half-way.</summary>
public sealed class ClusterTests(RedisCluster cluster) : IClassFixture<RedisCluster>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task A_node_killed_half_way_makes_answers_partial_in_bounded_time_and_they_are_whole_when_it_is_back()
    {
        await using var plain = new PlainIndex();
        await using var index = SharedIndex.OpenWrite(SharedPlace.Parse($"redis://{cluster.EndPoints}/cluster?timeout=10s"));
        IndexEntry[] pages = [.. Enumerable.Range(0, 60).Select(page => Stories.Page($"https://site{page}.example/story", Stories.Words(page % 7, 300 + page)))];
        await plain.Fill(pages);
        await index.Fill(pages);
        PageQuery[] queries = [.. Enumerable.Range(0, 7).Select(story => Stories.Query(Stories.Page("https://copy.example/page", Stories.Words(story, 320))))];
        var whole = (await plain.LookupAsync(queries, TestContext.Current.CancellationToken)).Select(answer => answer.Told()).ToList();
        (await index.LookupAsync(queries, TestContext.Current.CancellationToken)).Select(answer => answer.Told()).ShouldBe(whole);
        (await index.StatsAsync(TestContext.Current.CancellationToken)).Parts.ShouldBe(3);

        var asked = 0;
        var asking = Task.Run(async () =>
        {
            // Lookups go on while the node dies: none throws, none takes longer than its time.
            var longest = TimeSpan.Zero;
            for (var end = Stopwatch.StartNew(); end.Elapsed < TimeSpan.FromSeconds(4); asked++)
            {
                var took = Stopwatch.StartNew();
                (await index.LookupAsync(queries, TestContext.Current.CancellationToken)).ShouldAllBe(answer => answer.Coverage != Coverage.NotChecked);
                if (took.Elapsed > longest) longest = took.Elapsed;
            }
            return longest;
        }, TestContext.Current.CancellationToken);
        await Task.Delay(500, TestContext.Current.CancellationToken);
        cluster.Nodes[1].Kill();

        (await asking).ShouldBeLessThan(TimeSpan.FromSeconds(40));
        asked.ShouldBeGreaterThan(1);
        var partly = await index.LookupAsync(queries, TestContext.Current.CancellationToken);
        partly.ShouldAllBe(answer => answer.Coverage == Coverage.Partly && answer.Answered > .4 && answer.Answered < .9);
        partly[0].Away!.ShouldContain($"{cluster.Nodes[1].EndPoint} is away");
        // Two thirds of the hashes still find the copies on the nodes that are left.
        partly[0].Pages.ShouldNotBeEmpty();
        (await index.StatsAsync(TestContext.Current.CancellationToken)).Faults.ShouldContain(fault => fault.Contains(cluster.Nodes[1].EndPoint, StringComparison.Ordinal));
        await Should.ThrowAsync<IndexAwayException>(() => index.Fill(Stories.Page("https://late.example/story", Stories.Words(3, 300))));

        cluster.Nodes[1].Start();
        await RedisCluster.AgreesAsync(cluster.Nodes[0]);
        await Until(index, queries);
        (await index.LookupAsync(queries, TestContext.Current.CancellationToken)).Select(answer => answer.Told().Replace("https://late.example/story", "", StringComparison.Ordinal)).ShouldBe(whole);
        await Commit(index);
        (await index.Pages()).ShouldBe(pages.Length + 1);
        index.Verify().ShouldBeEmpty();
        (await index.Ask(queries[3])).Pages.ShouldContain(page => page.Page.Address == "https://late.example/story");
    }

    private static async Task Until(SharedIndex index, PageQuery[] queries)
    {
        for (var waited = Stopwatch.StartNew(); ; await Task.Delay(100, TestContext.Current.CancellationToken))
        {
            var answers = await index.LookupAsync(queries, TestContext.Current.CancellationToken);
            if (answers.All(answer => answer.Coverage == Coverage.Checked)) return;
            waited.Elapsed.ShouldBeLessThan(Patience, $"an answer stays partial: {answers.First(answer => answer.Coverage != Coverage.Checked).Away}");
        }
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
                await Task.Delay(100, TestContext.Current.CancellationToken);
            }
        }
    }
}
