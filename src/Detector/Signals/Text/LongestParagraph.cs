using Detector.Pages.Text;
using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // Somebody who writes to be read breaks the text; what is put together for a search engine needs no paragraphs. A line break inside a paragraph is a break too. A log or rows of figures are no paragraph.
    public static readonly Signal LongestParagraph = new()
    {
        Name = "longest-paragraph",
        Version = 3,
        Family = Family.Text,
        Title = "Words that run on without a paragraph",
        Says = "{0:N0} words run on without a single paragraph: “{1}”",
        SaysOtherwise = "The text is broken into paragraphs: the longest has {0:N0} words",
        Direction = Direction.FarmHigh,
        Unit = Unit.Count,
        NeedsMarkup = true,
        Source = "search snippets pasted together on doorway pages; readers skip undivided text (Nielsen 1997, How Users Read on the Web)",
        Quiet = "the page is extracted text, which loses breaks honestly, or the main content has fewer than 100 words or shows none",
        Measure = seen =>
        {
            var page = seen.Page;
            if (page.Tree is null || page.Text.MainTokens < 100) return Measurement.Nothing;
            var chars = page.Text.Chars;
            var tokens = page.Text.Tokens;
            int most = 0, first = 0;
            foreach (ref readonly var block in page.Text.Blocks)
            {
                if (!block.IsMain || block.IsHidden || block.Kind == BlockKind.Code || block.TokenCount <= most) continue;
                int lineFirst = block.TokenStart, numbers = 0;
                for (var t = block.TokenStart; t < block.TokenEnd; t++)
                {
                    if (tokens[t].Is(TokenTraits.Number)) numbers++;
                    if (t + 1 < block.TokenEnd && !chars[tokens[t].End..tokens[t + 1].Start].Contains('\n')) continue;
                    var words = t + 1 - lineFirst;
                    if (words > most && TextStatistics.LeastWordsANumber * numbers <= words) (most, first) = (words, lineFirst);
                    (lineFirst, numbers) = (t + 1, 0);
                }
            }
            // All of it is hidden, code or figures.
            if (most == 0) return Measurement.Nothing;
            var end = Math.Min(first + most, first + 16) - 1;
            return Measurement.Of(most, Evidence.At(Place.Body, new TextRange(tokens[first].Start, tokens[end].End - tokens[first].Start)));
        },
    };
}
