using System.Buffers;
using Detector.Pages.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // Letters alone are searched for many at once.
    private const string DaggerMark = "†source】";
    private static readonly SearchValues<string> AssistantMarks = SearchValues.Create(["oaicite", "turn0search", "turn0news", "turn0view"], StringComparison.Ordinal);

    public static readonly Signal AssistantResidue = new()
    {
        Name = "assistant-residue", Family = Family.Text, Title = "Source marks of a chat assistant, left in the text as it gave them",
        Says = "The text was pasted out of a chat assistant: its source marks are left in it (“{1}”)",
        SaysOtherwise = "No source marks of a chat assistant",
        Direction = Direction.FarmHigh, Unit = Unit.YesNo,
        Source = "what assistants give for links and their own pages turn into some (:contentReference[oaicite:0], turn0search1, 【3†source】), as collected in Wikipedia's “Signs of AI writing”; on none of 1,646 honest pages of the corpus",
        Quiet = "The main content has fewer than 50 words, or the page shows code",
        Measure = static seen =>
        {
            if (!Text.TextStatistics.Of(seen).IsEnough || Text.MarkupLeaks.Of(seen).SpeaksCode) return Measurement.Nothing;
            var chars = seen.Page.Text.Chars;
            var at = chars.IndexOfAny(AssistantMarks);
            if (at < 0) at = chars.IndexOf(DaggerMark, StringComparison.Ordinal);
            if (at < 0) return Measurement.Of(false);
            var start = Math.Max(0, at - 20);
            return Measurement.Of(true, Evidence.At(Place.Text, new TextRange(start, Math.Min(40, chars.Length - start))));
        },
    };
}
