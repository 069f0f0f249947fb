using System.Text;
using Detector.Training.Simulate.Words;

namespace Detector.Training.Simulate.Render;

/// <summary>
/// A draft as the plain text a dump of the page holds: crumbs glued to what follows where the markup had no space, list items with dashes
/// or without, menus or not, the tail cut. The extractor belongs to the pair, so its faults are on both sides.
/// </summary>
internal static class TextRenderer
{
    public static string Render(Draft draft)
    {
        var how = draft.Scene.Pair.Extraction;
        var labels = Labels.For(draft.Lang);
        var wealth = draft.Scene.Member.Wealth;
        var site = draft.Scene.Member.Chance.Of("site");
        var lines = new List<string>();
        if (how.Depth == 0)
        {
            lines.Add(draft.Site.Name);
            var nav = draft.Nav ?? site.Of("nav").Some(labels.Nav, Math.Min(wealth.Nav, labels.Nav.Length));
            if (how.GluedItems)
                lines.Add(string.Concat(nav));
            else
                lines.AddRange(nav.Select(item => how.Dash + item));
        }

        foreach (var part in draft.Main)
            Part(part, how, lines);
        if (how.Depth < 2)
        {
            foreach (var list in draft.Lists)
                List(list, how, lines);
            if (wealth.Tags > 0 && how.Depth == 0)
                lines.Add(labels.Tags + ": " + string.Join(", ", Subjects.Words(draft.Scene.Story.Headline).Where(word => word.Length > 4).Take(wealth.Tags)));
            if (wealth.Social > 0 && how.Depth == 0)
                lines.AddRange(labels.Share.Take(wealth.Social));
        }

        if (how.Depth == 0)
        {
            if (wealth.Comments)
                lines.Add(site.Of("comments").Pick(labels.Comments));
            lines.AddRange(draft.Footer ?? site.Of("footer").Some(labels.About, Math.Min(wealth.FooterLinks, labels.About.Length)));
        }

        if (wealth.Copyright && draft.Copyright.Length > 0 && how.Depth < 2)
            lines.Add(draft.Copyright);
        var text = new StringBuilder(8000);
        foreach (var line in lines)
            if (line.Length > 0)
                text.Append(line).Append(how.BlankLines ? "\n\n" : "\n");
        var all = text.ToString().TrimEnd();
        return all.Length > how.Keep ? all[..how.Keep] : all;
    }

    private static void Part(Part part, Extraction how, List<string> lines)
    {
        switch (part)
        {
            case CrumbPart crumb when how.Depth < 2 || crumb.Tail.Length > 0:
                lines.Add(crumb.Prefix + string.Join(how.GluedItems ? "" : crumb.Separator, crumb.Items) + crumb.Tail);
                break;
            case HeadlinePart headline:
                lines.Add(headline.Text);
                break;
            case TextLine line when how.Depth < 2 || line.Role is "date" or "byline" or "in-body" or "lead" or "widget" or "note":
                lines.Add(line.Text);
                break;
            case LinkLine line:
                lines.Add(line.Before + line.Anchor + line.After);
                break;
            case SubHeading heading:
                lines.Add(heading.Text);
                break;
            case Quote quote:
                lines.Add(Plain(quote.Text, how));
                break;
            case Figure figure when how.Depth < 2:
                lines.Add(figure.Caption);
                break;
            case ListPart list:
                List(list.List, how, lines);
                break;
            case Paragraph paragraph:
                lines.Add(Plain(paragraph.Text, how));
                break;
        }
    }

    private static void List(LinkList list, Extraction how, List<string> lines)
    {
        lines.Add(list.Heading);
        foreach (var item in list.Items)
        {
            lines.Add((list.Dashes ? how.Dash : "") + item.Text + (how.GluedItems && item.Lead is not null ? item.Lead : ""));
            if (item.Lead is not null && !how.GluedItems)
                lines.Add(item.Lead);
        }
    }

    private static string Plain(string text, Extraction how)
    {
        if (how.GluedLinks)
            text = text.Replace(" \u0002", "", StringComparison.Ordinal).Replace("\u0003 ", "", StringComparison.Ordinal);
        return text.Replace("\u0002", "", StringComparison.Ordinal).Replace("\u0003", "", StringComparison.Ordinal);
    }
}
