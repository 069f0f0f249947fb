using CsCheck;
using Detector.Fingerprints;
using Detector.Index.Embedded;
using Detector.Index.Shared;
using Detector.Index.Tests.Shared;
using Detector.Testing;

namespace Detector.Index.Tests;

/// <summary>The same pages added and removed in the same order: every index gives the answers of the plain one.</summary>
public sealed class SameAnswersTests(Shared.Garnet garnet, OneRedis redis) : IClassFixture<Shared.Garnet>, IClassFixture<OneRedis>
{
    private const int Sites = 9;
    private const int PathsOfSite = 5;

    private enum Kind
    {
        Add,
        Remove,
        Commit,
        Merge,
    }

    private sealed record Step(Kind Kind, IReadOnlyList<IndexEntry> Pages, IReadOnlyList<string> Addresses);

    private static readonly Gen<string> Address = Gen.Select(Gen.Int[0, Sites - 1], Gen.Int[0, PathsOfSite - 1]).Select((site, path) => $"https://{(site % 3 == 0 ? "www" : "m" + path)}.site{site / 2}.example/{path}");

    // Few stories, so that pages share much; pieces of two of them, some words replaced; few marks and tokens.
    private static readonly Gen<IndexEntry> Page =
        from address in Address
        from story in Gen.Int[0, 4]
        from start in Gen.Int[0, 150]
        from length in Gen.Int[20, 300]
        from other in Gen.Int[0, 4]
        from pasted in Gen.Int[0, 120]
        from damage in Gen.Int[0, 30]
        from marks in Gen.ULong[1, 4].Array[0, 3]
        from ids in Gen.ULong[100, 102].Array[0, 1]
        select Made(address, story, start, length, other, pasted, damage, marks, ids);

    private static readonly Gen<Step[]> Steps = Gen.Frequency(
        (6, Page.Array[1, 6].Select(pages => new Step(Kind.Add, pages, []))),
        (2, Address.Array[1, 3].Select(addresses => new Step(Kind.Remove, [], addresses))),
        (4, Gen.Const(new Step(Kind.Commit, [], []))),
        (1, Gen.Const(new Step(Kind.Merge, [], [])))).Array[1, 16];

    [Fact]
    public async Task The_index_on_disk_and_one_on_Garnet_answer_as_the_plain_one_does() => await Agree(garnet.EndPoint, 40);

    [Fact]
    public async Task The_index_on_disk_and_one_on_Redis_answer_as_the_plain_one_does() => await Agree(redis.Server.EndPoint, 40);

    private static async Task Agree(string endPoint, int times) =>
        await Gen.Select(Steps, Page.Array[1, 8]).SampleAsync(async (steps, asked) =>
        {
            var folder = Directory.CreateTempSubdirectory("detector-index-tests-").FullName;
            try
            {
                await using var plain = new PlainIndex();
                await using var embedded = EmbeddedIndex.OpenWrite(folder);
                await using var shared = SharedIndex.OpenWrite(SharedPlace.Parse($"redis://{endPoint}/{Path.GetFileName(folder)[^8..]}?timeout=20s"));
                foreach (var step in steps.Append(new Step(Kind.Commit, [], [])))
                    foreach (IRepublicationIndex index in new IRepublicationIndex[] { plain, embedded, shared })
                        await Do(index, step);
                PageQuery[] queries = [.. asked.Concat(steps.SelectMany(step => step.Pages).Take(12)).Select(Stories.Query)];
                var expected = (await plain.LookupAsync(queries, TestContext.Current.CancellationToken)).Select(answer => answer.Told()).ToList();
                (await embedded.LookupAsync(queries, TestContext.Current.CancellationToken)).Select(answer => answer.Told()).ShouldBe(expected);
                (await shared.LookupAsync(queries, TestContext.Current.CancellationToken)).Select(answer => answer.Told()).ShouldBe(expected);
                (await embedded.Pages()).ShouldBe(await plain.Pages());
                (await shared.Pages()).ShouldBe(await plain.Pages());
                embedded.Verify().Concat(shared.Verify()).ShouldBeEmpty();
                var addresses = plain.Pages([]).Select(page => page.Address).Order(StringComparer.Ordinal).ToList();
                embedded.Pages([]).Select(page => page.Address).Order(StringComparer.Ordinal).ShouldBe(addresses);
                shared.Pages([]).Select(page => page.Address).Order(StringComparer.Ordinal).ShouldBe(addresses);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }, iter: times, threads: 1);

    private static async Task Do(IRepublicationIndex index, Step step)
    {
        switch (step.Kind)
        {
            case Kind.Add:
                await index.AddAsync(step.Pages, TestContext.Current.CancellationToken);
                break;
            case Kind.Remove:
                await index.RemoveAsync(step.Addresses, TestContext.Current.CancellationToken);
                break;
            case Kind.Merge when index is EmbeddedIndex embedded:
                await embedded.MergeAsync(TestContext.Current.CancellationToken);
                break;
            default:
                await index.CommitAsync(TestContext.Current.CancellationToken);
                break;
        }
    }

    private static IndexEntry Made(string address, int story, int start, int length, int other, int pasted, int damage, ulong[] marks, ulong[] ids)
    {
        ulong[] words = [.. Stories.Words(story, 500).Skip(start).Take(length), .. Stories.Words(other, 500).Take(pasted)];
        var random = new Random(HashCode.Combine(story, start, length, pasted));
        for (var i = 0; i < words.Length; i++)
            if (random.Next(100) < damage)
                words[i] = (ulong)random.NextInt64();
        var entry = Stories.Page(address, words, Stories.Morning.AddHours(start));
        // Some sites look like a farm's, some do not.
        var site = SiteMark.Of(Pages.Addresses.Address.TryParse(address))?.With(.3 + (.05 * ((address[^1] + length) % 13)));
        return entry with { Fingerprint = entry.Fingerprint with { Site = site, Template = [.. marks.Distinct().Select(mark => mark * 0x9E3779B97F4A7C15UL)], Ids = [.. ids.Select(id => id * 0x9E3779B97F4A7C15UL)] } };
    }
}
