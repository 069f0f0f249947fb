using Detector.Outlets;
using Detector.Signals.Brand;
using Detector.Signals.Structure;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal SearchInterface = new()
    {
        Name = "search-interface",
        Family = Family.Structure,
        Title = "The interface of a search engine, kinds of results beside times or orders, on a page that is not a search engine's",
        Says = "The page wears the interface of a search engine (“{1}”, “{2}”) and is not one's",
        SaysOtherwise = "No interface of a search engine",
        Direction = Direction.FarmHigh,
        Unit = Unit.YesNo,
        Source = "farm-patterns F6: proxies of a news search. Entries of menus as the large engines name them, in seven languages; who lets visitors search a site of their own offers times or orders, but not pictures, videos and maps beside them",
        Quiet = "No text, nobody knows whose page it is, or it is a search engine's by its address or, without one, by the name it goes by",
        Measure = static seen =>
        {
            var text = seen.Page.Text;
            if (text.VisibleTokens == 0 || IsSearchEngine(BrandNames.Of(seen)) is not false) return Measurement.Nothing;
            var menu = new SearchMenu();
            foreach (ref readonly var link in seen.Page.Links.All)
                if (link.TokenCount is > 0 and <= SearchMenu.LongestEntry)
                    menu.Read(text.Tokens.Slice(link.TokenStart, link.TokenCount));
            foreach (ref readonly var block in text.Blocks)
                if (!block.IsHidden && block.TokenCount is > 0 and <= SearchMenu.LongestLine)
                    menu.Read(text.TokensOf(block));
            return menu.IsSearchEngines ? Measurement.Of(true, Evidence.At(Place.Text, menu.OfResults), Evidence.At(Place.Text, menu.OfTimes)) : Measurement.Of(false);
        },
    };

    // Null: nobody knows whose page it is.
    private static bool? IsSearchEngine(BrandNames names)
    {
        if (names.Address is { } address) return IsSearchEngine(address);
        return names.All.Length == 0 ? null : Array.Exists(names.All, static name => KnownOutlets.ByName(name.Text) is { Kind: OutletKind.Reference or OutletKind.Portal });
    }
}
