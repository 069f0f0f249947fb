using Detector.Features;
using Detector.Pages;
using Detector.Pages.Html;

namespace Detector.Training.Extraction;

/// <summary>
/// Counts of markup that follow a site's wealth (money, tools, staff). Never in a model: a crude model of these alone stands beside ours in every evaluation, and what
/// share of our scores they explain on honest pages is printed.
/// </summary>
internal static class Probes
{
    /// <summary>The year a page says it is from; NaN where it says none.</summary>
    public const string Year = "~year";

    private static readonly (string Name, Func<Page, int[], double> Count)[] All =
    [
        ("~chars", (page, _) => page.Tree!.SourceLength),
        ("~elements", (page, _) => page.Tree!.Count),
        ("~depth", (page, _) => page.Tree!.Depth),
        ("~words", (page, _) => page.Text.VisibleTokens),
        ("~links", (page, _) => page.Links.All.Length),
        ("~metadata", (page, _) => page.Metadata.SiteNames.Count + page.Metadata.Publishers.Count + page.Metadata.Authors.Count + page.Metadata.Sections.Count + page.Metadata.Breadcrumb.Count),
        (Year, (page, _) => (page.Dates.Published ?? page.Dates.Shown ?? page.Dates.InAddress)?.Year ?? double.NaN),
        .. new[] { Tag.Link, Tag.A, Tag.Meta, Tag.Script, Tag.Style, Tag.Img, Tag.Div, Tag.P, Tag.Span, Tag.Li, Tag.Table, Tag.Form, Tag.Input, Tag.Button, Tag.Iframe, Tag.Svg, Tag.Header, Tag.Footer, Tag.Nav, Tag.Section, Tag.Article, Tag.H1, Tag.H2, Tag.H3, Tag.Font, Tag.Center, Tag.NoScript }
            .Select(tag => ($"~tags-{tag.ToString().ToLowerInvariant()}", new Func<Page, int[], double>((_, tags) => tags[(int)tag]))),
    ];

    public static IEnumerable<Column> Columns => All.Select(probe => new Column(probe.Name, 1, -1));

    /// <summary>One number per probe; NaN on plain text, which has no markup to count.</summary>
    public static void Fill(Page page, Span<float> values)
    {
        if (page.Tree is null)
        {
            values.Fill(float.NaN);
            return;
        }
        var tags = new int[256];
        foreach (ref readonly var node in page.Tree.Nodes) tags[(int)node.Tag]++;
        for (var i = 0; i < All.Length; i++) values[i] = (float)All[i].Count(page, tags);
    }
}
