using CsCheck;
using Detector.Outlets;
using Detector.Pages.Text;

namespace Detector.Tests.Outlets;

public sealed class KnownOutletsTests
{
    private static ulong[] Words(string text) => [.. text.Split(' ').Select(word => WordHash.Of(word))];

    [Theory]
    [InlineData("www.nytimes.com", "The New York Times")]
    [InlineData("ca.sports.yahoo.com", "Yahoo")]
    [InlineData("abcnews.go.com", "ABC News")]
    [InlineData("en.wikipedia.org", "Wikipedia")]
    [InlineData("folha.uol.com.br", "Folha de S.Paulo")]
    [InlineData("WWW.BBC.CO.UK.", "BBC")]
    [InlineData("poweredge.fastseoul.com", null)]
    [InlineData("notnytimes.com", null)]
    [InlineData("co.uk", null)]
    [InlineData("", null)]
    public void A_host_leads_to_its_publisher(string host, string? name) => (KnownOutlets.ByDomain(host)?.Name).ShouldBe(name);

    [Theory]
    [InlineData("the washington post", "The Washington Post")]
    [InlineData("Washington Post", "The Washington Post")]
    [InlineData("THE REUTERS", "Reuters")]
    [InlineData("St Louis Post Dispatch", "St. Louis Post-Dispatch")]
    [InlineData("TOM’S HARDWARE", "Tom's Hardware")]
    [InlineData("TIME", "Time")]
    [InlineData("The Times", "The Times (London)")]
    [InlineData("Hill", null)]
    [InlineData("LoTradeCoin", null)]
    [InlineData(" - ", null)]
    public void A_printed_name_leads_to_its_publisher(string printed, string? name)
    {
        var outlet = KnownOutlets.ByName(printed);
        if (name is null) outlet.ShouldBeNull();
        else outlet.ShouldNotBeNull().Name.ShouldBe(name);
    }

    [Fact]
    public void Names_are_found_where_they_stand_and_the_longest_wins()
    {
        var found = KnownOutlets.FindNames(Words("as the new york times and inside climate news told the hill on monday"));
        found.Select(mention => (mention.Outlet.Name, mention.Start, mention.Length, mention.IsAmbiguous)).Where(mention => mention.Name != "AS").ShouldBe(
        [
            ("The New York Times", 1, 4, false),
            ("Inside Climate News", 6, 3, false),
            ("The Hill", 10, 2, true),
        ]);
    }

    [Fact]
    public void A_hill_is_not_The_Hill() => KnownOutlets.FindNames(Words("up a hill")).ShouldBeEmpty();

    [Theory]
    [InlineData("Time")]
    [InlineData("The Sun")]
    [InlineData("People")]
    [InlineData("Variety")]
    [InlineData("Fortune")]
    [InlineData("The Week")]
    [InlineData("Vice")]
    [InlineData("Mirror")]
    public void Ordinary_words_are_marked(string name) => KnownOutlets.IsAmbiguous(name).ShouldBeTrue();

    [Theory]
    [InlineData("The New York Times")]
    [InlineData("Reuters")]
    public void Names_that_are_nothing_else_are_not_marked(string name) => KnownOutlets.IsAmbiguous(name).ShouldBeFalse();

    [Fact]
    public void Every_outlet_is_found_by_each_of_its_addresses_and_names()
    {
        KnownOutlets.All.Count.ShouldBeGreaterThan(500);
        foreach (var outlet in KnownOutlets.All)
        {
            foreach (var domain in outlet.Domains) KnownOutlets.ByDomain(domain).ShouldBeSameAs(outlet, domain);
            KnownOutlets.ByName(outlet.Name.Split(" (")[0]).ShouldNotBeNull(outlet.Name);
            foreach (var alias in outlet.Aliases) KnownOutlets.ByName(alias).ShouldNotBeNull(alias);
            outlet.Country.Length.ShouldBe(2, outlet.Name);
            outlet.Language.Length.ShouldBe(2, outlet.Name);
        }
    }

    [Fact]
    public void No_outlet_stands_in_the_file_twice() => KnownOutlets.All.Select(outlet => outlet.Name).ShouldBeUnique(StringComparer.Ordinal);

    [Fact]
    public void Mentions_lie_inside_the_text_and_do_not_overlap() =>
        Gen.OneOf("the", "new", "york", "times", "post", "hill", "washington", "week", "fox", "news", "xyz").Array[0, 20].Sample(words =>
        {
            var end = 0;
            foreach (var mention in KnownOutlets.FindNames(Words(string.Join(' ', words))))
            {
                mention.Start.ShouldBeGreaterThanOrEqualTo(end);
                mention.Length.ShouldBeGreaterThan(0);
                end = mention.Start + mention.Length;
                KnownOutlets.ByName(string.Join(' ', words[mention.Start..end])).ShouldBeSameAs(mention.Outlet);
            }
            end.ShouldBeLessThanOrEqualTo(words.Length == 0 ? 1 : words.Length);
        });
}
