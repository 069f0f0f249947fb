using Detector.Pages;
using Detector.Testing;
using Detector.Verdicts;

namespace Detector.Tests.Verdicts;

/// <summary>Pages of farms that one mark gives away, which no honest page shows: another outlet's masthead, a paper, an encyclopedia or a search engine on somebody else's host, a feed printed as it came, pictures out of a search or still at an outlet's, offers of search spam, another newsroom speaking of itself, a site of questions with its buttons, a title in every line, snippets of five languages in one paragraph.</summary>
public sealed class FarmTests
{
    private static readonly string Folder = Repository.PathOf("tests", "Detector.Tests", "Verdicts", "Farms");
    private static readonly Dictionary<string, string> Addresses = File.ReadLines(Path.Combine(Folder, "addresses.csv")).Skip(1).Select(line => line.Split(',', 2)).ToDictionary(cells => cells[0], cells => cells[1], StringComparer.Ordinal);

    [Theory]
    [InlineData("masthead-in-title.html", Kind.UnauthorisedCopy, "brand-masthead-left")]
    [InlineData("paper-on-lapsed-domain.html", Kind.Imposter, "brand-imposter")]
    [InlineData("encyclopedia-mirror.html", Kind.Imposter, "brand-imposter")]
    [InlineData("printed-feed.html", Kind.Mirror, "feed-residue")]
    [InlineData("searched-pictures.html", Kind.GeneratedLowQuality, "picture-search")]
    [InlineData("borrowed-pictures.html", Kind.UnauthorisedCopy, "borrowed-media")]
    [InlineData("offers-on-a-forum.html", Kind.Doorway, "spam-trades")]
    [InlineData("voice-of-another.html", Kind.UnauthorisedCopy, "wire-outlet-voice")]
    [InlineData("questions-copied.html", Kind.UnauthorisedCopy, "wire-interface-residue")]
    [InlineData("title-all-over.html", Kind.Doorway, "title-run-share")]
    [InlineData("many-languages.html", Kind.Doorway, "language-changes")]
    [InlineData("declared-picture.html", Kind.UnauthorisedCopy, "declared-picture-elsewhere")]
    [InlineData("denial-of-responsibility.html", Kind.UnauthorisedCopy, "says-it-collects")]
    [InlineData("paper-of-another-town.html", Kind.Mirror, "brand-paper-elsewhere")]
    [InlineData("search-engine-mirror.html", Kind.Mirror, "search-interface")]
    public void One_mark_that_no_honest_page_shows_flags_a_page_and_is_the_first_reason(string page, Kind kind, string signal)
    {
        var judged = new FarmDetector().Judge(File.ReadAllBytes(Path.Combine(Folder, page)), new PageRequest { Url = Addresses[page] }).ShouldBeOfType<Judged>();

        judged.Flagged.ShouldBeTrue($"probability {judged.Probability}");
        judged.Kind.ShouldBe(kind);
        judged.Reasons[0].Signal.ShouldBe(signal);
    }

    [Fact]
    public void A_generators_refusal_on_a_page_that_otherwise_looks_honest_is_for_a_person_to_look_at()
    {
        var judged = new FarmDetector().Judge(File.ReadAllBytes(Path.Combine(Folder, "refusal-above-a-report.html")), new PageRequest { Url = Addresses["refusal-above-a-report.html"] }).ShouldBeOfType<Judged>();

        judged.Flagged.ShouldBeFalse();
        judged.Kind.ShouldBe(Kind.NeedsHuman);
    }

    [Fact]
    public void Every_page_is_judged() => Addresses.Count.ShouldBe(16);
}
