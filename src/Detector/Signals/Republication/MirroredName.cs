using Detector.Fingerprints;
using Detector.Pages.Addresses;
using Detector.Signals.Brand;
using Detector.Signals.Republication;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal MirroredName = new()
    {
        Name = "mirrored-name", Family = Family.Republication, Title = "The page has a site's text and its name, and is on another host",
        Says = "The page goes by the name “{1}”, as {2} does, which had the text first and whose host bears the name; this host does not",
        SaysOtherwise = "No site of this name had the text first, or this host bears the name too",
        Direction = Direction.FarmHigh, Unit = Unit.YesNo, NeedsIndex = true,
        Source = "farm-patterns F5, F7: whole newspapers shown on lapsed domains, credits and all",
        Quiet = "No index was asked, no earlier page holds the text, or this page does not say whose site it is.",
        Measure = static seen =>
        {
            if (CopiesOf.Of(seen) is not { Source: not null } copies || seen.Page.Address is not { } address || copies.All.Page is not { } page || Name.Of(page.SiteName) is not { } name) return Measurement.Nothing;
            if (copies.OwnHolder >= Holder.Named || name.AgreementWithHost(address.DomainLabel, []) >= Name.Agrees) return Measurement.Of(false);
            foreach (var earlier in copies.Earlier)
                if (earlier.ShareHere >= Neighbours.Copy && Name.Of(earlier.Page.SiteName) is { } theirs && name.Agreement(theirs) >= Name.Agrees && Address.TryParse(earlier.Page.Address) is { } home && theirs.AgreementWithHost(home.DomainLabel, []) >= Name.Agrees)
                    return Measurement.Of(true, Evidence.Of(Place.Title, page.SiteName), CopiesOf.Site(earlier));
            return Measurement.Of(false);
        },
    };
}
