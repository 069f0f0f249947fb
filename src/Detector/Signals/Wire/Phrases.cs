using Detector.Pages.Text;

namespace Detector.Signals.Wire;

/// <summary>
/// Fixed phrases of newsrooms and their sites, found in one walk over the page's words: a table of the first word's hash decides for nearly every
/// word that there is nothing to see. Not words of a topic: boilerplate that is always spelled alike.
/// </summary>
internal sealed class Phrases
{
    // One company's, on many hosts.
    private const string QuestionSites = "stackoverflow stackexchange askubuntu superuser serverfault mathoverflow stackapps";

    internal readonly record struct Row(Phrase Kind, string Element, string Owners, string Text);

    // Elements seen left in copied bodies (observations), with the sites they belong to where only a few have them; none where the software of many sites prints them.
    // What an agency prints in the story itself (its newsletters, its polls) is no residue: whoever has a licence shows it.
    internal static readonly Row[] Table =
    [
        new(Phrase.Interface, "skip advertisement", "nytimes", "skip advertisement"),
        new(Phrase.Interface, "skip advertisement", "", "story continues below advertisement"),
        new(Phrase.Interface, "recommended video", "", "recommended video"),
        new(Phrase.Interface, "most read in", "", "most read in"),
        new(Phrase.Interface, "republish button", "", "republish this story"),
        new(Phrase.Interface, "republish button", "", "republish our stories for free"),
        new(Phrase.Interface, "hiring banner", "", "we're hiring see jobs"),
        new(Phrase.Interface, "hiring banner", "", "we're hiring want to work"),
        new(Phrase.Interface, "crossword promo", "", "usa today crossword"),
        new(Phrase.Interface, "crossword promo", "", "play the daily crossword"),
        new(Phrase.Interface, "newsletter promo", "", "sign up for our usa today"),
        new(Phrase.Interface, "video prompt", "dailymail metro thesun", "scroll down for video"),
        new(Phrase.Interface, "comment prompt", "dailymail", "most watched news videos"),
        new(Phrase.Interface, "app promo", "foxnews foxbusiness", "click here to get the fox news app"),
        new(Phrase.Interface, "app promo", "cbsnews", "more from cbs news"),
        new(Phrase.Interface, "standards line", "reuters", "our standards the thomson reuters trust principles"),
        new(Phrase.Interface, "print line", "nytimes", "a version of this article appears in print on"),
        new(Phrase.Interface, "print line", "nytimes", "order reprints today's paper subscribe"),
        new(Phrase.Interface, "edited line", "ndtv", "has not been edited by ndtv staff"),
        new(Phrase.Interface, "edited line", "news18", "has not been edited by news18 staff"),
        new(Phrase.Interface, "edited line", "business-standard", "reworked by the business standard staff"),
        new(Phrase.Interface, "rights line", "punchng", "express written permission from punch"),
        new(Phrase.Interface, "advert questions", "cnn", "cnn values your feedback"),
        new(Phrase.Interface, "comment prompt", "dailymail thisismoney", "share or comment on this article"),
        new(Phrase.Interface, "newsletter promo", "theverge", "a free daily digest of the news that matters most"),
        new(Phrase.Interface, "newsletter promo", "latimes", "receive promotional content from the los angeles times"),
        new(Phrase.Interface, "mission line", "newsweek", "newsweek is committed to challenging conventional wisdom"),
        new(Phrase.Interface, "answer prompt", QuestionSites, "not the answer you're looking for"),
        new(Phrase.Interface, "tag prompt", QuestionSites, "browse other questions tagged"),
        new(Phrase.Interface, "edit prompt", QuestionSites, "improve this question"),
        new(Phrase.Interface, "edit prompt", QuestionSites, "improve this answer"),
        new(Phrase.Interface, "link disclaimer", "bbc", "not responsible for the content of external sites"),
        new(Phrase.Interface, "station promo", "", "people are also reading"),
        new(Phrase.Interface, "tips line", "dailymail", "mailonline.co.uk"),
        new(Phrase.Interface, "tips line", "thesun", "email us at exclusive the sun"),
        new(Phrase.Interface, "player controls", "", "toggle caption"),
        new(Phrase.Interface, "player controls", "", "hide caption toggle caption"),
        new(Phrase.Interface, "player controls", "npr", "embed iframe src https www.npr.org"),

        new(Phrase.Prompt, "newsletter promo", "", "sign up for"),
        new(Phrase.Prompt, "newsletter promo", "", "signing up for"),
        new(Phrase.Prompt, "newsletter promo", "", "enter your email"),
        new(Phrase.Prompt, "newsletter promo", "", "delivered to your inbox"),
        new(Phrase.Prompt, "subscription prompt", "", "subscribe to"),
        new(Phrase.Prompt, "subscription prompt", "", "free articles left"),
        new(Phrase.Prompt, "subscription prompt", "", "get unlimited access"),
        new(Phrase.Prompt, "account prompt", "", "sign in to"),
        new(Phrase.Prompt, "account prompt", "", "log in to"),
        new(Phrase.Prompt, "app promo", "", "download the"),
        new(Phrase.Prompt, "app promo", "", "get the app"),
        new(Phrase.Prompt, "app promo", "", "app store"),
        new(Phrase.Prompt, "follow prompt", "", "on facebook"),
        new(Phrase.Prompt, "follow prompt", "", "on instagram"),
        new(Phrase.Prompt, "crossword promo", "", "crossword"),
        new(Phrase.Prompt, "donation prompt", "", "needs your support"),

        new(Phrase.AgencyCopyright, "", "", "may not be published broadcast rewritten"),
        new(Phrase.AgencyCopyright, "", "", "may not be published broadcast written"),
        new(Phrase.AgencyCopyright, "", "", "material may not be reproduced distributed transmitted cached"),

        new(Phrase.AgencyCredit, "contributed", "", "the associated press contributed to this"),
        new(Phrase.AgencyCredit, "contributed", "", "reuters contributed to this"),
        new(Phrase.AgencyCredit, "writer", "", "associated press writer"),
        new(Phrase.AgencyCredit, "writer", "", "associated press writers"),
        new(Phrase.AgencyCredit, "writer", "", "ap business writer"),
        new(Phrase.AgencyCredit, "writer", "", "ap sports writer"),
        new(Phrase.AgencyCredit, "writer", "", "ap writer"),
        new(Phrase.AgencyCredit, "by", "", "by the associated press"),
        new(Phrase.AgencyCredit, "by", "", "by associated press"),
        new(Phrase.AgencyCredit, "reported", "", "associated press journalist"),
        new(Phrase.AgencyCredit, "reported", "", "associated press journalists"),
        new(Phrase.AgencyCredit, "reported", "", "associated press reporters"),
        new(Phrase.AgencyCredit, "copyright", "", "the associated press all rights reserved"),

        new(Phrase.PhotoCredit, "ap photo", "", "ap photo"),
        new(Phrase.PhotoCredit, "ap photo", "", "photo ap"),
        new(Phrase.PhotoCredit, "via ap", "", "via ap"),
        new(Phrase.PhotoCredit, "reuters", "", "reuters file photo"),
        new(Phrase.PhotoCredit, "afp", "", "afp via getty images"),
        new(Phrase.PhotoCredit, "afp", "", "afp getty images"),
        new(Phrase.PhotoCredit, "pool", "", "pool photo via ap"),

        new(Phrase.Release, "immediate", "", "for immediate release"),
        new(Phrase.Release, "vendor", "", "pr newswire"),
        new(Phrase.Release, "vendor", "", "prnewswire"),
        new(Phrase.Release, "vendor", "", "business wire"),
        new(Phrase.Release, "vendor", "", "globe newswire"),
        new(Phrase.Release, "vendor", "", "globenewswire"),
        new(Phrase.Release, "vendor", "", "ein presswire"),
        new(Phrase.Release, "contact", "", "media contact"),
        new(Phrase.Release, "contact", "", "media contacts"),
        new(Phrase.Release, "contact", "", "press contact"),
        new(Phrase.Release, "forward-looking", "", "forward looking statements"),
        new(Phrase.Release, "original", "", "view original content"),
        new(Phrase.Release, "original", "", "view source version on businesswire"),

        new(Phrase.FirstOn, "", "", "appeared first on"),
        new(Phrase.FirstOn, "", "", "first appeared on"),

        new(Phrase.Republication, "licence", "", "creative commons"),
        new(Phrase.Republication, "licence", "", "cc by"),
        new(Phrase.Republication, "republished", "", "is republished from"),
        new(Phrase.Republication, "republished", "", "republished with permission"),
        new(Phrase.Republication, "republished", "", "reprinted with permission"),
        new(Phrase.Republication, "republished", "", "used with permission"),
        new(Phrase.Republication, "originally", "", "was originally published"),
        new(Phrase.Republication, "originally", "", "originally appeared"),
        new(Phrase.Republication, "originally", "", "originally published by"),
        new(Phrase.Republication, "originally", "", "was first published"),
        new(Phrase.Republication, "originally", "", "was produced by"),

        new(Phrase.ReporterContact, "follow", "", "follow her on twitter"),
        new(Phrase.ReporterContact, "follow", "", "follow him on twitter"),
        new(Phrase.ReporterContact, "follow", "", "follow her on x"),
        new(Phrase.ReporterContact, "follow", "", "follow him on x"),
        new(Phrase.ReporterContact, "follow", "", "follow them on x"),
        new(Phrase.ReporterContact, "follow", "", "on x formerly twitter"),
        new(Phrase.ReporterContact, "reporter", "", "the reporter on this story can be reached"),
        new(Phrase.ReporterContact, "reporter", "", "contact the reporter on this story"),

        new(Phrase.Collected, "aggregator", "", "denial of responsibility"),
        new(Phrase.Collected, "aggregator", "", "is an automatic aggregator"),
        new(Phrase.Collected, "aggregator", "", "auto aggregated by a computer"),
        new(Phrase.Collected, "aggregator", "", "has been automatically aggregated"),
        new(Phrase.Collected, "aggregator", "", "have been automatically aggregated"),
        new(Phrase.Collected, "owners", "", "all materials to their authors"),
        new(Phrase.Collected, "owners", "", "copyright belongs to the original author"),
        new(Phrase.Collected, "owners", "", "copyright of the article belongs to the original"),
        new(Phrase.Collected, "owners", "", "copyright of this article belongs to the original"),
        new(Phrase.Collected, "removal", "", "do not want us to publish your materials"),
        new(Phrase.Collected, "removal", "", "the content will be deleted within 24 hours"),
        new(Phrase.Collected, "removal", "", "if there is any infringement please contact"),
        new(Phrase.Collected, "removal", "", "if there is infringement please contact"),
        new(Phrase.Collected, "removal", "", "if it infringes your rights please contact"),
        new(Phrase.Collected, "views", "", "does not represent the views of this website"),
        new(Phrase.Collected, "views", "", "does not represent the position of this website"),
        new(Phrase.Collected, "views", "", "does not represent the views of this site"),
        new(Phrase.Collected, "purpose", "", "the purpose of transmitting more information"),
        new(Phrase.Collected, "purpose", "", "the purpose of conveying more information"),
        new(Phrase.Collected, "purpose", "", "the purpose of disseminating more information"),
    ];

    private const int Slots = 512;
    private static readonly ulong[] Keys = new ulong[Slots];
    private static readonly int[][] Entries = new int[Slots][];
    private static readonly ulong[][] Words = Prepare();

    private readonly List<PhraseHit> _hits = [];

    private Phrases(PageText text)
    {
        var tokens = text.Tokens;
        for (var t = 0; t < tokens.Length; t++)
        {
            var slot = (int)tokens[t].Hash & (Slots - 1);
            while (Keys[slot] != 0 && Keys[slot] != tokens[t].Hash) slot = (slot + 1) & (Slots - 1);
            if (Keys[slot] == 0) continue;
            foreach (var entry in Entries[slot])
                if (Matches(tokens, t, Words[entry]))
                    _hits.Add(new PhraseHit(Table[entry].Kind, entry, t, Words[entry].Length));
        }
    }

    /// <summary>In order of the text.</summary>
    public IReadOnlyList<PhraseHit> All => _hits;

    public static Phrases Of(Observation seen) => seen.Shared(static observation => new Phrases(observation.Page.Text));

    /// <summary>The first hit of a kind, or null.</summary>
    public PhraseHit? First(Phrase kind)
    {
        foreach (var hit in _hits)
            if (hit.Kind == kind)
                return hit;
        return null;
    }

    public int CountOf(Phrase kind)
    {
        var n = 0;
        foreach (var hit in _hits)
            if (hit.Kind == kind)
                n++;
        return n;
    }

    private static bool Matches(ReadOnlySpan<Token> tokens, int at, ulong[] words)
    {
        if (at + words.Length > tokens.Length) return false;
        for (var i = 1; i < words.Length; i++)
            if (tokens[at + i].Hash != words[i])
                return false;
        return true;
    }

    private static ulong[][] Prepare()
    {
        var words = new ulong[Table.Length][];
        for (var entry = 0; entry < Table.Length; entry++)
        {
            var split = Table[entry].Text.Split([' ', '.']);
            words[entry] = Array.ConvertAll(split, static word => WordHash.Of(word));
            var first = words[entry][0];
            var slot = (int)first & (Slots - 1);
            while (Keys[slot] != 0 && Keys[slot] != first) slot = (slot + 1) & (Slots - 1);
            Keys[slot] = first;
            Entries[slot] = [.. Entries[slot] ?? [], entry];
        }
        return words;
    }
}
