using CsCheck;
using Detector.Pages.Text;

namespace Detector.Tests.Pages;

/// <summary>A table of words is a dictionary that is faster.</summary>
public class WordTableTests
{
    [Fact]
    public void A_table_says_of_every_word_what_a_dictionary_does()
    {
        // Small numbers fall on the same places.
        var words = Gen.OneOf(Gen.ULong[1, 40], Gen.ULong).Where(word => word != 0);
        Gen.Select(Gen.Dictionary(words, Gen.Int)[0, 60], words.Array[0, 60]).Sample((known, others) =>
        {
            var table = new WordTable<ulong, int>(known);

            foreach (var word in known.Keys.Concat(others).Append(0UL)) table.Of(word).ShouldBe(known.GetValueOrDefault(word));
        }, iter: 300);
    }

    [Fact]
    public void A_word_that_comes_twice_or_marks_a_free_place_is_refused()
    {
        Should.Throw<ArgumentException>(() => new WordTable<uint, int>([new(7, 1), new(7, 2)])).Message.ShouldContain("comes twice");
        Should.Throw<ArgumentException>(() => new WordTable<uint, int>([new(0, 1)])).Message.ShouldContain("free place");
    }
}
