using Detector.Pages.Text;

namespace Detector.Signals;

/// <summary>Which part of the page a piece of evidence is from.</summary>
public enum Place : byte { None, Title, Headline, Address, Body, Lead, LinkList, Breadcrumb, Byline, Footer, Metadata, Markup, Dates, Text }

/// <summary>
/// A place on the page that shows what a signal measured: a range of the page's text (quoted only when someone looks), or words from its markup,
/// metadata or address. A value, so that measuring allocates nothing for pages nobody looks at.
/// </summary>
/// <param name="Place">Which part of the page.</param>
/// <param name="Range">Range of the page's text; empty when <paramref name="Words"/> is used.</param>
/// <param name="Words">Words that are not part of the page's text.</param>
public readonly record struct Evidence(Place Place, TextRange Range, string? Words)
{
    public static Evidence None => default;

    public bool IsNone => Place == Place.None;

    /// <summary>A range of the page's text.</summary>
    public static Evidence At(Place place, TextRange range) => new(place, range, null);

    public static Evidence At(Place place, int start, int length) => new(place, new TextRange(start, length), null);

    /// <summary>Words from markup, metadata or address.</summary>
    public static Evidence Of(Place place, string? words) => string.IsNullOrEmpty(words) ? default : new(place, default, words);
}
