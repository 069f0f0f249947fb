namespace Detector.Tests.Signals.Address;

public class AddressSignalTests
{
    [Theory]
    [InlineData("token-page", "https://vault.fastharbor.example/html/483c05399463.html", 1)]
    [InlineData("token-page", "https://www.riverton.example/news/bridge-opens-20190502.html", 0)]
    [InlineData("token-page", "https://www.riverton.example/news/4711.html", 0)]
    [InlineData("token-page", "https://www.riverton.example/sport/the-old-bridge-opens-again/r~8fa032ba3add11ec8a900cc47ab5f122/", 0)]
    [InlineData("invented-subdomain", "https://kitevault.fastharbor.example/html/1.html", 1)]
    [InlineData("invented-subdomain", "https://oldbridge.riverton.example/x", 0)]
    [InlineData("invented-subdomain", "https://www.riverton.example/x", 0)]
    [InlineData("shared-hosting", "https://some-diary.blogspot.com/2019/05/bridge.html", 1)]
    [InlineData("shared-hosting", "https://www.riverton.co.uk/bridge", 0)]
    [InlineData("number-host", "http://192.0.2.7/story.html", 1)]
    [InlineData("number-host", "https://www.riverton.example/", 0)]
    [InlineData("search-proxy", "https://abc.ddns-host.example/news/search?form=NSBABR&q=bridge+opens&qft=interval", 1)]
    [InlineData("search-proxy", "https://abc.ddns-host.example/news/search?form=NSBABR&q=%E6%A1%A5%E6%A2%81&qft=interval", 1)]
    [InlineData("search-proxy", "https://www.bing.com/news/search?form=NSBABR&q=bridge+opens", 0)]
    [InlineData("search-proxy", "https://www.riverton.example/search?q=bridge", 0)]
    [InlineData("query-page", "https://sabina.example/?p=9123", 1)]
    [InlineData("query-page", "https://sabina.example/bridge", 0)]
    [InlineData("time-stamp-slug", "https://x.example/bridge-opens-4711", 0)]
    [InlineData("slug-words", "https://x.example/the-old-bridge-opens-again", 5)]
    [InlineData("slug-is-headline", "https://x.example/the-bridge-opens", 1)]
    [InlineData("slug-is-headline", "https://x.example/buy-cheap-pills", 0)]
    [InlineData("slug-repeats", "https://x.example/folding-table/folding-table", 0.5)]
    [InlineData("slug-repeats", "https://x.example/the-bridge-opens-today", 0)]
    [InlineData("host-spelling", "https://fastharbor.example/", 1)]
    public void An_address_is_read_for_what_it_is(string signal, string url, double expected)
    {
        On.Value(On.Html(signal, "<h1>The bridge opens</h1>", url)).ShouldBe(expected, 0.01);
        On.Html(signal, "<h1>The bridge opens</h1>").HasValue.ShouldBeFalse("without an address there is nothing to measure");
    }

    [Theory]
    [InlineData("Die Brücke öffnet heute", "https://x.example/die-brucke-offnet-heute", 1.0)]
    [InlineData("Die Brücke öffnet heute", "https://x.example/die-bruecke-oeffnet-heute", 1.0)]
    [InlineData("Die Brücke öffnet heute", "https://x.example/die-br%C3%BCcke-%C3%B6ffnet-heute", 1.0)]
    [InlineData("Die Brücke öffnet heute", "https://x.example/billige-pillen-kaufen", 0.0)]
    [InlineData("Мост открыли сегодня утром", "https://x.example/most-otkryli-segodnja", null)]
    public void An_address_may_spell_a_headline_without_its_diacritics(string headline, string url, double? expected)
    {
        var measured = On.Html("slug-is-headline", $"<h1>{headline}</h1>", url, $"<title>{headline}</title>");
        measured.HasValue.ShouldBe(expected is not null);
        if (expected is { } value) On.Value(measured).ShouldBe(value, 0.01);
    }

    [Theory]
    [InlineData("2024-05-02", 1)]
    [InlineData("2015-03-12", 0)]
    public void A_number_that_is_a_clock_says_the_pages_day(string shown, double expected) =>
        On.Value(On.Html("time-stamp-slug", $"<h1>The bridge opens</h1><time datetime=\"{shown}\">{shown}</time>", "https://x.example/bridge-opens-1714556789")).ShouldBe(expected);

    // Some systems number their pages in ten digits.
    [Fact]
    public void A_number_that_could_be_a_clock_says_nothing_on_a_page_without_a_date() =>
        On.Html("time-stamp-slug", "<h1>The bridge opens</h1>", "https://x.example/bridge-opens-1714556789").HasValue.ShouldBeFalse();

    [Fact]
    public void A_random_name_is_spelt_with_few_words() => On.Value(On.Html("host-spelling", "", "https://xqzvkjw.example/")).ShouldBeLessThan(0.5);
}
