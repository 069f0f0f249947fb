using Detector.Contract;

namespace Detector.Desk.Cases;

/// <summary>A stretch of a page's text and what marks it.</summary>
/// <param name="Words">The characters.</param>
/// <param name="Reasons">Numbers of the reasons that point at it (their place among all reasons), none for plain text.</param>
/// <param name="Copied">It stands on another site too.</param>
/// <param name="Cut">Characters left out before it.</param>
public sealed record TextPart(string Words, IReadOnlyList<int> Reasons, bool Copied, int Cut = 0);

/// <summary>A page's text cut at the places its evidence and its shared passages begin and end.</summary>
public static class MarkedText
{
    /// <summary>Plain characters kept around marks when a text is too long to show.</summary>
    private const int Around = 600;

    /// <param name="text">The text evidence is placed in.</param>
    /// <param name="reasons">Reasons with places.</param>
    /// <param name="passages">Passages that stand elsewhere, by first character and length.</param>
    /// <param name="most">Characters of a plain stretch above which its middle is left out.</param>
    public static IReadOnlyList<TextPart> Of(string text, IReadOnlyList<ReasonLine> reasons, IEnumerable<(int Start, int Length)> passages, int most = 3_000)
    {
        var spans = new List<(int Start, int End, int Reason)>();
        for (var i = 0; i < reasons.Count; i++)
            foreach (var quote in reasons[i].Evidence)
                Add(quote.Start, quote.Length, i);
        foreach (var (start, length) in passages) Add(start, length, -1);

        var cuts = new SortedSet<int> { 0, text.Length };
        foreach (var (start, end, _) in spans)
        {
            cuts.Add(start);
            cuts.Add(end);
        }
        var parts = new List<TextPart>();
        var begin = -1;
        foreach (var cut in cuts)
        {
            if (begin >= 0 && cut > begin)
            {
                var here = spans.Where(span => span.Start <= begin && span.End >= cut).Select(span => span.Reason).Distinct().ToList();
                var words = text[begin..cut];
                if (here.Count == 0 && words.Length > most)
                {
                    parts.Add(new TextPart(words[..Whole(words, Around)], [], false));
                    var tail = Whole(words, words.Length - Around);
                    parts.Add(new TextPart(words[tail..], [], false, tail - Whole(words, Around)));
                }
                else parts.Add(new TextPart(words, [.. here.Where(reason => reason >= 0).Order()], here.Contains(-1)));
            }
            begin = cut;
        }
        return parts;

        void Add(int? start, int? length, int reason)
        {
            if (start is not { } from || length is not { } count || from < 0 || count <= 0 || from >= text.Length) return;
            // A place never splits a character in two.
            spans.Add((Whole(text, from), Whole(text, Math.Min(from + count, text.Length)), reason));
        }
    }

    private static int Whole(string text, int at) => at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) ? at - 1 : at;
}
