using Detector.Outlets;
using Detector.Pages;
using Detector.Pages.Addresses;
using Detector.Pages.Text;
using Detector.Signals.Brand;
using Detector.Signals.Wire;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal MastheadLeft = new()
    {
        Name = "brand-masthead-left",
        Version = 5,
        Family = Family.Brand,
        Title = "Another outlet's masthead left in title, headline or address",
        Says = "“{1}” ends the {2} though the page is not theirs",
        Direction = Direction.FarmHigh,
        Unit = Unit.YesNo,
        Source = "Observed on 5 scrapers: the feed's title is taken with its suffix (\"... - The Associated Press\", \"-the-sun\"), and the slug is made of it; 0 honest pages",
        Quiet = "No address, and no brand in the title either; headlines about an outlet do not count, only a name that stands alone at the end; nor do pages that link to the outlet or say that it published the text, nor those on a known outlet's host, which prints partners' stories by contract",
        Measure = static seen =>
        {
            if (seen.Page.Address is null or { IsIp: true } && BrandNames.Of(seen).Title is null) return Measurement.Nothing;
            // A known outlet prints a partner's story by contract, with its title.
            if (OutletsNamed.Of(seen).OfHost is not null) return Measurement.Of(false);
            // A title part of its own, with the brand behind it: "Headline - The Sun - Example".
            var parts = seen.Page.Metadata.TitleParts;
            for (var i = 1; i + 1 < parts.Count; i++)
                if (IsLeft(seen, parts[i].Value))
                    return Measurement.Of(true, Evidence.Of(Place.Title, parts[i].Value), Evidence.Of(Place.Title, "title"));
            // The headline itself was taken with it: "Headline - The Daily Example" as the heading of a page that goes by another name.
            if (seen.Page.Metadata.Headline is { } headline && LastPart(headline.Value) is { Length: > 0 } tail && IsLeft(seen, tail))
                return Measurement.Of(true, Evidence.Of(Place.Headline, tail.ToString()), Evidence.Of(Place.Headline, "headline"));
            return seen.Page.Address is { } address && MastheadOfSlug(seen, address.SlugWords) is { } left ? Measurement.Of(true, Evidence.Of(Place.Address, left), Evidence.Of(Place.Address, "address")) : Measurement.Of(false);
        },
    };

    private static readonly string[] Prepositions = ["from", "to", "by", "of", "in", "on", "with", "for", "and", "under", "at", "around", "over", "near", "than"];

    // An agency's name in a title is also the section of papers that print it; whoever keeps the outlet's address beside its name shows a clipping, or links to what is quoted.
    private static bool IsLeft(Observation seen, ReadOnlySpan<char> part) =>
        part.Length > 2 && KnownOutlets.ByName(part) is { } named && IsPublisher(named) && named.Kind != OutletKind.Agency && !KnownOutlets.IsAmbiguous(part)
        && Name.Of(part.ToString()) is { } name && !BrandNames.Of(seen).IsOwn(name) && !LinksTo(seen.Page, named) && !IsSaidToHavePublished(seen, named);

    private static readonly ulong[] Publishing = [.. "wrote written published appeared reprinted republished originally courtesy".Split(' ').Select(word => WordHash.Of(word))];

    // "I wrote this for the Example in May": the name in one block with a word of publishing.
    private static bool IsSaidToHavePublished(Observation seen, Outlet outlet)
    {
        var text = seen.Page.Text;
        foreach (ref readonly var block in text.Blocks)
        {
            if (block.IsHidden || !text.Of(block).Contains(outlet.Name, StringComparison.OrdinalIgnoreCase)) continue;
            foreach (ref readonly var token in text.TokensOf(block))
                if (Array.IndexOf(Publishing, token.Hash) >= 0)
                    return true;
        }
        return false;
    }

    private static bool LinksTo(Page page, Outlet outlet)
    {
        foreach (ref readonly var link in page.Links.All)
            if (ReferenceEquals(KnownOutlets.ByDomain(Address.HostOf(page.Links.Href(link))), outlet))
                return true;
        return false;
    }

    // What stands behind the last dash or bar with a space on both sides.
    private static ReadOnlySpan<char> LastPart(ReadOnlySpan<char> headline)
    {
        for (var i = headline.Length - 3; i > 0; i--)
            if (headline[i] is '-' or '\u2013' or '\u2014' or '|' && headline[i - 1] == ' ' && headline[i + 1] == ' ')
                return headline[(i + 2)..].Trim();
        return [];
    }

    private static bool IsPublisher(Outlet outlet) => outlet.Kind is not (OutletKind.Reference or OutletKind.Portal or OutletKind.ReleaseWire);

    // The slug's last words name an outlet, and the headline does not.
    private static string? MastheadOfSlug(Observation seen, IReadOnlyList<string> words)
    {
        if (words.Count is < 6 or > 60) return null;
        Span<ulong> hashes = stackalloc ulong[words.Count];
        for (var i = 0; i < hashes.Length; i++) hashes[i] = WordHash.Of(words[i]);
        var found = KnownOutlets.FindNames(hashes);
        if (found.Count == 0) return null;
        var last = found[^1];
        if (last.Start + last.Length != hashes.Length || last.Start < 4 || (last.IsAmbiguous && last.Length == 1) || !IsPublisher(last.Outlet) || LinksTo(seen.Page, last.Outlet)) return null;
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
