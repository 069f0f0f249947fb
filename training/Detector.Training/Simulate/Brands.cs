using Detector.Languages;
using Detector.Outlets;
using Detector.Training.Simulate.Words;

namespace Detector.Training.Simulate;

/// <summary>Who a page says it is, and the host it would be at.</summary>
/// <param name="Name">The name shown: title suffix, header, copyright line.</param>
/// <param name="Host">With sub-domain, without scheme.</param>
/// <param name="Derived">The host's words are the brand's own: not so for a farm's slot brand, and sometimes not for honest papers either.</param>
internal sealed record Brand(string Name, string Host, bool Derived)
{
    public string Town { get; init; } = "";
    public string County { get; init; } = "";
    public string State { get; init; } = "";
    public string Person { get; init; } = "";
    public string Trade { get; init; } = "";
    public string Tagline { get; init; } = "";
}

/// <summary>Generators of brands and hosts. Shapes from farm-patterns.md (F1-F5, F9, F12 hosts; section 3 look-alikes); names are invented from parts, but for papers and stations, of which some are known outlets under their own hosts.</summary>
internal static class Brands
{
    private static readonly string[] s_financeHeads = Names.Split("Alpha Apex Asset Astra Capital Cash Chain Coin Crest Delta Edge Equity Fin Fortune Future Gain Global Gold Growth Index Invest Ledger Lumen Market Mint Nova Orbit Peak Prime Profit Quant Rapid Secure Signal Smart Stellar Summit Swift Trade Trend Trust Value Vault Vertex Vital Wealth Yield Zenith");
    private static readonly string[] s_financeTails = Names.Split("Link Finance Hub Pulse Edge Wave Flow Bridge Path Mind Core Desk Sense Guide Base Line Point Rise Spring Works ify Scope Stream Wise Port Craft");
    private static readonly string[] s_financeTitles = ["Financial Insights", "Finance Pro", "Wealth Institute", "Quantitative Research Center", "Exchange", "Investment Academy", "Expert Reviews", "Wealth Society", "Capital Reviews", "Trading Center", "Asset Management", "Think Tank"];
    private static readonly string[] s_syllables = Names.Split("re ku bit poin ban ker sur fas tex lo va tra ze mi no dex qua ri to vel xa lum cor fin ty bra pol dor sa kin ju");
    private static readonly string[] s_newsHeads = Names.Split("Daily Live Metro Nation Global True Viral Trend Fine Flash Swift Open Web City Prime Pop Fresh Urban Hot First Insight World Right Blue Next Rapid Bright Buzz");
    private static readonly string[] s_newsTails = Names.Split("Scoop News Weekly Post Times Report Herald Wire Buzz Journal Today Bulletin Chronicle Feed Press Tribune Digest Observer Dispatch");
    private static readonly string[] s_subs = Names.Split("kite rapid flex cap vault link power edge quirk pay bit coin stack fund loop pixel orbit grid clear lever mint track way node star");
    private static readonly string[] s_odd = [".top", ".xyz", ".online", ".info", ".site", ".cc", ".live", ".space", ".club", ".icu"];
    private static readonly string[] s_dynamic = [".ddns.net", ".cloudns.nz", ".workers.dev", ".dynv6.net", ".pages.dev", ".ignorelist.com", ".azureedge.net"];

    public static string Token(Chance c)
    {
        var word = string.Concat(Enumerable.Range(0, c.Between(2, 3)).Select(_ => c.Pick(s_syllables)));
        return char.ToUpperInvariant(word[0]) + word[1..];
    }

    public static string FinanceName(Chance c)
    {
        var two = c.Pick(s_financeHeads) + c.Pick(s_financeTails);
        return c.Below(7) switch
        {
            0 or 1 => two,
            2 => c.Pick(s_financeHeads) + " " + c.Pick(s_financeTitles),
            3 => two + " " + c.Pick(s_financeTitles),
            4 => Token(c),
            5 => Token(c) + " " + c.Pick(s_financeTitles),
            _ => $"{c.Of(2, "ABDFHKLMNQRSTVX")} {c.Pick(s_financeTitles)} {(c.Is(0.5) ? c.Of(1, "ABCD") + c.Between(1, 5) + " " : "")}{c.Pick(s_financeTitles)}",
        };
    }

    /// <summary>F1/F2: an invented sub-domain on an apex whose words match neither brand nor story; the sub-domain may be absent.</summary>
    public static Brand Finance(Chance c)
    {
        var apex = c.Pick(s_newsHeads).ToLowerInvariant() + c.Pick((string[])["seoul", "france", "wiki", "serving", "profile", "korea", "berlin", "tempo", "world", "asia", "nippon", "iberia"]) + (c.Is(0.4) ? c.Pick((string[])["news", "info", "s", "daily"]) : "") + (c.Is(0.8) ? ".com" : c.Pick(s_odd));
        var host = c.Is(0.85) ? c.Pick(s_subs) + c.Pick(s_subs) + "." + apex : apex;
        return new Brand(FinanceName(c), host, false);
    }

    /// <summary>F4/F8: a two-word compound whose host agrees with the brand: nothing to see in the names.</summary>
    public static Brand Compound(Chance c)
    {
        var head = c.Is(0.5) ? c.Pick(s_newsHeads) : Token(c);
        var tail = c.Pick(s_newsTails);
        return new Brand(head + (c.Is(0.3) ? " " : "") + tail, (head + tail).ToLowerInvariant() + (c.Is(0.75) ? ".com" : c.Pick(s_odd)), true);
    }

    /// <summary>F3/F5/F9: someone else's lapsed name: a restaurant, a politician, a club, a charity, a dentist, a jeweller.</summary>
    public static Brand Lapsed(Chance c, bool brandFromHost)
    {
        var person = Names.Person(c);
        var town = Names.Town(c);
        var (name, host) = c.Below(9) switch
        {
            0 => ($"Ristorante {c.Pick(Names.Last)}", $"ristorante{c.Pick(Names.Last)}{c.Pick(Names.Last)}.it"),
            1 => (person, person.Replace(" ", c.Is(0.4) ? "-" : "") + c.Pick((string[])[".fr", ".com", ".org"])),
            2 => ($"{town} Softball", $"{town}softball.com"),
            3 => ($"{c.Pick(Names.Last)} Jewelers", $"{c.Pick(Names.Last)}jewels{c.Pick((string[])["", "4u", "online"])}.com"),
            4 => ($"{town} Food Coop", $"{town}coop.org"),
            5 => ($"{c.Pick(Names.Last)} Foundation", $"{c.Pick(Names.Last)}foundation.org"),
            6 => ($"{town} Dental", $"{c.Pick((string[])["smiles", "dental", "lumineers"])}-{town}.com"),
            7 => ($"{town} Custom Cars", $"xtreme{town}kustoms.net"),
            _ => ($"{town} Sport", $"{town}sport.com"),
        };
        host = Clean(host);
        return brandFromHost ? new Brand(c.Is(0.5) ? host : char.ToUpperInvariant(host[0]) + host[1..host.IndexOf('.', StringComparison.Ordinal)], host, true) { Town = town }
            : new Brand(c.Is(0.5) ? c.Pick(s_newsHeads) + " " + c.Pick(s_newsTails) : name, host, false) { Town = town };
    }

    /// <summary>F4: investment, insurance or link words for general news.</summary>
    public static Brand TradeWords(Chance c)
    {
        var words = c.Pick(s_financeHeads) + c.Pick((string[])["Dividend", "Investing", "Insurance", "Loans", "Links", "Winner", "Trader", "Hosting", "Deals", "Credit"]) + (c.Is(0.4) ? "News" : "");
        return new Brand(c.Is(0.6) ? words : FinanceName(c), words.ToLowerInvariant() + (c.Is(0.7) ? ".com" : c.Pick(s_odd)), true);
    }

    /// <summary>F4 borrowed mastheads: a known outlet's name inside a host that is not its own.</summary>
    public static Brand Borrowed(Chance c)
    {
        var (outlet, _) = c.Pick(OutletNames.Known);
        var words = Clean(outlet.Replace("The ", "", StringComparison.Ordinal));
        var host = c.Below(3) switch { 0 => $"the{words}newstoday.com", 1 => $"{words}express{c.Pick(s_odd)}", _ => $"{words}-{c.Pick(s_newsTails).ToLowerInvariant()}.us" };
        return new Brand(c.Is(0.5) ? outlet + " " + c.Pick((string[])["Today", "Express", "Live", "Online"]) : outlet, host, true);
    }

    public static Brand Doorway(Chance c)
    {
        var host = c.Below(6) switch
        {
            0 => $"{c.Between(23, 193)}.{c.Between(1, 250)}.{c.Between(1, 250)}.{c.Between(2, 250)}",
            1 => $"{c.Of(c.Between(5, 9), "abcdefghiklmnoprstuvz")}{c.Pick(s_odd)}",
            2 => $"{c.Pick((string[])["forum", "chat", "portal", "ead", "apply", "old", "test"])}.{Clean(Names.Town(c))}{c.Pick((string[])[".edu", ".ac.in", "college.org", ".org.uk", "church.org", ".edu.br"])}",
            3 => $"{Clean(Token(c) + Token(c))}{c.Pick(s_dynamic)}",
            4 => $"{Clean(Names.Town(c))}{c.Pick((string[])["subaru", "cars", "theatre", "yoga"])}.com",
            _ => $"{c.Pick((string[])["best", "top", "get", "my", "free"])}{Clean(Token(c))}{c.Pick((string[])["tips", "guide", "codes", "list", "apk"])}{c.Pick(s_odd)}",
        };
        var name = c.Is(0.5) ? host : c.Pick((string[])["Best", "Top", "Daily", "All"]) + " " + c.Pick((string[])["Tips", "Guides", "Answers", "Info Hub", "Reviews"]);
        return new Brand(name, host, name == host);
    }

    public static Brand Proxy(Chance c)
    {
        var host = c.Below(3) switch
        {
            0 => Clean(Token(c)) + c.Between(1, 99) + c.Pick(s_dynamic),
            1 => Clean(Token(c) + Token(c)) + c.Pick(s_odd),
            _ => Clean(Names.Town(c)) + c.Pick((string[])["catering", "hotel", "garage", "school"]) + ".com",
        };
        return new Brand(host, host, true);
    }

    public static Brand GuestPosts(Chance c)
    {
        var sub = c.Of(c.Between(7, 12), "abcdefghijklmnopqrstuvwxyz");
        return c.Is(0.5) ? new Brand(sub, sub + c.Pick((string[])[".blogzz.net", ".blogs5.net", ".bloggersdesk.de", ".web20hub.com"]), true)
            : Compound(c);
    }

    /// <summary>A known outlet of a language under its own host; null where the list has none, and six times in ten.</summary>
    private static Brand? Known(Chance c, string lang, OutletKind kind)
    {
        var own = c.Of("known outlet");
        if (!own.Is(0.4)) return null;
        var outlets = KnownOutlets.All.Where(outlet => outlet.Kind == kind && outlet.Language == lang && outlet.Domains.Count > 0).ToArray();
        if (outlets.Length == 0) return null;
        var outlet = own.Pick(outlets);
        var brand = new Brand(outlet.Name, (own.Is(0.6) ? "www." : "") + outlet.Domains[0], true);
        return lang == "en" ? Place(brand, own, Names.Town(own)) : brand;
    }

    public static Brand Station(Chance c)
    {
        if (Known(c, "en", OutletKind.Station) is { } known) return known;
        var calls = (c.Is(0.5) ? "K" : "W") + c.Of(c.Is(0.93) ? 3 : 2, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
        var channel = c.Between(2, 39);
        var town = Names.Town(c);
        var low = calls.ToLowerInvariant();
        var name = c.Below(5) switch { 0 => $"{calls} {channel}", 1 => $"{calls}-TV", 2 => $"NewsChannel {channel}", 3 => $"{calls} Local News {channel}", _ => $"{channel}News {town}" };
        var host = c.Below(5) switch { 0 => $"{low}.com", 1 => $"{low}{channel}.com", 2 => $"www.{low}.com", 3 => $"localnews{channel}.com", _ => $"{low}tv.com" };
        return Place(new Brand(name, host, name.StartsWith(calls, StringComparison.Ordinal)) { Tagline = $"{calls} | {town}'s news leader", Trade = calls }, c, town);
    }

    /// <summary>A paper of a town; in other languages under that language's kind of name.</summary>
    public static Brand Paper(Chance c, string lang = "en")
    {
        if (Known(c, lang, OutletKind.Newspaper) is { } known) return known;
        if (lang != "en")
        {
            var (towns, names, ending) = lang switch
            {
                "de" => (Names.Split("Altenhagen Birkenau Lindental Rosenfeld Steinbruck Waldheim Neukirch Oberstedt Marienburg Falkenau Grünwald Seehausen"), (string[])["{0}er Zeitung", "{0}er Tagblatt", "{0}er Anzeiger", "{0}er Nachrichten", "{0}er Bote"], ".de"),
                "fr" => (Names.Split("Montclair Beaulieu Villeneuve Rochefort Chantelle Valmont Saint-Aubin Clairval"), ["Le Courrier de {0}", "La Gazette de {0}", "L'Écho de {0}", "{0} Matin"], ".fr"),
                "es" => (Names.Split("Valverde Montemar Riofrío Castañar Villanueva Peñalba Santamaría"), ["El Diario de {0}", "La Voz de {0}", "El Correo de {0}", "{0} Hoy"], c.Is(0.5) ? ".es" : ".com"),
                _ => (Names.Split("Lipowo Brzezin Dąbrowa Kamienna Wierzbno Olszany"), ["Gazeta {0}", "Kurier {0}", "Głos {0}", "Echo {0}"], ".pl"),
            };
            var place = c.Pick(towns);
            var name = string.Format(c.Pick(names), place);
            var plain = Clean(PlainLetters.Of(name).Replace(" ", c.Is(0.4) ? "-" : "", StringComparison.Ordinal));
            return new Brand(name, (c.Is(0.6) ? "www." : "") + plain + ending, true) { Town = place };
        }

        var town = Names.Town(c);
        var title = c.Pick((string[])["Gazette", "Herald", "Journal", "Tribune", "Courier", "Sentinel", "Chronicle", "Times", "Press", "Record", "News", "Star", "Democrat", "Enterprise", "Advocate", "Observer", "Post", "Register"]);
        // One honest paper in five sits on a host that is not its name: initials, "my…", or the town alone.
        var host = c.Below(10) switch
        {
            0 => $"{Clean(town)}now.com",
            1 => $"www.{char.ToLowerInvariant(town[0])}{Clean(title)}.com",
            2 => $"my{Clean(title)}.com",
            3 or 4 => $"www.the{Clean(town)}{Clean(title)}.com",
            _ => $"{(c.Is(0.6) ? "www." : "")}{Clean(town)}{Clean(title)}.com",
        };
        return Place(new Brand(c.Is(0.4) ? $"The {town} {title}" : $"{town} {title}", host, true) { Tagline = $"Serving {town} since {c.Between(1848, 1987)}" }, c, town);
    }

    public static Brand Radio(Chance c)
    {
        if (Known(c, "en", OutletKind.PublicRadio) is { } known) return known;
        var town = Names.Town(c);
        var calls = (c.Is(0.5) ? "K" : "W") + c.Of(3, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
        var place = c.Is(0.4) ? c.Pick(Names.States) : town;
        return Place(c.Is(0.5)
            ? new Brand($"{calls} {c.Between(88, 107)}.{c.Pick((string[])["1", "3", "5", "7", "9"])}", $"www.{calls.ToLowerInvariant()}.org", true) { Trade = calls }
            : new Brand($"{place} Public Radio", $"www.{Clean(place)}publicradio.org", true) { Trade = calls }, c, town);
    }

    public static Brand Portal(Chance c)
    {
        var name = Token(c);
        return new Brand(c.Is(0.5) ? name + " News" : name, $"{c.Pick((string[])["news", "www", "ca.sports", "finance"])}.{Clean(name)}.com", true);
    }

    public static Brand CivicOutlet(Chance c)
    {
        var state = c.Pick(Names.States);
        var name = $"{state} {c.Pick((string[])["Beacon", "Current", "Examiner", "Lantern", "Phoenix", "Mirror", "Advance"])}";
        return Place(new Brand(name, Clean(name) + (c.Is(0.6) ? ".org" : ".com"), true), c, Names.Town(c)) with { State = state };
    }

    public static Brand Releases(Chance c)
    {
        var name = c.Pick((string[])["Newsline", "ReleaseWire", "PressRoom", "MediaPost", "Business Newswire", "Company News Service"]);
        var head = Token(c);
        return new Brand($"{head} {name}", $"www.{Clean(head + name)}.com", true);
    }

    public static Brand Blog(Chance c)
    {
        var person = Names.Person(c);
        var name = c.Below(4) switch
        {
            0 => person,
            1 => $"{person.Split(' ')[0]}'s {c.Pick((string[])["Notebook", "Kitchen", "Workshop", "Journal", "Page"])}",
            2 => $"The {c.Pick((string[])["Quiet", "Crooked", "Wandering", "Curious", "Second", "Stubborn"])} {c.Pick((string[])["Reader", "Gardener", "Voice", "Climate", "Lathe", "Ledger", "Library"])}",
            _ => $"{c.Pick((string[])["Butter", "Maple", "Cast Iron", "Paper", "Slow", "Salt"])} & {c.Pick((string[])["Thyme", "Ink", "Gravel", "Honey", "Rye", "String"])}",
        };
        var host = c.Below(4) switch { 0 => Clean(name) + ".blogspot.com", 1 => Clean(name) + ".wordpress.com", 2 => Clean(name) + ".net", _ => "www." + Clean(name) + ".com" };
        return new Brand(name, host, true) { Person = person, Town = Names.Town(c) };
    }

    public static Brand Business(Chance c, IReadOnlyList<string> trades)
    {
        var town = Names.Town(c);
        var trade = c.Pick(trades);
        var name = c.Is(0.6) ? $"{c.Pick(Names.Last)} {trade}" : $"{town} {trade}";
        return Place(new Brand(name, "www." + Clean(name) + ".com", true) { Trade = trade, Person = Names.Person(c) }, c, town);
    }

    public static Brand Forum(Chance c, Topic topic)
    {
        var trade = c.Pick(topic switch
        {
            Topic.Tech => ["Linux", "Gadget", "Coders", "Home Computer"], Topic.Food => ["Home Cooks", "Home Brew", "Bakers"], Topic.Sports => ["Cycling", "Supporters", "Runners"], Topic.Health => ["Patient", "Carers"],
            Topic.Travel => ["Backpackers", "Camper Van"], Topic.Business => ["Savers", "Small Investor"], Topic.Entertainment => ["Film Fans", "Synth", "Vinyl"], Topic.Politics or Topic.World => ["Politics", "Debate"],
            _ => (string[])["Town Talk", "Village Green", "Neighbours", "Open House"],
        });
        return new Brand($"{trade} Forum", $"forum.{Clean(trade.Replace(" ", "", StringComparison.Ordinal))}{c.Pick((string[])["world", "club", "talk"])}.org", true);
    }

    public static string Clean(string text) => string.Concat(text.ToLowerInvariant().Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-'));

    private static Brand Place(Brand brand, Chance c, string town) => brand with { Town = town, County = c.Pick(Names.Counties), State = c.Pick(Names.States) };
}
