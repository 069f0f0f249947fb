using System.Text;
using CsCheck;
using Detector.Sources.Web;

namespace Detector.Sources.Tests.Web;

/// <summary>robots.txt as RFC 9309 has it.</summary>
public class RobotsFileTests
{
    [Theory]
    [InlineData("User-agent: *\nDisallow: /private", "/private", false)]
    [InlineData("User-agent: *\nDisallow: /private", "/private/x?y", false)]
    [InlineData("User-agent: *\nDisallow: /private", "/Private", true)]
    [InlineData("User-agent: *\nDisallow: /private", "/public", true)]
    [InlineData("User-agent: *\nDisallow: /", "/robots.txt", true)]
    [InlineData("User-agent: *\nDisallow:", "/x", true)]
    // The longest match speaks; of two as long the one that allows.
    [InlineData("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", true)]
    [InlineData("User-agent: *\nAllow: /a/b\nDisallow: /a", "/a/c", false)]
    [InlineData("User-agent: *\nDisallow: /page\nAllow: /page", "/page", true)]
    [InlineData("User-agent: *\nAllow: /page\nDisallow: /*.htm", "/page.htm", false)]
    [InlineData("User-agent: *\nAllow: /$\nDisallow: /", "/", true)]
    [InlineData("User-agent: *\nAllow: /$\nDisallow: /", "/page", false)]
    // Wildcards.
    [InlineData("User-agent: *\nDisallow: *.gif$", "/a/b.gif", false)]
    [InlineData("User-agent: *\nDisallow: *.gif$", "/a/b.gif?x", true)]
    [InlineData("User-agent: *\nDisallow: /a*b*c", "/a1b2c3", false)]
    [InlineData("User-agent: *\nDisallow: /a*b*c", "/a1c2b3", true)]
    [InlineData("User-agent: *\nDisallow: /*?*id=", "/x?a=1&id=7", false)]
    [InlineData("User-agent: *\nDisallow: /a$b", "/a$b", false)]
    // Groups: by name, else "*"; several of one name count together, several agents may head one.
    [InlineData("User-agent: *\nDisallow: /\n\nUser-agent: detectorbot\nDisallow: /x", "/y", true)]
    [InlineData("User-agent: DetectorBot/9.1 (+x)\nDisallow: /x", "/x", false)]
    [InlineData("User-agent: DetectorBotany\nDisallow: /x", "/x", true)]
    [InlineData("User-agent: DetectorBot\nDisallow: /x\nUser-agent: Other\nDisallow: /y\nUser-agent: DetectorBot\nDisallow: /z", "/z", false)]
    [InlineData("User-agent: DetectorBot\nDisallow: /x\nUser-agent: Other\nDisallow: /y", "/y", true)]
    [InlineData("User-agent: Other\nUser-agent: DetectorBot\nDisallow: /x", "/x", false)]
    [InlineData("User-agent: DetectorBot\n\n# nothing\nCrawl-delay: 2\nUser-agent: *\nDisallow: /", "/x", true)]
    [InlineData("User-agent: *\nDisallow: /a\nSitemap: https://x.example/s.xml\nDisallow: /b", "/b", false)]
    [InlineData("Disallow: /x", "/x", true)]
    // Comments, spaces, case of fields, byte order mark, line ends.
    [InlineData("\uFEFFuser-agent : * # all\r\ndisallow : /x # no", "/x", false)]
    [InlineData("User-agent: *\rDisallow: /x", "/x", false)]
    [InlineData("User-agent: *\nDisallow: x", "/x", false)]
    // Percent codes: one spelling on both sides.
    [InlineData("User-agent: *\nDisallow: /%62ar", "/bar", false)]
    [InlineData("User-agent: *\nDisallow: /ツ", "/%E3%83%84", false)]
    [InlineData("User-agent: *\nDisallow: /%e3%83%84", "/%E3%83%84", false)]
    [InlineData("User-agent: *\nDisallow: /a%2Fb", "/a/b", true)]
    [InlineData("<html>not found</html>", "/x", true)]
    public void A_path_is_allowed_or_not(string file, string path, bool allowed) => RobotsFile.Read(Encoding.UTF8.GetBytes(file), "DetectorBot").Allows(path).ShouldBe(allowed);

    [Fact]
    public void Rules_after_500_KiB_and_half_rules_are_not_read()
    {
        var start = "User-agent: *\nDisallow: /first\n";
        var filler = new string('#', RobotsFile.MaximumBytes - start.Length - "\nDisallow: /".Length);
        var robots = RobotsFile.Read(Encoding.UTF8.GetBytes($"{start}{filler}\nDisallow: /second\nDisallow: /third"), "DetectorBot");

        robots.Allows("/first").ShouldBeFalse();
        robots.Allows("/other").ShouldBeTrue("\"Disallow: /\" was cut out of \"Disallow: /second\".");
        robots.Allows("/second").ShouldBeTrue();
    }

    [Fact]
    public void A_delay_is_read_from_the_own_group()
    {
        RobotsFile.Read("User-agent: *\nCrawl-delay: 10\nUser-agent: DetectorBot\nCrawl-delay: 2.5"u8, "DetectorBot").CrawlDelay.ShouldBe(TimeSpan.FromSeconds(2.5));
        RobotsFile.Read("User-agent: *\nCrawl-delay: -1"u8, "DetectorBot").CrawlDelay.ShouldBeNull();
    }

    [Fact]
    public void Any_pattern_matches_as_its_regular_expression_does() =>
        Gen.Select(Gen.String[Gen.Char["ab*$/"], 0, 8], Gen.String[Gen.Char["ab/$"], 0, 12]).Sample((rule, rest) =>
        {
            var pattern = "/" + rule;
            var path = "/" + rest;
            var toEnd = pattern.EndsWith('$');
            var plain = "^" + System.Text.RegularExpressions.Regex.Escape(toEnd ? pattern[..^1] : pattern).Replace(@"\*", ".*", StringComparison.Ordinal) + (toEnd ? "$" : "");
            var expected = !System.Text.RegularExpressions.Regex.IsMatch(path, plain, System.Text.RegularExpressions.RegexOptions.NonBacktracking);
            return RobotsFile.Read(Encoding.UTF8.GetBytes($"User-agent: *\nDisallow: {pattern}"), "DetectorBot").Allows(path) == expected;
        });
}
