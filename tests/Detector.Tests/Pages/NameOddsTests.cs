using System.Text.RegularExpressions;
using CsCheck;
using Detector.Pages;
using Detector.Pages.Text;

namespace Detector.Tests.Pages;

/// <summary>What was learnt of the names of boxes reaches the blocks in them, and nothing else does.</summary>
public partial class NameOddsTests
{
    private const string Story = "The council met on the old bridge on Tuesday evening and talked for two hours about the river, the road and the new school.";

    [Fact]
    public void A_learnt_name_moves_the_block_under_it()
    {
        var yes = new ObliviousTrees(0, 1, [BlockFeatures.LearntNames], [0], [-2, 2]);
        var model = new MainTextModel(MainTextModel.Default.Types, new NameOdds([Known("zebra", 1.5f, 0)]), yes, new Cut(0.5f, 0));
        using var page = Read($"<div class=big-Zebra><p>{Story}</p></div><div class=gnu><p>{Story} Twice.</p></div>");
        var probabilities = new float[8];

        model.Weigh(page.Text, page.Tree, probabilities, out _);

        probabilities[0].ShouldBeGreaterThan(0.8f);
        probabilities[1].ShouldBeLessThan(0.2f);
    }

    [Fact]
    public void Names_that_nobody_learnt_say_nothing()
    {
        NumbersOf($"<div class='gnu okapi' id=tapir role=emu><p class=ibex>{Story}</p></div>", Known("zebra", 1.5f, -0.5f)).ShouldBe([0, 0, 0, 0, 0, 0]);
        NumbersOf($"<div class=zebra><p>{Story}</p></div>").ShouldBe([0, 0, 0, 0, 0, 0]);
    }

    [Fact]
    public void The_own_box_and_the_one_around_are_near_and_the_next_four_are_far()
    {
        NameOdds.Entry[] known = [Known("zebra", 1.5f, -0.5f), Known("gnu", -2, 0.25f), Known("okapi", 4, 0)];

        NumbersOf($"<div class='zebra gnu'><p class='gnu okapi'>{Story}</p></div>", known).ShouldBe([1.5f, 4, -2, 0, 0, 0]);
        NumbersOf($"<div class=gnu><div class=zebra><div><div><div><p>{Story}</p></div></div></div></div></div>", known).ShouldBe([0, 0, 0, -0.25f, 0.25f, -0.5f]);
        NumbersOf($"<div class=gnu><div><div class=zebra><div><div><div><p>{Story}</p></div></div></div></div></div></div>", known).ShouldBe([0, 0, 0, -0.5f, -0.5f, -0.5f]);
    }

    [Fact]
    public void The_path_of_elements_around_a_block_is_looked_up_like_a_name()
    {
        using var page = Read($"<div><section><blockquote><p>{Story}</p></blockquote></section></div>");
        var container = page.Text.Blocks[0].Container;
        NameOdds.Entry[] known = [new(BlockFeatures.Path(page.Text, container, 3), 1, 0), new(BlockFeatures.Path(page.Text, container, 5), 2, 0)];

        PathsOf($"<div class=gnu><section><blockquote id=okapi><p>{Story}</p></blockquote></section></div>", known).ShouldBe([1, 2]);
        PathsOf($"<main><section><blockquote><p>{Story}</p></blockquote></section></main>", known).ShouldBe([1, 0]);
        PathsOf($"<div><section><div><p>{Story}</p></div></section></div>", known).ShouldBe([0, 0]);
    }

    [Fact]
    public void Names_stand_in_classes_ids_roles_and_item_properties_of_boxes()
    {
        NameOdds.Entry[] known = [Known("zebra", 1, 0), Known("gnu", 2, 0), Known("okapi", 4, 0), Known("tapir", 8, 0), Known("ibex", 16, 0)];

        NumbersOf($"<p class=zebra id=gnu role=okapi itemprop=tapir><span class=ibex>{Story}</span></p>", known)[0].ShouldBe(15);
    }

    [Fact]
    public void The_words_of_a_name_are_those_that_a_plain_expression_finds()
    {
        Gen.String[Gen.Char["aBcXyZ09-_ :\u00e9"], 0, 60].Sample(name =>
        {
            using var page = Read($"<p class='{name}'>{Story}</p>");
            var split = Lower().Replace(name, "$1 $2").ToLowerInvariant();
            var plain = Word().Matches(split).Select(word => (uint)WordHash.Of(word.Value)).Distinct();

            page.Text.NamesOf(page.Text.ContainerList[page.Text.Blocks[0].Container]).ToArray().ShouldBe(plain);
        }, iter: 500);
    }

    [Fact]
    public void A_table_finds_what_was_put_in_and_is_read_back_the_same()
    {
        Gen.UInt.Where(word => word != 0).Array[0, 200].Sample(words =>
        {
            var entries = words.Distinct().Select(word => new NameOdds.Entry(word, (float)(Half)(word % 7), -1)).ToArray();
            var bytes = Bytes(new NameOdds(entries));
            using var reader = new BinaryReader(new MemoryStream(bytes));
            var names = NameOdds.Read(reader);

            foreach (var entry in entries) names.Of(entry.Word).ShouldBe((entry.Near, entry.Far));
            if (!words.Contains(12345u)) names.Of(12345).ShouldBe(default);
            Bytes(names).ShouldBe(bytes);
        }, iter: 100);
    }

    [GeneratedRegex("([a-z])([A-Z])", RegexOptions.None, 1000)]
    private static partial Regex Lower();

    [GeneratedRegex("[a-z]{2,}", RegexOptions.None, 1000)]
    private static partial Regex Word();

    private static NameOdds.Entry Known(string word, float near, float far) => new((uint)WordHash.Of(word), near, far);

    // Sum, greatest and least of the near names and of the far ones, for the first block.
    private static float[] NumbersOf(string body, params NameOdds.Entry[] known) => LearntOf(body, known)[..6];

    private static float[] PathsOf(string body, params NameOdds.Entry[] known) => LearntOf(body, known)[6..];

    private static float[] LearntOf(string body, NameOdds.Entry[] known)
    {
        using var page = Read(body);
        using var features = new BlockFeatures(page.Text, page.Tree);
        features.Hear(new NameOdds(known));
        var columns = new float[BlockFeatures.Count];
        features.Fill(0, 1, columns, 1);
        return columns[BlockFeatures.LearntNames..(BlockFeatures.LearntNames + 8)];
    }

    private static Page Read(string body) => PageReader.Read($"<html><body>{body}</body></html>".AsSpan(), new PageRequest { Format = PageFormat.Html }, new PageLimits { MinimumWords = 0 }, out _)!;

    private static byte[] Bytes(NameOdds names)
    {
        var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream)) names.Write(writer);
        return stream.ToArray();
    }
}
