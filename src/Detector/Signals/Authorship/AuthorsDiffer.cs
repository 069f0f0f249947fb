using Detector.Signals.Authorship;
using Detector.Signals.Brand;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal AuthorsDiffer = new()
    {
        Name = "author-differs",
        Version = 2,
        Family = Family.Authorship,
        Title = "Byline and metadata name different authors",
        Says = "The byline says “{1}”, the page's metadata “{2}”",
        SaysOtherwise = "Byline and metadata name the same author (“{1}”)",
        Direction = Direction.FarmHigh,
        Unit = Unit.Ratio,
        NeedsMarkup = true,
        Source = "schema.org/author; observed where a copied byline stands over the copier's own account",
        Quiet = "Only one of the two names an author, or both spell the name alike",
        Measure = static seen =>
        {
            var bylines = Bylines.Of(seen);
            if (Name.Of(bylines.Visible?.Value) is not { } visible || Name.Of(bylines.Metadata?.Value) is not { } declared) return Measurement.Nothing;
            return Measurement.Of(1 - visible.Agreement(declared), Evidence.Of(Place.Byline, visible.Text), Evidence.Of(Place.Metadata, declared.Text));
        },
    };
}
