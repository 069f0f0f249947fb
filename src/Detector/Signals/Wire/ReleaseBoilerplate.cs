using Detector.Signals.Wire;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal ReleaseBoilerplate = new()
    {
        Name = "wire-release-boilerplate",
        Family = Family.Wire,
        Title = "Kinds of press-release boilerplate",
        Says = "The text reads as a press release (“{1}”)",
        Direction = Direction.Context,
        Unit = Unit.Count,
        Source = "Observed on 18 release mills and on the release pages of every company: copying a release is allowed, so it is a label",
        Quiet = "No main text",
        Measure = static seen =>
        {
            if (seen.Page.Text.MainTokens == 0) return Measurement.Nothing;
            var n = 0;
            var shown = Evidence.None;
            var last = "";
            foreach (var hit in Phrases.Of(seen).All)
            {
                if (hit.Kind is not Phrase.Release || hit.Element == last) continue;
                last = hit.Element;
                if (n++ == 0) shown = Licence.Quote(seen.Page.Text, hit);
            }
            return Measurement.Of(Math.Min(n, 6), shown);
        },
    };
}
