using Detector.Signals.Wire;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal OutletsInBody = new()
    {
        Name = "wire-outlets-in-body",
        Family = Family.Wire,
        Title = "Mentions of other outlets per thousand words",
        Says = "Other outlets are named {0:0.0} times per thousand words (“{1}”)",
        Direction = Direction.Context,
        Unit = Unit.Score,
        Source = "Observed: copied bodies speak of the outlet they are from (\"told NPR\", \"The Sun has asked\"); so do honest stories about the press",
        Quiet = "Fewer than 100 words of main text",
        Measure = static seen =>
        {
            if (seen.Page.Text.MainTokens < 100) return Measurement.Nothing;
            var others = OutletsNamed.Of(seen).Others;
            return others.Count == 0
                ? Measurement.Of(0)
                : Measurement.Of(Math.Min(40, 1000.0 * others.Count / seen.Page.Text.MainTokens), Licence.Quote(seen.Page.Text, new PhraseHit(default, 0, others[0].Token, others[0].Count)));
        },
    };
}
