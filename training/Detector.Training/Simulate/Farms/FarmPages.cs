using Detector.Training.Simulate.Honest;
using Detector.Training.Simulate.Words;
using static Detector.Training.Simulate.Honest.HonestPages;

namespace Detector.Training.Simulate.Farms;

/// <summary>The farm families F1-F12 of farm-patterns.md section 1 and the landers of its imposters, each as a way to compose a page round a stolen (or spoilt) body.</summary>
internal static partial class FarmPages
{
    /// <summary>Weight: how often a family is drawn. Foreign: it also takes stories that are not in English.</summary>
    public static readonly (string Name, double Weight, bool Foreign, bool AnyStory, Compose Compose)[] All =
    [
        ("f1", 3, true, false, Kit), ("f2", 1, false, false, Exchange), ("f3", 2, true, false, LapsedFeed), ("f4", 3, true, true, Scraper), ("f5", 1.5, true, false, MastheadProxy), ("f6", 0.7, true, true, SearchProxy),
        ("f7", 1, true, true, Dump), ("f8", 2, false, false, Rewrite), ("f9", 2.5, false, true, Slop), ("f10", 1, true, false, ExcerptWall), ("f11", 0.7, false, true, ReportMill), ("f12", 1, false, true, GuestPosts), ("lander", 1.5, false, true, Lander),
    ];

    private static void Kit(Draft d, Chance c)
    {
        var member = d.Scene.Member.Chance;
        Start(d, Names3(d, member), "scraped_copy");
        WrongCategory(d, c);
        TokenPath(d, c);
        if (d.Has(Marks.SlotLeftover))
        {
            d.TitleSite = c.Pick((string[])["ChatGPT", "新闻", "{site_name}"]);
            d.Trace(Marks.SlotLeftover, d.TitleSite);
        }

        var token = c.Is(0.5) ? Brands.FinanceName(c) : c.Is(0.5) ? Names.Person(c) : d.Site.Name;
        var headline = d.Title;
        var body = BodyOf(d);
        if (d.Has(Marks.BrandBarHeadline))
        {
            headline = $"{d.Site.Name}{member.Of("bar").Pick((string[])["|", ":", "-", "｜"])}{headline}";
            d.Trace(Marks.BrandBarHeadline, headline[..(d.Site.Name.Length + 2)]);
        }

        if (d.Has(Marks.TokenInLead) && Inject(body, c, token) is { } seen)
            d.Trace(Marks.TokenInLead, seen);
        var home = member.Of("home").Pick((string[])["Home", "Home", "Index", "Main", Labels.For(d.Lang).Home]);
        var separator = member.Of("sep").Pick((string[])[" > ", ">", " >> ", " / ", " » "]);
        if (d.Has(Marks.CrumbLine))
        {
            var glue = member.Of("glue").Pick((string[])[" -", "-", "_", " - ", " | "]);
            var prefix = Widgets.Crumb(member.Of("crumb"));
            d.Trace(Marks.CrumbLine, prefix);
            d.Add(new CrumbPart(prefix, [home, d.Category], separator, headline + glue + d.TitleSite));
        }
        else if (d.Scene.Member.Wealth.Crumbs)
            d.Add(new CrumbPart("", [Labels.For(d.Lang).Home, d.Category], separator, ""));

        d.Add(new HeadlinePart(headline));
        var seconds = d.Has(Marks.FarmSeconds);
        if (d.Has(Marks.TokenBeforeDate))
        {
            d.Line("note", token);
            d.Trace(Marks.TokenBeforeDate, token);
        }

        var shown = Dates.Show(d.Shown, seconds ? "en" : d.Lang, member.Of("format").Below(6), seconds);
        if (seconds)
            d.Trace(Marks.FarmSeconds, shown);
        if (d.Has(Marks.ViewWord))
        {
            var view = Widgets.View(member.Of("view"));
            var date = Widgets.DateWord(member.Of("dateword"));
            var line = member.Of("break").Is(0.5);
            if (line)
                d.Line("date", $"{view} {date}{shown}");
            else
            {
                d.Line("byline", view);
                d.Line("date", date + shown);
            }

            d.Trace(Marks.ViewWord, line ? $"{view} {date}" : date + shown);
        }
        else
            d.Line("date", shown);
        CopyBody(d, c, body);
        KitTail(d, c);
        d.Copyright = $"© {d.Shown.Year} {d.Site.Name}";
    }

    private static void KitTail(Draft d, Chance c)
    {
        var member = d.Scene.Member.Chance;
        if (d.Has(Marks.Disclaimer))
        {
            var text = Widgets.Disclaimer(member.Of("disclaimer"));
            d.Line("note", text);
            d.Trace(Marks.Disclaimer, text);
        }

        if (d.Has(Marks.LikeCounter))
        {
            var word = Widgets.Like(member.Of("like"));
            var text = member.Of("shape").Below(4) switch { 0 => $"{word} ({c.Between(1, 9)})", 1 => $"{word} ({c.Between(0, 9999)})", 2 => $"{word}[{c.Between(1, 400)}]", _ => $"{word} {c.Between(1, 400)}" };
            d.Line("widget", text);
            d.Trace(Marks.LikeCounter, text);
        }

        var (a, b, e) = Widgets.ListHeads(member.Of("heads"));
        Lists(d, c, d.Scene.Member.Clean ? null : [a, b, e]);
    }

    private static void Exchange(Draft d, Chance c)
    {
        var member = d.Scene.Member.Chance;
        Start(d, Names3(d, member), "scraped_copy");
        WrongCategory(d, c);
        TokenPath(d, c);
        var source = c.Is(0.6) ? Brands.FinanceName(c) : c.Is(0.8) ? Names.Person(c) : $"how long does {Brands.Token(c)} withdrawal take";
        var body = BodyOf(d);
        var headline = d.Title;
        if (d.Has(Marks.BrandBarHeadline))
        {
            headline = $"{(c.Is(0.7) ? d.Site.Name : source)}{member.Of("bar").Pick((string[])[":", "-", "："])}{headline}";
            d.Trace(Marks.BrandBarHeadline, headline);
        }

        if (d.Has(Marks.TokenInDateline))
        {
            if (InjectDateline(body, c, d.Site.Name) is { } seen)
                d.Trace(Marks.TokenInDateline, seen);
            else
                d.Unmark(Marks.TokenInDateline);
        }

        d.Add(new HeadlinePart(headline));
        var seconds = d.Has(Marks.FarmSeconds);
        var shown = Dates.Show(d.Shown, "en", member.Of("format").Below(6), seconds);
        if (seconds)
            d.Trace(Marks.FarmSeconds, shown);
        if (d.Has(Marks.SourceCategory))
        {
            var words = member.Of("sourceword").Pick(s_sourceWords);
            var line = $"{shown} {words.Source}{source}{(member.Of("gap").Is(0.5) ? " " : "")}{words.Category}{d.Category}";
            d.Line("date", line);
            d.Trace(Marks.SourceCategory, line);
        }
        else
            d.Line("date", shown);
        CopyBody(d, c, body);
        if (!d.Scene.Member.Clean && member.Of("more").Is(0.8))
            d.Line("note", $"{member.Of("moreword").Pick((string[])["More:", "Tag:", "Column:", "Category:"])}{d.Category}");
        var items = Unrelated(d, c, Math.Max(3, d.Scene.Member.Wealth.ListSize / 2));
        var cut = d.Has(Marks.CutSnippets);
        if (d.Scene.Member.Wealth.Lists > 0)
        {
            var width = member.Of("width").Between(80, 140);
            var leads = items.Select(text => new ListItem(text, Excerpt(OtherBody(d, c), width, !cut))).ToList();
            if (cut)
                d.Trace(Marks.CutSnippets, leads[0].Lead!);
            d.Add(new ListPart(new LinkList(member.Of("rec").Pick((string[])["Recommend", "Recommended", "Hot", "Guess", "Random"]), leads, false)));
        }
        else
            d.Unmark(Marks.CutSnippets);
        Lists(d, c, null, skip: 1);
        d.Copyright = $"© {d.Shown.Year} {d.Site.Name}";
    }

    private static readonly (string Source, string Category)[] s_sourceWords = [("source:", "category:"), ("Source: ", "Category: "), ("from:", "class:"), ("Origin:", "Column:"), ("author:", "sort:"), ("来源:", "分类:"), ("Quelle:", "Kategorie:"), ("fuente:", "categoría:")];

    private static void LapsedFeed(Draft d, Chance c)
    {
        var member = d.Scene.Member.Chance;
        Start(d, member.Of("lapsed").Is(0.7) ? Brands.Lapsed(member, member.Of("self").Is(0.6)) : Brands.Compound(member), "scraped_copy");
        if (!d.Site.Derived || d.Site.Town.Length > 0)
            d.Has(Marks.HostNotTopic, d.Site.Host);
        d.Category = AnyCategory(d, c);
        d.Path = d.Has(Marks.UsDatePath) ? $"/{d.Shown:MM/dd/yyyy}/{c.Of(4, "abcdefghiklmnop")}/{c.Of(4, "abdefgrx")}{c.Digits(5)}{c.Of(5, "abcdehiklmt")}/"
            : d.Has(Marks.TokenAddress) ? $"/{Addresses.Slug(d.Title, 8)}/{c.Digits(4)}a{c.Digits(5)}P{c.Digits(1)}d{c.Digits(2)}/" : Addresses.DatedSlug(c, DateOnly.FromDateTime(d.Shown), d.Title);
        SourceMasthead(d, c);
        Head(d, c);
        SlotAuthor(d, c);
        var body = BodyOf(d);
        if (d.Lang == "en" && d.Has(Marks.RoundTrip))
        {
            var rate = 0.35 + (0.5 * member.Of("rate").Unit());
            for (var i = 0; i < body.Count; i++)
                body[i] = TextChanges.RoundTrip(body[i], c, rate);
            if (member.Of("more").Is(0.5))
                for (var i = 0; i < body.Count; i++)
                    body[i] = TextChanges.Spin(body[i], c, rate * 0.4);
            if (d.Scene.Pair.Captions.Count > 0 && c.Is(0.5))
                body.Insert(1, d.Scene.Pair.Captions[0].Replace("(AP Photo/", "(photo AP/", StringComparison.Ordinal).Replace("FILE PHOTO: A view of", "ARCHIVE PHOTO: A sight of", StringComparison.Ordinal));
        }

        CopyBody(d, c, body);
        Lists(d, c, null);
        d.Copyright = $"© {d.Shown.Year} {d.Site.Name}";
    }

    private static void Scraper(Draft d, Chance c)
    {
        var member = d.Scene.Member.Chance;
        var kind = member.Of("kind").Weighted([0.45, 0.3, 0.25]);
        Start(d, kind switch { 0 => Brands.TradeWords(member), 1 => Brands.Compound(member), _ => Brands.Borrowed(member) }, kind == 2 ? "imposter_advertorial" : "scraped_copy");
        if (kind == 0 && d.Scene.Story.Topic != Topic.Business)
            d.Has(Marks.HostNotTopic, d.Site.Host);
        if (kind == 2)
        {
            d.Label = "scraped_copy";
            d.Has(Marks.BorrowedName);
        }

        d.Category = AnyCategory(d, c);
        d.Path = d.Has(Marks.QueryAddress) ? Addresses.QueryId(c) : d.Path;
        SourceMasthead(d, c);
        if (d.Path.StartsWith("/?p=", StringComparison.Ordinal))
            d.Trace(Marks.QueryAddress, d.Path);
        else
            d.Unmark(Marks.QueryAddress);
        if (d.Has(Marks.SellerLine))
            d.Line("in-body", $"google.com, pub-{member.Of("seller").Digits(16)}, DIRECT, f08c47fec0942fa0");
        if (d.Has(Marks.SourceUrlFirst))
        {
            var outlet = c.Pick(OutletNames.Known);
            d.Line("in-body", $"https://www.{Brands.Clean(outlet.Name)}.com/{d.Scene.Pair.Written:yyyy/MM/dd}/{Addresses.Slug(d.Title)}");
        }

        Head(d, c);
        SlotAuthor(d, c);
        var body = BodyOf(d);
        if (d.Has(Marks.RepeatedStandfirst))
        {
            var lead = Excerpt(body[0], 220, true);
            d.Line("lead", lead);
            body.Insert(0, lead);
        }

        if (d.Has(Marks.FeedToken))
        {
            var feed = member.Of("feed").Pick((string[])["[#item_full_content]", "[ad_1]", "{{content}}", "%%post_content%%", "[fetch_source_content]"]);
            body.Insert(member.Of("at").Is(0.5) ? 0 : body.Count, feed);
        }

        CopyBody(d, c, body);
        if (d.Has(Marks.BareSource))
            d.Add(member.Of("link").Is(0.5) ? new LinkLine("", member.Of("word").Pick((string[])["Source", "Source link", "[ad_2] Source link", "Via"]), $"https://www.{Brands.Clean(c.Pick(OutletNames.Known).Name)}.com/{c.Digits(6)}", "") : new TextLine("note", "Source"));
        if (member.Of("off").Is(0.2))
            d.Line("note", $"Comments Off on {d.Title}");
        Lists(d, c, null);
        d.Copyright = $"© {d.Shown.Year} {d.Site.Name}";
    }

    /// <summary>F5: an honest paper's whole page, credits and all, on somebody else's host, with one word replaced throughout.</summary>
    private static void MastheadProxy(Draft d, Chance c)
    {
        var member = d.Scene.Member.Chance;
        var honest = HonestPages.All.First(family => family.Name == (member.Of("front").Is(0.7) ? "newspaper" : "station"));
        honest.Compose(d, c);
        var masthead = d.Site;
        var words = masthead.Name;
        d.Unmark(Marks.DecoyHost);
        d.Label = "scraped_copy";
        if (d.Has(Marks.MastheadNotHost))
        {
            d.Site = masthead with { Host = Brands.Lapsed(member.Of("lapsed"), true).Host };
            d.Trace(Marks.MastheadNotHost, d.Site.Host);
        }

        if (member.Of("canonical").Is(0.3))
            d.Canonical = "https://" + masthead.Host + d.Path;
        if (d.Has(Marks.ReplacedWord))
        {
            var from = member.Of("word").Weighted([0.5, 0.3, 0.2]) switch { 0 => "Associated", 1 => words.Split(' ')[^1], _ => masthead.Town };
            var to = Widgets.Mojibake(member.Of("to"));
            d.Replace = (from, to);
            d.Trace(Marks.ReplacedWord, to);
        }
    }

    private static void SearchProxy(Draft d, Chance c)
    {
        var member = d.Scene.Member.Chance;
        Start(d, Brands.Proxy(member), "scraped_copy");
        d.OgType = "website";
        var query = string.Join(' ', Subjects.Words(d.Scene.Story.Headline).Where(word => word.Length > 3).Take(c.Between(1, 3)));
        d.Title = query + member.Of("title").Pick((string[])[" - Search News", " - News", " | News search", ""]);
        d.TitleSite = member.Of("other").Is(0.6) ? member.Of("name").Pick((string[])["Bing", "Microsoft Bing", "Search", "News Search"]) : null;
        if (d.Has(Marks.ProxyAddress))
        {
            d.Path = Addresses.SearchProxy(member.Of("path"), c, d.Scene.Story.Headline);
            d.Trace(Marks.ProxyAddress, d.Path);
        }

        if (d.Has(Marks.ForeignSearchInterface))
        {
            var words = member.Of("ui").Some((string[])["Past 24 hours", "Past 7 days", "Best match", "Most recent", "All", "Images", "Videos", "Maps", "News", "Shopping", "Privacy and Cookies", "Legal", "Advertise", "Feedback", "Any time", "Top stories"], 8);
            d.Nav = words;
            d.Footer = ["Privacy and Cookies", "Legal", "Advertise", "About our ads", "Help", "Feedback"];
        }

        var items = new List<ListItem> { new(d.Scene.Story.Headline, Excerpt(d.Scene.Pair.Body[0], 180, true)) };
        d.Has(Marks.UnrelatedSnippets);
        foreach (var headline in Unrelated(d, c, c.Between(5, 12)))
        {
            var outlet = c.Pick(OutletNames.Known).Name;
            items.Add(new ListItem(headline, $"{(c.Is(0.5) ? $"{outlet} · {c.Between(1, 23)}h " : "")}{Excerpt(OtherBody(d, c), c.Between(110, 200), true)}", $"https://www.{Brands.Clean(outlet)}.com/{c.Digits(7)}"));
        }

        d.Add(new ListPart(new LinkList("", items, false)));
        Lists(d, c, null);
        d.Copyright = $"© {d.Shown.Year} {(c.Is(0.6) ? "Microsoft" : d.Site.Host)}";
    }

    private static void Dump(Draft d, Chance c)
    {
        var member = d.Scene.Member.Chance;
        Start(d, member.Of("front").Is(0.6) ? Brands.Lapsed(member, true) : Brands.Doorway(member), "scraped_copy");
        d.Has(Marks.HostNotTopic, d.Site.Host);
        d.Path = member.Of("index").Is(0.5) ? $"/index-{c.Between(1, 900)}.html" : d.Path;
        var outlet = c.Pick(OutletNames.Known).Name;
        var body = BodyOf(d);
        if (d.Has(Marks.NumberedSentences))
        {
            var sentences = body.SelectMany(TextChanges.Sentences).ToList();
            d.Add(new HeadlinePart(d.Title));
            var order = Enumerable.Range(1, sentences.Count).ToList();
            c.Shuffle(order);
            foreach (var chunk in order.Chunk(6))
                d.Add(new Paragraph(string.Join(' ', chunk.Select(i => $"{i}. {Plain(sentences[i - 1])}"))));
        }
        else if (d.Has(Marks.FeedDump))
        {
            switch (member.Of("dump").Below(4))
            {
                case 0:
                    d.Line("in-body", $"{outlet} https://www.{Brands.Clean(outlet)}.com/ {c.Pick(s_taglines)} {d.Shown:ddd, dd MMM yyyy HH:mm:ss} +0000 en-US hourly 1 https://wordpress.org/?v={c.Between(5, 6)}.{c.Between(0, 9)}");
                    Item(d.Title, body);
                    foreach (var other in Unrelated(d, c, c.Between(1, 4)))
                        Item(other, [Excerpt(OtherBody(d, c), 400, true)]);
                    break;
                case 1:
                    d.Line("in-body", $"{{\"id\":{c.Digits(6)},\"date\":\"{d.Shown:yyyy-MM-dd'T'HH:mm:ss}\",\"slug\":\"{Addresses.Slug(d.Title)}\",\"status\":\"publish\",\"type\":\"post\",\"title\":{{\"rendered\":\"{d.Title}\"}},\"content\":{{\"rendered\":\"<p>{Plain(body[0])}</p>\\n");
                    foreach (var paragraph in body.Skip(1))
                        d.Add(new Paragraph($"<p>{Plain(paragraph)}</p>\\n"));
                    d.Line("in-body", $"\",\"protected\":false}},\"author\":{c.Between(1, 90)},\"featured_media\":{c.Digits(5)},\"comment_status\":\"closed\",\"_links\":{{\"self\":[{{\"href\":\"https:\\/\\/www.{Brands.Clean(outlet)}.com\\/wp-json\\/wp\\/v2\\/posts\\/{c.Digits(6)}\"}}]}}}}");
                    break;
                case 2:
                    d.Line("in-body", $"<!DOCTYPE html><html lang=\"en\"><head><title>{d.Title} | {outlet}</title><link rel=\"canonical\" href=\"https://www.{Brands.Clean(outlet)}.com/{c.Digits(5)}\">");
                    foreach (var paragraph in body)
                        d.Add(new Paragraph($"<p class=\"{c.Pick((string[])["css-1x", "story-text", "zn-body"])}\">{Plain(paragraph)}</p>"));
                    d.Line("in-body", "</div></article></body></html>");
                    break;
                default:
                    // A mirror: the body twice with the source's own interface, the names of its links expanded.
                    d.Add(new HeadlinePart(d.Title));
                    d.Line("in-body", $"From {outlet}, [edit] [hide] Jump to navigation Jump to search");
                    foreach (var paragraph in body.Concat(body.Take(2)))
                        d.Add(new Paragraph(paragraph.Replace("\u0003", "\u0003 (" + outlet + ")", StringComparison.Ordinal)));
                    d.Line("in-body", $"Retrieved from https://www.{Brands.Clean(outlet)}.com/w/index.php?oldid={c.Digits(9)}");
                    break;
            }
        }
        else
        {
            Head(d, c);
            CopyBody(d, c, body);
        }

        Lists(d, c, null);
        d.Copyright = $"© {d.Shown.Year} {(c.Is(0.4) ? outlet : d.Site.Name)}";

        void Item(string title, IEnumerable<string> paragraphs)
        {
            d.Line("in-body", $"{title} https://www.{Brands.Clean(outlet)}.com/{Addresses.Slug(title)}/ {Names.Person(c)} {d.Shown:ddd, dd MMM yyyy HH:mm:ss} +0000 https://www.{Brands.Clean(outlet)}.com/?p={c.Digits(6)}");
            foreach (var paragraph in paragraphs)
                d.Add(new Paragraph(paragraph));
            d.Line("in-body", $"The post {title} appeared first on {outlet}.");
        }
    }

    private static readonly string[] s_taglines = ["Breaking news and analysis", "News that matters", "Latest headlines", "Tips for a better life", "All the stories"];

    private static void Rewrite(Draft d, Chance c)
    {
        var member = d.Scene.Member.Chance;
        Start(d, member.Of("front").Is(0.6) ? Brands.Compound(member) : Brands.Lapsed(member, member.Of("self").Is(0.5)), "rewrite");
        d.Category = AnyCategory(d, c);
        var body = BodyOf(d);
        var topic = TopicWords(d);
        var spin = member.Of("how").Is(0.45);
        var rate = 0.45 + (0.45 * member.Of("rate").Unit());
        if (spin)
        {
            if (d.Has(Marks.Spun))
            {
                for (var i = 0; i < body.Count; i++)
                    body[i] = TextChanges.Spin(body[i], c, rate);
                d.Title = c.Is(0.6) ? TextChanges.Spin(d.Title, c, rate) : d.Title;
            }
        }
        else
        {
            if (d.Has(Marks.NamesRemoved))
                for (var i = 0; i < body.Count; i++)
                    body[i] = Shorter(TextChanges.WithoutNames(Plain(body[i]), c, rate), member.Of("shorter").Is(0.6) ? 3 : 9);
            var kept = c.Between(6, 9);
            if (body.Count > kept)
                body.RemoveRange(kept, body.Count - kept);
        }

        var heads = !spin && d.Has(Marks.EssayHeads);
        Head(d, c);
        SlotAuthor(d, c);
        if (d.Has(Marks.LeakedPrompt))
        {
            var prompt = string.Format(c.Pick(TextChanges.Prompts), c.Between(3, 20) * 100, c.Between(3, 9), topic);
            body.Insert(0, prompt);
            d.Trace(Marks.LeakedPrompt, prompt);
            if (c.Is(0.3))
                d.Path = $"/rewrite-this-title-{Addresses.Slug(d.Title)}/";
        }

        if ((!spin || member.Of("both").Is(0.3)) && d.Has(Marks.Moral))
        {
            var moral = string.Format(c.Pick(TextChanges.Morals), topic);
            body.Add(moral);
            d.Trace(Marks.Moral, moral);
        }

        CopyBody(d, c, body, heads ? TextChanges.EssayHeads : null);
        Lists(d, c, null);
        d.Copyright = $"© {d.Shown.Year} {d.Site.Name}";
    }

    private static string Shorter(string paragraph, int sentences) => string.Join(' ', TextChanges.Sentences(paragraph).Take(sentences)) is { Length: > 0 } kept ? kept : paragraph;

    private static void Slop(Draft d, Chance c)
    {
        var member = d.Scene.Member.Chance;
        Start(d, Brands.Doorway(member), "generated_low_quality");
        d.Has(Marks.DoorwayHost, d.Site.Host);
        d.Category = AnyCategory(d, c);
        var keyword = TopicWords(d);
        if (d.Has(Marks.SearchedPictures))
        {
            d.ImageHost = Addresses.PictureSearch(member.Of("search"));
            d.SearchedFor = keyword;
            d.Trace(Marks.SearchedPictures, d.ImageHost);
        }

        var title = char.ToUpperInvariant(keyword[0]) + keyword[1..];
        d.Title = member.Of("title").Below(6) switch { 0 => d.Title, 1 => $"{title}: Everything You Need To Know {c.Between(2021, 2025)}", 2 => $"Best {title} {c.Between(2021, 2025)} - Top {c.Between(5, 25)} {title} Guide", 3 => $"{title} Net Worth, Age, Wiki, Biography & More", 4 => $"How To {title}? | {title} Free Download", _ => $"{title} - {title} Near Me {title} Online" };
        d.Path = member.Of("path").Below(4) switch { 0 => Addresses.QueryId(c), 1 => $"/{Addresses.Slug(keyword)}-{c.Between(1_600_000_000, 1_740_000_000)}", 2 => $"/s/{Addresses.Slug(keyword)}", _ => $"/{Addresses.Slug(d.Title)}.html" };
        var body = new List<string>();
        var other = Brands.Token(c);
        string Say(string[] from) => string.Format(c.Pick(from), keyword, c.Is(0.5) ? title : other);
        if (d.Has(Marks.SnippetSoup))
        {
            d.Label = "doorway_spam";
            var sentences = d.Scene.Pair.Body.SelectMany(TextChanges.Sentences).Select(Plain).ToList();
            c.Shuffle(sentences);
            if (d.Has(Marks.SoupUnbroken))
            {
                // The same snippets come back, cut elsewhere.
                var pieces = Enumerable.Range(0, c.Between(2, 8)).SelectMany(_ => sentences.Take(30).Select(text => Excerpt(text, c.Between(30, 150), c.Is(0.5)) + (c.Is(0.15) ? " " + title + "." : ""))).ToList();
                c.Shuffle(pieces);
                body.Add(string.Join(member.Of("gap").Is(0.5) ? ".  " : " ", pieces));
            }
            else foreach (var chunk in sentences.Take(30).Chunk(c.Between(2, 5)))
                body.Add(string.Join(' ', chunk.Select(text => (c.Is(0.3) ? "..." : "") + Excerpt(text, c.Between(50, 150), c.Is(0.5)) + (c.Is(0.6) ? " ..." : ""))) + (c.Is(0.4) ? " " + title + "." : ""));
        }
        else
        {
            if (d.Has(Marks.Greeting))
                body.Add(Say(TextChanges.Greetings));
            foreach (var paragraph in d.Scene.Pair.Body.Take(member.Of("keep").Between(2, 10)))
            {
                body.Add(member.Of("spin").Is(0.5) ? TextChanges.Spin(paragraph, c, 0.5) : paragraph);
                if (c.Is(0.6))
                    body.Add(string.Join(' ', Enumerable.Range(0, c.Between(2, 4)).Select(_ => Say(TextChanges.Slop)).Distinct(StringComparer.Ordinal)));
            }
        }

        if (d.Has(Marks.KeywordStuffing))
        {
            for (var i = 0; i < body.Count; i++)
                if (c.Is(0.6))
                    body[i] += $" {title}{c.Pick((string[])[". ", ", ", " | "])}{c.Pick((string[])["best ", "buy ", "free ", "top ", "cheap "])}{keyword} {c.Pick((string[])["online", "near me", "2024", "reviews", "app"])}.";
        }

        if (d.Has(Marks.SpamOffers))
        {
            var offers = member.Of("offers");
            for (var i = offers.Between(1, 5); i > 0; i--)
            {
                var offer = string.Join(offers.Pick((string[])[", ", " | ", " and "]), Enumerable.Range(0, offers.Between(1, 4)).Select(_ => offers.Pick(TextChanges.Offers)).Distinct(StringComparer.Ordinal));
                body.Insert(offers.Below(body.Count + 1), offers.Is(0.5) ? offer : $"{title}: {offer}. {Say(TextChanges.Slop)}");
                d.Trace(Marks.SpamOffers, offer);
            }
        }

        if (d.Has(Marks.ForeignParagraphs))
            for (var i = 0; i < 2; i++)
                body.Insert(c.Below(body.Count), OtherBody(d, c));
        if (d.Has(Marks.Refusal))
        {
            var refusal = Say(TextChanges.Refusals);
            body.Insert(c.Is(0.6) ? 0 : body.Count, refusal);
            d.Trace(Marks.Refusal, refusal);
        }

        if (d.Has(Marks.LeakedPrompt))
        {
            var prompt = string.Format(c.Pick(TextChanges.Prompts), c.Between(3, 20) * 100, c.Between(3, 9), keyword);
            body.Insert(0, prompt);
            d.Trace(Marks.LeakedPrompt, prompt);
        }

        if (d.Has(Marks.UnrenderedSlot))
        {
            var slot = member.Of("slot").Pick((string[])["[rand_keywords]", "{keyword}", "%CITY%", "{{ store.name }}", "[[related_terms]]", "<%= title %>", "{spintax|spin|text}"]);
            body.Insert(c.Below(body.Count), $"{Say(TextChanges.Greetings)} {slot}");
        }

        var markdown = d.Has(Marks.RawMarkdown);
        if (markdown)
            for (var i = 0; i < body.Count; i += 2)
                body[i] = c.Is(0.5) ? $"#### {c.Pick(TextChanges.EssayHeads)} {body[i]}" : $"**{title}** {body[i]}";
        Head(d, c);
        if (d.Has(Marks.FakeViews))
            d.Line("byline", $"{Names.Person(c)} {c.Between(11, 9999)} views");
        else
            SlotAuthor(d, c);
        CopyBody(d, c, body, markdown || !member.Of("heads").Is(0.5) ? null : TextChanges.EssayHeads);
        Lists(d, c, null);
        d.Copyright = $"© {d.Shown.Year} {d.Site.Name}";
    }

    private static void ExcerptWall(Draft d, Chance c)
    {
        var member = d.Scene.Member.Chance;
        Start(d, Brands.Compound(member), "scraped_copy");
        d.OgType = "website";
        d.Category = AnyCategory(d, c);
        var place = Names.Town(member.Of("place"));
        d.Title = member.Of("title").Pick((string[])[$"{place} News", "Top headlines", d.Category + " news", d.Title, d.Title]);
        if (d.Has(Marks.HiddenSource))
        {
            var outlet = Brands.Clean(c.Pick(OutletNames.Known).Name);
            d.Path = $"/{string.Concat(outlet.Select(letter => char.IsAsciiLetterLower(letter) ? (char)('a' + ((letter - 'a' + 13) % 26)) : letter))}/{c.Digits(8)}";
            d.Trace(Marks.HiddenSource, d.Path);
        }

        Head(d, c);
        d.Has(Marks.WallOfCopies);
        // Whole paragraphs of several outlets, one after the other, the source hidden or a bare "Read more".
        d.Add(new SubHeading(d.Scene.Story.Headline));
        foreach (var paragraph in d.Scene.Pair.Body.Take(c.Between(3, 9)))
            d.Add(new Paragraph(paragraph));
        var end = member.Of("end").Pick((string[])["Read more", "Full story", "Continue reading", "Source", ""]);
        foreach (var headline in Unrelated(d, c, c.Between(2, 6)))
        {
            d.Line("in-body", end);
            d.Add(new SubHeading(headline));
            d.Add(new Paragraph(OtherBody(d, c)));
            if (c.Is(0.5))
                d.Add(new Paragraph(OtherBody(d, c)));
        }

        Lists(d, c, null);
        d.Copyright = $"© {d.Shown.Year} {d.Site.Name}";
    }

    private static void ReportMill(Draft d, Chance c)
    {
        var member = d.Scene.Member.Chance;
        Start(d, member.Of("front").Is(0.5) ? Brands.Compound(member) : Brands.Lapsed(member, member.Of("self").Is(0.6)), "affiliate_mill");
        d.Category = c.Pick((string[])["Business", "News", "Press", "Markets", "Uncategorized"]);
        var market = TopicWords(d);
        var title = char.ToUpperInvariant(market[0]) + market[1..];
        var (from, to) = (c.Between(2019, 2024), c.Between(2027, 2033));
        if (d.Has(Marks.MarketReport))
            d.Title = c.Pick((string[])[$"{title} Market Size, Share, Growth, Trends and Forecast {from}-{to}", $"Global {title} Market to Reach USD {c.Between(1, 90)}.{c.Between(1, 9)} Billion by {to}", $"{title} Market Analysis by Type, Application, Region | Key Players and Opportunities {to}"]);
        Head(d, c);
        SlotAuthor(d, c);
        var anchors = d.Has(Marks.PaidAnchors);
        var firm = Brands.Token(c) + " " + c.Pick((string[])["Research", "Insights", "Market Reports", "Consulting"]);
        if (d.Title != d.Scene.Story.Headline)
        {
            d.Add(new Paragraph($"The global {market} market was valued at USD {c.Between(1, 90)}.{c.Between(10, 99)} billion in {from} and is projected to reach USD {c.Between(91, 400)}.{c.Between(10, 99)} billion by {to}, growing at a CAGR of {c.Between(2, 17)}.{c.Between(1, 9)}% during the forecast period, according to a new report by {firm}."));
            d.Add(new LinkLine("", c.Pick((string[])["Request a Free Sample PDF", "Get a sample copy of the report", "Enquire before buying", "Download Sample Report"]), $"https://www.{Brands.Clean(firm)}.com/sample/{c.Digits(5)}", $" of the {title} market report"));
            d.Add(new SubHeading($"{title} Market Segmentation"));
            d.Add(new Paragraph($"By Type: {string.Join(", ", c.Some((string[])["Standard", "Premium", "Portable", "Industrial", "Cloud-based", "On-premise", "Organic", "Hybrid"], 4))}. By Application: {string.Join(", ", c.Some((string[])["Residential", "Commercial", "Healthcare", "Automotive", "Retail", "Government"], 3))}. By Region: North America, Europe, Asia-Pacific, Latin America, Middle East & Africa."));
            d.Add(new Paragraph($"Key players in the {market} market include {string.Join(", ", Enumerable.Range(0, c.Between(4, 8)).Select(_ => c.Pick(Names.Last) + " " + c.Pick((string[])["Inc.", "Corp.", "GmbH", "Co., Ltd."])))}."));
        }

        foreach (var paragraph in d.Scene.Pair.Body.Take(c.Between(2, 6)))
            d.Add(new Paragraph(paragraph));
        if (anchors)
            d.Add(new LinkLine("", $"{c.Pick((string[])["buy", "best", "top"])} {market} {c.Pick((string[])["report", "online", "services"])}", $"https://{Brands.Clean(Brands.Token(c))}.com/", ""));
        Lists(d, c, null);
        d.Copyright = $"© {d.Shown.Year} {d.Site.Name}";
    }

    private static readonly string[] s_anchors = ["emergency plumber", "payday loans online", "best online casino", "cheap essay writing service", "buy instagram followers", "roof repair", "personal injury lawyer", "slot gacor", "cbd gummies", "car locksmith", "seo agency", "weight loss supplements", "escape room", "used pallet racking", "crypto signals", "dumpster rental"];

    private static void GuestPosts(Draft d, Chance c)
    {
        var member = d.Scene.Member.Chance;
        Start(d, Brands.GuestPosts(member), "affiliate_mill");
        d.Category = c.Pick((string[])["Uncategorized", "Blog", "Guest Post", "Business", "Home Improvement", "General"]);
        var anchor = c.Pick(s_anchors);
        var host = Brands.Clean(anchor.Replace(" ", c.Is(0.5) ? "" : "-", StringComparison.Ordinal)) + Brands.Clean(c.Pick(Names.Last)) + ".com";
        d.LinkHost = host;
        if (c.Is(0.5))
            d.Title = c.Pick((string[])[$"{c.Between(5, 11)} Things to Know About {Pairing.Title(anchor)}", $"Why {Pairing.Title(anchor)} Matters More Than You Think", $"The Ultimate Guide to {Pairing.Title(anchor)}", $"{Pairing.Title(anchor)} - What No One Is Talking About"]);
        Head(d, c);
        SlotAuthor(d, c);
        var body = BodyOf(d).Take(c.Between(3, 9)).ToList();
        if (d.Has(Marks.TemplateOpening))
            body.Insert(0, string.Format(member.Of("opening").Pick(TextChanges.Greetings), anchor));
        body.Insert(body.Count / 2, string.Format(c.Pick(TextChanges.Slop), anchor, anchor));
        if (d.Has(Marks.PaidAnchors))
        {
            body[c.Below(body.Count)] += $" \u0002{anchor}\u0003";
            d.Trace(Marks.PaidAnchors, anchor);
        }

        CopyBody(d, c, body);
        if (member.Of("end").Is(0.4))
            d.Add(new LinkLine("", anchor, $"https://{host}/", ""));
        if (d.Has(Marks.WriteForUs))
            d.Line("note", member.Of("offer").Pick((string[])["Write for us: guest posts welcome, one do-follow link per post, commercial links are paid.", "We accept sponsored posts and link insertions. Contact us for the price list.", "Submit your guest post | Buy backlinks | DA 45+", "Create your free blog and get do-follow backlinks today. Report abuse"]));
        Lists(d, c, null);
        d.Copyright = $"© {d.Shown.Year} {d.Site.Name}";
    }

    private static void Lander(Draft d, Chance c)
    {
        var member = d.Scene.Member.Chance;
        var brand = Brands.Compound(member);
        var posed = member.Of("pose").Is(0.6);
        Start(d, posed ? brand with { Name = member.Of("outlet").Pick((string[])[member.Of("known").Pick(OutletNames.Known).Name, "Consumer Health Report", "News 7 Daily", "Women's Lifestyle Digest", "Finance Today"]) } : brand, "imposter_advertorial");
        var product = $"{Brands.Token(member.Of("product"))} {member.Of("kind").Pick(TextChanges.Products)}";
        var celebrity = Names.Person(member.Of("celebrity"));
        d.Category = c.Pick((string[])["Health", "Lifestyle", "Money", "Beauty", "Special Report"]);
        d.Title = string.Format(c.Pick(TextChanges.PitchHeadlines), product, celebrity);
        if (d.Has(Marks.OneOffer))
            d.Offer = member.Of("go").Is(0.5) ? $"https://{Brands.Clean(product)}-{member.Of("shop").Pick((string[])["offer", "deal", "trial", "shop"])}.com/?s={member.Of("sub").Digits(5)}" : "/go/" + Brands.Clean(product);
        Head(d, c);
        SlotAuthor(d, c);
        var told = BodyOf(d).Take(c.Between(1, 4)).ToList();
        var pitch = c.Some(TextChanges.Pitches, c.Between(5, 12)).Select(line => string.Format(line, product, celebrity)).ToList();
        if (d.Has(Marks.SalesPitch))
            d.Trace(Marks.SalesPitch, product);
        else
            pitch.RemoveRange(2, pitch.Count - 2);
        CopyBody(d, c, [.. told, .. pitch]);
        d.Add(new LinkLine("", string.Format(c.Pick((string[])["Claim your bottle of {0}", "Visit the official site of {0}", "Check if {0} is still available", "Start with {0} today"]), product), d.Offer ?? $"https://{Brands.Clean(product)}.com/", ""));
        if (d.Has(Marks.StandingComments))
        {
            d.Add(new SubHeading("Comments"));
            foreach (var comment in c.Some(TextChanges.BuyerComments, c.Between(3, 6)))
                d.Line("in-body", $"{Names.Person(c)} · {c.Between(1, 59)} minutes ago · {string.Format(comment, product)}");
        }

        Lists(d, c, null);
        d.Copyright = $"© {d.Shown.Year} {d.Site.Name}";
    }
}
