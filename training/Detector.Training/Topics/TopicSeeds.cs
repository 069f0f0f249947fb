namespace Detector.Training.Topics;

/// <summary>
/// The topics, by hand: the sections news sites and farms file stories under. Seeds place the topic among the word vectors; labels are the
/// section names that promise the topic. Written from the section bars of general news sites; change freely, then rebuild and read the table.
/// </summary>
internal static class TopicSeeds
{
    /// <summary>One topic: its name, the words that place it, the section labels that promise it.</summary>
    public sealed record Seed(string Name, string[] Words, string[] Labels);

    /// <summary>The topics in the order of the resource.</summary>
    public static readonly Seed[] All =
    [
        Of("politics", "election senate senator congress republican democrat president campaign voters parliament legislation governor lawmakers party vote",
            "politics political election elections government congress whitehouse policy campaign parliament"),
        Of("world", "diplomatic foreign ministry embassy treaty troops ceasefire border sanctions military war nations minister rebels talks",
            "world international diplomacy global europe asia africa americas foreign war conflict"),
        Of("business", "company companies executives merger revenue retailer manufacturer industry employees acquisition corporate workers chief customers",
            "business companies company industry economy economic retail entrepreneurship corporate"),
        Of("finance", "stocks shares investors dividend bonds nasdaq earnings hedge fund portfolio index traders treasury yields currency investment",
            "finance financial markets market stocks stock invest investing investment investor money funds banking wealth trading"),
        Of("crypto", "bitcoin bitcoins crypto encryption cryptographic encrypted digital currency hackers anonymous transactions wallet",
            "crypto cryptocurrency bitcoin blockchain ethereum coin coins"),
        Of("sport", "league season game coach team players football basketball baseball tournament championship goal quarterback playoffs striker",
            "sport sports football soccer basketball baseball nfl nba mlb nhl hockey tennis golf cricket rugby athletics olympics boxing cycling"),
        Of("entertainment", "film movie actor actress singer album television comedy celebrity hollywood concert song drama star soundtrack",
            "entertainment celebrity celebrities showbiz film films movie movies music tv television culture arts stage theatre"),
        Of("health", "patients doctors disease hospital medical cancer symptoms treatment virus vaccine clinical therapy drug infection diabetes",
            "health medicine medical wellness fitness disease healthcare nutrition"),
        Of("science", "scientists research researchers species physics astronomers telescope laboratory experiment planet molecules biology climate fossil universe",
            "science space physics biology astronomy research nature environment"),
        Of("technology", "software computer internet smartphone google microsoft apple app users devices web online startup android browser",
            "technology tech software computing computers internet gadgets mobile apps programming digital startups cybersecurity"),
        Of("travel", "hotel tourists beach resort airline vacation destinations cruise flights island scenic travelers tourism itinerary museum",
            "travel tourism destinations holidays vacation hotels flights"),
        Of("food", "recipe cooking sauce butter garlic baking chef restaurant flavor cheese chicken sugar oven ingredients dessert",
            "food recipes recipe cooking restaurants dining drink drinks wine eat"),
        Of("crime", "police arrested suspect murder prosecutors convicted sentenced jury detectives shooting charged robbery attorney trial victim",
            "crime law legal courts court justice police"),
        Of("weather", "storm hurricane flooding rain winds tornado snow earthquake temperatures forecast rainfall drought wildfire inches tropical",
            "weather hurricane storm storms disaster disasters forecast"),
        Of("education", "students school teachers university curriculum classroom pupils college education campus graduate kindergarten tuition academic exam",
            "education school schools university universities college students campus teaching exams"),
        Of("religion", "church pope bishop faith christian priest prayer worship congregation gospel muslim jesus theology scripture holy",
            "religion faith church christianity spirituality beliefs"),
        Of("automotive", "car cars vehicle engine sedan driver tires horsepower toyota ford chassis brakes motor hybrid dealership",
            "automotive auto autos car cars motoring motors vehicles driving"),
        Of("home", "house kitchen furniture garden bedroom decor apartment mortgage homeowners plumbing flooring bathroom renovation property paint",
            "realestate estate property housing house homes garden gardening decor diy interiors"),
        Of("fashion", "fashion designer dress makeup skin hair beauty outfit shoes jewelry collection clothing wore lipstick perfume",
            "fashion beauty style makeup skincare"),
        Of("gambling", "casino betting gambling poker lottery slots wager blackjack bets roulette jackpot bookmaker gamblers odds baccarat",
            "casino casinos gambling betting poker slots lottery bingo"),
        Of("adult", "sex porn erotic nude naked pornography sexy sexual lesbian escort pornographic topless orgasm prostitute nudity",
            "adult sex porn xxx dating escorts"),
        Of("gaming", "nintendo playstation xbox gamers gameplay multiplayer arcade console sega videogame rpg fantasy characters wii shooter",
            "gaming games videogames esports consoles playstation xbox nintendo"),
        Of("family", "parents baby children toddler mother child daughter wedding marriage couple parenting husband babies pregnancy kids",
            "family parenting parents kids relationships weddings"),
        Of("pets", "dog dogs cat cats pet puppy breed kitten veterinary horse animals feline canine leash kennel",
            "pets pet animals dogs cats wildlife"),
        Of("history", "century medieval ancient king empire dynasty archaeological historian founded castle roman emperor historic colonial manuscript",
            "history heritage archaeology"),
    ];

    /// <summary>
    /// Topics that share so many stories that a publisher may file one under either. By hand: the directions themselves say the opposite, because the seeds
    /// were chosen to keep neighbours apart (politics and world have a cosine under .25). Each pair once, in either order.
    /// </summary>
    public static readonly (string, string)[] Kin =
    [
        ("politics", "world"), ("politics", "crime"), ("politics", "education"), ("world", "crime"), ("world", "weather"), ("world", "religion"), ("world", "history"),
        ("business", "finance"), ("business", "technology"), ("business", "automotive"), ("business", "crypto"), ("finance", "crypto"), ("finance", "home"),
        ("entertainment", "fashion"), ("entertainment", "family"), ("entertainment", "gaming"), ("health", "science"), ("health", "family"), ("health", "food"), ("health", "pets"),
        ("science", "weather"), ("science", "technology"), ("science", "history"), ("science", "education"), ("science", "pets"), ("technology", "crypto"), ("technology", "gaming"),
        ("technology", "automotive"), ("travel", "food"), ("travel", "history"), ("food", "home"), ("crime", "adult"), ("education", "family"), ("religion", "history"),
        ("home", "family"), ("gambling", "sport"), ("gambling", "gaming"), ("family", "pets"),
    ];

    /// <summary>Section labels that promise no topic, so a story under them can break no promise.</summary>
    public static readonly string[] Generic =
        "news home latest top stories story headlines my back contact about reviews review articles article blog blogs posts general uncategorized other misc featured feature features breaking today trending popular more main page default national nation us uk usa local opinion video videos photos archive archives index category categories life lifestyle living editorial comment analysis press release releases".Split(' ');

    /// <summary>The topic that a section label promises, or null when the label is unknown or promises none.</summary>
    public static int? TopicOfLabel(string label)
    {
        for (var i = 0; i < All.Length; i++) if (All[i].Labels.Contains(label, StringComparer.Ordinal)) return i;
        return null;
    }

    /// <summary>The topics that share stories with this one, and itself, as bits.</summary>
    public static uint KinOf(int topic)
    {
        var bits = 1u << topic;
        foreach (var (a, b) in Kin)
        {
            var (i, j) = (Array.FindIndex(All, t => t.Name == a), Array.FindIndex(All, t => t.Name == b));
            if (i < 0 || j < 0) throw new InvalidDataException($"The pair of kin ({a}, {b}) names a topic that does not exist.");
            if (i == topic) bits |= 1u << j;
            if (j == topic) bits |= 1u << i;
        }
        return bits;
    }

    private static Seed Of(string name, string words, string labels) => new(name, words.Split(' '), [.. labels.Split(' ')]);
}
