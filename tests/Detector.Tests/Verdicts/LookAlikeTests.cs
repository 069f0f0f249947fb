using Detector.Pages;
using Detector.Testing;
using Detector.Verdicts;

namespace Detector.Tests.Verdicts;

/// <summary>
/// Honest pages of kinds that share a fact with farms: agency stories at a station and a member of public radio, a paper's interface words, reports that quote chatbots and sellers, songs, statutes, claims, forecasts of the
/// stars, lists of towns, a life in slots, pages in other languages. One such fact is no accusation.
/// </summary>
public sealed class LookAlikeTests
{
    private static readonly string Folder = Repository.PathOf("tests", "Detector.Tests", "Verdicts", "LookAlikes");

    public static TheoryData<string, string> Pages => [.. File.ReadLines(Path.Combine(Folder, "addresses.csv")).Skip(1).Select(line => line.Split(',', 2)).Select(cells => (cells[0], cells[1]))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void An_honest_page_is_far_from_being_flagged(string page, string url)
    {
        var judged = new FarmDetector().Judge(File.ReadAllBytes(Path.Combine(Folder, page)), new PageRequest { Url = url }).ShouldBeOfType<Judged>();

        judged.Flagged.ShouldBeFalse();
        judged.Probability.ShouldBeLessThan(0.5);
    }
}
