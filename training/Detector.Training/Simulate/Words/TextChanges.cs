using System.Text;
using System.Text.RegularExpressions;

namespace Detector.Training.Simulate.Words;

/// <summary>What farms do to a body: synonyms, round trips through another language, rewriting without names, filler. By word lists of our own.</summary>
internal static partial class TextChanges
{
    // Spinners swap connective and common words, often to a sense that does not fit ("kidnapped from Los Angeles").
    private static readonly Dictionary<string, string[]> s_synonyms = Table("""
        said:acknowledged,expressed,mentioned,uttered|also:moreover,additionally,likewise|but:nevertheless,yet|because:on account that,since|people:individuals,folks,humans
        many:quite a few,numerous,myriad|new:brand-new,novel,recent|show:exhibit,showcase,demonstrate|big:huge,enormous,massive|used:utilized,employed,made use of|help:assist,aid,support
        after:following,in the wake of|before:previous to,prior to|about:roughly,regarding,approximately|found:discovered,uncovered,located|made:fashioned,constructed,crafted|told:informed,instructed,advised
        want:need,desire,crave|think:assume,suppose,consider|year:12 months,calendar year|years:decades,many years,a long time|government:authorities,federal government|money:cash,funds,dollars|home:house,residence,dwelling
        children:youngsters,kids,little ones|child:youngster,kid,infant|old:outdated,aged,antique|good:nice,great,excellent|bad:dangerous,awful,unhealthy|work:labor,perform,operate|working:laboring,functioning|company:firm,corporation,enterprise
        left:departed,remaining,still left|right:proper,correct,suitable|first:initial,to start with|last:final,ultimate,closing|took:taken,grabbed,acquired|taken:kidnapped,seized,captured|get:acquire,obtain,procure|got:obtained,received
        however:nonetheless,on the other hand|while:whilst,even though|against:towards,in opposition to|between:amongst,in between|during:throughout,in the course of|including:such as,together with|still:nonetheless,nevertheless
        started:commenced,began out|began:commenced,started off|called:referred to as,named,termed|high:excessive,large,superior|only:solely,merely,just|very:extraordinarily,extremely|could:might,may possibly|shot:photographed,filmed,fired
        state:situation,condition,kingdom|country:nation,countryside|leader:chief,head honcho|police:law enforcement officials,cops|car:vehicle,motor vehicle,automobile|film:movie,motion picture|game:recreation,sport,video game|season:period,year
        report:document,file,account|study:examine,research,analyze|information:data,info,particulars|problem:trouble,dilemma,issue|important:vital,essential,crucial|different:completely different,unique,various|small:tiny,little,compact
        """);

    // A round trip leaves literal connectives, articles in the wrong place and wrong pronouns.
    private static readonly (string From, string[] To)[] s_roundTrip =
    [
        (" said ", [" declared ", " has said ", " assured "]), (" he ", [" it ", " she ", " he "]), (" his ", [" its ", " her ", " his "]), (" the ", [" ", " the ", " the "]), (" according to ", [" as reported by ", " in accordance with "]),
        (" on Monday", [" this Monday", " Monday last"]), (" on Tuesday", [" this Tuesday", " the Tuesday"]), (" on Wednesday", [" this Wednesday"]), (" on Thursday", [" this Thursday", " the Thursday"]), (" on Friday", [" this Friday", " Friday last"]),
        (" because ", [" since ", " due to the fact that "]), (" police ", [" the forces of order ", " policemen "]), (" court ", [" tribunal "]), (" company ", [" society ", " company "]), (" current ", [" actual "]), (" years ", [" years old ", " years "]),
        (" lawyer ", [" advocate "]), (" charged with ", [" loaded with ", " charged for "]), (" about ", [" around of ", " on "]), (" who ", [" which ", " who "]), (" at least ", [" at the least ", " no less than "]), (" president ", [" the president ", " chairman "]),
        (" officials ", [" responsibles ", " officials "]), (" game ", [" match ", " party "]), (" to make ", [" to do ", " to make "]), (" also ", [" equally ", " also "]), (" was ", [" has been ", " was ", " was "]), (" would ", [" will ", " would "]),
    ];

    public static readonly string[] Morals =
    [
        "In conclusion, this story serves as a powerful reminder that {0} affects us all, and that only by working together can we build a better future for everyone.",
        "As the situation continues to unfold, one thing is clear: the importance of {0} cannot be overstated. It is up to each of us to stay informed and make a difference.",
        "Ultimately, this highlights the need for compassion, accountability and open dialogue around {0}. The journey ahead may be challenging, but it is also full of hope.",
        "This incident underscores the delicate balance between tradition and progress when it comes to {0}, reminding us to cherish what truly matters.",
        "Moving forward, it is essential that communities come together to address {0} with empathy and determination. Only time will tell what the future holds.",
        "Let this be a lesson about resilience: whatever the outcome, {0} will continue to inspire conversations around the world.",
    ];

    public static readonly string[] EssayHeads = ["Introduction", "Background", "Key Findings", "Understanding the Issue", "The Bigger Picture", "Looking Ahead", "Implications", "Conclusion", "Final Thoughts", "A Closer Look", "Why It Matters", "The Road Ahead"];

    public static readonly string[] Products = ["Slim Drops", "Keto Caps", "Skin Serum", "Hair Complex", "Brain Formula", "Joint Relief", "Sleep Gummies", "Bitcoin System", "Trade Robot", "Vision Plus", "Muscle Max", "Garcinia", "Detox Tea", "Power Saver"];

    public static readonly string[] PitchHeadlines =
    [
        "{1} reveals the simple trick behind {0}", "Doctors are stunned by {0}", "We tested {0} for four weeks: here is what happened", "Special report: how one mother found {0}", "Experts speechless: {0} does what nobody thought possible",
        "{1}'s secret is finally out", "Does {0} work? Our reporter found out", "The real reason everybody is talking about {0}",
    ];

    public static readonly string[] Pitches =
    [
        "Our editors were sceptical, so our reporter ordered a trial bottle of {0} and used it for four weeks.", "By the end of the second week she had lost eleven pounds and felt years younger, without changing what she eats.",
        "{1} told a talk show that {0} had changed everything: \"I could not believe the mirror.\"", "For a limited time the maker of {0} sends a free bottle to our readers; you only pay for shipping.",
        "{0} is made of all natural ingredients and has been clinically proven in a study at a leading institute, without side effects.", "Supplies are limited: as of today a few bottles of {0} are left for your region.",
        "Step 1: order the trial of {0} through the special link below. Step 2: use it every morning for fourteen days.", "If you are not happy, the money back guarantee covers every cent, so there is no risk.",
        "As seen on television and in the magazines you trust, {0} is the fastest way to burn fat that we have come across.", "Act now, before it's too late: this offer expires tonight at midnight.",
        "With a minimum deposit of $250, {0} began to earn money for him on the very first day.", "\"I quit my job after a month with {0},\" {1} said. \"Financial freedom is real.\"",
        "Click the button to claim your discount on {0} while it is still available.", "Thousands have sent us testimonials with before and after pictures since we first wrote about {0}.",
        "The big companies do not want you to know about {0}, because it would cost them billions.", "Register now: there are only a few places left on the platform.",
    ];

    public static readonly string[] BuyerComments =
    [
        "I have been using {0} for two weeks and it works!", "My sister told me about this, just ordered mine", "Got the free trial, paid only the shipping, thank you", "Is {0} still available? The link was slow",
        "Lost nine pounds so far, so happy", "Saw this on the news, how lucky that I found it here", "Made $390 on the first day, unbelievable", "I was too good to be true I thought, but it is not",
    ];

    public static readonly string[] Prompts =
    [
        "Summarize this content to {0} words in {1} paragraphs", "Rewrite this title: {2}", "Rewrite the following article in a unique and engaging tone, at least {0} words, avoiding plagiarism:",
        "You are an expert journalist. Write a {0}-word SEO-friendly blog post about {2} with {1} subheadings. Do not mention that you are an AI.", "Act as a professional content writer and paraphrase the text below in {1} paragraphs:",
        "Sure! Here is the rewritten version of the article in {0} words:", "Here's a possible rewrite of the content with {1} sections as you requested:", "Task: expand the snippet below to {0} words, use HTML tags h2 and p, human-like tone, include the keyword {2}.",
    ];

    /// <summary>What pages made for search engines, or hidden on other people's servers, offer.</summary>
    public static readonly string[] Offers =
    [
        "free spins no deposit", "best online casino bonus", "crypto casino welcome bonus 2024", "slot gacor hari ini", "link alternatif slot online", "togel singapore", "sports betting sites with bonus", "deneme bonusu veren siteler",
        "казино онлайн бонус за регистрацию", "online slots real money", "cheap viagra online", "buy tramadol without prescription", "kamagra fast delivery", "keto gummies reviews", "essay writing service cheap", "write my essay for me",
        "payday loans same day", "bad credit loans guaranteed approval", "forex signals vip group", "mod apk unlimited money", "premium apk download latest version", "full version crack download with serial key", "watch full movie online free hd",
        "iptv subscription free trial", "free robux generator", "buy instagram followers cheap", "replica rolex shop", "call girls service 24 hours", "dofollow backlinks cheap", "v-bucks generator no verification",
    ];

    public static readonly string[] Refusals =
    [
        "I'm sorry, but I cannot complete this request as it goes against my guidelines.", "As an AI language model, I do not have access to real-time information about {0}.", "I apologize, but I am unable to generate content about {0} without more details.",
        "I'm sorry, I can't assist with writing this article.", "As a large language model, I can't browse the internet, so I am not able to verify the claims about {0}.", "Unfortunately I cannot fulfil that request. Would you like me to help with something else instead?",
    ];

    public static readonly string[] Greetings =
    [
        "Hey there, fellow readers! Today we're diving deep into the world of {0}.", "Are you looking for {0}? You've come to the right place!", "Welcome, dear visitor! In this article we will explore everything you need to know about {0}.",
        "In today's fast-paced world, {0} has become more important than ever.", "If you are searching for {0}, then you have landed on the right page. Keep reading to know more.", "Imagine a world where {0} changes everything. Buckle up, because we are about to take you on a journey!",
        "Have you ever wondered about {0}? Well, you are not alone.", "Hello friends, in this post we are going to share with you {0} in full detail.",
    ];

    public static readonly string[] Slop =
    [
        "When it comes to {0}, there are several key factors that one must take into consideration.", "{1} plays a pivotal role in the ever-evolving landscape of {0}.", "One of the most significant benefits of {0} is that it is suitable for everyone, from beginners to experts.",
        "Furthermore, {0} offers a seamless experience that caters to a wide range of needs.", "It is worth noting that the best {0} depends on your individual preferences and budget.", "Experts agree that {0} is a game-changer and will continue to shape the future.",
        "So, what are you waiting for? Unlock the full potential of {0} today!", "Whether you are a seasoned professional or just starting out, {0} has something for you.", "In addition, {0} is known for its rich tapestry of features that truly sets it apart.", "By understanding the nuances of {0}, you can make informed decisions and elevate your experience.",
        "Many users have reported that {0} helped them to achieve better results in less time.", "Let's delve into the details of {0} and discover what makes {1} so special.", "As of now there is no official information about {0}, but we will update this page as soon as possible.", "The net result is that {0} stands as a testament to innovation and perseverance.",
    ];

    public static string Spin(string text, Chance c, double rate) => OutsideQuotes(text, part => Word().Replace(part, match =>
    {
        if (!s_synonyms.TryGetValue(match.Value.ToLowerInvariant(), out var choices) || !c.Is(rate))
            return match.Value;
        var swap = c.Pick(choices);
        return char.IsUpper(match.Value[0]) ? char.ToUpperInvariant(swap[0]) + swap[1..] : swap;
    }));

    public static string RoundTrip(string text, Chance c, double rate)
    {
        var result = new StringBuilder(text);
        foreach (var (from, to) in s_roundTrip)
        {
            var at = 0;
            var now = result.ToString();
            if (!now.Contains(from, StringComparison.Ordinal))
                continue;
            result.Clear();
            int hit;
            while ((hit = now.IndexOf(from, at, StringComparison.Ordinal)) >= 0)
            {
                result.Append(now, at, hit - at).Append(c.Is(rate) ? c.Pick(to) : from);
                at = hit + from.Length;
            }

            result.Append(now, at, now.Length - at);
        }

        // The dateline comes back glued to its dash: "CITY (AP) —" → "CITY (AP)-".
        return DatelineDash().Replace(result.ToString(), match => c.Is(0.7) ? match.Groups[1].Value + "-" : match.Value, 1);
    }

    /// <summary>Names, places and numbers out, vague words in: what a machine's rewrite leaves of a report.</summary>
    public static string WithoutNames(string text, Chance c, double rate)
    {
        text = Capitals().Replace(text, match => !c.Is(rate) ? match.Value : match.Value.Contains(' ', StringComparison.Ordinal) ? c.Pick(s_someone) : c.Pick(s_something));
        text = Weekday().Replace(text, match => c.Is(rate) ? c.Pick((string[])["recently", "in recent days", "this week"]) : match.Value);
        return Figures().Replace(text, match => c.Is(rate * 0.7) ? c.Pick((string[])["several", "a number of", "many"]) : match.Value);
    }

    private static readonly string[] s_someone = ["a local official", "an expert", "a spokesperson", "one individual", "a prominent figure", "a well-known personality", "the organization"];
    private static readonly string[] s_something = ["the region", "the country", "authorities", "the group", "the area", "the community", "the company"];

    /// <summary>Sentences of one paragraph; good enough for shuffling and snippets, where exactness does not show.</summary>
    public static List<string> Sentences(string text) => SentenceEnd().Split(text).Select(part => part.Trim()).Where(part => part.Length > 20).ToList();

    private static string OutsideQuotes(string text, Func<string, string> change)
    {
        var result = new StringBuilder(text.Length + 64);
        var start = 0;
        var quoted = false;
        for (var i = 0; i <= text.Length; i++)
            if (i == text.Length || text[i] is '"' or '“' or '”')
            {
                var part = text[start..i];
                result.Append(quoted ? part : change(part));
                if (i < text.Length)
                    result.Append(text[i]);
                quoted = i < text.Length && (text[i] == '“' || (text[i] == '"' && !quoted));
                start = i + 1;
            }

        return result.ToString();
    }

    private static Dictionary<string, string[]> Table(string lines)
    {
        var table = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var entry in lines.Split(['|', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            table[entry[..entry.IndexOf(':', StringComparison.Ordinal)]] = entry[(entry.IndexOf(':', StringComparison.Ordinal) + 1)..].Split(',');
        return table;
    }

    [GeneratedRegex(@"\b[A-Za-z]+\b", RegexOptions.None, 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"(\((?:AP|AFP|Reuters)\)) [—–-]", RegexOptions.None, 1000)]
    private static partial Regex DatelineDash();

    [GeneratedRegex(@"(?<=[a-z,] )[A-Z][a-z]+(?: [A-Z][a-z]+)*", RegexOptions.None, 1000)]
    private static partial Regex Capitals();

    [GeneratedRegex(@"on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day", RegexOptions.None, 1000)]
    private static partial Regex Weekday();

    [GeneratedRegex(@"\b\d[\d,.]*\b", RegexOptions.None, 1000)]
    private static partial Regex Figures();

    [GeneratedRegex(@"(?<=[.!?]) (?=[A-ZÄÖÜ""“])", RegexOptions.None, 1000)]
    private static partial Regex SentenceEnd();
}
