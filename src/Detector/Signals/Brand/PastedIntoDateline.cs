using Detector.Pages.Text;
using Detector.Signals.Brand;
using Detector.Signals.Wire;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal PastedIntoDateline = new()
    {
        Name = "brand-pasted-into-dateline",
        Version = 3,
        Family = Family.Brand,
        Title = "A foreign word inside the agency's dateline",
        Says = "“{1}” was put into the agency's dateline “{2}”",
        Direction = Direction.FarmHigh,
        Unit = Unit.YesNo,
        Source = "Observed: 2 of 4 pages of one kit carry their brand between city and state; the dateline's grammar (Associated Press Stylebook) leaves no place for it",
        Quiet = "No agency dateline",
        Measure = static seen =>
        {
            var dateline = Datelines.Of(seen);
            if (!dateline.HasAgency) return Measurement.Nothing;
            var pasted = dateline.Pasted.IsEmpty ? OwnNameIn(seen, dateline) : dateline.Pasted;
            return pasted.IsEmpty ? Measurement.Of(false) : Measurement.Of(true, Evidence.At(Place.Lead, pasted), Evidence.At(Place.Lead, dateline.Range));
        },
    };

    // "MEXICO CITY SwiftGuide (AP)": no state behind it shows that the name is too much, but it is the page's own and no comma makes a region of it. A paper whose host bears the name may sign its dateline.
    private static TextRange OwnNameIn(Observation seen, Datelines dateline)
    {
        var names = BrandNames.Of(seen);
        if (names.TitleBrand?.Value is not { Length: > 3 } brand || names.TitleOnHost >= .5) return default;
        var front = seen.Page.Text.Chars[dateline.Range.Start..Math.Max(dateline.Range.Start, dateline.Agency.Start - 1)];
        var at = front.IndexOf(brand, StringComparison.Ordinal);
        if (at < 2 || front[at - 1] is not (' ' or ',') || (at + brand.Length < front.Length && char.IsLetterOrDigit(front[at + brand.Length]))) return default;
        var isRegion = front[at - 1] == ' ' && front[at - 2] == ',' && front[(at + brand.Length)..].Trim().IsEmpty;
        return isRegion ? default : new TextRange(dateline.Range.Start + at, brand.Length);
    }
}
