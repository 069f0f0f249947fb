using Detector.Pages.Addresses;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal BorrowedMedia = new()
    {
        Name = "borrowed-media", Version = 2, Family = Family.Structure, Title = "Share of pictures served by a known outlet's or agency's hosts on a page that is not theirs",
        Says = "{0:P0} of the pictures come from {1}, whose page this is not",
        SaysOtherwise = "No pictures come from another outlet's servers",
        Direction = Direction.FarmHigh, Unit = Unit.Ratio, NeedsMarkup = true, NeedsAddress = true,
        Source = "farm-patterns section 2, from HTML: image hotlinks to agencies' and outlets' hosts",
        Quiet = "Fewer than two pictures, plain text, an unknown address, or an outlet's own page: outlets of one house share servers, and license pictures.",
        Measure = static seen =>
        {
            if (seen.Page.Address is not { } address || seen.Page.Tree is null || Outlets.KnownOutlets.ByDomain(address.Host) is not null) return Measurement.Nothing;
            int all = 0, borrowed = 0, most = 0;
            string? from = null;
            foreach (var (host, count) in seen.Page.Structure.MediaHosts)
            {
                all += count;
                if (host.Length == 0) continue;
                var domain = Address.RegistrableDomain(host);
                if (domain.SequenceEqual(address.Domain) || Outlets.KnownOutlets.ByDomain(domain) is not { } outlet || outlet.Kind is Outlets.OutletKind.Reference or Outlets.OutletKind.Portal) continue;
                borrowed += count;
                if (count > most) (most, from) = (count, host);
            }
            return all < 2 ? Measurement.Nothing : Measurement.Of((double)borrowed / all, Evidence.Of(Place.Markup, from));
        },
    };
}
