using Detector.Outlets;

namespace Detector.Training.Simulate.Words;

/// <summary>Parts of names. Towns are put together from real English place-name parts, so that none is a real paper's by design.</summary>
internal static class Names
{
    private static readonly string[] s_townHeads = Split("Ash Bar Beck Birch Brad Brook Cal Carl Cedar Chester Clay Clear Cold Cor Crest Dan Dar Dela East Elk Elm Fair Farm Ford Fox Frank Gar Glen Grand Green Hamp Har Hazel Hick High Holly Ips Jack Kings Lake Lan Lex Lin Maple Mar Mel Mill Mor New North Oak Pem Pine Port Ray Red Rich River Rock Rush Salis Shef South Spring Stan Stone Sun Tarr Thorn Tren Vern Wake Wal War Wat West White Wil Win Wood York");
    private static readonly string[] s_townTails = Split("ton ville field ford burg wood dale port land mont bury ham ley worth brook haven ridge side view creek mouth shire bridge");
    public static readonly string[] States = ["Ohio", "Iowa", "Texas", "Oregon", "Maine", "Kansas", "Georgia", "Indiana", "Michigan", "Montana", "Nebraska", "Kentucky", "Virginia", "Colorado", "Missouri", "Arkansas", "Idaho", "Vermont", "Wisconsin", "Alabama", "Florida", "Nevada", "Utah", "Tennessee"];
    public static readonly string[] StateMarks = ["Ohio", "Iowa", "Texas", "Ore.", "Maine", "Kan.", "Ga.", "Ind.", "Mich.", "Mont.", "Neb.", "Ky.", "Va.", "Colo.", "Mo.", "Ark.", "Idaho", "Vt.", "Wis.", "Ala.", "Fla.", "Nev.", "Utah", "Tenn."];
    public static readonly string[] BigCities = ["WASHINGTON", "NEW YORK", "LONDON", "LOS ANGELES", "CHICAGO", "PARIS", "ATLANTA", "BOSTON", "HOUSTON", "DETROIT", "JERUSALEM", "BEIJING", "BERLIN", "TOKYO", "MIAMI", "DENVER", "SEATTLE", "MOSCOW", "MEXICO CITY", "PHILADELPHIA"];
    public static readonly string[] First = Split("James Mary Robert Linda Michael Karen David Susan Daniel Laura Mark Nancy Paul Sarah Kevin Emily Brian Rachel Steven Hannah Thomas Julia Peter Megan Eric Alice Scott Diane Gary Ruth Carlos Elena Miguel Ana Priya Wei Ahmed Fatima Omar Nina Anton Katja Lukas Marie Claire Hugo Luca Giulia");
    public static readonly string[] Last = Split("Anderson Baker Bennett Brooks Callahan Carter Chen Collins Cooper Davies Delgado Dunn Ellis Fischer Foster Garcia Grant Haas Hanley Hayes Hoffman Howell Jensen Keller Kim Lambert Larsen Lopez Marsh Mercer Meyer Moreno Murphy Nolan Novak Ortiz Parker Patel Quinn Reyes Rossi Schmidt Shah Sloane Stone Tanaka Turner Vance Walsh Weber Whitman Young");
    public static readonly string[] Counties = Split("Adams Boone Clay Crawford Douglas Fulton Grant Greene Harlan Howard Jasper Knox Lincoln Macon Marion Mercer Monroe Perry Pike Polk Shelby Union Warren Wayne");

    public static string Town(Chance chance)
    {
        while (true)
        {
            var head = chance.Pick(s_townHeads);
            var tail = chance.Pick(s_townTails);
            if (!head.EndsWith(tail, StringComparison.OrdinalIgnoreCase) && head[^1] != tail[0])
                return chance.Is(0.08) ? "Saint " + head + tail : chance.Is(0.1) ? "Fort " + head + tail : head + tail;
        }
    }

    public static string Person(Chance chance) => chance.Pick(First) + " " + chance.Pick(Last);

    /// <summary>A headline of a town: what an honest local list is full of. Towns and counties repeat inside a site, so lists share a locality.</summary>
    public static string LocalHeadline(Chance chance, string town, string county)
    {
        var person = chance.Pick(Last);
        var thing = chance.Pick(s_things);
        return chance.Below(16) switch
        {
            0 => $"{town} council votes to delay {thing}",
            1 => $"{county} County man charged after {chance.Pick(s_crimes)}",
            2 => $"{town} High {chance.Pick(s_sports)} team {chance.Pick(s_results)}",
            3 => $"{chance.Between(2, 6)} injured in crash on Highway {chance.Between(2, 99)} near {town}",
            4 => $"Weather: {chance.Pick(s_weather)} expected across {county} County",
            5 => $"{town} school board approves {thing}",
            6 => $"Obituary: {chance.Pick(First)} {person}, {chance.Between(61, 98)}, of {town}",
            7 => $"New {chance.Pick(s_shops)} opens in downtown {town}",
            8 => $"{county} County sheriff seeks help identifying suspect in {chance.Pick(s_crimes)}",
            9 => $"{person} named to lead {town} {chance.Pick(s_bodies)}",
            10 => $"Volunteers plant {chance.Between(40, 900)} trees along {town} river walk",
            11 => $"{town} residents question cost of {thing}",
            12 => $"Fire damages {chance.Pick(s_shops)} on {chance.Pick(Last)} Street in {town}",
            13 => $"Letter: {county} County needs {thing}",
            14 => $"{county} County fair sets attendance record",
            _ => $"{town} police log: week of {chance.Pick(Labels.For("en").Months)} {chance.Between(1, 28)}",
        };
    }

    private static readonly string[] s_things = ["water rate increase", "new fire station", "downtown parking plan", "$4 million library bond", "bridge repairs", "solar farm permit", "short-term rental rules", "bus route changes", "budget for parks", "zoning change", "sewer plant upgrade", "teacher raises"];
    private static readonly string[] s_crimes = ["break-in", "armed robbery", "hit-and-run", "barn fire", "school threat", "vehicle thefts", "fraud"];
    private static readonly string[] s_sports = ["girls soccer", "football", "boys basketball", "softball", "wrestling", "volleyball", "track"];
    private static readonly string[] s_results = ["advances to state final", "falls in overtime", "wins district title", "opens season with win", "names new coach"];
    private static readonly string[] s_weather = ["Snow", "Heavy rain", "Strong winds", "Record heat", "Fog", "Storms"];
    private static readonly string[] s_shops = ["bakery", "hardware store", "brewery", "coffee shop", "grocery", "clinic", "bookstore"];
    private static readonly string[] s_bodies = ["hospital", "chamber of commerce", "library", "food bank", "fire department", "historical society"];

    public static string[] Split(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>Outlets that farms copy and imposters name. Only names: what a page says about itself.</summary>
internal static class OutletNames
{
    public static readonly (string Name, string Slug)[] Known =
    [
        ("The Associated Press", "the-associated-press"), ("USA TODAY", "usa-today"), ("CBS News", "cbs-news"), ("NBC News", "nbc-news"), ("CNN", "cnn"), ("Fox News", "fox-news"),
        ("The Guardian", "the-guardian"), ("BBC News", "bbc-news"), ("Daily Mail", "daily-mail"), ("The Sun", "the-sun"), ("The Mirror", "the-mirror"), ("Business Insider", "business-insider"),
        ("The New York Times", "nyt"), ("Los Angeles Times", "la-times"), ("Toronto Star", "toronto-star"), ("The Independent", "the-independent"), ("NPR", "npr"), ("Reuters", "reuters"), ("Sky News", "sky-news"), ("The Telegraph", "telegraph"),
    ];

    /// <summary>The address of a known outlet's site; null for a name nobody knows.</summary>
    public static string? SiteOf(string? name) => name is not null && KnownOutlets.ByName(name) is { Domains: [var site, ..] } ? site : null;

    public static readonly (string Name, string Site, string Licence)[] Free =
    [
        ("States Newsroom", "statesnewsroom.com", "CC BY-NC-ND 4.0"), ("KFF Health News", "kffhealthnews.org", "a free republication policy"), ("The Conversation", "theconversation.com", "a Creative Commons license"),
        ("ProPublica", "propublica.org", "a Creative Commons license (CC BY-NC-ND 3.0)"), ("Stateline", "stateline.org", "CC BY-NC-ND 4.0"), ("Grist", "grist.org", "its republication guidelines"), ("CalMatters", "calmatters.org", "its republication policy"),
    ];
}
