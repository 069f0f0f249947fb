using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // Unfinished templates. An honest unfinished site has it too.
    public static readonly Signal PlaceholderText = new()
    {
        Name = "placeholder-text",
        Version = 2,
        Family = Family.Text,
        Title = "Dummy text of a template",
        Says = "The page shows text nobody wrote for it: \"{1}\"",
        Direction = Direction.FarmHigh,
        Unit = Unit.Count,
        Source = "C4: Raffel et al. 2020, Exploring the Limits of Transfer Learning, arXiv:1910.10683 (lorem ipsum; its javascript rule fires on honest pages that greet old browsers and is left out)",
        Quiet = "the page has fewer than 50 words of main content",
        Measure = seen =>
        {
            var text = TextStatistics.Of(seen);
            return text.IsEnough ? Measurement.Of(text.Phrases(PhraseKind.Placeholder), Evidence.At(Place.Body, text.PhrasePlace(PhraseKind.Placeholder))) : Measurement.Nothing;
        },
    };
}
