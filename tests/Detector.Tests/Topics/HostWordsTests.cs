using Detector.Topics;

namespace Detector.Tests.Topics;

public sealed class HostWordsTests
{
    [Theory]
    [InlineData("fastseoul", "fast seoul")]
    [InlineData("poweredge", "power edge")]
    [InlineData("linkcap", "link cap")]
    [InlineData("indexinvestingnews", "index investing news")]
    [InlineData("kitevault", "kite vault")]
    [InlineData("rapidfund", "rapid fund")]
    [InlineData("xvaultway", "x vault way")]
    [InlineData("quirkfin", "quirk fin")]
    [InlineData("flextrack", "flex track")]
    [InlineData("lotradecoin", "lo trade coin")]
    [InlineData("franceinfoles", "france info les")]
    [InlineData("frnewsprofile", "fr news profile")]
    [InlineData("krnewsserving", "kr news serving")]
    [InlineData("smartdividendmaker", "smart dividend maker")]
    [InlineData("todayinamerica", "today in america")]
    [InlineData("cashwinner", "cash winner")]
    [InlineData("stlouisherald", "st louis herald")]
    [InlineData("georgemagazine", "george magazine")]
    [InlineData("thetorontosunnewstoday", "the toronto sun news today")]
    [InlineData("hdnewslive", "hd news live")]
    [InlineData("newsoftheworld", "news of the world")]
    [InlineData("bbcexpressnews", "bbc express news")]
    [InlineData("deadlyweaponsinsurance", "deadly weapons insurance")]
    [InlineData("womenlifestyle", "women lifestyle")]
    [InlineData("nybreaking", "ny breaking")]
    [InlineData("tellerreport", "teller report")]
    [InlineData("alljewels4u", "all jewels 4 u")]
    [InlineData("dadabhoyfoundation", "dadabhoy foundation")]
    [InlineData("quentinbataillon", "quentin bataillon")]
    [InlineData("infowiks", "info wiks")]
    [InlineData("theguardian", "the guardian")]
    [InlineData("washingtonpost", "washington post")]
    [InlineData("expertsexchange", "experts exchange")]
    [InlineData("businessinsider", "business insider")]
    [InlineData("insideclimatenews.org", "inside climate news org")]
    [InlineData("d1softballnews.com", "d 1 softball news com")]
    public void A_host_name_falls_into_its_words(string host, string words) => string.Join(' ', HostWords.Split(host)).ShouldBe(words);

    // Not what a person would say: words beyond the vocabulary, or a name (Saurus, Sapp, Toms) that happens to fit. A change that mends one moves it up.
    [Theory]
    [InlineData("thesaurus", "the saurus")]
    [InlineData("whatsapp", "what sapp")]
    [InlineData("xtremecuztoms", "xtremecuz toms")]
    [InlineData("gethealthinformations", "get health in formations")]
    [InlineData("ristorantetavernettazogno", "ristorantetavernettazogno")]
    [InlineData("pacificacoop", "pacific acoop")]
    public void A_word_beyond_the_vocabulary_is_cut_wrongly(string host, string words) => string.Join(' ', HostWords.Split(host)).ShouldBe(words);

    [Fact]
    public void An_empty_name_has_no_words_and_a_long_one_is_cut()
    {
        HostWords.Split("").ShouldBeEmpty();
        HostWords.Split("...").ShouldBeEmpty();
        string.Concat(HostWords.Split(new string('z', 400))).Length.ShouldBe(HostWords.MostCharacters);
    }
}
