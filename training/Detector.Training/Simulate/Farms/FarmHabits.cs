using Detector.Training.Simulate.Words;
using static Detector.Training.Simulate.Honest.HonestPages;

namespace Detector.Training.Simulate.Farms;

/// <summary>What several farm families do alike.</summary>
internal static partial class FarmPages
{
    /// <summary>The kit's host and brand; in one member of ten they agree, as on a tidier farm.</summary>
    private static Brand Names3(Draft d, Chance member)
    {
        var brand = Brands.Finance(member);
        if (d.Has(Marks.BrandNotHost, brand.Host))
            return brand;
        return brand with { Host = Brands.Clean(brand.Name.Replace(" ", "", StringComparison.Ordinal)) + ".com", Derived = true };
    }

    private static void Start(Draft d, Brand brand, string label)
    {
        var scene = d.Scene;
        d.Site = brand;
        d.Label = label;
        d.Title = scene.Story.Headline;
        d.TitleSite = brand.Name;
        var gap = d.Has(Marks.LateDate) ? scene.Page.Of("gap").Between(31, 900) : scene.Page.Of("gap").Between(0, 3);
        d.Shown = Dates.Clock(scene.Page.Of("clock"), scene.Pair.Written.AddDays(gap));
        if (!scene.Pair.Body.Concat(scene.Pair.Captions).Any(text => text.Contains(scene.Pair.Written.Year.ToString(), StringComparison.Ordinal)))
            d.Unmark(Marks.LateDate);
        d.Path = Addresses.Ordinary(scene.Member.Chance.Of("habit"), scene.Page.Of("path"), DateOnly.FromDateTime(d.Shown), scene.Story.Headline, scene.Story.Topic.ToString());
        if (d.Has(Marks.DeclaredOther))
        {
            var own = scene.Member.Chance.Of("declared");
            d.Declared = own.Below(3) switch { 0 => Brands.Compound(own).Name, 1 => "My WordPress", _ => Brands.FinanceName(own) };
            d.Trace(Marks.DeclaredOther, d.Declared);
        }

        var source = OutletNames.SiteOf(scene.Story.Outlet) ?? OutletNames.SiteOf(scene.Page.Of("source").Pick(OutletNames.Known).Name)!;
        if (d.Has(Marks.CanonicalElsewhere))
        {
            d.Canonical = $"https://www.{source}/{Addresses.Slug(d.Title)}";
            d.Trace(Marks.CanonicalElsewhere, d.Canonical);
        }

        if (d.Has(Marks.HotlinkedImages))
        {
            d.ImageHost = "media." + source;
            d.Trace(Marks.HotlinkedImages, d.ImageHost);
        }

        if (d.Has(Marks.TakedownPage))
            d.TakedownLink = Widgets.TakedownLink(scene.Member.Chance.Of("takedown"));
        if (d.Has(Marks.PopUnderAds))
        {
            d.PopUnderTag = Addresses.PopUnderTag(scene.Member.Chance.Of("pop"));
            d.Trace(Marks.PopUnderAds, d.PopUnderTag);
        }
    }

    private static void WrongCategory(Draft d, Chance c)
    {
        if (d.Has(Marks.WrongCategory))
        {
            var finance = c.Is(0.6);
            d.Category = c.Pick(finance ? Widgets.FinanceCategories : Widgets.NavigationCategories);
            d.Trace(Marks.WrongCategory, d.Category);
            if (finance && d.Scene.Story.Topic == Topic.Business)
                d.Unmark(Marks.WrongCategory);
        }
        else
            d.Category = "News";
    }

    private static string AnyCategory(Draft d, Chance c) => c.Is(0.5) ? Labels.For(d.Lang).Section(d.Scene.Story.Topic, c) : c.Pick(Labels.For(d.Lang).Nav);

    private static void TokenPath(Draft d, Chance c)
    {
        if (!d.Has(Marks.TokenAddress))
            return;
        d.Path = Addresses.TokenPath(d.Scene.Member.Chance.Of("grammar"), c);
        d.Trace(Marks.TokenAddress, d.Path);
    }

    private static void Head(Draft d, Chance c)
    {
        var labels = Labels.For(d.Lang);
        if (d.Scene.Member.Wealth.Crumbs)
            d.Add(new CrumbPart(Pick(d, "here", ["", "", "You are here: "]), [labels.Home, d.Category], Pick(d, "separator", [" / ", " > ", " » ", " › "]), Pick(d, "tail", ["", "", "yes"]).Length > 0 ? Pick(d, "separator", [" / ", " > ", " » ", " › "]) + d.Title : ""));
        d.Add(new HeadlinePart(d.Title));
        if (d.Scene.Pair.DoubledHeadline)
            d.Add(new HeadlinePart(d.Title));
        if (c.Is(0.9))
            d.Line("date", (Pick(d, "published", labels.Published) + " " + Dates.Show(d.Shown, d.Lang, d.Scene.Member.Skeleton.DateFormat, d.Has(Marks.DecoySeconds))).Trim());
    }

    private static void SlotAuthor(Draft d, Chance c)
    {
        if (d.Has(Marks.NoAuthor))
        {
            var slot = d.Scene.Member.Chance.Of("author").Pick((string[])["", "", "admin", "Admin", "Editor", "Staff", "News Desk", "user1", "Team " + d.Site.Name]);
            if (slot.Length > 0)
            {
                d.Author = slot;
                d.AuthorPage = d.Scene.Member.Chance.Of("authorpage").Is(0.4);
                d.Line("byline", $"{Labels.For(d.Lang).By} {slot}");
            }

            return;
        }

        if (d.Scene.Pair.Agency.Length > 0 && d.Has(Marks.CopiedCredit))
        {
            d.Author = d.Scene.Pair.Agency == "AP" ? "The Associated Press" : d.Scene.Pair.Agency;
            d.Line("byline", $"By {d.Author}");
            return;
        }

        // An invented author looks like a real one: the byline alone must not clear a page.
        d.Author = Names.Person(c);
        d.AuthorPage = d.Scene.Member.Chance.Of("authorpage").Is(0.5);
        d.Line("byline", $"{Labels.For(d.Lang).By} {d.Author}");
    }

    /// <summary>The source's masthead left at the end of the title or in the slug.</summary>
    private static void SourceMasthead(Draft d, Chance c)
    {
        if (!d.Has(Marks.SourceMasthead))
            return;
        var (name, slug) = c.Pick(OutletNames.Known);
        if (d.Scene.Story.Outlet is { } own && c.Is(0.5))
            (name, slug) = (own, Addresses.Slug(own, 4));
        // The slug is made of the title; a path of tokens or dates has none.
        var segments = d.Path.Split('/');
        var at = d.Path.Contains("?p=", StringComparison.Ordinal) ? -1 : Array.FindLastIndex(segments, segment => segment.Count(letter => letter == '-') > 2 && !segment.StartsWith("article_", StringComparison.Ordinal));
        if (c.Is(0.6) || !d.Scene.Pair.HasUrl || (at < 0 && !d.Path.Contains("?p=", StringComparison.Ordinal)))
        {
            d.Title += c.Pick((string[])[" - ", " | ", " – "]) + name;
            d.Trace(Marks.SourceMasthead, d.Title);
            return;
        }
        if (at < 0)
            segments = ["", $"{Addresses.Slug(d.Title)}-{slug}", ""];
        else
            segments[at] = segments[at].Replace(".html", "", StringComparison.Ordinal) + "-" + slug;
        d.Path = string.Join('/', segments);
        d.Trace(Marks.SourceMasthead, d.Path);
    }

    private static List<string> BodyOf(Draft d) => [.. d.Scene.Pair.Body];

    private static void CopyBody(Draft d, Chance c, List<string> body, string[]? heads = null)
    {
        if (d.Has(Marks.SourceInterface))
        {
            var own = d.Scene.Story.Outlet is { } outlet && c.Is(0.6) ? outlet : c.Pick(OutletNames.Known).Name;
            for (var i = c.Between(1, 3); i > 0; i--)
            {
                var line = Widgets.Residue(c, own, Unrelated(d, c, 1)[0]);
                body.Insert(c.Between(1, body.Count), line);
                d.Trace(Marks.SourceInterface, line);
            }
        }

        if (d.Scene.Pair.Captions.Count > 0)
            d.Add(new Figure(d.Scene.Pair.Captions[0]));
        var quoted = Quoted(d);
        for (var i = 0; i < body.Count; i++)
        {
            if (heads is not null && i % 3 == 0)
                d.Add(new SubHeading(heads[(i / 3 * 5 + body.Count) % heads.Length]));
            d.Add(i > 0 && i == quoted ? new Quote(body[i]) : new Paragraph(body[i]));
            if (i % 4 == 3 && (i / 4) + 1 < d.Scene.Pair.Captions.Count)
                d.Add(new Figure(d.Scene.Pair.Captions[(i / 4) + 1]));
        }
    }

    /// <summary>As many lists, as long, as an honest twin has: what differs is what is in them and how they are cut.</summary>
    private static void Lists(Draft d, Chance c, string[]? heads, int skip = 0)
    {
        var labels = Labels.For(d.Lang);
        var wealth = d.Scene.Member.Wealth;
        if (wealth.Lists - skip <= 0)
            return;
        var habits = d.Scene.Member.Chance.Of("lists");
        var unrelated = d.Has(Marks.UnrelatedLists);
        var cut = d.Has(Marks.CutHeadlines);
        var mode = habits.Of("mode").Weighted([0.3, 0.5, 0.2]);
        var width = habits.Of("width").Between(32, 64);
        string? shown = null;
        for (var i = skip; i < wealth.Lists; i++)
        {
            var pool = unrelated ? Unrelated(d, c, wealth.ListSize) : Coherent(d, c, wealth.ListSize);
            var items = pool.Distinct(StringComparer.Ordinal).Select(picked =>
            {
                // Stolen local news, of a different town each time: the words of local news must not be an honest site's alone.
                var text = unrelated && d.Lang == "en" && c.Is(0.3) ? Names.LocalHeadline(c, Names.Town(c), c.Pick(Names.Counties)) : picked;
                if (!cut || text.Length <= width)
                    return text;
                var hyphen = text.IndexOf('-', 12);
                // At a hyphen as the kit does; mid-word at a fixed length; at a word without any sign of it.
                var at = mode == 0 && hyphen > 0 ? hyphen : mode == 2 ? Math.Max(12, text.LastIndexOf(' ', width)) : MidWord(text, width);
                shown = text[..at];
                return shown;
            }).ToList();
            var heading = heads is not null ? heads[Math.Min(i, heads.Length - 1)] : habits.Of("heading", i).Pick(i == 0 ? labels.Related : i == 1 ? labels.Popular : labels.More);
            var lead = HasLeads(d);
            d.Lists.Add(new LinkList(heading, items.Select(text => new ListItem(text, lead ? Excerpt(OtherBody(d, c), 110, !cut) : null)).ToList(), habits.Of("dash", i).Is(0.8)));
        }

        if (cut && shown is not null)
            d.Trace(Marks.CutHeadlines, shown);
        else
            d.Unmark(Marks.CutHeadlines);
        if (unrelated && d.Lists.Count > 0 && d.Lists[0].Items.Count > 0)
            d.Trace(Marks.UnrelatedLists, d.Lists[0].Items[0].Text);
    }

    private static int MidWord(string text, int width)
    {
        while (width < text.Length - 1 && !(char.IsLetter(text[width - 1]) && char.IsLetter(text[width])))
            width++;
        return width;
    }

    /// <summary>A brand after the first comma of the lead, or before its second word: where the kit pastes it.</summary>
    private static string? Inject(List<string> body, Chance c, string token)
    {
        var comma = body[0].IndexOf(',', StringComparison.Ordinal);
        var at = comma > 0 && c.Is(0.6) ? comma + 1 : body[0].IndexOf(' ', StringComparison.Ordinal);
        if (at <= 0)
            return null;
        body[0] = body[0][..at] + " " + token + body[0][at..];
        return token;
    }

    /// <summary>Inside the dateline, between city and state or before the agency; after the opening The where there is no dateline.</summary>
    private static string? InjectDateline(List<string> body, Chance c, string token)
    {
        var agency = body[0].IndexOf(" (", StringComparison.Ordinal);
        var comma = body[0].IndexOf(',', StringComparison.Ordinal);
        if (agency is > 0 and < 40)
        {
            var at = comma > 0 && comma < agency ? comma + 1 : agency;
            body[0] = body[0][..at] + (comma > 0 && comma < agency && c.Is(0.5) ? "" : " ") + token + body[0][at..];
            return token;
        }

        if (!body[0].StartsWith("The ", StringComparison.Ordinal))
            return Inject(body, c, token);
        body[0] = "The " + token + body[0][3..];
        return token;
    }

    /// <summary>The headline's content words: what a keyword page thinks it is about.</summary>
    private static string TopicWords(Draft d)
    {
        var words = Subjects.Words(d.Scene.Story.Headline).Where(word => word.Length > 3 && !s_empty.Contains(word)).Take(3).ToList();
        return words.Count == 0 ? "this topic" : string.Join(' ', words);
    }

    private static readonly HashSet<string> s_empty = new(["that", "with", "from", "this", "have", "will", "what", "when", "your", "after", "over", "into", "more", "than", "about", "they", "their", "says", "were", "been", "does", "just", "like"], StringComparer.Ordinal);
}
