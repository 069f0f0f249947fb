using Detector.Pages.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    private static readonly ulong[] FirstPersonWords = [WordHash.Of("i"), WordHash.Of("my"), WordHash.Of("me"), WordHash.Of("we"), WordHash.Of("our"), WordHash.Of("us"), WordHash.Of("i'm"), WordHash.Of("i've"), WordHash.Of("i'd"), WordHash.Of("we're"), WordHash.Of("we've"), WordHash.Of("i'll"), WordHash.Of("we'll"), WordHash.Of("mine"), WordHash.Of("myself")];

    public static readonly Signal FirstPerson = new()
    {
        Name = "author-first-person",
        Family = Family.Authorship,
        Title = "Share of first-person words outside quotations",
        Says = "{0:P1} of the words are the writer's I and we",
        SaysOtherwise = "Somebody speaks here: {0:P1} of the words are I, we, my, our (“{1}”)",
        Direction = Direction.FarmLow,
        Unit = Unit.Ratio,
        Source = "Observed: first person, with telephone numbers, local names and comments, is what separates plain honest sites from filler",
        Quiet = "Fewer than 60 words of body, or not English",
        Measure = static seen =>
        {
            var text = seen.Page.Text;
            if (text.MainTokens < 60 || !seen.Page.Topics.Body.IsEnglish) return Measurement.Nothing;
            int words = 0, found = 0;
            var shown = Evidence.None;
            foreach (ref readonly var block in text.Blocks)
            {
                if (!block.IsMain || block.IsHidden || block.Kind == BlockKind.Quote) continue;
                var quoted = false;
                var at = block.Start;
                for (var t = block.TokenStart; t < block.TokenEnd; t++)
                {
                    ref readonly var token = ref text.Tokens[t];
                    foreach (var c in text.Chars[at..token.Start])
                    {
                        if (c == '"') quoted = !quoted;
                        else if (c == '“') quoted = true;
                        else if (c == '”') quoted = false;
                    }
                    at = token.End;
                    if (quoted) continue;
                    words++;
                    // "US" and "ME" in capitals are a country and a state.
                    if (token.Length > 6 || (token.Length > 1 && token.Is(TokenTraits.AllCapitals)) || Array.IndexOf(FirstPersonWords, token.Hash) < 0) continue;
                    if (found++ == 0) shown = Evidence.At(Place.Body, token.Start, Math.Min(60, block.End - token.Start));
                }
            }
            return words < 60 ? Measurement.Nothing : Measurement.Of((double)found / words, shown);
        },
    };
}
