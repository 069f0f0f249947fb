namespace Detector.Training.Simulate;

/// <summary>A page before it is markup or text: what both renderings are made from.</summary>
internal sealed class Draft
{
    private readonly List<(Mark Mark, string? Trace)> _marks = [];

    public required Scene Scene { get; init; }
    public required Brand Site { get; set; }
    public required string Label { get; set; }
    public required string Source { get; init; }

    public string Lang => Scene.Story.Lang;

    /// <summary>Of the title tag, before the site's name.</summary>
    public string Title { get; set; } = "";

    /// <summary>The name the title ends in; the site's own unless a slot or a source's masthead is left there.</summary>
    public string? TitleSite { get; set; }

    /// <summary>og:site_name and the publisher of the structured data.</summary>
    public string? Declared { get; set; }

    public string? Author { get; set; }
    public bool AuthorPage { get; set; }
    public string Category { get; set; } = "";
    public DateTime Shown { get; set; }
    public string Path { get; set; } = "/";
    public string? Canonical { get; set; }

    /// <summary>Where the story's pictures are; null: with the site's own.</summary>
    public string? ImageHost { get; set; }

    /// <summary>Where the first of them are, when they alone are elsewhere.</summary>
    public string? FirstImageHost { get; set; }

    /// <summary>How many those are.</summary>
    public int FirstImages { get; set; }

    /// <summary>The picture declared for previews (og:image) is the site's own, whatever the story shows.</summary>
    public bool DeclaresOwnImage { get; set; }

    /// <summary>What is asked for pictures at <see cref="ImageHost"/>, when that is a picture search.</summary>
    public string? SearchedFor { get; set; }

    /// <summary>Address of the tag of an advertising network for pop-ups.</summary>
    public string? PopUnderTag { get; set; }

    /// <summary>Name of the link to a takedown procedure.</summary>
    public string? TakedownLink { get; set; }

    public string? LinkHost { get; set; }

    /// <summary>Host of the outlet whose text an honest page says it has; null: its agency's, or its own.</summary>
    public string? Origin { get; set; }

    /// <summary>Where every link of the layout leads; null: each where it says.</summary>
    public string? Offer { get; set; }

    public string Copyright { get; set; } = "";
    public string OgType { get; set; } = "article";
    public IReadOnlyList<string>? Nav { get; set; }
    public IReadOnlyList<string>? Footer { get; set; }
    public List<Part> Main { get; } = [];
    public List<LinkList> Lists { get; } = [];

    /// <summary>Replaces one word wherever it stands on the page (F5); null: nothing is replaced.</summary>
    public (string From, string To)? Replace { get; set; }

    /// <summary>Draws whether the page carries the mark, and remembers it with a piece of text that shows it (null: always to be seen).</summary>
    public bool Has(Mark mark, string? trace = null)
    {
        var member = Scene.Member;
        if (mark.Template && member.Clean)
            return false;
        var chance = mark.OfMember ? member.Chance : Scene.Page;
        if (!chance.Of(mark.Name).Is(mark.Probability))
            return false;
        Unmark(mark);
        _marks.Add((mark, trace));
        return true;
    }

    /// <summary>Says what shows a mark that was drawn before its text was known.</summary>
    public void Trace(Mark mark, string trace)
    {
        _marks.RemoveAll(item => item.Mark == mark);
        _marks.Add((mark, trace));
    }

    public void Unmark(Mark mark) => _marks.RemoveAll(item => item.Mark == mark);

    /// <summary>The marks a reader can still find: those whose trace survived a cut tail, a missing address, a lean extraction.</summary>
    public List<Mark> Visible(string content, string? url) => _marks
        .Where(item => item.Trace is null || content.Contains(item.Trace, StringComparison.Ordinal) || (url?.Contains(item.Trace, StringComparison.Ordinal) ?? false)
            || content.Contains(Render.HtmlRenderer.Escape(item.Trace), StringComparison.Ordinal))
        .Select(item => item.Mark).ToList();

    public void Add(Part part) => Main.Add(part);

    public void Line(string role, string text)
    {
        if (text.Length > 0)
            Main.Add(new TextLine(role, text));
    }
}

internal abstract record Part;

/// <summary>Breadcrumbs; <paramref name="Tail"/> is glued to them (F1: headline and brand on the crumbs' line).</summary>
internal sealed record CrumbPart(string Prefix, IReadOnlyList<string> Items, string Separator, string Tail) : Part;

internal sealed record HeadlinePart(string Text) : Part;

/// <summary>A line of its own: a date, a byline, a widget, a disclaimer.</summary>
internal sealed record TextLine(string Role, string Text) : Part;

/// <summary>Running text; \u0002…\u0003 around words that are links.</summary>
internal sealed record Paragraph(string Text) : Part;

internal sealed record SubHeading(string Text) : Part;

internal sealed record Figure(string Caption) : Part;

internal sealed record Quote(string Text) : Part;

internal sealed record LinkLine(string Before, string Anchor, string Href, string After) : Part;

internal sealed record ListPart(LinkList List) : Part;

internal sealed record LinkList(string Heading, IReadOnlyList<ListItem> Items, bool Dashes);

/// <param name="Href">Null: an address of the site's own is made up by its habits.</param>
internal sealed record ListItem(string Text, string? Lead = null, string? Href = null);

/// <summary>A drawn template of a family: the habits its pages share.</summary>
internal sealed record Member(string Id, string Family, Chance Chance, Wealth Wealth, bool Clean, Render.Skeleton Skeleton);

/// <summary>Everything a family may look at to compose one page.</summary>
internal sealed record Scene
{
    public required Corpus Corpus { get; init; }
    public required Story Story { get; init; }
    public required Member Member { get; init; }

    /// <summary>This page's own chance.</summary>
    public required Chance Page { get; init; }

    /// <summary>What both twins share: agency dress, date of the story, extraction faults, format.</summary>
    public required Pairing Pair { get; init; }
}
