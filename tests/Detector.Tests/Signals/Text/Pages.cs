using System.Text;
using Detector.Pages;
using Detector.Signals;
using Detector.Signals.Templates;

namespace Detector.Tests.Signals.Text;

/// <summary>Small pages in our own words, and what a signal sees on them.</summary>
internal static class Small
{
    /// <summary>An honest report of about 150 words.</summary>
    public static readonly string[] Report =
    [
        "The old ferry at Milbrook will sail again in May, the harbour board said on Tuesday, after two winters on the slip.",
        "Carpenters from the yard of Anna Petersen have replaced most of the deck and half of the ribs, which had begun to rot when the pumps failed.",
        "She paid for the oak herself. \"It was that or watch her sink,\" Petersen said, and she laughed as the first planks went down.",
        "The board had wanted to scrap the boat, which was built in 1931 and carried mail to the islands until a bridge took its work away.",
        "Children from the school at Eastend will paint the name on the bow, and a band is going to play when the ropes are let go.",
        "Tickets cost four pounds and can be bought at the kiosk from the first of April, or from the captain if you find him in the pub.",
    ];

    /// <summary>The same with more of it: enough to say that something is said twice.</summary>
    public static readonly string[] LongReport =
    [
        .. Report,
        "The islands have had no boat of their own since then. Whoever lives there drives an hour around the bay, and in snow does not drive at all.",
        "Roy Dunn, who was the last mate, kept the bell in his shed and gave it back last week wrapped in a blanket and two newspapers.",
        "He will not come to the party. \"I have seen her off once already,\" he said at his gate, and shut it behind a very small dog.",
        "A timetable has not been printed yet: the pilot wants to try the new channel at low water before he promises anybody an hour.",
        "If all goes well there may be a second trip on Sundays in summer, with tea below and, for those who can stand it, an accordion.",
        "Whether the mail comes back on board is for others to say. The post office has been asked and has so far answered by post.",
    ];

    public static string Html(IEnumerable<string> paragraphs, string title = "Ferry at Milbrook will sail again", string around = "") =>
        $"<html lang=en><head><title>{title}</title></head><body><article><h1>{title}</h1>{string.Concat(paragraphs.Select(p => $"<p>{p}</p>"))}</article>{around}</body></html>";

    public static Measurement Measure(string signal, string html, PageFormat format = PageFormat.Html, string? url = null)
    {
        using var page = PageReader.Read(html, new PageRequest { Format = format, Url = url });
        var seen = Catalog.Find(signal)!.Measure(new Observation(page, TemplateSignatures.Default));
        foreach (var evidence in new[] { seen.First, seen.Second })
            if (!evidence.IsNone && evidence.Words is null)
                evidence.Range.End.ShouldBeLessThanOrEqualTo(page.Text.Chars.Length);
        return seen;
    }

    public static double Value(string signal, string html, PageFormat format = PageFormat.Html)
    {
        var seen = Measure(signal, html, format);
        seen.HasValue.ShouldBeTrue($"{signal} has nothing to measure");
        return seen.Value;
    }

    public static string Quote(string signal, string html)
    {
        using var page = PageReader.Read(html, new PageRequest { Format = PageFormat.Html });
        var first = Catalog.Find(signal)!.Measure(new Observation(page, TemplateSignatures.Default)).First;
        return first.Words ?? page.Text.Range(first.Range.Start, first.Range.Length).ToString();
    }

    public static string Repeat(string text, int times)
    {
        var all = new StringBuilder();
        for (var i = 0; i < times; i++) all.Append(text).Append(' ');
        return all.ToString();
    }
}
