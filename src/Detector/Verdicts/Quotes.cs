using System.Globalization;
using Detector.Pages;
using Detector.Pages.Text;
using Detector.Signals;

namespace Detector.Verdicts;

/// <summary>Turns evidence into words: made only for pages somebody looks at.</summary>
internal static class Quotes
{
    private const int Longest = 160;

    public static List<Quote> Of(Page page, in Measurement measurement)
    {
        var quotes = new List<Quote>(2);
        Add(page, measurement.First, quotes);
        Add(page, measurement.Second, quotes);
        return quotes;
    }

    /// <summary>The signal's sentence with the value and the quoted evidence in place.</summary>
    /// <remarks>A sentence that would quote what is not there is not said: the signal's title and its number stand in for it.</remarks>
    public static string Sentence(Signal signal, in Measurement measurement, bool towardsFarm, IReadOnlyList<Quote> quotes)
    {
        var words = towardsFarm ? signal.Says : signal.SaysOtherwise ?? signal.Says;
        if ((quotes.Count < 1 && words.Contains("{1", StringComparison.Ordinal)) || (quotes.Count < 2 && words.Contains("{2", StringComparison.Ordinal)))
            return $"{signal.Title}: {Number(signal, measurement.Value)}";
        return string.Format(CultureInfo.InvariantCulture, words, measurement.Value, quotes.Count > 0 ? quotes[0].Words : "", quotes.Count > 1 ? quotes[1].Words : "");
    }

    private static string Number(Signal signal, double value) => signal.Unit switch
    {
        Unit.Ratio => value.ToString("P0", CultureInfo.InvariantCulture),
        Unit.YesNo => value > 0 ? "yes" : "no",
        Unit.Count or Unit.Days => value.ToString("0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.00", CultureInfo.InvariantCulture),
    };

    private static void Add(Page page, in Evidence evidence, List<Quote> quotes)
    {
        if (evidence.IsNone) return;
        if (evidence.Words is { } words)
        {
            quotes.Add(new Quote(Name(evidence.Place), Shorten(words), -1, 0));
            return;
        }
        var range = evidence.Range;
        if (range.IsEmpty || range.End > page.Text.Chars.Length) return;
        quotes.Add(new Quote(Where(page, evidence.Place, range), Shorten(page.Text.Range(range.Start, range.Length)), range.Start, range.Length));
    }

    private static string Where(Page page, Place place, TextRange range)
    {
        if (place is not (Place.Body or Place.Lead or Place.Text)) return Name(place);
        // Paragraphs of the body, counted as a reader would.
        var index = page.Text.BlockAt(range.Start);
        if (index < 0) return Name(place);
        var blocks = page.Text.Blocks;
        if (!blocks[index].IsMain) return Invariant($"line {index + 1} of the text");
        var paragraph = 0;
        for (var i = 0; i <= index; i++)
            if (blocks[i].IsMain && blocks[i].Kind != BlockKind.Heading)
                paragraph++;
        return Invariant($"body, paragraph {Math.Max(1, paragraph)}");
    }

    private static string Name(Place place) => place switch
    {
        Place.LinkList => "link list",
        Place.Text => "text",
        _ => place.ToString().ToLowerInvariant(),
    };

    private static string Shorten(ReadOnlySpan<char> words)
    {
        var plain = Pages.Html.Spaces.Collapse(words[..Math.Min(words.Length, 4 * Longest)], Longest + 1);
        return plain.Length <= Longest ? plain : plain[..(Longest - 1)] + "…";
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
