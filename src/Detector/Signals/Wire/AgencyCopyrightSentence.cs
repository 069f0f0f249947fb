using Detector.Pages.Text;
using Detector.Signals.Wire;

namespace Detector.Signals;

public static partial class Catalog
{
    private static readonly ulong PressWord = WordHash.Of("press");
    private static readonly ulong[] PressOwners = [WordHash.Of("associated"), WordHash.Of("canadian")];

    public static readonly Signal AgencyCopyrightSentence = new()
    {
        Name = "wire-copyright-sentence-broken",
        Family = Family.Wire,
        Title = "An agency's copyright sentence with a word replaced",
        Says = "The agency's copyright sentence has a word replaced: “{1}”",
        SaysOtherwise = "The agency's copyright sentence is whole",
        Direction = Direction.FarmHigh,
        Unit = Unit.YesNo,
        Source = "Observed: global replacement of one word (\"The <mojibake> Press. All rights reserved\") on 2 of 6 newspaper proxies whose end was visible",
        Quiet = "No such sentence",
        Measure = static seen =>
        {
            if (Phrases.Of(seen).First(Phrase.AgencyCopyright) is not { } hit) return Measurement.Nothing;
            var text = seen.Page.Text;
            var tokens = text.Tokens;
            var quote = Licence.Quote(text, hit);
            for (var i = hit.Token - 1; i > 0 && i > hit.Token - 14; i--)
            {
                if (tokens[i].Hash != PressWord) continue;
                var owner = tokens[i - 1];
                var start = tokens[i - 1].Start;
                var shown = Evidence.At(Place.Body, start, tokens[i].End - start);
                if (Array.IndexOf(PressOwners, owner.Hash) >= 0) return Measurement.Of(false, quote);
                // Letters of other scripts, digits or signs where a word should be; "Free Press" and "Pioneer Press" are papers.
                var odd = owner.Is(TokenTraits.OtherScript | TokenTraits.Mixed | TokenTraits.Number | TokenTraits.InnerCapital) || !owner.Is(TokenTraits.Capital) || !System.Text.Ascii.IsValid(text.Chars[owner.Start..tokens[i].Start]);
                return Measurement.Of(odd, shown);
            }
            return Measurement.Of(false, quote);
        },
    };
}
