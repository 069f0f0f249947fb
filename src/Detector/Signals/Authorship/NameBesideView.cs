using Detector.Pages;
using Detector.Pages.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    private static readonly ulong ViewWord = WordHash.Of("view");

    public static readonly Signal NameBesideView = new()
    {
        Name = "author-pasted-beside-view",
        Version = 2,
        Family = Family.Authorship,
        Title = "A name stands in front of the view label by the date",
        Says = "A name (“{1}”) is pasted in front of the view counter's label",
        SaysOtherwise = "No name stands in front of a view label",
        Direction = Direction.FarmHigh,
        Unit = Unit.YesNo,
        Source = "Observed: an invented person or another brand before \"View\" on 19 of 100 pages of one kit",
        Quiet = "No words",
        Measure = static seen =>
        {
            var text = seen.Page.Text;
            var blocks = text.Blocks;
            var tokens = text.Tokens;
            for (var b = 0; b < blocks.Length && b < 25; b++)
            {
                ref readonly var block = ref blocks[b];
                if (block.IsHidden || block.TokenCount is 0 or > 20) continue;
                for (var t = block.TokenStart; t < block.TokenEnd && t < block.TokenStart + 9; t++)
                {
                    if (tokens[t].Hash != ViewWord || !LabelFollows(text, block, b, t)) continue;
                    // On its line, or alone on the line before: "SignalHub" above "View".
                    var first = t > block.TokenStart ? block.TokenStart : b > 1 && blocks[b - 1] is { IsHidden: false, LinkTokens: 0, TokenCount: > 0 and <= 4 } before && !IsHeadline(seen.Page, before) ? before.TokenStart : t;
                    var name = t > first;
                    for (var i = first; i < t; i++) name &= tokens[i].Is(TokenTraits.Capital);
                    return name
                        ? Measurement.Of(true, Evidence.At(Place.Byline, tokens[first].Start, tokens[t - 1].End - tokens[first].Start))
                        : Measurement.Of(false, Evidence.At(Place.Byline, block.Start, block.Length));
                }
            }
            return blocks.Length == 0 ? Measurement.Nothing : Measurement.Of(false);
        },
    };

    private static bool IsHeadline(Page page, in Block block) => page.Metadata.Headline is { } headline && page.Text.Of(block).Trim().Equals(headline.Value, StringComparison.OrdinalIgnoreCase);

    // The counter's label stands in front of a date, on its line or at the end of the line before ("View Date:2025-01-02").
    private static bool LabelFollows(PageText text, in Block block, int index, int token)
    {
        if (token + 1 < block.TokenEnd) return StartsWithDate(text, token + 1, block.TokenEnd);
        if (index + 1 >= text.Blocks.Length) return false;
        ref readonly var next = ref text.Blocks[index + 1];
        return StartsWithDate(text, next.TokenStart, next.TokenEnd);
    }

    private static bool StartsWithDate(PageText text, int first, int end)
    {
        for (var t = first; t < end && t < first + 2; t++)
            if (text.Tokens[t].Is(TokenTraits.Number) && text.Tokens[t].Length == 4)
                return true;
        return false;
    }
}
