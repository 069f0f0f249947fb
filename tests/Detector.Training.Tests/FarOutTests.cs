using Detector.Features;
using Detector.Training.Fitting;
using Detector.Training.Tables;

namespace Detector.Training.Tests;

public sealed class FarOutTests
{
    /// <summary>Paragraphs of 50 to 150 words everywhere, but one farm of walls of words that no other source resembles.</summary>
    private static readonly FeatureTable Table = Walls();

    [Fact]
    public void A_farm_never_seen_stands_out_by_what_no_honest_page_does()
    {
        Above(0).ShouldBeLessThan(0.5);
        Above(0.5).ShouldBe(1);

        static double Above(double step)
        {
            var held = CrossValidation.Run(Table, Made.Recipe with { FarOut = step }, [0, 1, 2]);
            var rows = Enumerable.Range(0, Table.Rows.Count).Where(i => !Table.Rows[i].Twin).ToArray();
            var honest = rows.Where(i => Table.Rows[i].Flag == false).Select(i => held.Margins[i]).Order().ToArray();
            return rows.Where(i => Table.Rows[i].Source == "farm-5").Average(i => held.Margins[i] > honest[^1] ? 1.0 : 0.0);
        }
    }

    [Fact]
    public void A_ladder_is_a_tree_that_can_be_walked_and_honest_pages_stand_at_its_foot()
    {
        var frame = CrossValidation.Frame(Table, Made.Recipe);
        var learn = Enumerable.Range(0, Table.Rows.Count).Where(i => frame.Chosen[i]).ToArray();

        var ladder = FarOut.Ladders(frame, learn, 0.5).ShouldHaveSingleItem();

        ladder.Flaw(frame.Columns.Length).ShouldBeNull();
        ladder.Leaf[0].ShouldBe(0);
        ladder.Leaf.ShouldBe(ladder.Leaf.Order());
        ladder.Threshold[0].ShouldBeGreaterThan(140);
        ladder.Threshold.ShouldBe(ladder.Threshold.Order());
    }

    [Fact]
    public void What_an_honest_page_of_the_simulator_does_is_no_odder_than_it_is()
    {
        var odd = Table.Rows.Where(row => row is { Flag: false, Twin: false }).Take(120).Select(row => row with { Id = "sim-" + row.Id, Simulated = true, Family = "station", Values = [2_000, .. row.Values.Skip(1)] });
        var table = new FeatureTable(Table.Columns, [.. Table.Rows, .. odd]);
        var frame = CrossValidation.Frame(table, Made.Recipe);
        int[] learn = [.. Enumerable.Range(0, table.Rows.Count)];

        FarOut.Ladders(frame, learn, 0.5).ShouldHaveSingleItem().Threshold[0].ShouldBeGreaterThan(2_000);
    }

    [Fact]
    public void What_fewer_than_one_honest_page_in_a_hundred_shows_counts_from_beyond_the_last_of_them_on()
    {
        var honest = 0;
        var table = new FeatureTable(Table.Columns, [.. Table.Rows.Select(row => row with { Values = [row.Flag == false && !row.Twin && honest++ == 0 ? 3 : 0, .. row.Values.Skip(1)] })]);

        FarOut.Ladders(CrossValidation.Frame(table, Made.Recipe), [.. Enumerable.Range(0, table.Rows.Count)], 0.5).ShouldHaveSingleItem().Threshold.ShouldBe([3, 9, 21, 45, 93]);
    }

    [Fact]
    public void What_no_honest_page_shows_counts_for_four_steps_and_few_real_pages_are_made_up_for_by_simulated_ones()
    {
        // Few real pages let it be measured, and none shows it; the simulator's let it be measured as well.
        var real = Table.Rows.Select((row, i) => row with { Values = [row.Source == "farm-5" ? 1 : i % 20 == 0 ? 0 : float.NaN, .. row.Values.Skip(1)] });
        var simulated = Table.Rows.Where(row => row is { Flag: false, Twin: false }).Take(120).Select(row => row with { Id = "sim-" + row.Id, Simulated = true, Family = "station", Values = [0, .. row.Values.Skip(1)] });
        FarOut.Ladders(CrossValidation.Frame(new FeatureTable(Table.Columns, [.. real]), Made.Recipe), [.. Enumerable.Range(0, Table.Rows.Count)], 0.5).ShouldBeEmpty("nobody knows what is usual");

        var table = new FeatureTable(Table.Columns, [.. real, .. simulated]);
        FarOut.Ladders(CrossValidation.Frame(table, Made.Recipe), [.. Enumerable.Range(0, table.Rows.Count)], 0.5).ShouldHaveSingleItem().Leaf.ShouldBe([0, 2.0]);
    }

    private static FeatureTable Walls()
    {
        var made = Made.Table(sites: 60);
        var random = new Random(3);
        return new FeatureTable([new Column("longest-paragraph", 1, -1), .. made.Columns.Skip(1)],
            [.. made.Rows.Select(row => row with { Values = [row.Source == "farm-5" ? 5_000 + random.Next(100) : 50 + 100 * random.NextSingle(), .. row.Values.Skip(1)] })]);
    }
}
