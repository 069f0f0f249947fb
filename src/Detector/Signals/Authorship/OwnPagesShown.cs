namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal OwnPagesShown = new()
    {
        Name = "author-own-pages",
        Family = Family.Authorship,
        Title = "Kinds of pages the site has about itself",
        Says = "{0:0} kinds of pages about the site itself are linked (about, contact, editorial, staff, legal)",
        Direction = Direction.Context,
        Unit = Unit.Count,
        NeedsMarkup = true,
        Source = "The Trust Project, trust indicators; every template has an about page and old honest sites have none, so it follows wealth and points neither way alone",
        Quiet = "Plain text, or a page without links",
        Measure = static seen => seen.Page.Tree is null || seen.Page.Links.All.Length == 0
            ? Measurement.Nothing
            : Measurement.Of(System.Numerics.BitOperations.PopCount((uint)seen.Page.Structure.OwnPages)),
    };
}
