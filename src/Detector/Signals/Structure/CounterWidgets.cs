using Detector.Pages.Html;
using Detector.Pages.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    /// <summary>
    /// By shape, not by word, so that a translated or renamed widget is seen too: one to three words that stand alone, then a number in brackets. Headings of
    /// comment sections ("Comments (4)") look alike and are what remains of the weakness.
    /// </summary>
    public static readonly Signal CounterWidgets = new()
    {
        Name = "counter-widgets", Family = Family.Structure, Title = "Stand-alone reaction counters behind the body: a word or two and a number in brackets",
        Says = "A counter of applause stands behind the story: “{1}”",
        SaysOtherwise = "No stand-alone reaction counter",
        Direction = Direction.FarmHigh, Unit = Unit.Count,
        Source = "farm-patterns F1: a “like” widget with a number in brackets on 12 of 12 farm pages whose end was visible, 0 of 494 legitimate",
        Quiet = "Never: a page without one has 0.",
        Measure = static seen =>
        {
            var text = seen.Page.Text;
            var count = 0;
            var shown = Evidence.None;
            foreach (ref readonly var block in text.Blocks)
            {
                if (block.IsHidden || block.TokenCount is < 2 or > 4 || block.LinkTokens > 0 || block.Length > 40 || block.Region is Region.Navigation or Region.Aside or Region.Comments) continue;
                var words = text.Of(block);
                if (words[^1] is not (')' or '）')) continue;
                var open = words.LastIndexOfAny('(', '（');
                if (open < 3) continue;
                var number = words[(open + 1)..^1].Trim();
                if (number.IsEmpty || number.Length > 7 || number.ContainsAnyExceptInRange('0', '9')) continue;
                // "Comments (4)", "Responses (2)" head a list of comments.
                if (IsCommentHeading(words[..open])) continue;
                count++;
                if (shown.IsNone) shown = Evidence.At(Place.Text, new TextRange(block.Start, block.Length));
            }
            return Measurement.Of(count, shown);
        },
    };

    private static bool IsCommentHeading(ReadOnlySpan<char> words) =>
        words.Contains("comment", StringComparison.OrdinalIgnoreCase) || words.Contains("respon", StringComparison.OrdinalIgnoreCase) || words.Contains("repl", StringComparison.OrdinalIgnoreCase)
        || words.Contains("kommentar", StringComparison.OrdinalIgnoreCase) || words.Contains("review", StringComparison.OrdinalIgnoreCase) || words.Contains("votes", StringComparison.OrdinalIgnoreCase);
}
