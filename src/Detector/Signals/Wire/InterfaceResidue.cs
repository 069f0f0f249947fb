using Detector.Outlets;
using Detector.Pages.Text;
using Detector.Signals.Brand;
using Detector.Signals.Text;
using Detector.Signals.Wire;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal InterfaceResidue = new()
    {
        Name = "wire-interface-residue",
        Version = 5,
        Family = Family.Wire,
        Title = "Kinds of interface words of another site left in the text",
        Says = "{0:0} pieces of another site's interface are left in the text (“{1}”)",
        Direction = Direction.FarmHigh,
        Unit = Unit.Count,
        Source = "Observed on 18 and more copied pages (advertisement skips, crossword and newsletter promos, hiring banners, video prompts); on their own sites these words are at home, and those of no one site (a related list's heading, a caption's button) count only beside one outlet's or where their line names another outlet",
        Quiet = "No main text",
        Measure = static seen =>
        {
            var text = seen.Page.Text;
            if (text.MainTokens == 0) return Measurement.Nothing;
            var names = BrandNames.Of(seen);
            // Whose page it is nobody knows: then an outlet's words may be at home.
            if (names is { Address: null, All.Length: 0 }) return Measurement.Of(0);
            Span<int> kinds = stackalloc int[8];
            var n = 0;
            var shown = Evidence.None;
            var mayName = names.Address is not null && Phrases.Of(seen).First(Phrase.Republication) is null;
            foreach (var hit in Phrases.Of(seen).All)
            {
                if (hit.Kind is not (Phrase.Interface or Phrase.Prompt) || n == kinds.Length) continue;
                var block = text.BlockAt(text.Tokens[hit.Token].Start);
                if (block < 0 || !text.Blocks[block].IsMain || IsAtHome(names, hit.Owners) || (IsNetwork(hit.Owners) && IsStation(names, OutletsNamed.Of(seen).OfHost))) continue;
                // Who writes about a site names its buttons.
                if (TextStatistics.IsQuoted(text.Chars[text.Blocks[block].Start..text.Tokens[hit.Token].Start])) continue;
                var owned = hit.Owners.Length > 0 || (mayName && NamesAnother(seen, names, text.Blocks[block]));
                if (hit.Kind == Phrase.Prompt && !owned) continue;
                var known = false;
                for (var i = 0; i < n; i++) known |= Phrases.Table[kinds[i]].Element == hit.Element;
                if (known) continue;
                if (shown.IsNone && owned) shown = Licence.Quote(text, hit);
                kinds[n++] = hit.Entry;
            }
            // What the software of many sites prints may be this one's own: it counts beside words of one outlet.
            return shown.IsNone ? Measurement.Of(0) : Measurement.Of(n, shown);
        },
    };

    // A line of a few words that names an outlet whose page this is not. An agency's own promotions go with its stories, a network's with its stations, and whoever reprints by leave keeps the first publisher's.
    private static bool NamesAnother(Observation seen, BrandNames names, in Block block)
    {
        if (block.TokenCount > LongestPrompt) return false;
        var tokens = seen.Page.Text.TokensOf(block);
        if (tokens.IsEmpty || Array.IndexOf(Asking, tokens[0].Hash) < 0) return false;
        Span<ulong> hashes = stackalloc ulong[LongestPrompt];
        for (var i = 0; i < tokens.Length; i++) hashes[i] = tokens[i].Hash;
        var own = OutletsNamed.Of(seen).OfHost;
        foreach (var mention in KnownOutlets.FindNames(hashes[..tokens.Length]))
        {
            if (mention.IsAmbiguous || !tokens[mention.Start].Is(TokenTraits.Capital) || OutletsNamed.Same(mention.Outlet, own) || !IsPublisher(mention.Outlet) || mention.Outlet.Kind == OutletKind.Agency) continue;
            if (mention.Outlet.Kind is OutletKind.Broadcaster or OutletKind.PublicRadio or OutletKind.Newsroom && IsStation(names, own)) continue;
            if (Name.Of(mention.Outlet.Name) is { } name && !names.IsOwn(name)) return true;
        }
        return false;
    }

    private const int LongestPrompt = 16;

    // Owners whose words go with their stations.
    private static bool IsNetwork(string owners) => owners is "cbsnews" or "foxnews foxbusiness" or "npr";

    // How such a line begins; a headline about an outlet begins otherwise.
    private static readonly ulong[] Asking = [.. "sign signing subscribe follow like join find download get enter log play give support donate you your our today's most we're".Split(' ').Select(word => WordHash.Of(word))];

    private static bool IsStation(BrandNames names, Outlet? own) =>
        own?.Kind is OutletKind.Station or OutletKind.StationGroup or OutletKind.PublicRadio or OutletKind.Broadcaster
        || (names.Address is { } address && CallSigns.InDomain(address.DomainLabel) is not null)
        || IsStation(names.Title) || IsStation(names.Site) || IsStation(names.Publisher);

    private static bool IsStation(Name? name) => name is not null && CallSigns.IsStationName(name.Text);

    private static bool IsAtHome(BrandNames names, string owners)
    {
        if (owners.Length == 0) return false;
        foreach (var owner in owners.AsSpan().Split(' '))
            if (names.IsOwn(Name.Of(owners[owner])!))
                return true;
        return false;
    }
}
