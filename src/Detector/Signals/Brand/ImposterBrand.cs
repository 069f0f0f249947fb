using Detector.Outlets;
using Detector.Pages.Addresses;
using Detector.Pages.Metadata;
using Detector.Signals.Brand;
using Detector.Signals.Wire;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal ImposterBrand = new()
    {
        Name = "brand-imposter",
        Version = 5,
        Family = Family.Brand,
        Title = "Goes by a known outlet's name on a host that is not theirs (1; less the more of the name the host spells, 0 where it spells it)",
        Says = "The page goes by the name “{1}” and stands on {2}, which is not that outlet's",
        SaysOtherwise = "The page goes by a known outlet's name (“{1}”) on that outlet's host ({2})",
        Direction = Direction.FarmHigh,
        Unit = Unit.Ratio,
        NeedsAddress = true,
        Source = "Observed: borrowed mastheads (a Toronto paper, a British broadcaster) on unrelated domains, and advertorials under news logos",
        Quiet = "No address or one for trying pages out and keeping them (staging., cdn., archive.), or no title brand or site name that is a known outlet's whole name",
        Measure = static seen =>
        {
            if (seen.Page.Address is not { IsIp: false } address) return Measurement.Nothing;
            var names = BrandNames.Of(seen);
            var own = OutletsNamed.Of(seen).OfHost;
            if (own is null && IsBackstage(address)) return Measurement.Nothing;
            var metadata = seen.Page.Metadata;
            var found = Posing(names.TitleBrand, Place.Title, own, out var at);
            for (var i = 0; i < metadata.SiteNames.Count && found is null; i++) found = Posing(metadata.SiteNames[i], Place.Metadata, own, out at);
            if (found is null) return Measurement.Nothing;
            if (OutletsNamed.Same(found, own)) return Measurement.Of(0, at, Evidence.Of(Place.Address, address.Host));
            // A namesake ("The Gazette"), an edition the list lacks, another known outlet's host, where two of one house share pages. A host that borrows the name spells it too, and the name alone cannot tell.
            var spelled = Name.Of(found.Name) is { } name ? names.OnHost(name) ?? 0 : 0;
            return Measurement.Of(own is not null || spelled >= .8 ? 0 : 1 - spelled, at, Evidence.Of(Place.Address, address.Host));
        },
    };

    // Outlets' pages stand there under the name of whoever runs their servers.
    private static readonly string[] Backstage = ["staging", "stage", "cdn", "preview", "qa", "uat", "dev", "test", "beta", "origin", "archive", "archives", "backup"];

    private static bool IsBackstage(Address address)
    {
        foreach (var label in address.Subdomains)
            if (Array.IndexOf(Backstage, label) >= 0)
                return true;
        return false;
    }

    private static Outlet? Posing(Declared? declared, Place place, Outlet? own, out Evidence at)
    {
        at = Evidence.None;
        if (declared is null || declared.Value.Length < 3 || KnownOutlets.ByName(declared.Value) is not { } outlet) return null;
        // Members declare their agency as the source. "People", "Time", "Variety": only the outlet itself may claim a name that is a word.
        // Sites declare the platform they also are on ("Facebook", "YouTube") as well; a title signed by an encyclopedia or a forum is a copy of its page.
        if (!OutletsNamed.Same(outlet, own) && (!(IsPublisher(outlet) || (outlet.Kind == OutletKind.Reference && place == Place.Title)) || outlet.Kind == OutletKind.Agency || outlet.Domains.Count == 0 || KnownOutlets.IsAmbiguous(declared.Value))) return null;
        at = Evidence.Of(place, declared.Value);
        return outlet;
    }
}
