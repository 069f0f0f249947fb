using Detector.Pages.Text;
using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // Somebody who writes to be read breaks the text; what is put together for a search engine needs no paragraphs. A line break inside a paragraph is a break too.
    public static readonly Signal LongestParagraph = new()
    {
        Name = "longest-paragraph",
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
                var lineFirst = block.TokenStart;
                for (var t = block.TokenStart; t < block.TokenEnd; t++)
                {
                    if (t > lineFirst && chars[tokens[t - 1].End..tokens[t].Start].Contains('\n')) lineFirst = t;
                    if (t + 1 - lineFirst <= most) continue;
                    most = t + 1 - lineFirst;
                    first = lineFirst;
                }
            }
            // All of it is hidden, or code.
            if (most == 0) return Measurement.Nothing;
            var end = Math.Min(first + most, first + 16) - 1;
            return Measurement.Of(most, Evidence.At(Place.Body, new TextRange(tokens[first].Start, tokens[end].End - tokens[first].Start)));
        },
    };
}
