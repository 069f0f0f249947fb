using Detector.Pages.Text;
using Detector.Signals.Wire;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal RepublicationCredit = new()
    {
        Name = "wire-republication-credit",
        Family = Family.Wire,
        Title = "Republication or Creative Commons credit (1 with a link, .5 without)",
        Says = "A credit says where the text is from (“{1}”)",
        SaysOtherwise = "The page says where the text is from, and links there (“{1}”)",
        Direction = Direction.FarmLow,
        Unit = Unit.Score,
        Source = "Republication rules of States Newsroom, KFF Health News, The Conversation and ProPublica ask for author, outlet and link; observed as what separates them from silent copies",
        Quiet = "No main text",
        Measure = static seen =>
        {
            var text = seen.Page.Text;
            if (text.MainTokens == 0) return Measurement.Nothing;
            double best = 0;
            var shown = Evidence.None;
            foreach (var hit in Phrases.Of(seen).All)
            {
                if (hit.Kind is not Phrase.Republication) continue;
                var block = text.BlockAt(text.Tokens[hit.Token].Start);
                if (block < 0 || text.Blocks[block].Region is Region.Comments or Region.Related) continue;
                // A link among the words that follow, or the phrase itself is one.
                var linked = false;
                for (var t = hit.Token; t < Math.Min(hit.Token + 16, text.Blocks[block].TokenEnd); t++) linked |= text.Tokens[t].Is(TokenTraits.Linked);
                var value = linked ? 1 : .5;
                if (value <= best) continue;
                best = value;
                shown = Licence.Quote(text, hit);
            }
            return Measurement.Of(best, shown);
        },
    };
}
