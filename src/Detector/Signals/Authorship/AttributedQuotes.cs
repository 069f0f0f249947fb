using System.Buffers;
using Detector.Pages.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    private static readonly SearchValues<char> QuotationMarks = SearchValues.Create("\"“”„«»");

    private static readonly ulong[] SpeechVerbs = [WordHash.Of("said"), WordHash.Of("says"), WordHash.Of("told"), WordHash.Of("wrote"), WordHash.Of("added"), WordHash.Of("asked"), WordHash.Of("explained"), WordHash.Of("tweeted"), WordHash.Of("recalled"), WordHash.Of("according"), WordHash.Of("testified"), WordHash.Of("argued"), WordHash.Of("replied"), WordHash.Of("saying")];

    public static readonly Signal AttributedQuotes = new()
    {
        Name = "author-quotes-attributed",
        Family = Family.Authorship,
        Title = "Quotations with a speaker, per thousand words",
        Says = "{0:0.0} quotations with a speaker per thousand words (“{1}”)",
        Direction = Direction.Context,
        Unit = Unit.Score,
        Source = "Reported speech marks reporting; observed: it survives copying whole and is what machine rewrites and filler lose",
        Quiet = "Fewer than 100 words of body, or not English",
        Measure = static seen =>
        {
            var text = seen.Page.Text;
            if (text.MainTokens < 100 || !seen.Page.Topics.Body.IsEnglish) return Measurement.Nothing;
            var found = 0;
            var shown = Evidence.None;
            foreach (ref readonly var block in text.Blocks)
            {
                if (!block.IsMain || block.IsHidden) continue;
                var chars = text.Of(block);
                if (chars.IndexOfAny(QuotationMarks) < 0) continue;
                for (var t = block.TokenStart; t < block.TokenEnd; t++)
                {
                    if (Array.IndexOf(SpeechVerbs, text.Tokens[t].Hash) < 0) continue;
                    // A quotation mark within some forty characters of the verb.
                    var from = Math.Max(0, text.Tokens[t].Start - block.Start - 40);
                    var to = Math.Min(chars.Length, text.Tokens[t].End - block.Start + 40);
                    if (chars[from..to].IndexOfAny(QuotationMarks) < 0) continue;
                    if (found++ == 0) shown = Evidence.At(Place.Body, block.Start + from, to - from);
                }
            }
            return Measurement.Of(Math.Min(60, 1000.0 * found / text.MainTokens), shown);
        },
    };
}
