using Detector.Pages.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    /// <summary>A manual's chapters name their subject now and then; a page written for a search term says it in nearly every heading.</summary>
    public static readonly Signal KeywordHeadings = new()
    {
        Name = "keyword-headings", Family = Family.Text, Title = "Share of the body's headings that repeat two of the title's words",
        Says = "{0:P0} of the headings repeat the title's keywords, such as “{1}”",
        SaysOtherwise = "The headings do not repeat the title",
        Direction = Direction.FarmHigh, Unit = Unit.Ratio,
        Source = "Ntoulas, Najork, Manasse, Fetterly 2006, Detecting Spam Web Pages through Content Analysis, doi:10.1145/1135777.1135794 (keyword stuffing); observed on pages made for search queries",
        Quiet = "No title of two telling words, or fewer than three headings in the body besides the title.",
        Measure = static seen =>
        {
            var title = Links.TitleWords.Of(seen);
            if (title.Rare.Count < 2) return Measurement.Nothing;
            var text = seen.Page.Text;
            int headings = 0, with = 0;
            var shown = Evidence.None;
            foreach (ref readonly var block in text.Blocks)
            {
                if (block.Kind != BlockKind.Heading || !block.IsMain || block.IsHidden || block.TokenCount < 2) continue;
                var words = new HashSet<ulong>();
                for (var t = block.TokenStart; t < block.TokenEnd; t++)
                    if (title.Rare.Contains(text.Tokens[t].Hash))
                        words.Add(text.Tokens[t].Hash);
                // The headline itself, wherever it stands.
                if (block.Level == 1 || words.Count == title.Rare.Count && block.TokenCount <= title.Count + 1 && title.Rare.Count > 2) continue;
                headings++;
                if (words.Count < 2) continue;
                with++;
                if (shown.IsNone) shown = Evidence.At(Place.Body, new TextRange(block.Start, block.Length));
            }
            return headings < 3 ? Measurement.Nothing : Measurement.Of((double)with / headings, shown);
        },
    };
}
