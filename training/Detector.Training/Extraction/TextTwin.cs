using System.Text;
using Detector.Pages;
using Detector.Pages.Text;

namespace Detector.Training.Extraction;

/// <summary>
/// A page as a text extractor would have dumped it. Real text-only pages of the corpus are all of one kind and one farm; twins of every HTML page, honest or not, keep
/// "has no markup" from being learnt as a reason. The habits of extractors (crumb glued to the headline, link lists kept or dropped, Markdown or plain) are drawn per page.
/// </summary>
internal static class TextTwin
{
    public static string Of(Page page, string id, int seed)
    {
        var markdown = Is("markdown", 0.4);
        var mainOnly = Is("main", 0.6) && page.Text.MainTokens >= 50;
        var metadata = page.Metadata;
        var text = new StringBuilder();

        var headline = metadata.Headline?.Value ?? metadata.Title ?? "";
        var crumb = metadata.Breadcrumb.Count > 0 ? string.Join(" > ", metadata.Breadcrumb.Select(part => part.Value))
            : metadata.Sections.Count > 0 && Is("section", 0.5) ? $"Home > {metadata.Sections[0].Value}" : "";
        if (crumb.Length > 0 && Is("crumb", 0.7)) text.Append(crumb).Append(Is("glued", 0.3) ? "" : "\n");
        var title = Is("title", 0.5) && metadata.Title is { Length: > 0 } full ? full : headline;
        text.Append(title).Append('\n');
        if (markdown) text.Append('\n');

        var blocks = page.Text.Blocks;
        for (var i = 0; i < blocks.Length; i++)
        {
            ref readonly var block = ref blocks[i];
            if (block.IsHidden || block.Kind == BlockKind.Control || (mainOnly && !block.IsMain)) continue;
            if (!mainOnly && block.Region is Region.Navigation && Is("navigation", 0.7)) continue;
            var words = page.Text.Of(block).Trim();
            if (words.IsEmpty || words.SequenceEqual(title) || (block.Kind == BlockKind.Heading && words.SequenceEqual(headline))) continue;
            if (block.Kind == BlockKind.Heading && markdown) text.Append('\n').Append('#', Math.Clamp((int)block.Level, 2, 4)).Append(' ');
            else if (block.Kind == BlockKind.ListItem) text.Append(markdown ? "* " : Is("dash", 0.3) ? "- " : "");
            text.Append(words).Append('\n');
        }

        // Main-text extractors often let the lists under an article through.
        if (mainOnly && Is("lists", 0.5))
        {
            foreach (var list in page.Links.Lists)
            {
                if (list.InMain) continue;
                if (!list.Heading.IsEmpty) text.Append(page.Text.Range(list.Heading.Start, list.Heading.Length).Trim()).Append('\n');
                foreach (var item in list.Items) text.Append(markdown ? "* " : "").Append(page.Text.Range(item.Text.Start, item.Text.Length).Trim()).Append('\n');
            }
        }
        return text.ToString();

        bool Is(string habit, double share) => Draw.Of(id, habit, seed) < share;
    }
}
