using Detector.Pages.Text;
using Detector.Signals.Brand;
using Detector.Signals.Wire;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal PastedIntoLead = new()
    {
        Name = "brand-pasted-into-lead",
        Version = 3,
        Family = Family.Brand,
        Title = "A foreign name pasted into the opening sentence (1 the brand, .6 another name)",
        Says = "The name “{1}” stands in the opening sentence where the sentence has no place for it: “{2}”",
        Direction = Direction.FarmHigh,
        Unit = Unit.Score,
        Source = "Observed: brands pasted after the first comma, after the opening \"The\" or before a repeated word to break exact matching, 7 of 104 pages of two kits, 0 of 494 honest ones",
        Quiet = "No opening paragraph",
        Measure = static seen =>
        {
            var lead = Lead.Of(seen);
            return lead.Count == 0 ? Measurement.Nothing : PastedName.Find(seen, lead.Blocks[0]);
        },
    };
}
