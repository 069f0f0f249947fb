using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // A word, "in" and a capitalised place, three times or more; a local business says it once or twice.
    public static readonly Signal PlacePhraseRate = new()
    {
        Name = "place-phrase-rate",
        Family = Family.Text,
        Title = "The same service in the same place, again and again",
        Says = "\"{1}\" is repeated: {0:F1} times in a thousand words",
        Direction = Direction.FarmHigh,
        Unit = Unit.Score,
        Source = "observed on real farm pages: pages made from one text with a slot for the city",
        Quiet = "the main content has fewer than 50 words",
        Measure = seen =>
        {
            var text = TextStatistics.Of(seen);
            return text.IsEnough ? Measurement.Of(text.PlacePhrase < 3 ? 0 : 1000 * text.PerWord(text.PlacePhrase), Evidence.At(Place.Body, text.PlacePhrasePlace)) : Measurement.Nothing;
        },
    };
}
