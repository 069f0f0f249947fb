using System.Text;
using Detector.Learning;
using Detector.Training.Outside;
using Detector.Training.Tables;

namespace Detector.Training.Tests;

public sealed class OutsideTests
{
    private const string Small = "@relation r\n@attribute HST_1 numeric\n@attribute assessmentscore numeric\n@attribute HMG_25 numeric\n@attribute AVG_26 numeric\n@attribute class {spam,nonspam}\n% a remark\n@data\n2,1,8,3,spam\n0,0,1,5,nonspam\n";

    [Fact]
    public void A_column_that_is_the_label_is_dropped()
    {
        var data = Arff.Read(new StringReader(Small), "small.arff");
        data.Columns.ShouldBe(["HST_1", "HMG_25", "AVG_26"]);
        data.Positive.ShouldBe([true, false]);
        data.Rows[0].ShouldBe([2, 8, 3]);
    }

    [Fact]
    public void A_ratio_is_of_one_measure_in_two_samples()
    {
        var data = Arff.Read(new StringReader(Small), "small.arff").WithRatios();
        data.Columns[^1].ShouldBe("HST_1/HMG_25");
        data.Columns.Count.ShouldBe(4);
        data.Rows[0][3].ShouldBe((float)Math.Log(2 / 8.0), 1e-6f);
        data.Rows.ShouldAllBe(row => row.All(float.IsFinite));
    }

    [Theory]
    [InlineData("@data\n1,spam\n", "line 2 has 2 values")]
    [InlineData("@attribute a numeric\n@attribute class {spam}\n@data\nmany,spam\n", "line 4, a: 'many'")]
    [InlineData("words\n", "has no row")]
    public void A_broken_file_is_named(string content, string says) => Should.Throw<TrainingException>(() => Arff.Read(new StringReader(content), "f.arff")).Message.ShouldContain(says);

    [Fact]
    public void Hosts_of_equal_numbers_share_a_fold()
    {
        var random = new Random(1);
        float[][] rows = [.. Enumerable.Range(0, 300).Select(_ => new[] { (float)random.Next(40) })];
        bool[] label = [.. rows.Select((_, i) => i % 7 == 0)];
        var fold = OutsideBenchmark.Deal(rows, label, [.. Enumerable.Range(0, 300)], 10, seed: 1);
        Enumerable.Range(0, 300).GroupBy(i => rows[i][0]).ShouldAllBe(twins => twins.Select(i => fold[i]).Distinct().Count() == 1);
        fold.Distinct().Count().ShouldBe(10);
    }

    [Fact]
    public void The_way_that_sees_the_rule_is_chosen()
    {
        var random = new Random(2);
        bool[] label = [.. Enumerable.Range(0, 400).Select(i => i % 4 == 0)];
        float[][] noise = [.. label.Select(_ => new[] { random.NextSingle() })], rule = [.. label.Select(yes => new[] { random.NextSingle() + (yes ? 0.7f : 0) })];
        var options = new FastTreeOptions { Trees = 10, Leaves = 4 };
        var (plain, chosen, times) = OutsideBenchmark.Run(label, [new Way("noise", noise, Learner.FastTree, options, 1), new Way("rule", rule, Learner.FastTree, options, 2)], seed: 1);
        plain.ShouldBe(0.5, 0.1);
        chosen.ShouldBeGreaterThan(0.85);
        times.ShouldBe([0, 10]);
    }

    [Fact]
    public void Bad_texts_are_told_from_good_ones_by_their_text_alone()
    {
        var path = Path.GetTempFileName();
        var (lines, random) = (new StringBuilder(), new Random(3));
        string[] words = ["harbour", "late", "because", "wind", "nobody", "supper", "before", "master", "the", "and", "turned", "old", "we", "saw", "quiet", "boats", "in", "of"];
        for (var i = 0; i < 200; i++)
        {
            var good = $"The ferry number {i} came in late because the wind had turned. Nobody on the quay was surprised, and the harbour master wrote it down in her book before she went home to supper. {string.Join(' ', Enumerable.Range(0, 20 + i).Select(_ => words[random.Next(words.Length)]))}.";
            var bad = string.Concat(Enumerable.Repeat($"BEST cheap ferry {i} tickets buy cheap ferry tickets online best ", 5 + i / 12)) + string.Join(' ', Enumerable.Range(0, 1 + i / 6).Select(_ => words[random.Next(words.Length)]));
            lines.Append(System.Text.Json.JsonSerializer.Serialize(new { text = i % 2 == 0 ? good : bad, label = 1 - i % 2 })).Append('\n');
        }
        File.WriteAllText(path, lines.Append("{\"text\":\"short\",\"label\":1}\n").ToString());
        var report = OutsideCommand.Votes([path], [1]);
        File.Delete(path);
        ((double)report.Rows[0][report.Column("chosen")]!).ShouldBeGreaterThan(0.95);
        ((string)report.Rows[0][0]!).ShouldContain("1 texts too short to read");
    }
}
