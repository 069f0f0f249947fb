using System.Text;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Detector.Benchmarks.Corpora;
using Detector.Benchmarks.MainText;
using Detector.Pages;
using Detector.Pages.Text;

namespace Detector.Benchmarks.Reading;

/// <summary>A way from bytes to main text.</summary>
internal abstract class Engine
{
    public abstract string Name { get; }

    /// <summary>The main text; blocks on lines of their own.</summary>
    public abstract string Body(CorpusPage page);

    /// <summary>The same work, but without the string at the end where the engine does not need one.</summary>
    public virtual int Read(CorpusPage page) => Body(page).Length;
}

/// <summary>This library, each page read by the model that knows nothing of its site (see <see cref="FoldModels"/>).</summary>
internal sealed class OwnReader(FoldModels models) : Engine
{
    // However little a page says, what it says is compared: whether that is enough to judge it is another matter.
    public static readonly PageLimits Limits = new() { MinimumWords = 0 };

    public override string Name => "detector";

    public override string Body(CorpusPage page)
    {
        using var read = ReadPage(page);
        if (read is null) return "";
        Detector.Pages.Text.MainText.Mark(read.Text, read.Tree, models.For(page));
        return MainOf(read);
    }

    public override int Read(CorpusPage page)
    {
        using var read = ReadPage(page);
        return read?.Text.MainTokens ?? 0;
    }

    public static Page? ReadPage(CorpusPage page) => PageReader.Read(page.Bytes, new PageRequest { Url = page.Url, ContentType = "text/html; charset=utf-8" }, Limits, out _);

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
internal sealed class OwnLines(FoldModels models) : Engine
{
    public override string Name => "detector, plain text";

    public override string Body(CorpusPage page)
    {
        string lines;
        using (var read = OwnReader.ReadPage(page))
        {
            if (read is null) return "";
            lines = OwnReader.LinesOf(read.Text);
        }
        using var text = PageReader.Read(lines.AsSpan(), new PageRequest { Format = PageFormat.Text }, OwnReader.Limits, out _);
        if (text is null) return "";
        Detector.Pages.Text.MainText.Mark(text.Text, null, models.For(page));
        return OwnReader.MainOf(text);
    }
}

/// <summary>The .NET port of Readability.</summary>
internal sealed class SmartReaderEngine : Engine
{
    public override string Name => "SmartReader 0.11.1";

    public override string Body(CorpusPage page)
    {
        // It wants an address; a page without one gets a neutral one.
        var article = new SmartReader.Reader(Uri.TryCreate(page.Url, UriKind.Absolute, out _) ? page.Url : "https://page.example/", Encoding.UTF8.GetString(page.Bytes)).GetArticle();
        return article.TextContent ?? "";
    }
}

/// <summary>All visible text by the ordinary AngleSharp document: the floor of quality.</summary>
internal sealed class TextDump : Engine
{
    private static readonly HashSet<string> Unread = new(StringComparer.OrdinalIgnoreCase) { "script", "style", "noscript", "template", "head", "textarea", "select", "svg", "iframe" };

    public override string Name => "AngleSharp text dump";

    public override string Body(CorpusPage page)
    {
        using var document = new HtmlParser().ParseDocument(Encoding.UTF8.GetString(page.Bytes).AsMemory());
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
