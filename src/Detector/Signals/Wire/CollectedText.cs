using Detector.Pages.Text;
using Detector.Signals.Text;
using Detector.Signals.Wire;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal CollectedText = new()
    {
        Name = "says-it-collects",
        Family = Family.Wire,
        Title = "Kinds of sentences in which sites that collect others' texts say so: made by an aggregator, rights elsewhere, taken down when asked, not this site's views, to pass on information, “Source link”",
        Says = "The page says itself that its texts are collected: “{1}”",
        SaysOtherwise = "Nothing on the page says that its texts are collected",
        Direction = Direction.FarmHigh,
        Unit = Unit.Count,
        Source = "farm-patterns F1 anatomy 6: a disclaimer that rights belong to the author on 10 of 22 visible ends; the “denial of responsibility” that aggregation plug-ins print under every text, and the notes under reprints of sites translated from Chinese. On none of the corpus' honest pages",
        Quiet = "No word of text",
        Measure = static seen =>
        {
            var text = seen.Page.Text;
            if (text.VisibleTokens == 0) return Measurement.Nothing;
            HashSet<string>? kinds = null;
            var shown = Evidence.None;
            foreach (var hit in Phrases.Of(seen).All)
            {
                if (hit.Kind != Phrase.Collected) continue;
                var block = text.BlockAt(text.Tokens[hit.Token].Start);
                if (block < 0 || text.Blocks[block] is { IsHidden: true } or { Region: Region.Comments } || TextStatistics.IsQuoted(text.Chars[text.Blocks[block].Start..text.Tokens[hit.Token].Start])) continue;
                (kinds ??= []).Add(hit.Element);
                if (shown.IsNone) shown = Licence.Quote(text, hit);
            }
            if (SourceLink(text) is { IsNone: false } link)
            {
                (kinds ??= []).Add("source link");
                if (shown.IsNone) shown = link;
            }
            return Measurement.Of(kinds?.Count ?? 0, shown);
        },
    };

    // The whole last line that a feed reader's plug-in puts under what it took.
    private static Evidence SourceLink(PageText text)
    {
        foreach (ref readonly var block in text.Blocks)
        {
            if (block.TokenCount != 2 || block.IsHidden || block.Region is Region.Comments or Region.Navigation or Region.Footer) continue;
            var tokens = text.TokensOf(block);
            if (tokens[0].Hash == SourceWord && tokens[1].Hash == LinkWord && tokens[0].Is(TokenTraits.Linked)) return Evidence.At(Place.Text, block.Start, block.Length);
        }
        return Evidence.None;
    }

    private static readonly ulong SourceWord = WordHash.Of("source");
    private static readonly ulong LinkWord = WordHash.Of("link");
}
