using Detector.Pages.Addresses;

namespace Detector.Signals;

public static partial class Catalog
{
    /// <summary>
    /// A site serves its pictures from one or two places of its own; a page made of a picture search has as many hosts as pictures. Needs no address: the page's own host is one of
    /// many at most.
    /// </summary>
    public static readonly Signal PicturesFromManyHosts = new()
    {
        Name = "pictures-from-many-hosts", Family = Family.Structure, Title = "Sites the pictures come from, per picture",
        Says = "The pictures come from many different sites ({0:0.##} sites a picture), such as {1}: as a picture search lists them",
        SaysOtherwise = "The pictures come from few places",
        Direction = Direction.FarmHigh, Unit = Unit.Ratio, NeedsMarkup = true,
        Source = "Gyöngyi and Garcia-Molina 2005, Web Spam Taxonomy (scraped content); observed on picture-search doorways, which hotlink what they list",
        Quiet = "Plain text, or fewer than six pictures.",
        Measure = static seen =>
        {
            if (seen.Page.Tree is null) return Measurement.Nothing;
            var sites = new HashSet<string>(StringComparer.Ordinal);
            var pictures = 0;
            string? other = null;
            foreach (var (host, count) in seen.Page.Structure.MediaHosts)
            {
                pictures += count;
                // Pictures without a host are the page's own: one place.
                var site = host.Length == 0 ? "" : Address.RegistrableDomain(host).ToString();
                if (sites.Add(site) && sites.Count > 1 && other is null) other = site;
            }
            return pictures < 6 ? Measurement.Nothing : Measurement.Of(Math.Max(0, sites.Count - 2) / (double)pictures, sites.Count > 2 ? Evidence.Of(Place.Markup, other) : Evidence.None);
        },
    };
}
