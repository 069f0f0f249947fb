using Detector.Pages.Text;
using Detector.Topics;

namespace Detector.Tests.Topics;

public sealed class WordVectorsTests
{
    [Theory]
    [InlineData("the")]
    [InlineData("Government")]
    [InlineData("bitcoin")]
    [InlineData("seoul")]
    public void An_English_word_is_known_in_any_case(string word)
    {
        var found = WordVectors.Find(word);
        found.ShouldBeInRange(0, WordVectors.Count - 1);
        WordVectors.Find(WordHash.Of(word.ToLowerInvariant())).ShouldBe(found);
    }

    [Theory]
    [InlineData("")]
    [InlineData("qzxvwk")]
    [InlineData("s")]
    [InlineData("'s")]
    [InlineData("Geschwindigkeitsbegrenzung")]
    public void A_word_that_is_none_is_unknown(string word) => WordVectors.Find(word).ShouldBe(-1);

    [Theory]
    [InlineData("parliament's", "parliament")]
    [InlineData("parliament\u2019s", "parliament")]
    [InlineData("blockbusterss", "blockbusters")]
    [InlineData("embassys", "embassy")]
    public void An_unknown_ending_is_taken_off_the_hash(string inflected, string plain)
    {
        WordVectors.FindExact(WordHash.Of(inflected)).ShouldBe(-1);
        WordVectors.Find(inflected).ShouldBe(WordVectors.Find(plain));
        WordVectors.Find(plain).ShouldBeGreaterThanOrEqualTo(0);
    }

    [Fact]
    public void A_common_word_says_less_than_a_rare_one()
    {
        WordVectors.Weight(WordVectors.Find("the")).ShouldBeLessThan(0.05f);
        WordVectors.Weight(WordVectors.Find("parliament")).ShouldBeInRange(0.3f, 0.95f);
        WordVectors.Weight(WordVectors.Find("sedan")).ShouldBeGreaterThan(0.9f);
        WordVectors.LogProbability(WordVectors.Find("the")).ShouldBeGreaterThan(WordVectors.LogProbability(WordVectors.Find("sedan")));
    }

    [Fact]
    public void A_number_that_is_no_word_is_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => WordVectors.Vector(-1).Length);
        Should.Throw<ArgumentOutOfRangeException>(() => WordVectors.Weight(WordVectors.Count));
    }

    [Fact]
    public void Every_word_lies_in_the_bucket_of_its_hash_so_a_walk_over_all_buckets_meets_all_words()
    {
        unsafe
        {
            var buckets = 1 << TopicsResource.Head.BucketBits;
            TopicsResource.Buckets[0].ShouldBe((ushort)0);
            ((int)TopicsResource.Buckets[buckets]).ShouldBe(WordVectors.Count);
            var seen = 0;
            for (var b = 0; b < buckets; b++)
                for (int i = TopicsResource.Buckets[b]; i < TopicsResource.Buckets[b + 1]; i++)
                {
                    // Any hash with these top and low bits is this word.
                    WordVectors.FindExact(((ulong)b << (64 - TopicsResource.Head.BucketBits)) | TopicsResource.Checks[i]).ShouldBe(i);
                    seen++;
                }
            seen.ShouldBe(WordVectors.Count);
        }
    }
}
