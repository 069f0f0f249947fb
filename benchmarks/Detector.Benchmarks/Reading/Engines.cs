using System.Text;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Detector.Pages;
using Detector.Pages.Text;

namespace Detector.Benchmarks.Reading;

/// <summary>A way from bytes to main text.</summary>
internal abstract class Engine
{
    public abstract string Name { get; }

    /// <summary>The main text; blocks on lines of their own.</summary>
    public abstract string Body(byte[] bytes, string? url);

    /// <summary>The same work, but without the string at the end where the engine does not need one.</summary>
    public virtual int Read(byte[] bytes, string? url) => Body(bytes, url).Length;
}

/// <summary>This library.</summary>
internal sealed class OwnReader : Engine
{
    // However little a page says, what it says is compared: whether that is enough to judge it is another matter.
    public static readonly PageLimits Limits = new() { MinimumWords = 0 };

    public override string Name => "detector";

    public override string Body(byte[] bytes, string? url)
    {
        using var page = PageReader.Read(bytes, new PageRequest { Url = url, ContentType = "text/html; charset=utf-8" }, OwnReader.Limits, out _);
        return page is null ? "" : MainOf(page);
    }

    public override int Read(byte[] bytes, string? url)
    {
        using var page = PageReader.Read(bytes, new PageRequest { Url = url, ContentType = "text/html; charset=utf-8" }, OwnReader.Limits, out _);
        return page?.Text.MainTokens ?? 0;
    }

    /// <summary>All visible blocks, a line each.</summary>
    public static string LinesOf(PageText text)
    {
        var lines = new StringBuilder();
        foreach (ref readonly var block in text.Blocks)
        {
            if (block.IsHidden) continue;
            foreach (var c in text.Of(block)) lines.Append(c is '\n' or '\r' ? ' ' : c);
            lines.Append('\n');
        }
        return lines.ToString();
    }

    public static string MainOf(Page page)
    {
        var body = new StringBuilder();
        foreach (ref readonly var block in page.Text.Blocks)
            if (block.IsMain)
                body.Append(page.Text.Of(block)).Append('\n');
        return body.ToString();
    }
}

/// <summary>This library, given not the page but its visible blocks as lines of plain text.</summary>
internal sealed class OwnLines : Engine
{
    public override string Name => "detector, plain text";

    public override string Body(byte[] bytes, string? url)
    {
        string lines;
        using (var page = PageReader.Read(bytes, new PageRequest { Url = url, ContentType = "text/html; charset=utf-8" }, OwnReader.Limits, out _))
        {
            if (page is null) return "";
            lines = OwnReader.LinesOf(page.Text);
        }
        using var text = PageReader.Read(lines.AsSpan(), new PageRequest { Format = PageFormat.Text }, OwnReader.Limits, out _);
        return text is null ? "" : OwnReader.MainOf(text);
    }
}

/// <summary>The .NET port of Readability.</summary>
internal sealed class SmartReaderEngine : Engine
{
    public override string Name => "SmartReader 0.11.1";

    public override string Body(byte[] bytes, string? url)
    {
        // It wants an address; a page without one gets a neutral one.
        var article = new SmartReader.Reader(Uri.TryCreate(url, UriKind.Absolute, out _) ? url : "https://page.example/", Encoding.UTF8.GetString(bytes)).GetArticle();
        return article.TextContent ?? "";
    }
}

/// <summary>All visible text by the ordinary AngleSharp document: the floor of quality.</summary>
internal sealed class TextDump : Engine
{
    private static readonly HashSet<string> Unread = new(StringComparer.OrdinalIgnoreCase) { "script", "style", "noscript", "template", "head", "textarea", "select", "svg", "iframe" };

    public override string Name => "AngleSharp text dump";

    public override string Body(byte[] bytes, string? url)
    {
        using var document = new HtmlParser().ParseDocument(Encoding.UTF8.GetString(bytes).AsMemory());
        var text = new StringBuilder();
        Walk(document.DocumentElement, text);
        return text.ToString();
    }

    // Recursion is fine here: the corpus has no hostile pages.
    private static void Walk(INode node, StringBuilder text)
    {
        foreach (var child in node.ChildNodes)
        {
            if (child is IText run) text.Append(run.Data);
            else if (child is IElement element && !Unread.Contains(element.LocalName))
            {
                Walk(element, text);
                text.Append(' ');
            }
        }
    }
}
