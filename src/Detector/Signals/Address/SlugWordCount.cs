namespace Detector.Signals;

public static partial class Catalog
{
    /// <summary>Long slugs are common on honest blogs: weak alone.</summary>
    public static readonly Signal SlugWordCount = new()
    {
        Name = "slug-words", Family = Family.Address, Title = "Words in the page's own name in the address",
        Says = "The address spells out {0:0} words: {1}",
        Direction = Direction.Context, Unit = Unit.Count, NeedsAddress = true,
        Source = "Ntoulas et al. 2006, doi:10.1145/1135777.1135794; Fetterly, Manasse, Najork 2004 (long host names and addresses of spam), doi:10.1145/1017074.1017077",
        Quiet = "The address is not known or has no path.",
        Measure = static seen => seen.Page.Address is { } address && address.PathSegments.Count > 0
            ? Measurement.Of(Math.Min(40, address.SlugWords.Count), Evidence.Of(Place.Address, address.Slug))
            : Measurement.Nothing,
    };
}
