using Detector.Signals.Wire;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal AgencyCredit = new()
    {
        Name = "wire-agency-credit",
        Family = Family.Wire,
        Title = "The text is credited to an agency",
        Says = "The text is credited to an agency (“{1}”)",
        Direction = Direction.Context,
        Unit = Unit.YesNo,
        Source = "Observed on licensed papers and stations (author box, contribution note) and kept by newspaper proxies: says whose the text is, not who may run it",
        Quiet = "No main text",
        Measure = static seen =>
        {
            if (seen.Page.Text.MainTokens == 0) return Measurement.Nothing;
            if (Licence.Of(seen).AgencyAuthor is { } author) return Measurement.Of(true, Evidence.Of(Place.Byline, author));
            return Phrases.Of(seen).First(Phrase.AgencyCredit) is { } hit ? Measurement.Of(true, Licence.Quote(seen.Page.Text, hit)) : Measurement.Of(false);
        },
    };
}
