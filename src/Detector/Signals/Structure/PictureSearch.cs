namespace Detector.Signals;

public static partial class Catalog
{
    // Of the pictures, below which they are somebody's who pasted one or two into a post; and pictures below which three are no large share.
    private const double LeastSearched = 0.5;
    private const int FewPictures = 6;

    public static readonly Signal PictureSearch = new()
    {
        Name = "picture-search", Version = 2, Family = Family.Structure, Title = "Share of pictures that come from a picture search's cache of small copies; under half counts as none, and fewer than three where there are not six",
        Says = "{0:P0} of the pictures come out of a picture search's cache ({1}): whoever made the page had no pictures of the thing, and linked none",
        SaysOtherwise = "No picture comes out of a picture search's cache",
        Direction = Direction.FarmHigh, Unit = Unit.Ratio, NeedsMarkup = true,
        Source = "Gyöngyi and Garcia-Molina 2005, Web Spam Taxonomy (scraped content); the fallback picture of generators that fill pages from searches: on 94 of 94 pages of two farms, on none of 1,646 honest pages",
        Quiet = "Plain text, or no picture.",
        Measure = static seen =>
        {
            if (seen.Page.Tree is null || seen.Page.Structure is not { Images: > 0 } structure) return Measurement.Nothing;
            var share = (double)structure.SearchThumbnails / Math.Max(FewPictures, structure.Images);
            return share < LeastSearched ? Measurement.Of(0) : Measurement.Of(share, Evidence.Of(Place.Markup, structure.SearchThumbnailHost));
        },
    };
}
