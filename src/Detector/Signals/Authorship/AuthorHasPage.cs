using Detector.Signals.Authorship;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal AuthorHasPage = new()
    {
        Name = "author-has-page",
        Version = 2,
        Family = Family.Authorship,
        Title = "The author's name leads to a page on this site (1), elsewhere (.5), nowhere (0)",
        Says = "The name of the author “{1}” leads to no page about them here",
        SaysOtherwise = "The author “{1}” has a page of their own here",
        Direction = Direction.FarmLow,
        Unit = Unit.Score,
        NeedsMarkup = true,
        Source = "schema.org/author with url; Google search quality rater guidelines 2023. Publishing systems make such pages unasked, so it is weak evidence of care",
        Quiet = "No author is named, or plain text",
        Measure = static seen =>
        {
            var page = seen.Page;
            if (page.Tree is null || Bylines.Of(seen).First is not { } author) return Measurement.Nothing;
            if (page.Metadata.AuthorPage is not { Length: > 0 } target) return Measurement.Of(0, Evidence.Of(Place.Byline, author.Value));
            var own = page.Address is null || page.Address.IsOwn(target);
            return Measurement.Of(own ? 1 : .5, Evidence.Of(Place.Byline, author.Value), Evidence.Of(Place.Markup, target));
        },
    };
}
