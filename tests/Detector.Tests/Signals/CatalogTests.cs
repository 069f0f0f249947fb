using Detector.Features;
using Detector.Pages;
using Detector.Signals.Templates;
using Detector.Signals;
using Detector.Testing;

namespace Detector.Tests.Signals;

public class CatalogTests
{
    public static TheoryData<string> Names => [.. Catalog.All.Select(signal => signal.Name)];

    [Fact]
    public void There_are_at_least_sixty_signals_under_different_names() => Catalog.All.Select(signal => signal.Name).Distinct().Count().ShouldBe(Math.Max(60, Catalog.All.Count));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_signal_says_what_it_is_in_full(string name)
    {
        var signal = Catalog.Find(name)!;

        name.ShouldMatch("^[a-z][a-z0-9]*(-[a-z0-9]+)*$");
        signal.Title.ShouldNotBeNullOrWhiteSpace();
        signal.Source.Length.ShouldBeGreaterThan(10);
        signal.Quiet.ShouldNotBeNullOrWhiteSpace();
        signal.Says.Length.ShouldBeGreaterThan(15);
        signal.Version.ShouldBeGreaterThan(0);
        signal.Absent.ShouldBeLessThan(0, "the absent value must lie outside the signal's range");
        string.Format(System.Globalization.CultureInfo.InvariantCulture, signal.Says, 0.5, "a", "b").ShouldNotContain("{");
        if (signal.SaysOtherwise is { } otherwise) string.Format(System.Globalization.CultureInfo.InvariantCulture, otherwise, 0.5, "a", "b").ShouldNotContain("{");
    }

    [Fact]
    public void A_page_measures_the_same_twice_and_every_number_is_finite()
    {
        foreach (var (content, request) in Fixtures())
        {
            using var first = PageReader.Read(content, request);
            using var second = PageReader.Read(content, request);
            var one = Measurements.Of(first, TemplateSignatures.Default).All.ToArray();
            var two = Measurements.Of(second, TemplateSignatures.Default).All.ToArray();

            for (var i = 0; i < one.Length; i++)
            {
                one[i].HasValue.ShouldBe(two[i].HasValue, Catalog.All[i].Name);
                one[i].Value.ShouldBe(two[i].Value, Catalog.All[i].Name);
                double.IsFinite(one[i].Value).ShouldBeTrue(Catalog.All[i].Name);
                if (one[i].HasValue) one[i].Value.ShouldBeGreaterThan(Catalog.All[i].Absent, Catalog.All[i].Name);
                if (one[i].HasValue && Catalog.All[i].Unit == Unit.Ratio) one[i].Value.ShouldBeInRange(0, 1, Catalog.All[i].Name);
                if (one[i].HasValue && Catalog.All[i].Unit == Unit.YesNo) one[i].Value.ShouldBeOneOf(0, 1);
            }
        }
    }

    [Fact]
    public void Without_an_address_signals_that_need_one_have_nothing_to_measure()
    {
        foreach (var (content, request) in Fixtures())
        {
            using var page = PageReader.Read(content, request with { Url = null });
            var measured = Measurements.Of(page, TemplateSignatures.Default).All;
            for (var i = 0; i < measured.Length; i++)
                if (Catalog.All[i].NeedsAddress)
                    measured[i].HasValue.ShouldBeFalse(Catalog.All[i].Name);
        }
    }

    [Fact]
    public void Plain_text_gives_nothing_to_signals_that_need_markup()
    {
        foreach (var (content, request) in Fixtures().Where(fixture => fixture.Request.Format == PageFormat.Text))
        {
            using var page = PageReader.Read(content, request);
            var measured = Measurements.Of(page, TemplateSignatures.Default).All;
            for (var i = 0; i < measured.Length; i++)
                if (Catalog.All[i].NeedsMarkup)
                    measured[i].HasValue.ShouldBeFalse(Catalog.All[i].Name);
        }
    }

    [Fact]
    public void Evidence_lies_within_the_page()
    {
        foreach (var (content, request) in Fixtures())
        {
            using var page = PageReader.Read(content, request);
            foreach (var measurement in Measurements.Of(page, TemplateSignatures.Default).All)
                foreach (var evidence in new[] { measurement.First, measurement.Second })
                {
                    evidence.Range.Start.ShouldBeGreaterThanOrEqualTo(0);
                    evidence.Range.End.ShouldBeLessThanOrEqualTo(page.Text.Chars.Length);
                }
        }
    }

    [Fact]
    public void The_schema_has_one_column_a_signal_and_never_lets_NaN_through()
    {
        FeatureSchema.Current.Columns.Count.ShouldBe(Catalog.All.Count);
        foreach (var (content, request) in Fixtures())
        {
            using var page = PageReader.Read(content, request);
            var row = new float[Catalog.All.Count];
            FeatureSchema.Current.Fill(Measurements.Of(page, TemplateSignatures.Default).All, row);
            row.ShouldAllBe(value => float.IsFinite(value));
        }
    }

    internal static IEnumerable<(string Content, PageRequest Request)> Fixtures()
    {
        foreach (var path in Directory.GetFiles(Repository.PathOf("samples"), "*.*").Order(StringComparer.Ordinal))
        {
            if (Path.GetExtension(path) is not (".html" or ".txt")) continue;
            yield return (File.ReadAllText(path), new PageRequest { Url = "https://www.riverton-herald.example/news/2024/05/bridge-opens", Format = path.EndsWith(".html", StringComparison.Ordinal) ? PageFormat.Html : PageFormat.Text });
        }
    }
}
