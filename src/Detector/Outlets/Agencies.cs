namespace Detector.Outlets;

/// <summary>The place on a page where an agency's name is a credit.</summary>
[Flags]
public enum CreditSlots
{
    None = 0,

    /// <summary>After the place name that opens a story: <c>WASHINGTON (AP) —</c>.</summary>
    Dateline = 1,

    /// <summary>Under the headline: <c>By JANE DOE, Associated Press</c>.</summary>
    Byline = 2,

    /// <summary>Beside a picture: <c>(AP Photo/…)</c>, <c>Credit: AP</c>.</summary>
    Photo = 4,

    /// <summary>In the last lines: <c>Copyright 2024 The Associated Press</c>.</summary>
    Copyright = 8,
}

/// <summary>One way an agency is credited in print.</summary>
/// <param name="Tag">Exactly as printed, case included.</param>
/// <param name="Agency">The agency's name in <see cref="KnownOutlets"/>.</param>
/// <param name="Slots">Where this spelling counts as a credit.</param>
public sealed record CreditTag(string Tag, string Agency, CreditSlots Slots);

/// <summary>
/// How the agencies sign their stories. A tag shows that a text comes from an agency, not that the site may print it: scrapers keep the
/// dateline, and subscribers may drop it.
/// </summary>
public static class Agencies
{
    private const CreditSlots Named = CreditSlots.Byline | CreditSlots.Photo | CreditSlots.Copyright;
    private const CreditSlots Initials = CreditSlots.Byline | CreditSlots.Photo;

    private static readonly Lazy<CreditTag[]> Table = new(Build);
    private static readonly Lazy<Dictionary<string, CreditTag>> ByPrinted =
        new(() => Table.Value.ToDictionary(tag => tag.Tag, StringComparer.Ordinal));

    /// <summary>All tags.</summary>
    public static IReadOnlyList<CreditTag> Credits => Table.Value;

    /// <summary>
    /// The tag printed exactly so (white space around it is dropped), if it counts in this slot; null otherwise. Case matters: <c>(AP)</c> is a
    /// credit and <c>(ap)</c> is not.
    /// </summary>
    public static CreditTag? Find(ReadOnlySpan<char> printed, CreditSlots slot) =>
        ByPrinted.Value.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(printed.Trim(), out var tag) && (tag.Slots & slot) != 0 ? tag : null;

    /// <summary>
    /// The first dateline tag in brackets in an opening (<c>(AP)</c>, <c>(Reuters)</c>, <c>(dpa)</c>) and the index of its bracket; -1 and null when there
    /// is none. Pass the first 200 characters or so of a paragraph.
    /// </summary>
    public static (int Index, CreditTag? Tag) FindDateline(ReadOnlySpan<char> opening)
    {
        for (var at = 0; at < opening.Length; at++)
        {
            if (opening[at] != '(') continue;
            var close = opening[at..].IndexOf(')');
            if (close < 0) break;
            if (Find(opening.Slice(at, close + 1), CreditSlots.Dateline) is { } tag) return (at, tag);
        }
        return (-1, null);
    }

    private static CreditTag[] Build()
    {
        var tags = new List<CreditTag>();
        Add("Associated Press", ["(AP)"], ["AP"], ["Associated Press", "The Associated Press", "ASSOCIATED PRESS", "AP News", "AP Photo", "The AP"]);
        Add("Reuters", ["(Reuters)", "(REUTERS)"], [], ["Reuters", "REUTERS", "Thomson Reuters", "Reuters News Agency"]);
        Add("Agence France-Presse", ["(AFP)", "(AFP/Relaxnews)"], ["AFP"], ["Agence France-Presse", "Agence France Presse", "AFP via Getty Images", "AFP Relaxnews"]);
        Add("Deutsche Presse-Agentur", ["(dpa)", "(dpa-AFX)", "(dpa/lhe)", "(dpa/tmn)", "(DPA)"], ["dpa", "dpa-AFX"], ["Deutsche Presse-Agentur", "dpa International", "dpa-infocom"]);
        Add("PA Media", ["(PA)"], ["PA"], ["PA Media", "Press Association", "PA Wire", "PA News Agency"]);
        Add("The Canadian Press", ["(CP)"], ["CP"], ["The Canadian Press", "Canadian Press", "THE CANADIAN PRESS", "La Presse Canadienne"]);
        Add("Tribune News Service", ["(TNS)", "(MCT)"], ["TNS"], ["Tribune News Service", "Tribune Content Agency", "McClatchy-Tribune"]);
        Add("United Press International", ["(UPI)"], ["UPI"], ["United Press International", "UPI.com"]);
        Add("Bloomberg News", ["(Bloomberg)"], [], ["Bloomberg", "Bloomberg News", "Bloomberg L.P."]);
        Add("Xinhua", ["(Xinhua)"], [], ["Xinhua", "Xinhua News Agency", "Xinhuanet"]);
        Add("EFE", ["(EFE)", "(EFE).-"], ["EFE"], ["Agencia EFE", "EFE News"]);
        Add("Europa Press", ["(EUROPA PRESS)", "(Europa Press)"], [], ["Europa Press", "EUROPA PRESS"]);
        Add("ANSA", ["(ANSA)"], ["ANSA"], ["Agenzia ANSA"]);
        Add("Adnkronos", ["(Adnkronos)"], [], ["Adnkronos"]);
        Add("Kyodo News", ["(Kyodo)"], [], ["Kyodo", "Kyodo News"]);
        Add("Jiji Press", ["(Jiji Press)"], [], ["Jiji Press", "Jiji"]);
        Add("Yonhap News Agency", ["(Yonhap)"], [], ["Yonhap", "Yonhap News Agency"]);
        Add("TASS", ["/TASS/", "(TASS)"], ["TASS", "ТАСС"], ["TASS News Agency"]);
        Add("RIA Novosti", ["(RIA Novosti)"], [], ["RIA Novosti", "РИА Новости"]);
        Add("Interfax", ["(Interfax)"], [], ["Interfax", "Интерфакс"]);
        Add("Press Trust of India", ["(PTI)"], ["PTI"], ["Press Trust of India"]);
        Add("Asian News International", ["(ANI)", "[ANI]"], ["ANI"], ["Asian News International"]);
        Add("Indo-Asian News Service", ["(IANS)"], ["IANS"], ["Indo-Asian News Service"]);
        Add("Australian Associated Press", ["(AAP)"], ["AAP"], ["Australian Associated Press", "AAP Newswire"]);
        Add("Austria Presse Agentur", ["(APA)", "(APA/dpa)", "(APA/AFP)", "(APA/Reuters)"], ["APA"], ["Austria Presse Agentur"]);
        Add("Keystone-SDA", ["(sda)", "(SDA)"], ["sda"], ["Keystone-SDA"]);
        Add("Polska Agencja Prasowa", ["(PAP)"], ["PAP"], ["Polska Agencja Prasowa"]);
        Add("Algemeen Nederlands Persbureau", ["(ANP)"], ["ANP"], ["Algemeen Nederlands Persbureau"]);
        Add("Belga", ["(Belga)", "(BELGA)"], [], ["Belga", "Belga News Agency"]);
        Add("Lusa", ["(Lusa)"], [], ["Lusa", "Agência Lusa"]);
        Add("Anadolu Agency", ["(AA)"], ["AA"], ["Anadolu Agency", "Anadolu"]);
        Add("Religion News Service", ["(RNS)"], ["RNS"], ["Religion News Service"]);
        Add("Catholic News Agency", ["(CNA)"], ["CNA"], ["Catholic News Agency"]);
        Add("Jewish Telegraphic Agency", ["(JTA)"], ["JTA"], ["Jewish Telegraphic Agency"]);
        Add("CNN Newsource", ["(CNN)"], [], ["CNN Newsource", "CNN Wire"]);
        Add("Inter Press Service", ["(IPS)"], ["IPS"], ["Inter Press Service"]);
        Add("News Agency of Nigeria", ["(NAN)"], ["NAN"], ["News Agency of Nigeria"]);
        Add("Antara", ["(ANTARA)"], [], ["ANTARA", "Antara News"]);
        Add("Bernama", ["(Bernama)"], [], ["Bernama"]);
        Add("Courthouse News Service", ["(CN)"], [], ["Courthouse News Service"]);
        Add("KFF Health News", ["(KFF Health News)", "(KHN)"], [], ["KFF Health News", "Kaiser Health News"]);
        Add("The Center Square", ["(The Center Square)"], [], ["The Center Square"]);
        return [.. tags];

        void Add(string agency, string[] datelines, string[] initials, string[] names)
        {
            foreach (var tag in datelines) tags.Add(new CreditTag(tag, agency, CreditSlots.Dateline));
            foreach (var tag in initials) tags.Add(new CreditTag(tag, agency, Initials));
            foreach (var tag in names) tags.Add(new CreditTag(tag, agency, Named));
        }
    }
}
