using Detector.Signals.Authorship;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal AuthorIsSite = new()
    {
        Name = "author-is-site-or-role",
        Version = 2,
        Family = Family.Authorship,
        Title = "The author named is the site itself or a default account",
        Says = "The author is “{1}”: the site itself or a default account",
        SaysOtherwise = "The author “{1}” is neither the site itself nor a default account",
        Direction = Direction.FarmHigh,
        Unit = Unit.YesNo,
        Source = "Observed on feed scrapers (admin, the brand) and on honest club pages and newsrooms too: weak alone",
        Quiet = "No author is named",
        Measure = static seen =>
        {
            var bylines = Bylines.Of(seen);
            return bylines.First is { } author ? Measurement.Of(bylines.Kind is Writer.Role or Writer.Site, Evidence.Of(Place.Byline, author.Value)) : Measurement.Nothing;
        },
    };
}
