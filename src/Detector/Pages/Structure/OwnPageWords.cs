using System.Collections.Frozen;
using Detector.Pages.Text;

namespace Detector.Pages.Structure;

/// <summary>
/// Recognises links to what a publication or business says about itself, by their words or the last part of their address, in the languages the reader knows.
/// Words must be the whole link: "About" is a page about the site, "About 30 people were hurt" is a headline.
/// </summary>
internal static class OwnPageWords
{
    private const int LongestPhrase = 5;

    private static readonly Dictionary<ulong, OwnPages> ByPhrase = [];
    private static readonly Dictionary<string, OwnPages> BySlug = new(StringComparer.OrdinalIgnoreCase);
    private static readonly FrozenDictionary<ulong, OwnPages> Phrases;
    private static readonly FrozenDictionary<string, OwnPages>.AlternateLookup<ReadOnlySpan<char>> Slugs;

    static OwnPageWords()
    {
        Add(OwnPages.About, "about", "about us", "about me", "about this site", "about the site", "who we are", "our story", "our mission", "über uns", "über mich", "wir über uns", "à propos", "qui sommes nous", "a propos", "acerca de",
            "quiénes somos", "quienes somos", "sobre nosotros", "nosotros", "chi siamo", "chi sono", "sobre", "sobre nós", "quem somos", "over ons", "over mij", "o nas", "o mnie", "о нас", "о проекте", "о сайте", "о компании", "about page", "history", "our history", "our team");
        Add(OwnPages.Contact, "contact", "contact us", "contact me", "contacts", "get in touch", "contact info", "contact information", "kontakt", "contactez nous", "nous contacter", "contacto", "contáctanos", "contactar", "contatti", "contattaci", "contato",
            "fale conosco", "contactos", "contact opnemen", "skontaktuj się", "контакты", "обратная связь", "contact form", "kontaktformular", "feedback", "write to us", "email us");
        Add(OwnPages.Editorial, "editorial policy", "editorial guidelines", "editorial standards", "ethics policy", "code of ethics", "corrections", "corrections policy", "fact checking policy", "standards", "our standards", "ethics", "redaktionsstatut",
            "charte éditoriale", "ligne éditoriale", "política editorial", "linea editoriale", "codice etico", "principios editoriales", "редакционная политика", "publishing principles", "journalistic standards", "report an error", "submit a correction",
            "trust project", "community guidelines", "ownership", "ownership statement", "mission statement");
        Add(OwnPages.Staff, "staff", "our staff", "masthead", "newsroom", "newsroom staff", "meet the team", "meet the staff", "editorial team", "editorial staff", "editorial board", "team", "das team", "redaktion", "unser team", "équipe", "notre équipe", "la rédaction", "l'équipe", "equipo",
            "redacción", "redazione", "la redazione", "equipe", "redação", "expediente", "redactie", "redakcja", "zespół", "редакция", "команда", "our writers", "our authors", "staff directory", "authors", "leadership", "bios", "news team");
        Add(OwnPages.Legal, "privacy", "privacy policy", "privacy notice", "privacy statement", "privacy center", "terms", "terms of use", "terms of service", "terms and conditions", "terms & conditions", "terms conditions", "legal", "legal notice", "disclaimer", "cookie policy", "dmca",
            "copyright", "copyright notice", "impressum", "datenschutz", "datenschutzerklärung", "agb", "mentions légales", "politique de confidentialité", "confidentialité", "cgu", "aviso legal", "política de privacidad", "política de privacidade", "términos y condiciones",
            "privacidad", "privacidade", "termos de uso", "note legali", "privacy e cookie", "informativa privacy", "colofon", "privacyverklaring", "privacybeleid", "algemene voorwaarden", "regulamin", "polityka prywatności", "политика конфиденциальности", "пользовательское соглашение", "правила");
        Add(OwnPages.Advertise, "advertise", "advertise with us", "advertising", "media kit", "media kits", "mediadaten", "werbung", "werben", "anzeigen", "publicité", "annonceurs", "publicidad", "anúnciese", "anunciese", "pubblicità", "publicidade", "anuncie", "adverteren", "reklama", "реклама", "реклама на сайте");
        Add(OwnPages.Subscribe, "subscribe", "subscription", "subscriptions", "subscribe now", "newsletter", "newsletters", "email newsletters", "abo", "abonnement", "abonnieren", "s'abonner", "abonnez vous", "suscríbete", "suscribirse", "suscripciones", "abbonati", "abbonamenti", "assine",
            "assinar", "abonneren", "prenumerata", "подписка", "подписаться", "e edition", "print edition", "donate", "support us", "become a member", "membership", "give now");
        Slug(OwnPages.About, "about", "about-us", "aboutus", "about_us", "about-me", "who-we-are", "ueber-uns", "uber-uns", "a-propos", "qui-sommes-nous", "acerca-de", "quienes-somos", "chi-siamo", "quem-somos", "sobre", "over-ons", "o-nas");
        Slug(OwnPages.Contact, "contact", "contact-us", "contactus", "contact_us", "contacts", "kontakt", "contacto", "contatti", "contato", "nous-contacter", "contactez-nous", "kontakty");
        Slug(OwnPages.Editorial, "editorial-policy", "editorial-guidelines", "editorial-standards", "corrections", "corrections-policy", "ethics", "ethics-policy", "standards", "publishing-principles", "fact-checking-policy");
        Slug(OwnPages.Staff, "staff", "our-staff", "masthead", "newsroom", "our-team", "meet-the-team", "team", "redaktion", "redazione", "redaccion", "equipe", "staff-directory", "editorial-team");
        Slug(OwnPages.Legal, "privacy", "privacy-policy", "privacypolicy", "privacy_policy", "terms", "terms-of-use", "terms-of-service", "terms-and-conditions", "legal", "disclaimer", "impressum", "datenschutz", "datenschutzerklaerung", "agb", "mentions-legales", "aviso-legal",
            "politica-de-privacidad", "politica-de-privacidade", "note-legali", "privacyverklaring", "regulamin", "polityka-prywatnosci", "dmca", "cookie-policy");
        Slug(OwnPages.Advertise, "advertise", "advertising", "advertise-with-us", "media-kit", "mediakit", "mediadaten", "publicite", "publicidad", "reklama");
        Slug(OwnPages.Subscribe, "subscribe", "subscription", "subscriptions", "newsletter", "newsletters", "abo", "abonnement", "donate", "membership");
        Phrases = ByPhrase.ToFrozenDictionary();
        Slugs = BySlug.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public static OwnPages OfWords(ReadOnlySpan<Token> words)
    {
        if (words.Length is 0 or > LongestPhrase) return OwnPages.None;
        var state = 0UL;
        foreach (ref readonly var word in words) state = Next(state, word.Hash);
        return Phrases.TryGetValue(state, out var own) ? own : OwnPages.None;
    }

    /// <summary>By the last part of the path, its ending (.html) left out.</summary>
    public static OwnPages OfPath(ReadOnlySpan<char> path)
    {
        var end = path.IndexOfAny('?', '#');
        if (end >= 0) path = path[..end];
        path = path.TrimEnd('/');
        var part = path[(path.LastIndexOf('/') + 1)..];
        var dot = part.IndexOf('.');
        if (dot > 0) part = part[..dot];
        return part.Length is >= 3 and <= 26 && Slugs.TryGetValue(part, out var own) ? own : OwnPages.None;
    }

    private static ulong Next(ulong state, ulong word) => (state ^ word) * 0x9E3779B97F4A7C15;

    private static void Add(OwnPages own, params ReadOnlySpan<string> phrases)
    {
        foreach (var phrase in phrases)
        {
            var state = 0UL;
            foreach (var word in phrase.Split([' ', '&'], StringSplitOptions.RemoveEmptyEntries)) state = Next(state, WordHash.Of(word));
            ByPhrase[state] = own;
        }
    }

    private static void Slug(OwnPages own, params ReadOnlySpan<string> slugs)
    {
        foreach (var slug in slugs) BySlug[slug] = own;
    }
}
