using Detector.Signals.Brand;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal CopyrightHolderAgrees = new()
    {
        Name = "brand-copyright-holder",
        Version = 4,
        Family = Family.Brand,
        Title = "Copyright holder agrees with host or brand",
        Says = "The copyright line names “{1}”, which is neither the host nor the brand ({2})",
        SaysOtherwise = "The copyright line names “{1}”, as do host or brand ({2})",
        Direction = Direction.FarmLow,
        Unit = Unit.Ratio,
        Source = "Observed: newspaper proxies on lapsed domains keep the paper's own copyright line; templates sold as kits keep their maker's",
        Quiet = "No copyright line that names a holder, or neither an address nor a name to hold it against",
        Measure = static seen =>
        {
            var names = BrandNames.Of(seen);
            if (names.Holder is not { } holder) return Measurement.Nothing;
            double? best = names.HolderOnHost;
            var against = best is null ? default : Evidence.Of(Place.Address, names.Address!.Host);
            Against(names.Title, Place.Title);
            Against(names.Site, Place.Metadata);
            return best is { } agreement ? Measurement.Of(agreement, Evidence.Of(Place.Footer, holder.Text), against) : Measurement.Nothing;

            void Against(Name? name, Place place)
            {
                if (name is null || holder.Agreement(name) is var one && best >= one) return;
                best = one;
                against = Evidence.Of(place, name.Text);
            }
        },
    };
}
