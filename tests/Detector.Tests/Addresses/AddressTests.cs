using CsCheck;
using Detector.Pages.Addresses;

namespace Detector.Tests.Addresses;

public sealed class AddressTests
{
    [Theory]
    [InlineData("  HTTPS://User:secret@WWW.BBC.co.uk.:8443/News?x=1#part ", "https://www.bbc.co.uk:8443/News?x=1")]
    [InlineData("http:example.com", "http://example.com/")]
    [InlineData("http:\\\\example.com\\a", "http://example.com/a")]
    [InlineData("example.com/a b", "https://example.com/a%20b")]
    [InlineData("example.com:8080/x", "https://example.com:8080/x")]
    [InlineData("//example.com", "https://example.com/")]
    [InlineData("http://example.com:80/a/../b/./c", "http://example.com/b/c")]
    [InlineData("http://exa\nmple.com/", "http://example.com/")]
    [InlineData("http://[2001:DB8::1]:81/x", "http://[2001:db8::1]:81/x")]
    [InlineData("http://0x7f.1/", "http://127.0.0.1/")]
    [InlineData("http://3232235777/", "http://192.168.1.1/")]
    [InlineData("http://localhost/x", "http://localhost/x")]
    [InlineData("http://食狮.公司.cn/", "http://xn--85x722f.xn--55qx5d.cn/")]
    public void An_address_is_read_as_a_browser_would(string text, string url) => Address.TryParse(text)!.Url.ShouldBe(url);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,hi")]
    [InlineData("file:///etc/passwd")]
    [InlineData("mailto:a@b.com")]
    [InlineData("hello")]
    [InlineData("8003098")]
    [InlineData("8003098/story")]
    [InlineData("hello world.")]
    [InlineData("http://")]
    [InlineData("http://a..b/")]
    [InlineData("http://1.2.3.4.5/")]
    [InlineData("http://999.1.1.1/")]
    [InlineData("http://example.com:99999/")]
    [InlineData("/relative/path.html")]
    [InlineData("http://saved_page.html")]
    [InlineData("http://saved.page.htm/")]
    public void What_is_no_web_address_is_null(string? text) => Address.TryParse(text).ShouldBeNull();

    [Fact]
    public void A_host_falls_into_suffix_domain_and_subdomains()
    {
        var address = Address.TryParse("http://a.kitevault.example.co.uk/")!;
        address.Suffix.ShouldBe("co.uk");
        address.Domain.ShouldBe("example.co.uk");
        address.DomainLabel.ShouldBe("example");
        address.Subdomains.ShouldBe(["a", "kitevault"]);
        address.IsPrivateSuffix.ShouldBeFalse();
    }

    [Fact]
    public void Two_customers_of_one_host_are_two_sites()
    {
        var one = Address.TryParse("http://one.github.io/")!;
        one.IsPrivateSuffix.ShouldBeTrue();
        one.SameSite(Address.TryParse("http://two.github.io/")!).ShouldBeFalse();
        Address.TryParse("http://www.bbc.co.uk")!.SameSite(Address.TryParse("http://news.bbc.co.uk")!).ShouldBeTrue();
    }

    [Fact]
    public void A_bare_ip_is_its_own_domain()
    {
        var address = Address.TryParse("10.0.0.1/x")!;
        address.IsIp.ShouldBeTrue();
        address.Domain.ShouldBe("10.0.0.1");
        address.Suffix.ShouldBe("");
        address.HasRegistrableDomain.ShouldBeFalse();
    }

    [Fact]
    public void The_slug_is_the_segment_with_the_most_words()
    {
        var address = Address.TryParse("https://news.example/World/BreakingNews/man-bites_dog%20again.html?page=2&q=a+b&flag")!;
        address.SlugWords.ShouldBe(["man", "bites", "dog", "again"]);
        address.PathWords.ShouldBe(["world", "breaking", "news", "man", "bites", "dog", "again"]);
        address.Extension.ShouldBe("html");
        address.Query.ShouldBe([new("page", "2"), new("q", "a b"), new("flag", "")]);
    }

    [Theory]
    [InlineData("/2024/11/16/oled/x", 2024, 11, 16, PathDateForm.YearFirst)]
    [InlineData("/11/16/2024/oled/brxe46121iknhtml/", 2024, 11, 16, PathDateForm.MonthFirst)]
    [InlineData("/16/11/2024/x", 2024, 11, 16, PathDateForm.DayFirst)]
    [InlineData("/world/2024/nov/16/story", 2024, 11, 16, PathDateForm.YearFirst)]
    [InlineData("/2024-11-16/slug", 2024, 11, 16, PathDateForm.YearFirst)]
    [InlineData("/news/20241116_story", 2024, 11, 16, PathDateForm.YearFirst)]
    [InlineData("/2015victoryanniv/2015-09/02/content_21780820.htm", 2015, 9, 2, PathDateForm.YearFirst)]
    [InlineData("/2024/11/slug", 2024, 11, null, PathDateForm.YearMonth)]
    [InlineData("/202411/slug", 2024, 11, null, PathDateForm.YearMonth)]
    public void A_path_can_name_its_day(string path, int year, int month, int? day, PathDateForm form) =>
        Address.TryParse("http://a.com" + path)!.DateInPath.ShouldBe(new PathDate(year, month, day, form));

    [Theory]
    [InlineData("/top-2024-10-tips")]
    [InlineData("/2024/13/40/x")]
    [InlineData("/story-12345678.html")]
    public void Numbers_that_are_no_date_stay_numbers(string path) => Address.TryParse("http://a.com" + path)!.DateInPath.ShouldBeNull();

    [Theory]
    [InlineData("/html/483c05399463.html", "483c05399463", IdKind.Hex, 1, 0)]
    [InlineData("/x-sasknow/8a24344P1d43/", "8a24344P1d43", IdKind.Mixed, 1, 0)]
    [InlineData("/news/article_0a1b2c3d-1111-2222-3333-444455556666.html", "0a1b2c3d-1111-2222-3333-444455556666", IdKind.ArticleUuid, 1, 8)]
    [InlineData("/story-1731715200", "1731715200", IdKind.UnixTime, 0, 6)]
    [InlineData("/?p=55321", "55321", IdKind.Number, -1, 0)]
    public void Tokens_made_by_machines_are_found_where_they_stand(string path, string text, IdKind kind, int segment, int start) =>
        Address.TryParse("http://a.com" + path)!.IdTokens.ShouldBe([new IdToken(text, kind, segment, start)]);

    [Theory]
    [InlineData("/2024/11/16/covid19-in-the-decade1990")]
    [InlineData("/best-movies-of-2024/mp3player")]
    public void Dates_and_words_with_numbers_are_no_ids(string path) => Address.TryParse("http://a.com" + path)!.IdTokens.ShouldBeEmpty();

    [Theory]
    [InlineData("", HrefKind.Empty, "")]
    [InlineData("#top", HrefKind.Fragment, "")]
    [InlineData("/a:b", HrefKind.Relative, "")]
    [InlineData("page.html?u=http://x.com", HrefKind.Relative, "")]
    [InlineData("//CDN.x.com:80/a", HrefKind.ProtocolRelative, "CDN.x.com")]
    [InlineData(" HTTP://u:p@x.com.?q", HrefKind.Absolute, "x.com")]
    [InlineData("https://[::1]:8080/", HrefKind.Absolute, "[::1]")]
    [InlineData("mailto:a@b.com", HrefKind.Mail, "")]
    [InlineData("tel:+1", HrefKind.Phone, "")]
    [InlineData("JavaScript:void(0)", HrefKind.Script, "")]
    [InlineData("data:,x", HrefKind.Other, "")]
    public void A_link_is_sorted_by_a_look_at_its_start(string href, HrefKind kind, string host)
    {
        Href.KindOf(href).ShouldBe(kind);
        Address.HostOf(href).ToString().ShouldBe(host);
    }

    [Theory]
    [InlineData("/x", true)]
    [InlineData("http://shop.Example.com/", true)]
    [InlineData("//example.org", false)]
    [InlineData("http://notexample.com", false)]
    public void A_link_is_own_when_its_registrable_domain_is(string href, bool own) =>
        Address.TryParse("https://www.example.com/a")!.IsOwn(href).ShouldBe(own);

    [Fact]
    public void Sorting_links_allocates_nothing()
    {
        var address = Address.TryParse("https://www.example.com/a")!;
        address.IsOwn("https://x.co.uk/a");
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) address.IsOwn("https://news.bbc.co.uk/a");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    private static readonly Gen<string> Rough =
        Gen.Select(Gen.OneOf("", "http://", "//", "https:/", "a.com/", "a:b@", "[::1", "xn--", "食狮.中国/", "1.2."), Gen.OneOf(Gen.String, Gen.String[Gen.Char["ab01./?#&=-%:@[]\\ é"], 0, 30]), (a, b) => a + b);

    [Fact]
    public void Reading_never_throws_whatever_the_text() => Rough.Sample(text =>
    {
        _ = Href.HostOf(text).Length;
        _ = Address.RegistrableDomain(Href.HostOf(text)).Length;
        if (Address.TryParse(text) is not { } address) return;
        _ = address.UnicodeHost;
        _ = address.PathWords;
        _ = address.IdTokens;
        _ = address.DateInPath;
        address.Host.ShouldEndWith(address.Domain);
    }, iter: 20_000);

    [Fact]
    public void Reading_an_address_again_changes_nothing() => Rough.Sample(text =>
        Address.TryParse(text) is not { } address || Address.TryParse(address.Url)?.Url == address.Url, iter: 20_000);

    [Fact]
    public void The_quick_way_to_a_domain_agrees_with_the_thorough_one() => Rough.Sample(text =>
    {
        if (Address.TryParse(text) is not { HasScheme: true } address) return;
        Address.RegistrableDomain(Href.HostOf(address.Url)).ToString().ShouldBe(address.Domain);
    }, iter: 20_000);
}
