using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    private static readonly string[] TradeWords = ["casino", "slots", "poker", "bingo", "betting", "pharma", "essay", "loan", "game", "apk", "forex", "torrent", "movie"];

    public static readonly Signal SpamTrades = new()
    {
        Name = "spam-trades",
        Version = 2,
        Family = Family.Text,
        Title = "Different offers of the trades that live on search spam (gambling, pills, essays, loans, cracked programs)",
        Says = "It offers what hidden and made pages offer ({0:0} such phrases): “{1}”",
        SaysOtherwise = "None of the offers that hidden pages make",
        Direction = Direction.FarmHigh,
        Unit = Unit.Count,
        Source = "the trades of Gyöngyi and Garcia-Molina 2005, Web Spam Taxonomy, and of Leontiadis, Moore and Christin 2011 (search redirection on hacked servers); phrases written by hand",
        Quiet = "The main content has fewer than 50 words, or the host names such a trade, whose own page it is",
        Measure = static seen =>
        {
            if (seen.Page.Address is { } address)
                foreach (var word in TradeWords)
                    if (address.Host.Contains(word, StringComparison.Ordinal))
                        return Measurement.Nothing;
            var text = TextStatistics.Of(seen);
            return text.IsEnough ? Measurement.Of(text.SpamTrades, Evidence.At(Place.Text, text.PhrasePlace(PhraseKind.SpamTrade))) : Measurement.Nothing;
        },
    };
}
