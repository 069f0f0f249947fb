using Detector.Signals.Brand;
using Detector.Signals.Category;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal CategoriesAgree = new()
    {
        Name = "category-path-and-section",
        Version = 2,
        Family = Family.Category,
        Title = "Path, trail and declared section name one category",
        Says = "The page is filed under “{1}” in its path and under “{2}” on the page",
        SaysOtherwise = "The page is filed under the same category in its path (“{1}”) and on the page (“{2}”)",
        Direction = Direction.FarmLow,
        Unit = Unit.Ratio,
        NeedsAddress = true,
        Source = "schema.org/articleSection; observed: kits fill path, trail and section from different lists. Folders are often coarser than sections, so a low value is weak",
        Quiet = "The path has no folder that is a word, or neither trail nor section is declared",
        Measure = static seen =>
        {
            var labels = CategoryLabels.Of(seen);
            if (Name.Of(labels.Folder) is not { } folder) return Measurement.Nothing;
            double? best = null;
            var shown = Evidence.None;
            Hold(labels.Section?.Value, Place.Metadata);
            Hold(labels.Crumb?.Value, Place.Breadcrumb);
            return best is { } agreement ? Measurement.Of(agreement, Evidence.Of(Place.Address, folder.Text), shown) : Measurement.Nothing;

            void Hold(string? label, Place place)
            {
                if (Name.Of(label) is not { } name || folder.Agreement(name) is var one && best >= one) return;
                best = one;
                shown = Evidence.Of(place, label);
            }
        },
    };
}
