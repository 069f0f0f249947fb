using CsCheck;
using Detector.Fingerprints;
using Detector.Index.Embedded;

namespace Detector.Index.Tests;

public class PostingBlockTests
{
    // Few different keys make long lists, many make short ones.
    private static readonly Gen<(ulong Key, uint Page, byte Place)[]> Rows =
        from keys in Gen.Int[1, 400]
        from rows in Gen.Select(Gen.Int[0, keys - 1], Gen.UInt[0, 1 << 20], Gen.Byte).Array[1, 900]
        from spread in Gen.ULong[1, (1UL << PostingBlock.KeyBits) / 400]
        select rows.Select(row => ((ulong)row.Item1 * spread, row.Item2, row.Item3)).Distinct().OrderBy(row => row.Item1).ThenBy(row => row.Item2).ThenBy(row => row.Item3).ToArray();

    [Fact]
    public void A_block_gives_back_what_was_filed_in_it_and_finds_each_key() =>
        Rows.Sample(rows =>
        {
            var n = PostingBlock.Fit(rows.Select(row => row.Key).ToArray(), 21);
            n.ShouldBeGreaterThan(0);
            rows = rows[..n];
            var block = new byte[MappedBlocks.BlockSize];
            PostingBlock.Write(rows.Select(row => row.Key).ToArray(), rows.Select(row => row.Page).ToArray(), rows.Select(row => row.Place).ToArray(), 21, block);
            var content = block.AsSpan(MappedBlocks.HeaderSize);

            var keys = new ulong[PostingBlock.Most];
            var pages = new uint[PostingBlock.Most];
            var places = new byte[PostingBlock.Most];
            var count = PostingBlock.ReadAll(content, keys, pages, places);
            Enumerable.Range(0, count).Select(i => (keys[i], pages[i], places[i])).ShouldBe(rows);
            foreach (var key in rows.Select(row => row.Key).Concat(rows.Select(row => row.Key + 1)).Distinct())
            {
                var found = new List<Posting>();
                PostingBlock.Find(content, key, 100, found);
                found.ShouldBe(rows.Where(row => row.Key == key).Select(row => new Posting(100 + row.Page, row.Place)));
            }
        }, iter: 200);

    [Fact]
    public void A_full_block_of_ten_million_pages_takes_under_six_bytes_a_posting()
    {
        // Keys as dense as among half a billion postings.
        var random = new Random(1);
        var keys = Enumerable.Range(0, PostingBlock.Most).Select(_ => (ulong)random.Next(150 * PostingBlock.Most)).Order().ToArray();

        PostingBlock.Fit(keys, 24).ShouldBeGreaterThan(MappedBlocks.BlockSize / 6);
    }
}
