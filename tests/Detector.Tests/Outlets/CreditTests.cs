using CsCheck;
using Detector.Outlets;

namespace Detector.Tests.Outlets;

public sealed class CreditTests
{
    [Fact]
    public void A_dateline_names_its_agency()
    {
        var (index, tag) = Agencies.FindDateline("WASHINGTON (D.C.) (AP) — The smallest story.");
        index.ShouldBe(18);
        tag!.Agency.ShouldBe("Associated Press");
    }

    [Theory]
    [InlineData("The plan (ap) failed.")]
    [InlineData("An unclosed (AP")]
    [InlineData("")]
    public void Other_brackets_are_no_dateline(string opening) => Agencies.FindDateline(opening).ShouldBe((-1, null));

    [Fact]
    public void A_tag_counts_only_in_its_slot()
    {
        Agencies.Find("AP", CreditSlots.Byline).ShouldNotBeNull();
        Agencies.Find("AP", CreditSlots.Copyright).ShouldBeNull();
        Agencies.Find("The Associated Press", CreditSlots.Copyright).ShouldNotBeNull();
    }

    [Fact]
    public void Every_credited_agency_is_a_known_outlet()
    {
        foreach (var tag in Agencies.Credits) KnownOutlets.ByName(tag.Agency).ShouldNotBeNull(tag.Agency);
    }

    [Theory]
    [InlineData("KSTP", "KSTP", "", true)]
    [InlineData("WBAL-TV", "WBAL", "TV", true)]
    [InlineData("WHO-DT2", "WHO", "DT2", true)]
    [InlineData("CFTO-DT", "CFTO", "DT", true)]
    [InlineData("WGN", "WGN", "", false)]
    [InlineData("WITH", "WITH", "", false)]
    public void A_call_sign_is_read(string word, string letters, string service, bool certain) =>
        CallSigns.Read(word).ShouldBe(new CallSign(letters, service, certain));

    [Theory]
    [InlineData("Kstp")]
    [InlineData("KSTPX")]
    [InlineData("KS")]
    [InlineData("ABCD")]
    [InlineData("CDEF")]
    [InlineData("WBAL-XX")]
    public void Other_words_are_no_call_signs(string word) => CallSigns.Read(word).ShouldBeNull();

    [Theory]
    [InlineData("kstp", "KSTP")]
    [InlineData("wbaltv", "WBAL")]
    [InlineData("kcbsradio", "KCBS")]
    [InlineData("kitevault", null)]
    [InlineData("wikinews", null)]
    [InlineData("kswq9", "KSWQ")]
    [InlineData("wbal2news", "WBAL")]
    [InlineData("kswq900", null)]
    [InlineData("kswq1", null)]
    [InlineData("kswq9x", null)]
    public void A_station_can_stand_in_a_domain(string label, string? letters) => (CallSigns.InDomain(label)?.Letters).ShouldBe(letters);

    [Theory]
    [InlineData("NewsChannel 9")]
    [InlineData("FOX 29")]
    [InlineData("ABC7")]
    [InlineData("News 12")]
    [InlineData("Action News Jax")]
    [InlineData("KING 5")]
    [InlineData("Eyewitness News")]
    [InlineData("NBC 5 News")]
    [InlineData("Local 10 News")]
    [InlineData("11 News")]
    public void Channels_are_named_by_their_number(string name) => CallSigns.IsChannelName(name).ShouldBeTrue();

    [Theory]
    [InlineData("Good News")]
    [InlineData("Windows 11")]
    [InlineData("Reuters")]
    [InlineData("fox")]
    [InlineData("News 2024")]
    public void Other_names_are_no_channels(string name) => CallSigns.IsChannelName(name).ShouldBeFalse();

    [Theory]
    [InlineData("Riverton Herald", true)]
    [InlineData("Radio Nord", true)]
    [InlineData("Neue Musterstädter Zeitung", true)]
    [InlineData("Herald", false)]
    [InlineData("Fast Wealth", false)]
    public void A_masthead_sounds_like_one(string name, bool sounds) => Mastheads.LooksLikeOutlet(name).ShouldBe(sounds);

    [Fact]
    public void Reading_names_never_throws() => Gen.String.Sample(text =>
    {
        CallSigns.Read(text);
        CallSigns.InDomain(text);
        CallSigns.IsChannelName(text);
        Mastheads.LooksLikeOutlet(text);
        Agencies.FindDateline(text);
        KnownOutlets.ByName(text);
        KnownOutlets.ByDomain(text);
    });
}
