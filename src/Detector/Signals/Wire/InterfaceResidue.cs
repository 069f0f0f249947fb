using Detector.Signals.Brand;
using Detector.Signals.Wire;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal InterfaceResidue = new()
    {
        Name = "wire-interface-residue",
        Version = 3,
        Family = Family.Wire,
        Title = "Kinds of interface words of another site left in the text",
        Says = "{0:0} pieces of another site's interface are left in the text (“{1}”)",
        Direction = Direction.FarmHigh,
        Unit = Unit.Count,
        Source = "Observed on 18 and more copied pages (advertisement skips, crossword and newsletter promos, hiring banners, video prompts); on their own sites these words are at home, and those of no one site (a related list's heading, a caption's button) count only beside one outlet's",
        Quiet = "No main text",
        Measure = static seen =>
        {
            var text = seen.Page.Text;
            if (text.MainTokens == 0) return Measurement.Nothing;
            var names = BrandNames.Of(seen);
            // Whose page it is nobody knows: then an outlet's words may be at home.
            if (names is { Address: null, Title: null, Site: null, Publisher: null, Holder: null }) return Measurement.Of(0);
            Span<int> kinds = stackalloc int[8];
            var n = 0;
            var shown = Evidence.None;
            foreach (var hit in Phrases.Of(seen).All)
            {
                if (hit.Kind is not Phrase.Interface || n == kinds.Length) continue;
                var block = text.BlockAt(text.Tokens[hit.Token].Start);
                if (block < 0 || !text.Blocks[block].IsMain || IsAtHome(names, hit.Owners)) continue;
                var known = false;
                for (var i = 0; i < n; i++) known |= Phrases.Table[kinds[i]].Element == hit.Element;
                if (known) continue;
                if (shown.IsNone && hit.Owners.Length > 0) shown = Licence.Quote(text, hit);
                kinds[n++] = hit.Entry;
            }
            // What the software of many sites prints may be this one's own: it counts beside words of one outlet.
            return shown.IsNone ? Measurement.Of(0) : Measurement.Of(n, shown);
        },
    };

    private static bool IsAtHome(BrandNames names, string owners)
    {
        if (owners.Length == 0) return false;
        foreach (var owner in owners.AsSpan().Split(' '))
            if (names.IsOwn(Name.Of(owners[owner])!))
                return true;
        return false;
    }
}
