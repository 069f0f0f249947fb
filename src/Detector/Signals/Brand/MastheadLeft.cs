using Detector.Outlets;
using Detector.Pages.Text;
using Detector.Signals.Brand;
using Detector.Signals.Wire;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal MastheadLeft = new()
    {
        Name = "brand-masthead-left",
        Version = 2,
        Family = Family.Brand,
        Title = "Another outlet's masthead left in title or address",
        Says = "“{1}” ends the {2} though the page is not theirs",
        Direction = Direction.FarmHigh,
        Unit = Unit.YesNo,
        NeedsAddress = true,
        Source = "Observed on 5 scrapers: the feed's title is taken with its suffix (\"... - The Associated Press\", \"-the-sun\"), and the slug is made of it; 0 honest pages",
        Quiet = "No address; headlines about an outlet do not count, only a name that stands alone at the end",
        Measure = static seen =>
        {
            if (seen.Page.Address is not { IsIp: false } address) return Measurement.Nothing;
            var own = OutletsNamed.Of(seen).OfHost;
            // A title part of its own, with the brand behind it: "Headline - The Sun - Example".
            var parts = seen.Page.Metadata.TitleParts;
            for (var i = 1; i + 1 < parts.Count; i++)
                if (parts[i].Value.Length > 2 && KnownOutlets.ByName(parts[i].Value) is { } named && !OutletsNamed.Same(named, own) && IsPublisher(named)
                    && !KnownOutlets.IsAmbiguous(parts[i].Value) && !(BrandNames.Of(seen).OnHost(Name.Of(parts[i].Value)) >= .8))
                    return Measurement.Of(true, Evidence.Of(Place.Title, parts[i].Value), Evidence.Of(Place.Title, "title"));
            return MastheadOfSlug(seen, address.SlugWords, own) is { } left ? Measurement.Of(true, Evidence.Of(Place.Address, left), Evidence.Of(Place.Address, "address")) : Measurement.Of(false);
        },
    };

    private static readonly string[] Prepositions = ["from", "to", "by", "of", "in", "on", "with", "for", "and", "under", "at", "around", "over", "near", "than"];

    private static bool IsPublisher(Outlet outlet) => outlet.Kind is not (OutletKind.Reference or OutletKind.Portal or OutletKind.ReleaseWire);

    // The slug's last words name an outlet, and the headline does not.
    private static string? MastheadOfSlug(Observation seen, IReadOnlyList<string> words, Outlet? own)
    {
        if (words.Count is < 6 or > 60) return null;
        Span<ulong> hashes = stackalloc ulong[words.Count];
        for (var i = 0; i < hashes.Length; i++) hashes[i] = WordHash.Of(words[i]);
        var found = KnownOutlets.FindNames(hashes);
        if (found.Count == 0) return null;
        var last = found[^1];
        if (last.Start + last.Length != hashes.Length || last.Start < 4 || (last.IsAmbiguous && last.Length == 1) || OutletsNamed.Same(last.Outlet, own) || !IsPublisher(last.Outlet)) return null;
        // "the fourth planet from the sun" ends in no masthead.
        if (Array.IndexOf(Prepositions, words[last.Start - (words[last.Start - 1] == "the" ? 2 : 1)]) >= 0 || BrandNames.Of(seen).OnHost(Name.Of(last.Outlet.Name)) >= .8) return null;
        var headline = seen.Page.Metadata.Headline?.Value ?? seen.Page.Metadata.Title;
        if (headline is null) return null;
        var lastWord = words[^1];
        if (headline.Contains(lastWord, StringComparison.OrdinalIgnoreCase)) return null;
        var name = new string[last.Length];
        for (var i = 0; i < name.Length; i++) name[i] = words[last.Start + i];
        return string.Join(' ', name);
    }
}
