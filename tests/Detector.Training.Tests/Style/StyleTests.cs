using Detector.Languages;
using Detector.Pages;
using Detector.Training.Extraction;
using Detector.Training.Style;
using Detector.Training.Tables;

namespace Detector.Training.Tests.Style;

public sealed class StyleTests
{
    private static readonly string[] Shared = ["the", "and", "of", "to", "in", "a", "it", "was", "for", "on", "with", "as", "at", "by", "from"];

    [Fact]
    public void A_hand_is_told_on_sources_it_was_not_fitted_on()
    {
        var samples = Samples();
        foreach (var source in new[] { "mill-a", "mill-b" })
        {
            var style = StyleFit.Run([.. samples.Where(sample => sample.Source != source)]);
            var machine = samples.Where(sample => sample.Source == source).Min(sample => style.Of(sample.Counts, sample.Words));
            var honest = samples.Where(sample => !sample.Machine).Max(sample => style.Of(sample.Counts, sample.Words));
            machine.ShouldBeGreaterThan(honest);
        }
    }

    [Fact]
    public void Words_that_few_pages_use_tell_a_subject_and_are_left_out()
    {
        var style = StyleFit.Run(Samples());
        style.ToString().ShouldContain("\nthe\t");
        style.ToString().ShouldNotContain("\notters\t");
    }

    [Fact]
    public void A_style_fitted_on_few_pages_and_one_fitted_on_many_say_the_same_of_honest_pages()
    {
        var samples = Samples();
        foreach (var fitted in new[] { samples, [.. samples.Where(sample => sample.Source != "mill-a")] })
        {
            var style = StyleFit.Run(fitted);
            var honest = samples.Where(sample => !sample.Machine).Select(sample => style.Of(sample.Counts, sample.Words)).ToArray();
            honest.Average().ShouldBe(0, 1e-4);
            honest.Average(margin => margin * margin).ShouldBe(1, 1e-4);
        }
    }

    [Fact]
    public void A_style_is_read_as_it_was_written()
    {
        var style = StyleFit.Run(Samples());
        WritingStyle.Parse(style.ToString(), "made").ToString().ShouldBe(style.ToString());
        StyleFit.Run(Samples())!.ToString().ShouldBe(style.ToString(), "the same samples give the same style");
    }

    [Fact]
    public void What_is_counted_in_a_page_is_what_the_signal_counts()
    {
        var html = $"<html lang=\"en\"><title>Otters return</title><p>{string.Join(' ', Enumerable.Repeat("The keeper\u2019s otters were running to the mill, and nobody had noticed the flooding of the meadow until Sunday.", 6))}</p><p>Menu</p></html>";
        using var page = PageReader.Read(html, new PageRequest { Format = PageFormat.Html });
        var sample = StyleSample.Of(new CorpusPage { Id = "a", Source = "s", Group = "g", Label = "original", Flag = false, Url = null, Language = "en", IsText = false, Simulated = false, Family = "", Content = html }, machine: false)!;
        WritingStyle.Machine.Of(page)!.Value.Deviations.ShouldBe(WritingStyle.Machine.Of(sample.Counts, sample.Words), 1e-9);
    }

    [Fact]
    public void A_page_is_measured_by_a_style_that_has_seen_neither_its_source_nor_its_site()
    {
        var plan = HeldStyles.Plan([("mill-a", true), ("mill-b", true), ("web", false)]);
        plan.Count.ShouldBe(2);
        plan.FoldOf("mill-a", "x").ShouldBe(0);
        plan.FoldOf("mill-b", "x").ShouldBe(1);
        plan.FoldOf("unknown", "x").ShouldBe(-1);
        Enumerable.Range(0, 40).Select(site => plan.FoldOf("web", $"site-{site}")).Distinct().Order().ToArray().ShouldBe([0, 1], "honest sites are spread over the folds");
        plan.FoldOf("web", "site-1").ShouldBe(plan.FoldOf("web", "site-1"));
    }

    [Fact]
    public void Held_styles_are_read_as_they_were_written_and_a_missing_folder_is_named()
    {
        var folder = Directory.CreateTempSubdirectory("detector-style-").FullName;
        try
        {
            var samples = Samples();
            var plan = HeldStyles.Plan(samples.Select(sample => (sample.Source, sample.Machine)));
            var styles = Enumerable.Range(0, plan.Count).Select(fold => StyleFit.Run([.. samples.Where(sample => plan.FoldOf(sample.Source, sample.Group) != fold)])).ToArray();
            (plan with { Models = styles }).Write(folder);
            var read = HeldStyles.Read(folder);
            read.For("mill-b", "x").ToString().ShouldBe(styles[1].ToString());
            read.For("unknown", "x").ShouldBeSameAs(WritingStyle.Machine);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        Should.Throw<TrainingException>(() => HeldStyles.Read(folder)).Message.ShouldContain("`style`");
    }

    // Machines say "the" and "of" twice as often, whatever they write about.
    private static List<StyleSample> Samples()
    {
        var random = new Random(3);
        var samples = new List<StyleSample>();
        foreach (var (source, machine, count) in new[] { ("mill-a", true, 12), ("mill-b", true, 12), ("web", false, 60) })
            for (var page = 0; page < count; page++)
            {
                var counts = Shared.ToDictionary(word => word, word => random.Next(6, 12) * (machine && word is "the" or "of" ? 3 : 1), StringComparer.Ordinal);
                if (page % 9 == 0) counts["otters"] = 5;
                samples.Add(new StyleSample(source, $"{source}-{page}", $"{source}{page}", machine, counts, counts.Values.Sum() + 200));
            }
        return samples;
    }
}
