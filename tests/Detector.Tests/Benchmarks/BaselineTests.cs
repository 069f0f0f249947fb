using Detector.Benchmarks.Gate;
using Detector.Benchmarks.Reading;
using Detector.Testing;

namespace Detector.Tests.Benchmarks;

/// <summary>Floors only rise by themselves; and the published measures are what they say.</summary>
public class BaselineTests
{
    [Fact]
    public void A_figure_below_its_floor_fails_with_both_values()
    {
        var baseline = new Baseline { Floors = new(StringComparer.Ordinal) { ["news/f1"] = 0.95 } };

        baseline.Failures(Figures(0.94)).ShouldHaveSingleItem().ShouldBe("news/f1: 0.9400 is below the floor 0.9500.");
        baseline.Failures(Figures(0.95)).ShouldBeEmpty();
    }

    [Fact]
    public void A_figure_that_is_no_longer_measured_fails() =>
        new Baseline { Floors = new(StringComparer.Ordinal) { ["old/f1"] = 0.95 } }.Failures(Figures(0.99)).ShouldHaveSingleItem().ShouldContain("renamed");

    [Fact]
    public void Updating_raises_a_floor_and_never_lowers_one()
    {
        var baseline = new Baseline();
        baseline.Raise(Figures(0.95));
        baseline.Raise(Figures(0.90));
        baseline.Floors["news/f1"].ShouldBe(0.95);
        baseline.Raise(Figures(0.97));
        baseline.Floors["news/f1"].ShouldBe(0.97);
    }

    [Fact]
    public void A_floor_is_lowered_only_with_a_reason_that_stays_in_the_file()
    {
        var baseline = new Baseline { Floors = new(StringComparer.Ordinal) { ["news/f1"] = 0.95 } };

        Should.Throw<ArgumentException>(() => baseline.Lower("news/f1", 0.94, " "));
        baseline.Floors["news/f1"].ShouldBe(0.95);
        baseline.Lower("news/f1", 0.94, "captions are no longer main text");
        baseline.Floors["news/f1"].ShouldBe(0.94);
        baseline.Lowered.ShouldHaveSingleItem().Reason.ShouldBe("captions are no longer main text");
    }

    [Fact]
    public void The_floors_of_the_repository_name_their_corpus_and_stand_for_everything_that_is_promised()
    {
        var baseline = Baseline.Read(Repository.PathOf("benchmarks", "quality", "baseline.json"));

        baseline.Corpus.ShouldNotBeEmpty();
        baseline.Floors.Values.ShouldAllBe(floor => floor > 0 && floor < 2);
        foreach (var promised in new[] { "news-aeb/f1", "news-aeb/f1-held", "web-wcxb/f1", "web-wcxb/f1-held", "web-wcxb/f1-collection", "web-trafilatura/f", "speed/news-aeb/bare-parse-per-verdict", "speed/web-wcxb/bare-parse-per-verdict" })
            baseline.Floors.ShouldContainKey(promised);
        baseline.Lowered.ShouldAllBe(lowered => lowered.Reason.Length > 0 && lowered.To < lowered.From);
    }

    [Fact]
    public void A_floor_of_speed_is_what_is_promised_however_fast_one_run_was()
    {
        var baseline = new Baseline();
        baseline.Raise(new Dictionary<string, double>(StringComparer.Ordinal) { ["speed/news/bare-parse-per-verdict"] = 1.1, ["speed/news/bare-parse-per-reading"] = 2 });

        baseline.Floors["speed/news/bare-parse-per-verdict"].ShouldBe(0.7692);
        baseline.Floors["speed/news/bare-parse-per-reading"].ShouldBe(1.3333);
    }

    [Fact]
    public void Shingles_are_four_words_with_case_and_a_shorter_text_is_one()
    {
        Measures.Shingled("a b c d e", "a b c d x").ShouldBe(new Overlap(1, 1, 1));
        Measures.Shingled("a b", "a b").F1.ShouldBe(1);
        Measures.Shingled("A b", "a b").F1.ShouldBe(0);
        Measures.Shingled("", "a b c d").ShouldBe(new Overlap(0, 0, 1));
    }

    [Fact]
    public void The_measure_over_pages_is_the_harmonic_mean_of_mean_precision_and_mean_recall()
    {
        // Precision over the one page with output: 1/2; recall over both: (1 + 0) / 2.
        Measures.CorpusF1([new Overlap(1, 1, 0), new Overlap(0, 0, 3)]).ShouldBe(0.5, 1e-12);
    }

    [Fact]
    public void Words_are_letters_digits_and_underscores_of_any_script() =>
        Words.Of("Don't_stop: naïve №5, привет 𝒳y!", lower: true).ShouldBe(["don", "t_stop", "naïve", "5", "привет", "𝒳y"]);

    [Fact]
    public void A_segment_is_found_over_a_line_end()
    {
        var count = new SegmentCount();
        count.Add("one two\nthree", ["two three"], ["four"]);
        count.F.ShouldBe(1);
        count.Accuracy.ShouldBe(1);
    }

    private static Dictionary<string, double> Figures(double value) => new(StringComparer.Ordinal) { ["news/f1"] = value };
}
