using Detector.Pages;
using Detector.Signals;
using Detector.Signals.Templates;
using Detector.Tests.Topics;

namespace Detector.Tests.Signals;

/// <summary>The smallest pages that show a point, and what a signal says of them.</summary>
internal static class SmallPages
{
    public const string Diplomacy = Texts.Diplomacy;
    public const string Headline = "Ministers Meet Again Over Broken Border Treaty";

    /// <summary>An article with a title, a body, and what else its head and foot carry.</summary>
    public static string Article(string title, string body = Diplomacy, string head = "", string foot = "", string lead = "") =>
        $"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body><article><h1>{Headline}</h1>{(lead.Length > 0 ? $"<p>{lead}</p>" : "")}<p>{body}</p></article>{foot}</body></html>";

    public static Measurement Measure(Signal signal, string content, string? url = null, PageFormat format = PageFormat.Detect)
    {
        using var page = PageReader.Read(content, new PageRequest { Url = url, Format = format });
        return signal.Measure(new Observation(page, TemplateSignatures.None));
    }

    /// <summary>The value; fails when there is nothing.</summary>
    public static double Value(Signal signal, string content, string? url = null, PageFormat format = PageFormat.Detect)
    {
        var measured = Measure(signal, content, url, format);
        measured.HasValue.ShouldBeTrue($"{signal.Name} has nothing to measure");
        return measured.Value;
    }

    public static void IsQuiet(Signal signal, string content, string? url = null, PageFormat format = PageFormat.Detect)
    {
        var measured = Measure(signal, content, url, format);
        measured.HasValue.ShouldBeFalse($"{signal.Name} says {measured.Value}");
    }
}
