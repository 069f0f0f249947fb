using Detector.Topics;

namespace Detector.Tests.Topics;

public sealed class TopicVectorTests
{
    [Fact]
    public void A_text_without_known_words_has_no_direction()
    {
        var empty = default(TopicVector);
        var strange = Texts.Of("qzxvwk vvkqj");
        strange.Words.ShouldBe(2);
        strange.Known.ShouldBe(0);
        strange.Length.ShouldBe(0);
        strange.Cosine(Texts.Of("parliament")).ShouldBe(0);
        empty.Cosine(empty).ShouldBe(0);
        Topic.Nearest(empty).ShouldBeNull();
    }

    [Fact]
    public void The_fast_sum_agrees_with_the_plain_one()
    {
        string[] words = ["the", "senate", "voted", "on", "the", "climate", "bill", "in", "washington"];
        var fast = default(TopicVector);
        var plain = new float[WordVectors.Dimensions];
        foreach (var word in words)
        {
            var number = WordVectors.Find(word);
            fast.AddWeighted(number, 2);
            for (var d = 0; d < plain.Length; d++) plain[d] += WordVectors.Vector(number)[d] * (WordVectors.Weight(number) * 2);
        }
        fast.Span.ToArray().ShouldBe(plain);
        fast.Length.ShouldBe((float)Math.Sqrt(plain.Sum(x => (double)x * x)), 1e-2);
        fast.Known.ShouldBe(9);
        fast.Common.ShouldBe(4);
    }

    [Fact]
    public void A_text_is_nearer_to_its_own_subject_than_to_another()
    {
        var court = Texts.Of("Jury convicts man in killing of store clerk");
        var trial = Texts.Of("Prosecutors asked the judge for a life sentence");
        var cake = Texts.Of("Lemon cake with butter icing in thirty minutes");
        court.Cosine(trial).ShouldBeGreaterThan(court.Cosine(cake) + 0.2f);
        court.Cosine(court).ShouldBe(1, 1e-5);
    }

    [Fact]
    public void Adding_two_texts_is_adding_all_their_words()
    {
        var joined = Texts.Of("the senate voted");
        joined.Add(Texts.Of("on the bill"));
        var whole = Texts.Of("the senate voted on the bill");
        joined.Cosine(whole).ShouldBe(1, 1e-5);
        joined.Words.ShouldBe(whole.Words);
        joined.Clear();
        joined.Words.ShouldBe(0);
        joined.Length.ShouldBe(0);
    }

    [Fact]
    public void Adding_words_allocates_nothing()
    {
        var word = WordVectors.Find("senate");
        var vector = default(TopicVector);
        vector.Add(word);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) vector.Add(word);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Theory]
    [InlineData(Texts.Diplomacy, true)]
    [InlineData(Texts.German, false)]
    [InlineData(Texts.French, false)]
    [InlineData("The cat sat on the mat and it was happy", false)]
    public void English_is_told_by_its_common_words_once_there_are_thirty(string text, bool english) => Texts.Of(text).IsEnglish.ShouldBe(english);
}
