using CsCheck;
using Detector.Pages;
using Detector.Pages.Text;

namespace Detector.Tests.Pages;

public class ObliviousTreesTests
{
    [Fact]
    public void Eight_at_a_time_gives_what_one_by_one_gives()
    {
        Gen.Select(Gen.Int[1, 6], Gen.Int[1, 12], Gen.Int[1, 40], Gen.Int[0, 1 << 20]).Sample((depth, trees, rows, seed) =>
        {
            const int columns = 9;
            var chance = new Random(seed);
            var features = Fill(trees * depth, () => chance.Next(columns));
            var thresholds = Fill(trees * depth, () => (float)chance.Next(-3, 4));
            var leaves = Fill(trees << depth, () => (float)((chance.NextDouble() * 2) - 1));
            var stride = (rows + 7) & ~7;
            var values = Fill(columns * stride, () => (float)chance.Next(-4, 5));
            var model = new ObliviousTrees(0.25f, depth, features, thresholds, leaves);

            var result = new float[stride];
            model.Probabilities(values, stride, rows, result);

            for (var row = 0; row < rows; row++)
            {
                var sum = 0.25f;
                for (var tree = 0; tree < trees; tree++)
                {
                    var leaf = 0;
                    for (var d = 0; d < depth; d++) leaf = (leaf * 2) + (values[(features[(tree * depth) + d] * stride) + row] > thresholds[(tree * depth) + d] ? 1 : 0);
                    sum += leaves[(tree << depth) + leaf];
                }
                result[row].ShouldBe(1 / (1 + MathF.Exp(-sum)), 1e-5f);
            }
        }, iter: 200);
    }

    [Fact]
    public void A_model_read_back_is_the_same_model()
    {
        var bytes = MainTextModel.Default.ToBytes();

        MainTextModel.Read(bytes).ToBytes().ShouldBe(bytes);
    }

    [Fact]
    public void A_model_fitted_on_other_numbers_is_refused_with_the_way_out()
    {
        var bytes = MainTextModel.Default.ToBytes();
        bytes[4]++;

        Should.Throw<InvalidDataException>(() => MainTextModel.Read(bytes)).Message.ShouldContain("train-main-text");
    }

    [Fact]
    public void Blocks_are_measured_in_finite_numbers_whatever_the_page()
    {
        Gen.String[Gen.Char["<>/=\"' abdiptrl!-&;#x0\n\u00e9\u0416"], 0, 300].Sample(noise =>
        {
            using var page = PageReader.Read($"{noise}<div class='nav post'><article><p>{noise}</article><p>one two".AsSpan(), new PageRequest { Format = PageFormat.Html }, new PageLimits { MinimumWords = 0 }, out _);
            if (page is null || page.Text.Blocks.Length == 0) return;
            using var features = new BlockFeatures(page.Text, page.Tree);
            var blocks = page.Text.Blocks.Length;
            var columns = new float[BlockFeatures.Count * blocks];
            features.Fill(0, blocks, columns, blocks);

            columns.ShouldAllBe(value => float.IsFinite(value));
        }, iter: 300);
    }

    private static T[] Fill<T>(int count, Func<T> make)
    {
        var items = new T[count];
        for (var i = 0; i < count; i++) items[i] = make();
        return items;
    }
}
