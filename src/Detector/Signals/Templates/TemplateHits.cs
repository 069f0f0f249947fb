using Detector.Signals.Templates;

namespace Detector.Signals;

public static partial class Catalog
{
    // Two independent marks named the network on every page of it that was seen, and no honest page: one mark alone may be chance.
    public static readonly Signal TemplateHits = new()
    {
        Name = "template-hits",
        Family = Family.Templates,
        Title = "Independent marks of known farm templates",
        Says = "The page carries {0:F0} independent marks of known farm templates: \"{1}\", \"{2}\"",
        Direction = Direction.FarmHigh,
        Unit = Unit.Count,
        Source = "observed on real farm pages; each mark is dated in Resources/signatures.json",
        Quiet = "no signatures are loaded",
        Measure = seen =>
        {
            if (seen.Signatures.All.Count == 0) return Measurement.Nothing;
            var hits = PageTemplates.Of(seen);
            return Measurement.Of(hits.Groups, hits.First, hits.Second);
        },
    };
}
