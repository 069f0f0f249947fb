using Detector.Signals.Wire;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal AgencyPhotoCredits = new()
    {
        Name = "wire-photo-credits",
        Family = Family.Wire,
        Title = "Photo credits of agencies",
        Says = "{0:0} pictures are credited to an agency (“{1}”)",
        Direction = Direction.Context,
        Unit = Unit.Count,
        Source = "Observed: licensed papers keep the agency's captions with the photographer; copies mostly drop pictures and captions",
        Quiet = "No words",
        Measure = static seen =>
        {
            if (seen.Page.Text.MainTokens == 0) return Measurement.Nothing;
            var phrases = Phrases.Of(seen);
            return phrases.First(Phrase.PhotoCredit) is { } hit
                ? Measurement.Of(Math.Min(20, phrases.CountOf(Phrase.PhotoCredit)), Licence.Quote(seen.Page.Text, hit))
                : Measurement.Of(0);
        },
    };
}
