using Detector.Signals.Templates;

namespace Detector.Signals;

public static partial class Catalog
{
    // Marks of one family back each other up; one mark each of three families do not.
    public static readonly Signal TemplateFamilyHits = new()
    {
        Name = "template-family-hits",
        Family = Family.Templates,
        Title = "Independent marks of one farm template",
        Says = "The page carries {0:F0} independent marks of one farm template ({1})",
        Direction = Direction.FarmHigh,
        Unit = Unit.Count,
        Source = "observed on real farm pages; each mark is dated in Resources/signatures.json",
        Quiet = "no signatures are loaded",
        Measure = seen =>
        {
            if (seen.Signatures.All.Count == 0) return Measurement.Nothing;
            var hits = PageTemplates.Of(seen);
            return Measurement.Of(hits.FamilyGroups, Evidence.Of(Place.Markup, hits.StrongestFamily));
        },
    };
}
