using Detector.Training.Simulate.Words;

namespace Detector.Training.Simulate.Honest;

/// <summary>
/// The honest look-alikes of farm-patterns.md section 3. Each is a whole page round the same body its stolen twin carries; what
/// makes it honest is that brand, host, section, credit and lists agree, and even that only mostly.
/// </summary>
internal static class HonestPages
{
    public delegate void Compose(Draft draft, Chance c);

    /// <summary>Families for news bodies, with weights, then for anything else (recipes, help, diaries).</summary>
    public static readonly (string Name, double News, double Other, Compose Compose)[] All =
    [
        ("station", 3, 0, Station), ("newspaper", 4, 0, Newspaper), ("radio", 1.5, 0, Radio), ("reuse", 1.5, 0, Reuse), ("portal", 1.5, 0.3, Portal),
        ("release", 1, 0, Release), ("quoting", 1, 0.5, Quoting), ("original", 3, 2, Original), ("business", 0.1, 2, Business), ("recipe", 0, 8, Recipe),
        ("oldpage", 0.5, 2, OldPage), ("forum", 0.4, 1, Forum), ("listing", 1, 0.7, Listing), ("digest", 0.7, 0.5, Digest),
    ];

    private static void Station(Draft d, Chance c)
    {
        Start(d, Brands.Station(d.Scene.Member.Chance), "licensed_syndication");
        d.Category = Section(d, c, "News", "National", "AP National");
        if (c.Is(0.3) && d.Scene.Pair.Agency == "AP")
            d.Path = $"/{c.Pick((string[])["ap-national", "news/ap-national-news", "news/associated-press"])}{Addresses.DatedSlug(c, d.Scene.Pair.Written, d.Scene.Story.Headline)}";
        Head(d, c);
        Credit(d, c, "By The Associated Press", 0.8);
        Body(d);
        if (c.Is(0.35))
            d.Line("note", c.Pick((string[])[$"{d.Site.Name} is committed to providing a forum for civil and constructive conversation. Please keep your comments respectful and relevant. You can review our Community Guidelines by clicking here.", $"Have a story idea? E-mail the {d.Site.Name} newsroom.", $"Download the {d.Site.Name} news app for the latest from {d.Site.Town}."]));
        AgencyCopyright(d, c, 0.5);
        Lists(d, c, local: 0.7);
        d.Copyright = $"© {d.Shown.Year} {d.Site.Name}. {d.Site.Town}, {d.Site.State}. FCC Public File";
    }

    private static void Newspaper(Draft d, Chance c)
    {
        Start(d, Brands.Paper(d.Scene.Member.Chance, d.Lang), "licensed_syndication");
        d.Category = Section(d, c, "News", "Nation & World", "State");
        if (d.Scene.Pair.Agency.Length > 0 && c.Is(0.3))
            d.Path = $"/{c.Pick((string[])["nation-world", "wires/ap", "news/nation"])}/{Addresses.Slug(d.Scene.Story.Headline, 7)}/article_{Addresses.Uuid(c)}.html";
        Head(d, c);
        Credit(d, c, $"By {Names.Person(c)} | {Long(d)}", 0.75);
        Body(d);
        AgencyCopyright(d, c, 0.4);
        if (c.Is(0.2))
            d.Line("note", $"Letters to the editor may be sent to letters@{d.Site.Host.Replace("www.", "", StringComparison.Ordinal)}.");
        Lists(d, c, local: 0.75);
        d.Copyright = $"© Copyright {d.Shown.Year} {d.Site.Name}, {(d.Site.State.Length > 0 ? $"{d.Scene.Member.Chance.Of("street").Between(12, 900)} Main St., {d.Site.Town}, {d.Site.State}" : d.Site.Town)}. {Pick(d, "rights", Labels.For(d.Lang).Rights)}";
    }

    private static void Radio(Draft d, Chance c)
    {
        Start(d, Brands.Radio(d.Scene.Member.Chance), "licensed_syndication");
        d.Origin = "npr.org";
        d.Category = Section(d, c, "News", "NPR News", "National");
        d.Path = $"/{d.Scene.Pair.Written:yyyy-MM-dd}/{Addresses.Slug(d.Scene.Story.Headline)}";
        Head(d, c);
        if (d.Has(Marks.Credit))
        {
            d.Author = Names.Person(c);
            d.AuthorPage = true;
            d.Line("byline", $"{(c.Is(0.6) ? "NPR | " : "")}By {d.Author}");
        }

        if (c.Is(0.3))
            d.Line("note", $"LISTEN • {c.Between(2, 6)}:{c.Between(10, 59)}");
        Body(d);
        if (c.Is(0.5))
            d.Line("note", c.Is(0.5) ? $"Copyright {d.Shown.Year} NPR. To see more, visit https://www.npr.org." : $"Copyright {d.Shown.Year} NPR");
        Lists(d, c, local: 0.6);
        if (c.Is(0.4))
            d.Line("note", $"Play Live Radio Next Up: {c.Pick((string[])["Morning Edition", "Fresh Air", "All Things Considered", "Marketplace"])}");
        d.Copyright = $"© {d.Shown.Year} {d.Site.Name}";
    }

    private static void Reuse(Draft d, Chance c)
    {
        Start(d, c.Is(0.7) ? Brands.CivicOutlet(d.Scene.Member.Chance) : Brands.Paper(d.Scene.Member.Chance), "licensed_syndication");
        var (name, site, licence) = c.Pick(OutletNames.Free);
        d.Origin = site;
        d.Category = Section(d, c, "News", "Government", "Commentary");
        Head(d, c);
        d.Author = Names.Person(c);
        d.AuthorPage = true;
        d.Line("byline", $"By {d.Author}, {name}");
        Body(d);
        var home = $"https://{site}/{d.Scene.Pair.Written:yyyy/MM/dd}/{Addresses.Slug(d.Scene.Story.Headline)}/";
        d.Add(c.Below(3) switch
        {
            0 => new LinkLine($"This article was originally published by ", name, home, $" and is republished here under {licence}."),
            1 => new LinkLine($"{name} is a nonprofit newsroom. ", "Read the original article", home, $". Republished under {licence}."),
            _ => new LinkLine($"This story first appeared on ", name, home, $" and is shared under {licence}. Sign up for its newsletter."),
        });
        Lists(d, c, local: 0.5);
        d.Copyright = $"{d.Site.Name} {d.Shown.Year}. {c.Pick((string[])["Our stories may be republished online or in print under Creative Commons license CC BY-NC-ND 4.0.", "A nonprofit newsroom.", ""])}";
    }

    private static void Portal(Draft d, Chance c)
    {
        var member = d.Scene.Member.Chance;
        var brand = Brands.Portal(member);
        if (d.Has(Marks.DecoyFinanceBrand))
        {
            var name = Brands.FinanceName(member);
            brand = new Brand(name, "www." + Brands.Clean(name.Replace(" ", "", StringComparison.Ordinal)) + ".com", true);
        }

        Start(d, brand, "licensed_syndication");
        d.Category = Section(d, c, "News", "Top Stories", "World");
        Head(d, c);
        Credit(d, c, $"{Names.Person(c)} · {Long(d)}", 0.9);
        Body(d);
        AgencyCopyright(d, c, 0.3);
        Lists(d, c, local: 0);
        d.Copyright = $"© {d.Shown.Year} {d.Site.Name}. {Pick(d, "rights", Labels.For(d.Lang).Rights)}";
    }

    private static void Release(Draft d, Chance c)
    {
        Start(d, Brands.Releases(d.Scene.Member.Chance), "legit_other");
        d.Category = c.Pick((string[])["News Releases", "Press Releases", "Business Technology", "Public Sector"]);
        var company = c.Pick(Names.Last) + " " + c.Pick((string[])["Industries", "Labs", "Group", "University", "Department of Health"]);
        d.Author = company;
        Head(d, c);
        d.Line("byline", $"{(c.Is(0.6) ? "News provided by " : "Source: ")}{company}");
        d.Line("lead", c.Pick((string[])["FOR IMMEDIATE RELEASE", $"{Pairing.Title(c.Pick(Names.BigCities))}, {d.Scene.Pair.Written:MMM d, yyyy} --", ""]));
        Body(d);
        d.Add(new SubHeading($"About {company}"));
        d.Add(new Paragraph($"{company} was founded in {c.Between(1921, 2012)} and is based in {Names.Town(c)}, {c.Pick(Names.States)}."));
        d.Line("note", $"Media contact: {Names.Person(c)}, {c.Between(200, 989)}-555-0{c.Digits(3)}, press@{Brands.Clean(company.Replace(" ", "", StringComparison.Ordinal))}.com");
        Lists(d, c, local: 0);
        d.Copyright = $"Copyright © {d.Shown.Year} {d.Site.Name}";
    }

    private static void Quoting(Draft d, Chance c)
    {
        Start(d, Brands.Blog(d.Scene.Member.Chance), "legit_other");
        d.Category = Section(d, c, "Links", "Notes", "Reading");
        var outlet = c.Pick(OutletNames.Known).Name;
        d.Origin = $"www.{Brands.Clean(outlet)}.com";
        d.Author = d.Site.Person;
        d.AuthorPage = true;
        Head(d, c);
        d.Line("byline", $"{c.Pick((string[])["Posted by", "By", "written by"])} {d.Site.Person}");
        d.Add(new Paragraph(c.Pick((string[])[$"{outlet} has a piece I keep coming back to this week. The part that stayed with me:", $"I read this in {outlet} over breakfast and want to keep a few paragraphs of it here.", $"A reader sent me a story from {outlet}. I do not agree with all of it, but look at this:", $"From {outlet}, on something I have been complaining about here for years:"])));
        foreach (var paragraph in d.Scene.Pair.Body.Take(c.Between(2, 5)))
            d.Add(new Quote(paragraph));
        foreach (var own in c.Some(s_framing, c.Between(2, 4)))
            d.Add(new Paragraph(own));
        if (c.Is(0.7))
            d.Add(new LinkLine("", "Read the whole thing", $"https://www.{Brands.Clean(outlet)}.com/{c.Digits(6)}", $" at {outlet}."));
        Lists(d, c, local: 0);
        d.Copyright = $"© {d.Shown.Year} {d.Site.Person}";
    }

    private static void Original(Draft d, Chance c)
    {
        var member = d.Scene.Member.Chance;
        Start(d, d.Scene.Story.IsNews ? member.Is(0.6) ? Brands.Paper(member, d.Lang) : Brands.Compound(member) : Brands.Blog(member), "original");
        d.Category = Section(d, c, "News", "Features", "Blog");
        if (!d.Has(Marks.DecoyNoAuthor))
        {
            d.Author = d.Site.Person.Length > 0 ? d.Site.Person : Names.Person(c);
            d.AuthorPage = c.Is(0.7);
        }
        else if (d.Scene.Member.Chance.Of("admin").Is(0.5))
            d.Author = d.Scene.Member.Chance.Of("slot").Pick((string[])["admin", "Admin", "Editor", "Staff", "News Desk"]);

        Head(d, c);
        if (d.Author is not null)
            d.Line("byline", $"{Labels.For(d.Lang).By} {d.Author}{(c.Is(0.3) ? ", " + d.Site.Name : "")}");
        Body(d);
        if (c.Is(0.2) && d.Lang == "en")
            d.Line("note", $"Reach {d.Author ?? "the newsroom"} at {c.Pick((string[])["news", "editor", "tips"])}@{d.Site.Host.Replace("www.", "", StringComparison.Ordinal)}");
        Lists(d, c, local: d.Site.Town.Length > 0 ? 0.4 : 0);
        d.Copyright = $"© {d.Shown.Year} {d.Site.Name}";
    }

    private static void Business(Draft d, Chance c)
    {
        Start(d, Brands.Business(d.Scene.Member.Chance, s_trades[d.Scene.Story.Topic]), "legit_other");
        d.Category = c.Pick((string[])["Blog", "News", "Tips"]);
        d.OgType = "website";
        d.Nav = d.Scene.Member.Chance.Of("nav").Some((string[])["Home", "Services", "About", "Gallery", "Reviews", "Contact", "Blog", "Service Area", "Careers", "Specials", "Testimonials", "FAQ", "Financing"], Math.Max(3, Math.Min(13, d.Scene.Member.Wealth.Nav)));
        Head(d, c);
        d.Add(new Paragraph(c.Pick((string[])[$"We at {d.Site.Name} have looked after customers in {d.Site.Town} and {d.Site.County} County since {c.Between(1958, 2016)}, and this is something we are asked about a lot.", $"{d.Site.Person} here from {d.Site.Name}. A customer in {d.Site.Town} asked us last week about this, so here is what we know.", $"Thanks for stopping by our blog! Our {d.Site.Trade.ToLowerInvariant()} team in {d.Site.Town} put this together."])));
        Body(d);
        d.Add(new Paragraph($"Questions? Call {d.Site.Person} at ({c.Between(201, 989)}) 555-0{c.Digits(3)} or stop by {c.Between(10, 990)} {c.Pick(Names.Last)} Avenue, {d.Site.Town}."));
        Lists(d, c, local: 0.3);
        d.Copyright = $"© {d.Shown.Year} {d.Site.Name} | {d.Site.Town}, {d.Site.State} | Lic. #{d.Scene.Member.Chance.Of("licence").Digits(6)}";
    }

    private static void Recipe(Draft d, Chance c)
    {
        Start(d, Brands.Blog(d.Scene.Member.Chance), "original");
        d.Category = Section(d, c, "Blog", "Recipes", "Weeknights");
        d.Author = d.Site.Person;
        d.AuthorPage = true;
        Head(d, c);
        d.Line("byline", $"by {d.Site.Person.Split(' ')[0]} · {c.Between(0, 90)} Comments");
        Body(d);
        foreach (var comment in c.Some(s_comments, c.Between(1, 4)))
            d.Line("comment", $"{c.Pick(Names.First)} says: {comment}");
        Lists(d, c, local: 0);
        d.Copyright = $"© {d.Scene.Pair.Written.Year - c.Between(0, 6)}–{d.Shown.Year} {d.Site.Name}";
    }

    private static void OldPage(Draft d, Chance c)
    {
        Start(d, Brands.Blog(d.Scene.Member.Chance), "legit_other");
        d.OgType = "website";
        d.Category = Section(d, c, "Articles", "Links", "Diary");
        d.Add(new HeadlinePart(d.Title));
        if (c.Is(0.5))
            d.Add(new Paragraph(c.Pick((string[])["Welcome to my page. I have kept it since my first modem and update it when the weather is bad.", $"This is the home page of {d.Site.Person} of {d.Site.Town}. It is best read with a cup of tea.", "I typed this up from my notes, please excuse the mistakes."])));
        Body(d);
        d.Line("note", $"Last updated {Dates.Show(d.Shown, d.Lang, c.Pick([0, 3, 4]), d.Has(Marks.DecoySeconds))}{(c.Is(0.5) ? " by " + d.Site.Person : "")}. {(c.Is(0.3) ? "You are visitor number " + c.Digits(5) : "")}");
        Lists(d, c, local: 0);
        d.Copyright = c.Is(0.5) ? $"© {d.Site.Person}" : "";
    }

    private static void Forum(Draft d, Chance c)
    {
        Start(d, Brands.Forum(d.Scene.Member.Chance, d.Scene.Story.Topic), "legit_other");
        d.OgType = "website";
        d.Category = c.Pick((string[])["General Discussion", "Off Topic", "Help", "News and Announcements"]);
        if (d.Scene.Member.Wealth.Crumbs)
            d.Add(new CrumbPart("", ["Board index", d.Category], " ‹ ", ""));
        d.Add(new HeadlinePart(d.Title));
        var posts = 0;
        foreach (var chunk in d.Scene.Pair.Body.Chunk(c.Between(2, 4)))
        {
            d.Line("byline", $"{c.Pick(Names.Last).ToLowerInvariant()}{c.Between(2, 99)} » {Dates.Show(d.Shown.AddHours(posts * 7), d.Lang, d.Scene.Member.Skeleton.DateFormat, false)}{(c.Is(0.4) ? $"  Posts: {c.Between(3, 4000)}" : "")}");
            foreach (var paragraph in chunk)
                d.Add(new Paragraph(paragraph));
            if (c.Is(0.6))
                d.Add(new Paragraph(c.Pick(s_replies)));
            if (++posts > 6)
                break;
        }

        Lists(d, c, local: 0);
        d.Copyright = c.Pick((string[])["Powered by phpBB® Forum Software © phpBB Limited", $"© {d.Shown.Year} {d.Site.Name}", ""]);
    }

    /// <summary>A tag page: incoherent by nature, excerpts that end in … and lead to the site's own stories.</summary>
    private static void Listing(Draft d, Chance c)
    {
        var member = d.Scene.Member.Chance;
        Start(d, member.Is(0.7) ? Brands.Paper(member, d.Lang) : Brands.Blog(member), "legit_other");
        d.OgType = "website";
        d.Category = Section(d, c, "News", "Archive", "Features");
        d.Title = c.Pick((string[])[$"{d.Category} archive", $"Stories tagged {d.Category}", $"{d.Category}: latest", d.Category]);
        d.Path = $"/{c.Pick((string[])["tag", "category", "section", "archive"])}/{Addresses.Slug(d.Category, 3)}{(c.Is(0.3) ? "/page/" + c.Between(2, 40) : "/")}";
        d.Add(new HeadlinePart(d.Title));
        var items = new List<ListItem> { new(d.Scene.Story.Headline, Excerpt(string.Join(' ', d.Scene.Pair.Body.Take(2)), c.Between(120, 300), true)) };
        foreach (var headline in Unrelated(d, c, c.Between(5, 12)))
            items.Add(new ListItem(c.Is(0.4) && d.Lang == "en" && d.Site.Town.Length > 0 ? Names.LocalHeadline(c, d.Site.Town, d.Site.County) : headline, Excerpt(OtherBody(d, c), c.Between(120, 300), true)));
        c.Shuffle(items);
        d.Add(new ListPart(new LinkList("", items, false)));
        Lists(d, c, local: d.Site.Town.Length > 0 ? 0.6 : 0);
        d.Copyright = $"© {d.Shown.Year} {d.Site.Name}";
    }

    /// <summary>A weekly digest of links: one or two sentences each, the source named, words of its own around them.</summary>
    private static void Digest(Draft d, Chance c)
    {
        Start(d, Brands.Blog(d.Scene.Member.Chance), "legit_other");
        d.Category = c.Pick((string[])["Links", "Roundup", "Digest"]);
        d.Title = c.Pick((string[])["Weekend reading", "Links for the week", "What we are reading", "Monday roundup"]) + " " + c.Between(2, 240);
        d.Path = $"/{d.Scene.Pair.Written:yyyy/MM}/{Addresses.Slug(d.Title)}{(c.Is(0.5) ? ".html" : "/")}";
        d.Author = d.Site.Person;
        Head(d, c);
        d.Add(new Paragraph(c.Pick(s_framing)));
        for (var i = 0; i < c.Between(4, 9); i++)
        {
            var outlet = c.Pick(OutletNames.Known).Name;
            var body = i == 0 ? d.Scene.Pair.Body[0] : OtherBody(d, c);
            d.Add(new LinkLine("", i == 0 ? d.Scene.Story.Headline : Unrelated(d, c, 1)[0], $"https://www.{Brands.Clean(outlet)}.com/{c.Digits(7)}", $" ({outlet})"));
            d.Add(new Paragraph(Excerpt(Plain(body), c.Between(90, 220), true) + (c.Is(0.4) ? " " + c.Pick(s_replies) : "")));
        }

        Lists(d, c, local: 0);
        d.Copyright = $"© {d.Shown.Year} {d.Site.Name}";
    }

    public static bool HasTrade(Topic topic) => s_trades.ContainsKey(topic);

    private static readonly Dictionary<Topic, string[]> s_trades = new()
    {
        [Topic.Food] = ["Bakery", "Kitchen", "Farm Shop", "Catering"], [Topic.Travel] = ["Travel", "Tours", "Outfitters"], [Topic.Tech] = ["Computers", "Web Design", "IT Services"], [Topic.Health] = ["Physiotherapy", "Family Clinic", "Dental Care", "Pharmacy"],
        [Topic.Business] = ["Wealth Advisors", "Capital Management", "Accounting", "Insurance Agency"], [Topic.Sports] = ["Bike Shop", "Sports Club", "Golf Club"], [Topic.Entertainment] = ["Music Shop", "Theatre", "Cinema"], [Topic.Crime] = ["Law Office", "Legal"],
    };

    // ---- what honest pages have in common ----

    private static void Start(Draft d, Brand brand, string label)
    {
        var pair = d.Scene.Pair;
        if (d.Has(Marks.DecoyHost))
            brand = brand with { Host = $"{d.Scene.Member.Chance.Of("odd").Pick((string[])["staging", "cdn", "archive", "beta", "www2"])}.{d.Scene.Member.Chance.Of("odd").Pick((string[])["newspressplatform.net", "sitehost-preview.com", "pubcdn.net"])}" };
        d.Site = brand;
        d.Label = label == "licensed_syndication" && pair.Agency.Length == 0 && d.Source is not ("sim-reuse" or "sim-radio") ? "original" : label;
        d.Title = d.Scene.Story.Headline;
        d.TitleSite = brand.Name;
        if (d.Has(Marks.DecoyDeclared))
            d.Declared = d.Scene.Member.Chance.Of("declared").Pick((string[])["My WordPress", "My Blog", "Home", "Site", Names.Person(d.Scene.Member.Chance.Of("owner")).Split(' ')[1] + " Media Group"]);
        var shown = pair.Written.AddDays(d.Scene.Page.Of("delay").Weighted([0.8, 0.15, 0.05]));
        if (d.Has(Marks.DecoyRedated))
            shown = shown.AddDays(d.Scene.Page.Of("redated").Between(200, 2000));
        if (d.Has(Marks.DecoyPicture))
        {
            var picture = d.Scene.Page.Of("picture");
            d.FirstImages = picture.Is(0.5) ? 2 : 1;
            d.FirstImageHost = picture.Is(0.6) ? "media." + OutletNames.SiteOf(picture.Pick(OutletNames.Known).Name) : Addresses.PictureSearch(picture);
            d.DeclaresOwnImage = !picture.Is(0.1);
        }

        if (d.Has(Marks.DecoyTakedown))
            d.TakedownLink = Widgets.TakedownLink(d.Scene.Member.Chance.Of("takedown"));
        if (d.Has(Marks.DecoyPopUnder))
            d.PopUnderTag = Addresses.PopUnderTag(d.Scene.Member.Chance.Of("pop"));
        d.Shown = Dates.Clock(d.Scene.Page.Of("clock"), shown);
        d.Path = Addresses.Ordinary(d.Scene.Member.Chance.Of("habit"), d.Scene.Page.Of("path"), pair.Written, d.Scene.Story.Headline, d.Scene.Story.Topic.ToString());
        if (d.Has(Marks.DecoyQuery))
            d.Path = Addresses.QueryId(d.Scene.Page.Of("path"));
    }

    private static string Section(Draft d, Chance c, params string[] general) =>
        d.Scene.Story.Topic == Topic.General || c.Is(0.2) ? d.Lang == "en" ? c.Pick(general) : Labels.For(d.Lang).Section(Topic.General, c) : Labels.For(d.Lang).Section(d.Scene.Story.Topic, c);

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

    private static string Long(Draft d) => d.Scene.Pair.Agency switch { "AP" => "The Associated Press", "" => d.Site.Name, var other => other };

    private static void Credit(Draft d, Chance c, string line, double strength)
    {
        var agency = Long(d);
        if (d.Scene.Pair.Agency.Length == 0)
        {
            if (!d.Has(Marks.DecoyNoAuthor))
            {
                d.Author = Names.Person(c);
                d.AuthorPage = c.Is(0.6);
                d.Line("byline", $"{Labels.For(d.Lang).By} {d.Author}{(c.Is(0.4) ? c.Pick((string[])[", Staff Writer", $", {d.Site.Name}", " | Staff"]) : "")}");
            }

            return;
        }

        if (!d.Has(Marks.Credit) || !c.Is(strength + 0.1))
            return;
        d.Author = agency;
        d.Line("byline", c.Is(0.5) ? line.Replace("The Associated Press", agency, StringComparison.Ordinal) : c.Pick((string[])[agency, $"{Labels.For(d.Lang).By} {agency}", $"Credit: {agency}"]));
    }

    private static void AgencyCopyright(Draft d, Chance c, double probability)
    {
        if (!c.Is(probability))
            return;
        d.Line("note", d.Scene.Pair.Agency switch
        {
            "AP" => $"Copyright {d.Scene.Pair.Written.Year} The Associated Press. All rights reserved. This material may not be published, broadcast, rewritten or redistributed without permission.",
            "Reuters" => $"© {d.Scene.Pair.Written.Year} Reuters. All rights reserved.",
            "AFP" => $"© {d.Scene.Pair.Written.Year} AFP",
            "dpa" => "© dpa",
            "CNN" => $"™ & © {d.Scene.Pair.Written.Year} Cable News Network, Inc., a Warner Bros. Discovery Company. All rights reserved.",
            _ => "",
        });
    }

    internal static void Body(Draft d)
    {
        if (d.Scene.Pair.Captions.Count > 0)
            d.Add(new Figure(d.Scene.Pair.Captions[0]));
        var heads = d.Lang == "en" && d.Has(Marks.DecoyEssayHeads) ? TextChanges.EssayHeads : null;
        var quoted = Quoted(d);
        for (var i = 0; i < d.Scene.Pair.Body.Count; i++)
        {
            if (heads is not null && i % 4 == 0)
                d.Add(new SubHeading(heads[((i / 4 * 5) + d.Title.Length) % heads.Length]));
            d.Add(i > 0 && i == quoted ? new Quote(d.Scene.Pair.Body[i]) : new Paragraph(d.Scene.Pair.Body[i]));
            if (i % 4 == 3 && (i / 4) + 1 < d.Scene.Pair.Captions.Count)
                d.Add(new Figure(d.Scene.Pair.Captions[(i / 4) + 1]));
        }
    }

    /// <summary>Which paragraph, if any, is set as a block quotation: on one page in twelve, on both sides.</summary>
    internal static int Quoted(Draft d) => d.Scene.Page.Of("quoted").Is(0.08) ? d.Scene.Page.Of("which").Between(1, 5) : -1;

    /// <summary>Lists of the site's own stories: related by words, of the same topic, or of the same town; "Most read" may be none of these but stays local.</summary>
    private static void Lists(Draft d, Chance c, double local)
    {
        var labels = Labels.For(d.Lang);
        var wealth = d.Scene.Member.Wealth;
        var headings = d.Scene.Member.Chance.Of("headings");
        for (var i = 0; i < wealth.Lists; i++)
        {
            var mixed = (i > 0 || wealth.Lists == 1) && d.Has(Marks.DecoyMostRead);
            var pool = mixed ? Unrelated(d, c, wealth.ListSize) : Coherent(d, c, wealth.ListSize);
            var items = pool.Select(text => c.Is(local) && d.Lang == "en" && d.Site.Town.Length > 0 ? Names.LocalHeadline(c, d.Site.Town, d.Site.County) : text).Distinct(StringComparer.Ordinal);
            if (d.Has(Marks.DecoyEllipsis))
                items = items.Select(text => Excerpt(text, d.Scene.Member.Chance.Of("cut").Between(38, 70), true));
            d.Lists.Add(new LinkList(headings.Of("list", i).Pick(mixed ? labels.Popular : i == 0 ? labels.Related : labels.More), items.Select(text => new ListItem(text, Lead(d, c))).ToList(), headings.Of("dash", i).Is(0.8)));
        }
    }

    /// <summary>One site in five shows a lead under each listed headline: on both sides, so that only its cut can tell.</summary>
    internal static bool HasLeads(Draft d) => Chance.Hash(d.Scene.Member.Id[(d.Scene.Member.Id.LastIndexOf('-') + 1)..]) % 5 == 0;

    private static string? Lead(Draft d, Chance c) => HasLeads(d) ? Excerpt(OtherBody(d, c), 110, true) : null;

    internal static List<string> Coherent(Draft d, Chance c, int count)
    {
        var related = d.Scene.Corpus.Related(d.Scene.Story, count * 2);
        var same = d.Scene.Corpus.Headlines.Where(headline => headline.Topic == d.Scene.Story.Topic && headline.Lang == d.Lang && headline.Text != d.Scene.Story.Headline).Select(headline => headline.Text).ToList();
        var picked = c.Some(related, (count + 1) / 2);
        while (picked.Count < count && same.Count > 0)
            picked.Add(c.Pick(same));
        return picked;
    }

    internal static List<string> Unrelated(Draft d, Chance c, int count)
    {
        var picked = new List<string>();
        for (var tries = 0; picked.Count < count && tries < count * 30; tries++)
        {
            var headline = c.Pick(d.Scene.Corpus.Headlines);
            if ((headline.Lang == d.Lang || tries > count * 25) && !string.Equals(headline.Text, d.Scene.Story.Headline, StringComparison.OrdinalIgnoreCase))
                picked.Add(headline.Text);
        }

        return picked.Count > 0 ? picked : [d.Scene.Story.Headline];
    }

    /// <summary>Two paragraphs of another story in the page's language, from anywhere in it: a language may have few. Of this one when there is no other.</summary>
    internal static string OtherBody(Draft d, Chance c)
    {
        var others = d.Scene.Corpus.In(d.Lang).Where(story => story.Id != d.Scene.Story.Id).ToList();
        var body = others.Count > 0 ? c.Pick(others).Paragraphs : d.Scene.Pair.Body;
        return Plain(string.Join(' ', body.Skip(c.Below(body.Count)).Take(2)));
    }

    internal static string Excerpt(string text, int length, bool clean)
    {
        text = Plain(text);
        if (text.Length <= length)
            return text;
        if (!clean)
            return text[..length];
        var at = text.LastIndexOf(' ', length);
        return text[..(at > 10 ? at : length)].TrimEnd(',', ';', ' ') + (length % 2 == 0 ? "..." : "…");
    }

    internal static string Plain(string text) => text.Replace("\u0002", "", StringComparison.Ordinal).Replace("\u0003", "", StringComparison.Ordinal);

    internal static string Pick(Draft d, string habit, string[] from) => d.Scene.Member.Chance.Of(habit).Pick(from);

    private static readonly string[] s_framing =
    [
        "I have gone back and forth on this one. My first reaction was to shrug; my second was to look up the numbers, and they are worse than I remembered.",
        "Some of you wrote to me after the last post to say I was too kind. Perhaps. I still think the argument is more careful than the headline.",
        "What the piece leaves out, I think, is how this looks from a small town like mine, where nobody has the choice it describes.",
        "A short one this week, because the garden is asking for attention and the dog more so.",
        "I don't have a grand conclusion here. It is a good piece of reporting and deserves your click more than mine does.",
        "Longtime readers will know where I stand; new ones can find the old posts in the archive on the right.",
    ];

    private static readonly string[] s_comments = ["Made this on Sunday and my husband asked for seconds!", "Can I leave out the nuts? My son is allergic.", "Thank you, this was my grandmother's way too.", "Mine took ten minutes longer, but lovely.", "Trying this tonight, will report back.", "I have followed you since the old blog, still the best."];

    private static readonly string[] s_replies = ["Had the same thing happen to mine last spring.", "Not sure I agree but thanks for posting.", "Anyone tried this on the older model?", "Bookmarked, cheers.", "I would take that with a pinch of salt.", "Worth your time.", "My brother swears by it."];
}
