namespace Detector.Training.Simulate.Words;

/// <summary>Words of farm kits: reaction counters, list headings, disclaimers, interface words left from a source. Invented or common, in many languages.</summary>
internal static class Widgets
{
    private static readonly string[] s_likes = ["veryGood!", "Good!", "Great!", "Useful!", "So good", "Well done!", "Like it", "Nice!", "Praise", "Top!", "Thumbs up", "Agree", "Wonderful", "Awesome!", "Helpful", "sehr gut!", "Gefällt mir", "Super!", "très bien!", "J'aime", "Utile !", "¡muy bien!", "Me gusta", "Útil", "Molto bene!", "Mi piace", "Muito bom!", "Curtir", "Bardzo dobre!", "Lubię to", "Heel goed!", "Очень хорошо!", "Нравится", "很好", "赞", "顶", "いいね", "좋아요", "Çok iyi!"];
    private static readonly (string A, string B, string C)[] s_lists =
    [
        ("Related", "Ranking", "Recommendation"), ("Relevant", "Hot", "Recommend"), ("Similar", "Popular list", "Guess you like"), ("Related articles", "Hits", "Random"), ("Relevant news", "Top list", "Picture"), ("Verwandt", "Rangliste", "Empfehlung"),
        ("En relation", "Classement", "Recommandation"), ("Relacionado", "Clasificación", "Recomendación"), ("Correlati", "Classifica", "Raccomandazione"), ("Powiązane", "Ranking", "Rekomendacje"), ("相关", "排行", "推荐"), ("Latest", "Week ranking", "Editor recommends"), ("Previous", "Hot articles", "Friendly links"),
    ];
    private static readonly string[] s_crumbs = ["Current:", "Current Location:", "Position:", "Location: ", "You are at:", "Place:", "Your position:", "Now:", "Here:", "Standort:", "Position actuelle:", "Ubicación:", "当前位置:"];
    private static readonly string[] s_views = ["View", "Views", "Hits", "Read", "Click", "Browse", "Reading", "Vues", "Aufrufe", "Vistas"];
    private static readonly string[] s_dates = ["Date:", "Time:", "Release time:", "Update:", "Publish:", "Posted:", "Datum:", "Fecha:"];
    public static readonly string[] FinanceCategories = ["Markets", "Finance", "Stocks", "Invest", "Trading", "Crypto", "Exchange", "Wealth", "Funds", "Forex"];
    public static readonly string[] NavigationCategories = ["Contact", "My", "Back", "Scams", "reviews", "Contact-us", "Login", "Help", "About", "Index", "Home2", "List"];

    private static readonly string[] s_who = ["This article", "The content of this page", "This text", "The above content", "The information here", "This post"];
    private static readonly string[] s_from = ["was collected from the internet", "is reprinted from other media", "is forwarded by a user", "comes from network reprints", "was shared for learning purposes"];
    private static readonly string[] s_rights = ["the copyright belongs to the original writer", "all rights stay with the original source", "ownership remains with whoever wrote it", "copyright is held by its creator"];
    private static readonly string[] s_advice = ["and nothing in it is advice to invest.", "and it does not represent the view of this site or any investment suggestion.", "please contact us for deletion if it infringes.", "and readers bear any investment risk themselves.", "if there is infringement, write to us and it will be removed within 24 hours."];

    private static readonly string[] s_residues =
    [
        "SKIP ADVERTISEMENT", "Story continues below advertisement", "RECOMMENDED VIDEO", "Most read in {0}", "Read More on {0}", "Republish This Story", "We're hiring! See jobs at {0}", "Sign up for the {0} morning briefing", "Advertisement - story continues below",
        "ALSO READ: {1}", "More from {0}: {1}", "Get {0} Premium", "Download the {0} app here", "Follow {0} on Facebook and X", "Today's {0} crossword: play now", "Sign in to {0} to comment", "You have {2} free articles left this month. Subscribe to {0}", "Watch: {1}", "Enter your email to get {0} alerts", "Our journalism needs your support. Give to {0}",
    ];

    public static string Like(Chance c) => c.Pick(s_likes);
    public static (string A, string B, string C) ListHeads(Chance c) => c.Pick(s_lists);
    public static string Crumb(Chance c) => c.Pick(s_crumbs);
    public static string View(Chance c) => c.Pick(s_views);
    public static string DateWord(Chance c) => c.Pick(s_dates);
    public static string Disclaimer(Chance c) => $"{c.Pick((string[])["Statement: ", "Disclaimer: ", "Note: ", "", ""])}{c.Pick(s_who)} {c.Pick(s_from)}, {c.Pick(s_rights)}, {c.Pick(s_advice)}";
    public static string Residue(Chance c, string outlet, string headline) => string.Format(c.Pick(s_residues), outlet, headline, c.Between(1, 5));
    public static string Mojibake(Chance c) => c.Pick((string[])["91å…”", "91å¿", "è‰²", "ä¸€çº§", "æ¬§ç¾Ž", "ãƒãƒ", "Ð¿Ð¾Ñ€", "91短", "ï¼ˆåœ¨çº¿", "ç¦åˆ©"]) + c.Pick((string[])["", "è§†é¢‘", "€", "™", "ˆ"]);

    /// <summary>What the link to a takedown procedure is called.</summary>
    public static string TakedownLink(Chance c) => c.Pick((string[])["DMCA", "DMCA", "DMCA Policy", "DMCA Notice", "Copyright / DMCA"]);
}
