using System.Text;
using Detector.Pages;
using Detector.Signals;
using Detector.Signals.Templates;
using Detector.Tests.Signals.Text;

namespace Detector.Tests.Signals.Templates;

public sealed class TemplateSignaturesTests
{
    private static readonly string Farm = $"""
        Current:Home > StocksFerry at Milbrook will sail again -LanternVault
        Ferry at Milbrook will sail again
        View Date:2025-01-03 04:05:06
        {string.Join('\n', Small.Report)}
        veryGood! (38)
        Related
        - Goats on the roof of the mill for the third time this
        - Choir wins a prize for the song it wrote on a
        Ranking
        - Baker gives up the oldest oven in the
        Recommendation
        A cat that came home
        """;

    private static IReadOnlyList<string> Ids(string content, PageFormat format, string? url = null)
    {
        using var page = PageReader.Read(content, new PageRequest { Format = format, Url = url });
        return [.. TemplateSignatures.Default.Match(page).Select(hit => hit.Signature.Id)];
    }

    [Fact]
    public void The_first_generation_is_known_by_four_independent_marks()
    {
        Ids(Farm, PageFormat.Text).ShouldBe(["verygood-crumb-title", "verygood-crumb", "verygood-view-date", "verygood-widget", "verygood-lists"], ignoreOrder: true);
        Small.Value("template-hits", Farm, PageFormat.Text).ShouldBe(4);
        Small.Value("template-family-hits", Farm, PageFormat.Text).ShouldBe(4);
    }

    [Fact]
    public void The_second_generation_breaks_the_line_after_view()
    {
        var second = Farm.Replace("View Date:2025-01-03", "View\nDate:2025-04-03", StringComparison.Ordinal).Replace(" -Lantern", " - Lantern", StringComparison.Ordinal);
        Ids(second, PageFormat.Text).ShouldContain("verygood-view-break-date");
        Ids(second, PageFormat.Text).ShouldNotContain("verygood-view-date");
    }

    [Fact]
    public void The_sister_template_is_known_by_its_line_its_lists_and_its_address()
    {
        var sister = $"LanternVault:Ferry at Milbrook will sail again\n2025-02-03 04:05:06 source:Lantern Exchange category:Markets\n{string.Join('\n', Small.Report)}\nMore:Markets\nRecommend\nGoats on the roof";
        Ids(sister, PageFormat.Text, "https://quiet.example/news/12f39948.html").ShouldBe(["source-category-line", "source-category-more", "source-category-address", "verygood-address"], ignoreOrder: true);
        using var page = PageReader.Read(sister, new PageRequest { Format = PageFormat.Text, Url = "https://quiet.example/news/12f39948.html" });
        var seen = new Observation(page, TemplateSignatures.Default);
        Catalog.TemplateHits.Measure(seen).Value.ShouldBe(3, "an address that two families share is one mark");
        Catalog.TemplateFamilyHits.Measure(seen).Value.ShouldBe(3);
    }

    [Fact]
    public void An_honest_page_with_a_crumb_a_date_and_lists_has_none()
    {
        var honest = $"Home > Local news\nFerry at Milbrook will sail again\nPublished: 2025-01-03 04:05\nView comments (3)\n{string.Join('\n', Small.Report)}\nRelated\nGoats on the roof\nMost read\nChoir wins a prize";
        Ids(honest, PageFormat.Text, "https://milbrook.example/news/ferry-will-sail.html").ShouldBeEmpty();
        Small.Value("template-hits", honest, PageFormat.Text).ShouldBe(0);
    }

    [Fact]
    public void A_search_page_is_a_mark_anywhere_but_at_its_owner()
    {
        const string Path = "/news/search?q=ferry&form=ABC&qft=interval%3d7";
        Ids(Small.Html(Small.Report), PageFormat.Html, "https://mirror.example" + Path).Count.ShouldBe(2);
        Ids(Small.Html(Small.Report), PageFormat.Html, "https://www.bing.com" + Path).ShouldBeEmpty();
    }

    [Fact]
    public void Without_signatures_there_is_nothing_to_measure()
    {
        using var page = PageReader.Read(Farm);
        var seen = new Observation(page, TemplateSignatures.None);
        Catalog.TemplateHits.Measure(seen).HasValue.ShouldBeFalse();
        Catalog.TemplateFamilyHits.Measure(seen).HasValue.ShouldBeFalse();
    }

    [Fact]
    public void Every_signature_finds_its_own_example()
    {
        TemplateSignatures.Default.All.Count.ShouldBeGreaterThan(15);
        foreach (var signature in TemplateSignatures.Default.All)
        {
            var address = signature.Where == SignaturePlace.Address ? signature.Example : null;
            var title = signature.Where == SignaturePlace.Title ? $"<title>{signature.Example}</title>" : "";
            var lines = signature.Where is SignaturePlace.Address or SignaturePlace.Title ? "" : signature.Where == SignaturePlace.Lines ? string.Join('\n', signature.Lines) : signature.Example;
            var html = $"<html><head>{title}</head><body>{string.Concat(lines.Split('\n').Select(line => $"<div>{line}</div>"))}{string.Concat(Small.Report.Select(p => $"<p>{p}</p>"))}</body></html>";
            Ids(html, PageFormat.Html, address).ShouldContain(signature.Id);
        }
    }

    [Theory]
    [InlineData("{", "not JSON")]
    [InlineData("[]", "no array \"signatures\"")]
    [InlineData("{\"signatures\":[{\"id\":\"a\",\"where\":\"roof\"}]}", "'roof'")]
    [InlineData("{\"signatures\":[{\"id\":\"a\",\"where\":\"line\",\"literal\":\"x\",\"pattern\":\"(?<=x)y\",\"example\":\"xy\",\"family\":\"f\",\"group\":\"g\",\"firstSeen\":\"2025-01\"}]}", "Signature 'a' has the pattern")]
    [InlineData("{\"signatures\":[{\"id\":\"a\",\"where\":\"line\",\"literal\":\"x\",\"pattern\":\"xz\",\"example\":\"xy\",\"family\":\"f\",\"group\":\"g\",\"firstSeen\":\"2025-01\"}]}", "does not match its example 'xy'")]
    [InlineData("{\"signatures\":[{\"id\":\"a\",\"where\":\"line\",\"literal\":\"x\",\"pattern\":\"xy\",\"example\":\"xy\",\"family\":\"f\",\"group\":\"g\",\"firstSeen\":\"May\"}]}", "'May'")]
    [InlineData("{\"signatures\":[{\"where\":\"line\"}]}", "Signature number 1")]
    public void A_broken_entry_is_named(string json, string says) =>
        Should.Throw<InvalidDataException>(() => TemplateSignatures.Load(Encoding.UTF8.GetBytes(json))).Message.ShouldContain(says);
}
