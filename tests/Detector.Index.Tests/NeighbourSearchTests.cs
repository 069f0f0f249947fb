using CsCheck;
using Detector.Fingerprints;

namespace Detector.Index.Tests;

public class NeighbourSearchTests
{
    // Postings of a body's hashes, of marks and of tokens; pages few enough to meet again, and numbers far apart.
    private static readonly Gen<(int Words, int Marks, int Ids, int[][] Pages)> Cases =
        from words in Gen.Int[4, 60]
        from marks in Gen.Int[0, 4]
        from ids in Gen.Int[0, 2]
        from pages in Gen.Int[0, 3000].Array[0, 300].Array[words + marks + ids]
        select (words, marks, ids, pages.Select(some => some.Distinct().Order().ToArray()).ToArray());

    [Fact]
    public void Counting_in_a_small_table_first_finds_the_candidates_that_counting_page_by_page_finds() =>
        Cases.Sample(sample =>
        {
            var (words, marks, ids, pages) = sample;
            var print = new Fingerprint
            {
                Words = words * 10, Level = 0, Body = [.. Enumerable.Range(0, words).Select(word => new Shingle((ulong)word + 1, word * 10))],
                Template = [.. Enumerable.Range(0, marks).Select(mark => (ulong)mark + 1000)], Ids = [.. Enumerable.Range(0, ids).Select(id => (ulong)id + 2000)],
            };
            using var search = new NeighbourSearch(new PageQuery(print, new PageRecord { Address = "https://copy.example/", FirstSeen = Stories.Morning }));
            for (var key = 0; key < pages.Length; key++) search.Found(key, [.. pages[key].Select(page => new Posting(page * 7_000_003L, 0))]);

            search.Candidates().ShouldBe(Plain(words, marks, [.. pages.Select(some => some.Take(NeighbourSearch.MostPostings).ToArray())]));
        }, iter: 60);

    [Fact]
    public void An_index_that_is_away_is_not_made_up_for_by_a_batch_that_knows_nothing()
    {
        var away = Neighbours.NotChecked with { Away = "the index was away" };

        away.Join(Neighbours.None).Coverage.ShouldBe(Coverage.NotChecked);
        Neighbours.NotChecked.Join(Neighbours.None).Coverage.ShouldBe(Coverage.Checked);
        (Neighbours.None with { Coverage = Coverage.Partly, Away = "a third was away" }).Join(Neighbours.None).Away.ShouldBe("a third was away");
    }

    private static List<long> Plain(int words, int marks, int[][] pages)
    {
        var votes = new Dictionary<int, (int Matches, int Marks, int Ids, float Weight)>();
        for (var key = 0; key < pages.Length; key++)
            foreach (var page in pages[key])
            {
                var vote = votes.GetValueOrDefault(page);
                votes[page] = key < words ? vote with { Matches = vote.Matches + 1, Weight = vote.Weight + MathF.Log2(1 + ((float)NeighbourSearch.MostPostings / pages[key].Length)) }
                    : key < words + marks ? vote with { Marks = vote.Marks + 1, Weight = vote.Weight + 1 }
                    : vote with { Ids = vote.Ids + 1, Weight = vote.Weight + 1 };
            }
        var needed = Math.Min(3, Math.Max(2, words / 4));
        return
        [
            .. votes.Where(page => page.Value.Matches >= needed || page.Value.Ids > 0 || (page.Value.Marks >= 2 && page.Value.Marks * 3 >= marks * 2))
                .OrderByDescending(page => page.Value.Weight).ThenBy(page => page.Key).Take(NeighbourSearch.MostPostings + 64).Select(page => page.Key * 7_000_003L),
        ];
    }
}
