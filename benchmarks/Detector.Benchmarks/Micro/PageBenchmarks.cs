using System.Buffers;
using System.Text;
using AngleSharp.Html.Parser;
using BenchmarkDotNet.Attributes;
using Detector.Benchmarks.Corpora;
using Detector.Models;
using Detector.Pages;
using Detector.Pages.Decoding;
using Detector.Pages.Html;
using Detector.Signals;
using Detector.Signals.Templates;
using Detector.Verdicts;

namespace Detector.Benchmarks.Micro;

/// <summary>Each step on one page of ordinary shape: made in code, so that it needs no corpus.</summary>
[MemoryDiagnoser]
public class PageBenchmarks
{
    private readonly HtmlParser _parser = new();
    private readonly FarmDetector _detector = new();
    private byte[] _bytes = [];
    private string _text = "";
    private Page? _page;
    private Model? _model;
    private float[] _row = [];

    [GlobalSetup]
    public void Setup()
    {
        _text = SamplePage.Make(paragraphs: 60, links: 200);
        _bytes = Encoding.UTF8.GetBytes(_text);
        _page = PageReader.Read(_text);
        _model = Model.Embedded;
        _row = new float[_model?.Columns.Count ?? 0];
    }

    [GlobalCleanup]
    public void Cleanup() => _page?.Dispose();

    [Benchmark(Baseline = true)]
    public int BareParse()
    {
        using var document = _parser.ParseDocument(_text.AsMemory());
        return document.ChildNodes.Length;
    }

    [Benchmark]
    public int Decode()
    {
        var chars = PageDecoder.Decode(_bytes, "text/html; charset=utf-8", out var length, out _);
        ArrayPool<char>.Shared.Return(chars!);
        return length;
    }

    [Benchmark]
    public int Parse()
    {
        var chars = ArrayPool<char>.Shared.Rent(_text.Length + 1);
        _text.CopyTo(chars);
        using var tree = HtmlTreeBuilder.Build(chars, _text.Length, PageLimits.Default, out _);
        return tree!.Count;
    }

    [Benchmark]
    public int ReadToMainText()
    {
        using var page = PageReader.Read(_bytes, PageRequest.Unknown, null, out _);
        return page!.Text.MainTokens;
    }

    [Benchmark]
    public int AllViews()
    {
        using var page = PageReader.Read(_bytes, PageRequest.Unknown, null, out _)!;
        _ = page.Metadata;
        _ = page.Dates;
        _ = page.Structure;
        _ = page.Topics.Body;
        return page.Links.Lists.Count;
    }

    [Benchmark]
    public int Signals() => Measurements.Of(_page!, TemplateSignatures.None).All.Length;

    [Benchmark]
    public double Score() => _model?.Margin(_row) ?? 0;

    [Benchmark]
    public Verdict BytesToVerdict() => _detector.Judge(_bytes, PageRequest.Unknown, Detail.Brief);
}

/// <summary>A page with a menu, a story, related links and a footer.</summary>
public static class SamplePage
{
    public static string Make(int paragraphs, int links)
    {
        var page = new StringBuilder("<!doctype html><html lang=en><head><meta charset=utf-8><title>The bridge | The Herald</title><meta property='og:type' content='article'><style>");
        for (var i = 0; i < 300; i++) page.Append($".c{i} {{ color: red; margin: {i}px }}\n");
        page.Append("</style><script>");
        for (var i = 0; i < 300; i++) page.Append($"window.a{i} = function (x) {{ return x < {i} ? '<b>' : x & 7; }};\n");
        page.Append("</script></head><body><header><nav><ul>");
        for (var i = 0; i < links / 2; i++) page.Append($"<li class='menu-item menu-item-{i}'><a href='/section/{i}'>Section {i}</a></li>");
        page.Append("</ul></nav></header><main><article class='post'><h1>The bridge reopens after a long year</h1><p class='byline'>By Ada Writer, 12 May 2021</p>");
        for (var i = 0; i < paragraphs; i++)
            page.Append($"<p>The council met on the old bridge for the {i}th time, and talked for two hours about the river, the road &amp; the <a href='/school'>new school</a>, which opens on the {i}th of May.</p>");
        page.Append("</article></main><aside class='related'><h3>Most read</h3><ul>");
        for (var i = 0; i < links / 2; i++) page.Append($"<li><a href='/story/{i}'><span>Mayor number {i} opens the new swimming pool</span></a></li>");
        return page.Append("</ul></aside><footer><p>© The Herald. All rights reserved.</p></footer></body></html>").ToString();
    }
}
