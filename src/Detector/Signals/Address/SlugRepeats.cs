namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal SlugRepeats = new()
    {
        Name = "slug-repeats", Family = Family.Address, Title = "Share of the address's words that stand in it twice, host included",
        Says = "The address repeats its keywords ({0:P0} stand in it twice): {1}",
        SaysOtherwise = "The address says each word once",
        Direction = Direction.FarmHigh, Unit = Unit.Ratio, NeedsAddress = true,
        Source = "Gyöngyi and Garcia-Molina 2005, Web Spam Taxonomy (URL spam)",
        Quiet = "The address is not known or spells out fewer than three words.",
        Measure = static seen =>
        {
            if (seen.Page.Address is not { } address) return Measurement.Nothing;
            int words = 0, again = 0;
            var all = address.PathWords;
            for (var i = 0; i < all.Count; i++)
            {
                if (all[i].Length < 4) continue;
                words++;
                var repeated = address.DomainLabel.Contains(all[i], StringComparison.Ordinal);
                for (var j = 0; j < i && !repeated; j++) repeated = all[j] == all[i];
                if (repeated) again++;
            }
            return words < 3 ? Measurement.Nothing : Measurement.Of((double)again / words, Evidence.Of(Place.Address, address.Path));
        },
    };
}
