using Detector.Pages;
using Detector.Pages.Html;
using Detector.Pages.Text;

namespace Detector.Fingerprints;

/// <summary>
/// How a page is made, in four hashes: two of its tag skeleton (elements with their class and parent, numbers left out), two of its widget words (short lines around the main content). Each is the least of all under
/// its own permutation (Broder 1997), so two pages share one as often as their sets overlap: pages of one kit share three or four, strangers none.
/// </summary>
public static class TemplateMarks
{
    // Fewer say too little: many a plain page has a header, a list and a footer.
    private const int FewestShapes = 10;
    private const int FewestWidgets = 6;
    private const int LongestWidget = 6;

    /// <summary>The marks: none for a page with hardly any make of its own.</summary>
    public static IReadOnlyList<ulong> Of(Page page)
    {
        var marks = new List<ulong>(4);
        if (page.Tree is { } tree) Add(marks, ShapesOf(tree), FewestShapes, 's');
        Add(marks, WidgetsOf(page), FewestWidgets, 'w');
        return marks;
    }

    private static void Add(List<ulong> marks, HashSet<ulong> features, int fewest, char kind)
    {
        if (features.Count < fewest) return;
        marks.Add(FingerprintReader.Marked(kind, features.Min()));
        marks.Add(FingerprintReader.Marked(char.ToUpperInvariant(kind), features.Min(static feature => Shingles.Mix(feature ^ 0xA5A5A5A5A5A5A5A5UL))));
    }

    private static HashSet<ulong> ShapesOf(HtmlTree tree)
    {
        var shapes = new HashSet<ulong>();
        var nodes = tree.Nodes;
        for (var i = 0; i < nodes.Length; i++)
        {
            if ((Tags.Traits(nodes[i].Tag) & TagTraits.Block) == 0) continue;
            var name = tree.Attribute(i, Attr.Class);
            if (name.IsEmpty) continue;
            var hash = ((ulong)nodes[i].Tag << 8) | (nodes[i].Parent < 0 ? 0 : (ulong)nodes[nodes[i].Parent].Tag);
            foreach (var c in name)
                if (!char.IsAsciiDigit(c))
                    hash = WordHash.Step(hash, c);
            shapes.Add(Shingles.Mix(hash));
        }
        return shapes;
    }

    private static HashSet<ulong> WidgetsOf(Page page)
    {
        var widgets = new HashSet<ulong>();
        foreach (ref readonly var block in page.Text.Blocks)
        {
            if (block.IsMain || block.TokenCount is 0 or > LongestWidget) continue;
            var hash = 0UL;
            foreach (ref readonly var token in page.Text.TokensOf(block))
                if (!token.Is(TokenTraits.Number))
                    hash = Shingles.Mix(hash ^ token.Hash);
            if (hash != 0) widgets.Add(hash);
        }
        return widgets;
    }
}
