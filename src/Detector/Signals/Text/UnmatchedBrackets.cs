using System.Buffers;
using Detector.Pages.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    private static readonly SearchValues<char> Brackets = SearchValues.Create("()[]");

    // Snippets are cut at a length, not at a sense: what was opened is not closed, and what is closed was never opened. "a)" and ":)" are no brackets.
    public static readonly Signal UnmatchedBrackets = new()
    {
        Name = "unmatched-brackets",
        Version = 3,
        Family = Family.Text,
        Title = "Brackets without a partner",
        Says = "Brackets open or close alone ({0:F1} in a thousand words), as where pieces of other texts are cut out: “{1}”",
        SaysOtherwise = "What brackets open they close ({0:F1} in a thousand words do not)",
        Direction = Direction.FarmHigh,
        Unit = Unit.Score,
        Source = "search snippets pasted together on doorway pages; unbalanced delimiters mark truncated text in corpus cleaning (Barbaresi 2021, doi:10.18653/v1/2021.acl-demo.15)",
        Quiet = "the page shows code, or the main content has fewer than 100 words",
        Measure = seen =>
        {
            var page = seen.Page;
            if (page.Text.MainTokens < 100 || Text.MarkupLeaks.Of(seen).SpeaksCode) return Measurement.Nothing;
            var chars = page.Text.Chars;
            var alone = 0;
            var place = default(TextRange);
            foreach (ref readonly var block in page.Text.Blocks)
            {
                if (!block.IsMain || block.IsHidden || block.Kind == BlockKind.Code) continue;
                int open = 0, opened = 0;
                for (var at = block.Start; at < block.End; at++)
                {
                    var next = chars[at..block.End].IndexOfAny(Brackets);
                    if (next < 0) break;
                    at += next;
                    if (chars[at] is '(' or '[')
                    {
                        open++;
                        opened = at;
                    }
                    else if (open > 0) open--;
                    else if (!IsMark(chars, block.Start, at)) Alone(at);
                }
                for (; open > 0; open--) Alone(opened);

                void Alone(int at)
                {
                    alone++;
                    if (place.Length == 0) place = new TextRange(at, 1);
                }
            }
            // Once is a slip of the pen.
            if (alone < 2) return Measurement.Of(0);
            var start = Math.Max(0, place.Start - 40);
            return Measurement.Of(1000.0 * alone / page.Text.MainTokens, Evidence.At(Place.Body, new TextRange(start, Math.Min(80, chars.Length - start))));

            // "a)" and "12)" count off; ":)" and ";-)" smile.
            static bool IsMark(ReadOnlySpan<char> chars, int start, int at) =>
                at > start && (chars[at - 1] is ':' or ';' or '-' or '=' or '8' || ((at - 2 < start || chars[at - 2] is ' ' or '\n') && char.IsLetterOrDigit(chars[at - 1])) || ((at - 3 < start || chars[at - 3] is ' ' or '\n') && char.IsDigit(chars[at - 1]) && char.IsDigit(chars[at - 2])));
        },
    };
}
