using System.Text;
using CsCheck;
using Detector.Features;
using Detector.Models;
using Shouldly;
using Xunit;

namespace Detector.Tests.Models;

public sealed class ModelFileTests
{
    [Fact]
    public void What_is_written_reads_back_as_the_same_numbers_and_writes_the_same_bytes() =>
        RandomTrees.Tree(columns: 3, nodes: 12).List[0, 5].Sample(trees =>
        {
            var written = File(trees).Write();
            var read = ModelFile.Read(written);
            read.Write().ShouldBe(written);
            read.Trees.Count.ShouldBe(trees.Count);
            for (var i = 0; i < trees.Count; i++) read.Trees[i].Leaf.ShouldBe(trees[i].Leaf);
        }, iter: 100);

    [Fact]
    public void The_card_is_written_in_order_of_name_whatever_order_it_was_made_in()
    {
        var one = File([]) with { Card = new Dictionary<string, string>(StringComparer.Ordinal) { ["b"] = "2", ["a"] = "1" } };
        var other = File([]) with { Card = new Dictionary<string, string>(StringComparer.Ordinal) { ["a"] = "1", ["b"] = "2" } };
        one.Write().ShouldBe(other.Write());
    }

    [Theory]
    [InlineData("", "not a model file")]
    [InlineData("[]", "not a model file")]
    [InlineData("{}", "does not say its format")]
    [InlineData("{\"format\":7}", "format 7")]
    [InlineData("{\"format\":1}", "no columns")]
    [InlineData("{\"format\":1,\"bias\":\"much\"}", "not a model file")]
    public void A_file_that_is_no_model_is_refused_with_a_sentence(string content, string says) =>
        Should.Throw<ModelFileException>(() => ModelFile.Read(Encoding.UTF8.GetBytes(content))).Message.ShouldContain(says);

    [Fact]
    public void A_file_cut_short_anywhere_is_refused()
    {
        var whole = File([new Tree([0], [0.5f], [~0], [~1], [-1, 1], [3, 4])]).Write();
        for (var length = 0; length < whole.Length - 2; length++) Should.Throw<ModelFileException>(() => ModelFile.Read(whole.AsSpan(0, length)));
    }

    [Fact]
    public void A_tree_that_walks_in_a_circle_is_refused()
    {
        var circle = File([new Tree([0, 1], [0, 0], [1, 0], [~0, ~1], [1, 2, 3], [1, 1, 1])]).Write();
        Should.Throw<ModelFileException>(() => ModelFile.Read(circle)).Message.ShouldContain("tree 0 of 1");
    }

    [Fact]
    public void A_model_for_other_signals_lists_every_mismatch_and_the_way_out()
    {
        var mismatch = Should.Throw<ModelMismatchException>(() => Model.Load(File([]).Write()));
        mismatch.Mismatches.Count.ShouldBe(3);
        mismatch.Message.ShouldContain("'no-such-signal-2' is not a signal of this version");
        mismatch.Message.ShouldContain("train it again");
    }

    [Fact]
    public void Equal_bytes_have_equal_ids_and_one_more_byte_another()
    {
        var bytes = File([]).Write();
        ModelFile.IdOf(bytes).ShouldBe(ModelFile.IdOf(bytes.ToArray()));
        ModelFile.IdOf(bytes).ShouldNotBe(ModelFile.IdOf([.. bytes, (byte)' ']));
    }

    internal static ModelFile File(IReadOnlyList<Tree> trees) => new()
    {
        Columns = [new Column("no-such-signal-1", 1, -1), new Column("no-such-signal-2", 2, -1.5f), new Column("no-such-signal-3", 1, 0)],
        Quantiles = [[0, 0.01f, 0.05f, 0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 1], [], []],
        Bias = -0.125,
        Trees = trees,
        Calibration = new Calibration([-1, 0, 2.5], [0.01, 0.25, 0.99]),
        Threshold = 0.7,
        Card = new Dictionary<string, string>(StringComparer.Ordinal) { ["rows"] = "12", ["note"] = "\"quoted\" – and é" },
    };
}
