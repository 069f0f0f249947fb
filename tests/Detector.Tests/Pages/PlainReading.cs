using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Detector.Pages.Html;
using Detector.Pages.Text;

namespace Detector.Tests.Pages;

/// <summary>The plain version of reading: the whole AngleSharp document, walked node by node. What the fast reader must agree with.</summary>
internal static class PlainReading
{
    private static readonly HashSet<string> Unread = new(StringComparer.Ordinal)
    {
        "script", "style", "noscript", "template", "head", "textarea", "select", "datalist", "option", "svg", "math", "iframe", "noframes", "noembed", "object", "audio", "video", "canvas", "title",
    };

    public static List<string> Words(string html)
    {
        using var document = new HtmlParser().ParseDocument(html);
        var text = new StringBuilder();
        if (document.DocumentElement is { } root) Walk(root, text, withoutScripts: false);
        var words = Of(text.ToString());
        // A page that shows next to nothing without scripts is what its noscript says.
        if (words.Count >= 60 || document.QuerySelector("noscript p") is null) return words;
        text.Clear();
        Walk(document.DocumentElement!, text, withoutScripts: true);
        return Of(text.ToString());
    }

    public static List<string> Words(PageText text) => Of(text.Chars.ToString());

    /// <summary>Shared words over all words, as bags.</summary>
    public static double Agreement(List<string> ours, List<string> reference)
    {
        var bag = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var word in reference) bag[word] = bag.GetValueOrDefault(word) + 1;
        var shared = 0;
        foreach (var word in ours)
        {
            if (bag.GetValueOrDefault(word) is not (> 0 and var left)) continue;
            bag[word] = left - 1;
            shared++;
        }
        var all = ours.Count + reference.Count - shared;
        return all == 0 ? 1 : (double)shared / all;
    }

    private static List<string> Of(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var c in text + " ")
        {
            if (char.IsLetterOrDigit(c)) word.Append(char.ToLowerInvariant(c));
            else if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }
        return words;
    }

    private static void Walk(IElement element, StringBuilder text, bool withoutScripts)
    {
        foreach (var child in element.ChildNodes)
        {
            if (child is IText run) text.Append(run.Data);
            else if (child is IElement inner && (!Unread.Contains(inner.LocalName) || (withoutScripts && inner.LocalName == "noscript")))
            {
                var tag = Tags.Of(inner.LocalName);
                var apart = Tags.Is(tag, TagTraits.Block) || tag is Tag.Br or Tag.Button or Tag.Label;
                if (apart || tag == Tag.Time) text.Append('\n');
                Walk(inner, text, withoutScripts);
                if (apart) text.Append('\n');
            }
        }
    }
}
