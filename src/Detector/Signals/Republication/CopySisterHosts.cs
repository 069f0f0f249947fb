using Detector.Signals.Brand;
using Detector.Signals.Republication;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal CopySisterHosts = new()
    {
        Name = "copy-sister-hosts", Family = Family.Republication, Title = "Other hosts of the same site that hold the same text under invented names",
        Says = "The same text stands under other names on {0:F0} other hosts of this site, {1} among them",
        Direction = Direction.FarmHigh, Unit = Unit.Count, NeedsIndex = true,
        Source = "farm-patterns F1: siblings of one story on invented subdomains of one apex, each with a brand that is neither the sibling's nor its host's; country editions keep the site's name, papers of a house have hosts that bear theirs",
        Quiet = "No index was asked, or none answered.",
        Version = 2,
        Measure = static seen =>
        {
            if (CopiesOf.Of(seen) is not { } copies) return Measurement.Nothing;
            if (Name.Of(seen.Neighbours.Page?.SiteName) is not { } here || copies.OwnHolder >= Fingerprints.Holder.Named) return Measurement.Of(0);
            var hosts = new SortedSet<string>(StringComparer.Ordinal);
            foreach (var neighbour in copies.Holding)
                if (neighbour.OwnSite && Name.Of(neighbour.Page.SiteName) is { } there && here.Agreement(there) < Name.Agrees && there.AgreementWithHost(neighbour.Page.Host.Split('.')[0], []) < Name.Agrees)
                    hosts.Add(neighbour.Page.Host);
            // One is also a site that changed its name and left the old pages standing.
            return hosts.Count < 2 ? Measurement.Of(0) : Measurement.Of(hosts.Count, Evidence.Of(Place.Address, hosts.Min));
        },
    };
}
