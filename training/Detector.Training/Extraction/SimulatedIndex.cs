using Detector.Fingerprints;
using Detector.Outlets;
using Detector.Pages;
using Detector.Pages.Addresses;
using Detector.Training.Simulate;

namespace Detector.Training.Extraction;

/// <summary>
/// What an index would answer about simulated pages. No two pairs know of each other; of each is drawn whose the story is, who prints it by right, who else stole it and what of that an index has seen, in which order
/// (Simulate/README.md, "Who else has the text"). The twins of a pair see the same copies but for half of the honest originals, which nobody has stolen, so that it is who had a text first, and whom a page names, that tells. Found and weighed as in any index, by <see cref="NeighbourSearch"/>.
/// </summary>
internal sealed class SimulatedIndex
{
    /// <summary>Kinds of honest pages that quote others; of the other kinds, those print an outlet's text that are labelled so.</summary>
    private static readonly string[] s_quoting = ["quoting", "digest", "listing"];

    private static readonly string[] s_wires = [.. KnownOutlets.All.Where(outlet => outlet.Kind == OutletKind.ReleaseWire).SelectMany(outlet => outlet.Domains)];

    /// <summary>When everything was scanned, for pages an index did not meet before.</summary>
    private static readonly DateOnly s_scanned = new(2026, 1, 1);

    private readonly Dictionary<string, World> _worlds = new(StringComparer.Ordinal);

    private SimulatedIndex()
    {
    }

    /// <summary>Draws the surroundings of every pair; pages that cannot be read have none.</summary>
    public static SimulatedIndex Of(IEnumerable<SimulatedPage> pages)
    {
        var made = new SimulatedIndex();
        var pairs = pages.GroupBy(page => page.Pair).ToArray();
        var worlds = new List<(string Id, World World)>[pairs.Length];
        Parallel.For(0, pairs.Length, i => worlds[i] = Draw([.. pairs[i]]));
        foreach (var (id, world) in worlds.SelectMany(some => some)) made._worlds.Add(id, world);
        return made;
    }

    /// <summary>Who else has the page's text; null for a page this was not made for.</summary>
    public Neighbours? Ask(Page page, string id)
    {
        if (!_worlds.TryGetValue(id, out var world)) return null;
        var query = PageQuery.Of(page, id, At(world.Seen));
        using var search = new NeighbourSearch(query with { Fingerprint = query.Fingerprint with { Site = null } });
        for (var key = 0; key < search.Keys.Length; key++)
            if (world.Filed.TryGetValue(search.Keys[key], out var postings))
                search.Found(key, postings);
        return search.Answer(world);
    }

    private static List<(string Id, World World)> Draw(SimulatedPage[] pair)
    {
        if (pair is not [{ Flag: 1 } stolen, { Flag: 0 } honest]) return [];
        var chance = new Chance(Chance.Hash("index " + stolen.BodyId)).Of("pair", stolen.Pair);
        var (agency, written, text) = stolen.Original;
        var own = honest.Label != "licensed_syndication" && !s_quoting.Contains(honest.Family);
        var met = chance.Is(0.75);
        // The index met both where they stood, or they are asked about as they come in today.
        DateOnly Met(DateOnly? shown) => met ? (shown is { } day && day > written ? day : written).AddDays(chance.Between(0, 30)) : s_scanned;
        if (Filing(stolen.Id, stolen.Content, stolen.Url, stolen.Format, written) is not { } theirs || Filing(honest.Id, honest.Content, honest.Url, honest.Format, written) is not { } ours) return [];
        var stolenSeen = Met(theirs.Page.Shown);
        // An archive that was moved and dated anew: half of them the index knows from before.
        var honestSeen = Met(chance.Is(0.5) ? written : ours.Page.Shown);
        var original = own ? ours : Original(chance, honest, agency, text, written);
        List<Filed> shared = own ? [.. Elsewhere(chance, ours, honest, written)] : original is null ? [] : [.. Licensed(chance, original, agency, honest.Lang, written)];
        var siblings = new List<Filed>();
        var backDated = chance.Is(0.1);
        if (original is not null && chance.Is(0.5))
            for (var left = chance.Between(1, 8); left > 0; left--) siblings.Add(Stolen(chance, chance.Is(0.5) ? theirs : original, theirs, stolen.Url, written, backDated));
        // What each page's index has of the other: the honest one mostly before, the stolen one with the date it invented.
        List<Filed> forStolen = [.. shared, .. siblings];
        if (chance.Is(own ? 0.7 : 0.4)) forStolen.Add(ours.Seen(chance.Is(0.85) ? written.AddDays(chance.Between(0, 30)) : stolenSeen.AddDays(20)));
        // A proxy's or mirror's page stands where it was taken from; an honest one on a staging or content host stands on its own site.
        if (stolen.Family is "f5" or "f7" && chance.Is(0.7)) forStolen.AddRange(Home(chance, theirs));
        // Of honest originals half have been nobody's prey; a wire story is everybody's.
        List<Filed> forHonest = own && chance.Is(0.5) ? [.. shared] : [.. shared, .. siblings];
        if (chance.Is(own ? 0.3 : 0.6)) forHonest.Add(theirs.Seen(chance.Is(0.85) ? honestSeen.AddDays(chance.Between(0, 300)) : written.AddDays(-1)));
        if (honest.Url is not null && chance.Is(0.15)) forHonest.AddRange(Sisters(chance, ours, honest.Family, honest.Url, honestSeen));
        if (chance.Is(0.03)) forHonest.AddRange(Home(chance, ours));
        return [(stolen.Id, new World(stolenSeen, forStolen)), (honest.Id, new World(honestSeen, forHonest))];
    }

    // Where an honest page's own text stands besides.
    private static IEnumerable<Filed> Elsewhere(Chance chance, Filed page, SimulatedPage honest, DateOnly written)
    {
        // Its author has it on a platform too, or had it under an older domain; dealers all have their maker's words.
        if (chance.Is(0.06)) yield return page.Under(AuthorsOther(chance), page.Page.Shown, written.AddDays(chance.Between(-40, 20)));
        if (honest.Family == "business" && chance.Is(0.3))
            for (var left = chance.Between(1, 6); left > 0; left--) yield return page.Under($"https://{Host(Brands.Compound(chance))}/{chance.Digits(5)}", null, written.AddDays(chance.Between(-300, 300)));
        // Clubs, schools and shops pass on what their association, council or maker announced, days later and often without a word of whose it is; some of it went over a release wire.
        if (page.Page.Shown is { } printed && chance.Is(0.08))
        {
            var announced = printed.AddDays(-chance.Between(1, 40));
            yield return page.Under(chance.Is(0.25) ? $"https://{chance.Pick(s_wires)}/{chance.Digits(7)}" : $"https://{Host(Brands.Blog(chance))}/{chance.Digits(4)}", announced, announced.AddDays(chance.Between(0, 10)));
        }
        // A known outlet quotes it whole: a portal, a paper that was sent it.
        if (chance.Is(0.03)) yield return page.Under(OutletPage(chance, honest.Lang), written.AddDays(chance.Between(0, 5)), written.AddDays(chance.Between(0, 30)));
    }

    // The story as its first publisher has it: the outlet that the honest page names, its agency, or any; null when it is too short to read.
    private static Filed? Original(Chance chance, SimulatedPage honest, string agency, string text, DateOnly written)
    {
        var home = honest.Origin is { } named ? $"https://{named}/{chance.Digits(7)}" : agency.Length > 0 && KnownOutlets.ByName(agency) is { Domains.Count: > 0 } known ? $"https://{known.Domains[0]}/{chance.Digits(7)}" : OutletPage(chance, honest.Lang);
        return Filing(home, text, home, Simulate.PageFormat.Text, written) is { } first ? first with { Page = first.Page with { Shown = written } } : null;
    }

    // The first publisher's page, where the index has it, and those of others that print an agency's story by right.
    private static IEnumerable<Filed> Licensed(Chance chance, Filed original, string agency, string lang, DateOnly written)
    {
        if (chance.Is(0.7)) yield return original;
        if (agency.Length > 0 && chance.Is(0.6))
            for (var left = chance.Between(1, 8); left > 0; left--) yield return Printed(chance, original, lang, written);
    }

    // Another paper or station that prints the story by right: two in three are known.
    private static Filed Printed(Chance chance, Filed original, string lang, DateOnly written)
    {
        var day = written.AddDays(chance.Between(0, 2));
        if (chance.Is(0.67)) return original.Under(OutletPage(chance, lang), day, day.AddDays(chance.Between(0, 20)));
        var paper = Brands.Paper(chance, lang);
        var filed = original.Under($"https://{Host(paper)}/{chance.Digits(6)}", day, day.AddDays(chance.Between(0, 20)));
        return filed with { Page = filed.Page with { SiteName = paper.Name } };
    }

    // A sibling of the stolen page: under another invented name, one in four on the same domain; put up after the story was written, whatever date it shows.
    private static Filed Stolen(Chance chance, Filed words, Filed sibling, string? url, DateOnly written, bool backDated)
    {
        var brand = chance.Is(0.5) ? Brands.Finance(chance) : Brands.TradeWords(chance);
        var host = Host(brand);
        if (chance.Is(0.25) && url is not null && Address.RegistrableDomain(Address.HostOf(url)) is { IsEmpty: false } domain) host = $"{Brands.Token(chance).ToLowerInvariant()}.{domain}";
        var stood = written.AddDays(chance.Between(20, 700));
        var shown = backDated ? written.AddDays(-chance.Between(30, 600)) : stood;
        var filed = words.Under($"https://{host}/news/{chance.Digits(9)}.html", chance.Is(0.8) ? shown : null, stood.AddDays(chance.Between(0, 30)));
        return filed with { Page = filed.Page with { SiteName = brand.Name }, Print = filed.Print with { Template = chance.Is(0.5) ? sibling.Print.Template : [] } };
    }

    // The honest page on other hosts of its own site: an edition, a staging host; of one paper in three the other papers of the house.
    private static IEnumerable<Filed> Sisters(Chance chance, Filed page, string family, string url, DateOnly seen)
    {
        var domain = Address.RegistrableDomain(Address.HostOf(url)).ToString();
        var house = family is "newspaper" or "station" or "radio" && chance.Is(0.33);
        for (var left = house ? chance.Between(1, 6) : 1; left > 0; left--)
        {
            var paper = Brands.Paper(chance);
            var label = house ? paper.Host.Split('.').MaxBy(part => part.Length)! : chance.Pick((string[])["in", "uk", "amp2", "staging", "news", "archive", "old"]);
            var filed = page.Under($"https://{label}.{domain}/{chance.Digits(6)}", page.Page.Shown, seen.AddDays(chance.Between(-60, 60)));
            yield return filed with { Print = page.Print, Page = filed.Page with { SiteName = house ? paper.Name : page.Page.SiteName } };
        }
    }

    // The same page, name and make, on the host that bears its name; none for a page that does not say its name.
    private static IEnumerable<Filed> Home(Chance chance, Filed page)
    {
        if (page.Page.SiteName.Length == 0) return [];
        var day = page.Page.Shown ?? s_scanned.AddYears(-1);
        var there = page.Under($"https://www.{Brands.Clean(page.Page.SiteName.Replace(" ", "", StringComparison.Ordinal))}.com/{chance.Digits(6)}", page.Page.Shown, day);
        return [there with { Print = page.Print, Page = there.Page with { SiteName = page.Page.SiteName } }];
    }

    private static string OutletPage(Chance chance, string lang)
    {
        var outlets = KnownOutlets.All.Where(outlet => outlet.Domains.Count > 0 && outlet.Language == lang && outlet.Kind is OutletKind.Newspaper or OutletKind.Broadcaster or OutletKind.Station or OutletKind.PublicRadio or OutletKind.Magazine or OutletKind.Portal).ToArray();
        return $"https://{chance.Pick(chance.Pick(outlets).Domains)}/{chance.Digits(7)}";
    }

    private static string AuthorsOther(Chance chance) => chance.Below(4) switch
    {
        0 => $"https://medium.com/@{Brands.Token(chance).ToLowerInvariant()}/{chance.Digits(6)}",
        1 => $"https://{Brands.Token(chance).ToLowerInvariant()}.substack.com/p/{chance.Digits(6)}",
        _ => $"https://{Host(Brands.Blog(chance))}/{chance.Digits(4)}",
    };

    private static string Host(Brand brand) => brand.Host.ToLowerInvariant();

    private static DateTimeOffset At(DateOnly day) => new(day.ToDateTime(default), TimeSpan.Zero);

    private static Filed? Filing(string id, string content, string? url, Simulate.PageFormat format, DateOnly seen)
    {
        using var page = PageReader.Read(content.AsSpan(), new PageRequest { Url = url, Format = format == Simulate.PageFormat.Html ? Pages.PageFormat.Html : Pages.PageFormat.Text }, null, out _);
        if (page is null) return null;
        var (print, record) = PageQuery.Of(page, id, At(seen));
        return new Filed(print with { Site = null, Ids = [] }, record);
    }

    private sealed record Filed(Fingerprint Print, PageRecord Page)
    {
        public Filed Seen(DateOnly day) => this with { Page = Page with { FirstSeen = At(day) } };

        /// <summary>The same words on another site, made otherwise.</summary>
        public Filed Under(string address, DateOnly? shown, DateOnly seen) =>
            new(Print with { Template = [] }, Page with { Address = address, Site = Address.RegistrableDomain(Address.HostOf(address)).ToString(), SiteName = "", Shown = shown, FirstSeen = At(seen) });
    }

    /// <summary>An index of a few pages, in the order they were seen, and when the page asked about was.</summary>
    private sealed class World : IPageRecords
    {
        private readonly List<PageRecord> _pages;

        public World(DateOnly seen, List<Filed> filed)
        {
            Seen = seen;
            var ordered = filed.OrderBy(one => one.Page.FirstSeen).ThenBy(one => one.Page.Address, StringComparer.Ordinal).ToArray();
            _pages = [.. ordered.Select(one => one.Page)];
            Filed = ordered.SelectMany((one, number) => one.Print.Filed.Select(mark => (mark.Hash, Posting: new Posting(number, mark.Beside))))
                .GroupBy(mark => mark.Hash, mark => mark.Posting).ToDictionary(some => some.Key, some => some.ToArray());
        }

        public DateOnly Seen { get; }

        public Dictionary<ulong, Posting[]> Filed { get; }

        public PageFacts? FactsOf(long page) => PageFacts.Of(_pages[(int)page]);

        public PageRecord? RecordOf(long page) => _pages[(int)page];
    }
}
