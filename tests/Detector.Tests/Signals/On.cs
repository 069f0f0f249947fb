using Detector.Pages;
using Detector.Signals;
using Detector.Signals.Templates;

namespace Detector.Tests.Signals;

/// <summary>Measures one signal on a page written in a test.</summary>
internal static class On
{
    public const string Prose = "The council met on the old bridge on Tuesday evening and talked for two hours about the river, the road and the new school that the town has wanted for years.";

    public static Measurement Html(string signal, string body, string? url = null, string head = "<title>The bridge opens</title>") =>
        Page(signal, $"<!DOCTYPE html><html><head>{head}</head><body>{body}<p>{Prose}</p><p>{Prose}</p></body></html>", new PageRequest { Url = url, Format = PageFormat.Html });

    public static Measurement Text(string signal, string content, string? url = null) => Page(signal, content, new PageRequest { Url = url, Format = PageFormat.Text });

    public static double Value(Measurement measurement)
    {
        measurement.HasValue.ShouldBeTrue("the signal had nothing to measure");
        return measurement.Value;
    }

    private static Measurement Page(string signal, string content, PageRequest request)
    {
        using var page = PageReader.Read(content, request);
        return Catalog.Find(signal)!.Measure(new Observation(page, TemplateSignatures.None));
    }
}
