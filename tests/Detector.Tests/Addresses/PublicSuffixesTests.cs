using CsCheck;
using Detector.Pages.Addresses;

namespace Detector.Tests.Addresses;

public sealed class PublicSuffixesTests
{
    /// <summary>The list's own test cases, https://raw.githubusercontent.com/publicsuffix/list/master/tests/test_psl.txt (public domain).</summary>
    [Theory]
    [InlineData("COM", null)]
    [InlineData("example.COM", "example.COM")]
    [InlineData("WwW.example.COM", "example.COM")]
    [InlineData("example", null)]
    [InlineData("example.example", "example.example")]
    [InlineData("a.b.example.example", "example.example")]
    [InlineData("biz", null)]
    [InlineData("a.b.domain.biz", "domain.biz")]
    [InlineData("uk.com", null)]
    [InlineData("example.uk.com", "example.uk.com")]
    [InlineData("a.b.example.uk.com", "example.uk.com")]
    [InlineData("test.ac", "test.ac")]
    [InlineData("mm", null)]
    [InlineData("c.mm", null)]
    [InlineData("b.c.mm", "b.c.mm")]
    [InlineData("a.b.c.mm", "b.c.mm")]
    [InlineData("jp", null)]
    [InlineData("test.jp", "test.jp")]
    [InlineData("ac.jp", null)]
    [InlineData("www.test.ac.jp", "test.ac.jp")]
    [InlineData("kyoto.jp", null)]
    [InlineData("test.kyoto.jp", "test.kyoto.jp")]
    [InlineData("ide.kyoto.jp", null)]
    [InlineData("a.b.ide.kyoto.jp", "b.ide.kyoto.jp")]
    [InlineData("c.kobe.jp", null)]
    [InlineData("b.c.kobe.jp", "b.c.kobe.jp")]
    [InlineData("a.b.c.kobe.jp", "b.c.kobe.jp")]
    [InlineData("city.kobe.jp", "city.kobe.jp")]
    [InlineData("www.city.kobe.jp", "city.kobe.jp")]
    [InlineData("ck", null)]
    [InlineData("test.ck", null)]
    [InlineData("b.test.ck", "b.test.ck")]
    [InlineData("a.b.test.ck", "b.test.ck")]
    [InlineData("www.ck", "www.ck")]
    [InlineData("www.www.ck", "www.ck")]
    [InlineData("us", null)]
    [InlineData("test.us", "test.us")]
    [InlineData("ak.us", null)]
    [InlineData("www.test.ak.us", "test.ak.us")]
    [InlineData("k12.ak.us", null)]
    [InlineData("www.test.k12.ak.us", "test.k12.ak.us")]
    [InlineData("食狮.com.cn", "食狮.com.cn")]
    [InlineData("食狮.公司.cn", "食狮.公司.cn")]
    [InlineData("www.食狮.公司.cn", "食狮.公司.cn")]
    [InlineData("shishi.公司.cn", "shishi.公司.cn")]
    [InlineData("公司.cn", null)]
    [InlineData("食狮.中国", "食狮.中国")]
    [InlineData("中国", null)]
    [InlineData("www.xn--85x722f.xn--55qx5d.cn", "xn--85x722f.xn--55qx5d.cn")]
    [InlineData("xn--55qx5d.cn", null)]
    [InlineData("www.xn--85x722f.xn--fiqs8s", "xn--85x722f.xn--fiqs8s")]
    [InlineData("xn--fiqs8s", null)]
    public void The_lists_own_cases_hold(string host, string? domain) =>
        PublicSuffixes.RegistrableDomain(host).ToString().ShouldBe(domain ?? "");

    [Theory]
    [InlineData("me.github.io")]
    [InlineData("diary.blogspot.com")]
    [InlineData("a.workers.dev")]
    [InlineData("a.pages.dev")]
    [InlineData("a.cloudns.org")]
    public void Rented_names_are_known_as_such(string host)
    {
        PublicSuffixes.SuffixOf(host, out var rule);
        rule.ShouldBe(SuffixRule.Private);
    }

    [Fact]
    public void A_made_up_ending_is_its_own_suffix_under_the_default_rule()
    {
        PublicSuffixes.SuffixOf("a.b.nosuchending", out var rule).ToString().ShouldBe("nosuchending");
        rule.ShouldBe(SuffixRule.Default);
    }

    [Fact]
    public void The_registrable_domain_is_the_end_of_its_host() =>
        Gen.String.Sample(host => host.AsSpan().TrimEnd('.').EndsWith(PublicSuffixes.RegistrableDomain(host)));

    [Fact]
    public void The_registrable_domain_of_a_registrable_domain_is_itself() =>
        Gen.Select(Gen.String[Gen.Char["abcz"], 1, 4].Array[1, 3], Gen.OneOf("com", "co.uk", "github.io", "ck", "c.kobe.jp")).Sample((labels, suffix) =>
        {
            var domain = PublicSuffixes.RegistrableDomain(string.Join('.', labels) + "." + suffix).ToString();
            return domain.Length == 0 || PublicSuffixes.RegistrableDomain(domain).SequenceEqual(domain);
        });
}
