using Detector.Pages;
using Detector.Testing;
using Detector.Verdicts;

namespace Detector.Tests.Verdicts;

/// <summary>The pages that come with the program are judged as their README says, by the model that ships.</summary>
public sealed class SampleTests
{
    private static readonly Dictionary<string, string> Addresses = File.ReadLines(Repository.PathOf("samples", "addresses.csv")).Skip(1).Select(line => line.Split(',', 2)).ToDictionary(cells => cells[0], cells => cells[1], StringComparer.Ordinal);

    public static TheoryData<string, string> Told => [.. File.ReadLines(Repository.PathOf("samples", "README.md")).Select(line => line.Split(" | ")).Where(cells => cells.Length == 3 && cells[0].Contains('.'))
        .Select(cells => (cells[0].TrimStart('|', ' '), cells[2].TrimEnd('|', ' ')))];

    [Theory]
    [MemberData(nameof(Told))]
    public void A_sample_is_judged_as_its_readme_says(string page, string told)
    {
        var judged = new FarmDetector().Judge(File.ReadAllBytes(Repository.PathOf("samples", page)), new PageRequest { Url = Addresses[page], Format = page.EndsWith(".txt", StringComparison.Ordinal) ? PageFormat.Text : PageFormat.Html }).ShouldBeOfType<Judged>();

        judged.Flagged.ShouldBe(told == "flag", $"probability {judged.Probability}");
        if (told == "leave it to a person") judged.Kind.ShouldBe(Kind.NeedsHuman);
        else told.ShouldBeOneOf("flag", "don't");
    }

    [Fact]
    public void Every_sample_is_in_the_readme() => Told.Count.ShouldBe(Addresses.Count);
}
