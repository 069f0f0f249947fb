using Detector.Signals.Brand;
using Detector.Signals.Wire;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal InterfaceResidue = new()
    {
        Name = "wire-interface-residue",
        Version = 2,
        Family = Family.Wire,
        Title = "Kinds of interface words of another site left in the text",
        Says = "{0:0} pieces of another site's interface are left in the text (“{1}”)",
        Direction = Direction.FarmHigh,
        Unit = Unit.Count,
        Source = "Observed on 18 and more copied pages (advertisement skips, crossword and newsletter promos, hiring banners, video prompts); on their own sites these words are at home and are not counted",
        Quiet = "No main text",
        Measure = static seen =>
        {
            var text = seen.Page.Text;
            if (text.MainTokens == 0) return Measurement.Nothing;
            var names = BrandNames.Of(seen);
            // Whose page it is nobody knows: then an outlet's words may be at home.
            var isNameless = names is { Address: null, Title: null, Site: null, Publisher: null, Holder: null };
            Span<int> kinds = stackalloc int[8];
            var n = 0;
            var shown = Evidence.None;
            foreach (var hit in Phrases.Of(seen).All)
            {
                if (hit.Kind is not Phrase.Interface || n == kinds.Length) continue;
                var block = text.BlockAt(text.Tokens[hit.Token].Start);
                if (block < 0 || !text.Blocks[block].IsMain) continue;
                if (hit.Owner.Length > 0 && (isNameless || names.IsOwn(Name.Of(hit.Owner)!))) continue;
                var known = false;
                for (var i = 0; i < n; i++) known |= Phrases.Table[kinds[i]].Element == hit.Element;
                if (known) continue;
                if (n == 0) shown = Licence.Quote(text, hit);
                kinds[n++] = hit.Entry;
            }
            return Measurement.Of(n, shown);
        },
    };
}
