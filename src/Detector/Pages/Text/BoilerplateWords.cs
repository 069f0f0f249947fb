namespace Detector.Pages.Text;

/// <summary>What single words tell about a short block, by groups: the vocabulary of boilerplate, and the little words that only prose is full of.</summary>
internal static class BoilerplateWords
{
    public const int Groups = 15;

    /// <summary>The group of function words: frequent in prose of any subject, rare in menus and lists.</summary>
    public const int Function = 0;

    private const int Slots = 2048;
    private static readonly ulong[] Keys = new ulong[Slots];
    private static readonly ushort[] Masks = new ushort[Slots];

    static BoilerplateWords()
    {
        Add(Function, "the of and to a in is that for it was with as be on not he his but at are this have from or had an they which one were her she will their we there been has when who more if no out so said what up its about into than them can only other time some could these two may then do first any my now such like our over me even most made after also did many before must through back where much your way well down should because each just those people how too good very make still own see work here between both life being under never same another know while last might us great go come since against right came take used himself few use place during without again home around small however found thought went say part once general high upon every don't does got united left number course war until always away something fact water less public put thing almost hand enough far took head yet government system better set told nothing night end why called didn't eyes find going look asked later knew der die und das ist nicht ein eine den dem des mit auf für von sich auch als an es im zu er sie wird aus bei nach wie einer noch war oder hat um sind haben nur über le la les et des en un une du est que dans qui pour pas sur au avec il elle ce son par plus se sont mais ou nous vous el los las de y del se con para una su al lo como más pero sus le ha este sí porque esta entre cuando il di che è non per del della sono da con si ma anche het een van dat niet te op voor zijn met die er maar aan ook als i på er det at og som ikke o da do em é não um uma os no na w z na nie się do jest и в не на что с как это".Split(' '));
        Add(1, "share", "tweet", "facebook", "twitter", "pinterest", "whatsapp", "linkedin", "email", "print", "copy", "link", "reddit", "telegram", "instagram", "youtube", "tumblr", "teilen", "drucken", "partager", "imprimer", "compartir", "condividi", "follow", "like", "flipboard", "messenger", "x", "tiktok", "save", "bookmark");
        Add(2, "subscribe", "newsletter", "newsletters", "sign", "signup", "inbox", "abonnieren", "abonnez", "inscrivez", "suscríbete", "suscribirse", "iscriviti", "updates", "alerts", "delivered", "subscribers", "subscription", "unsubscribe", "subscriber");
        Add(3, "copyright", "rights", "reserved", "terms", "privacy", "policy", "cookies", "cookie", "datenschutz", "impressum", "agb", "mentions", "légales", "consent", "conditions", "disclaimer", "powered", "trademarks", "inc", "llc", "ltd", "gmbh", "sitemap", "accept", "agree");
        Add(4, "related", "recommended", "popular", "trending", "more", "read", "next", "previous", "also", "latest", "similar", "mehr", "lire", "aussi", "más", "leer", "ähnliche", "weitere", "most", "articles", "stories", "posts", "continue", "reading", "news", "headlines", "beiträge", "artikel", "noticias", "leggi", "topics", "explore", "discover");
        Add(5, "comment", "comments", "reply", "replies", "kommentar", "kommentare", "commentaires", "commentaire", "comentarios", "comentario", "responder", "antworten", "antwort", "répondre", "leave", "permalink", "quote", "report", "likes", "upvote", "points", "respuestas");
        Add(6, "advertisement", "advertisements", "sponsored", "ad", "ads", "anzeige", "werbung", "publicité", "publicidad", "promoted", "advertise", "advertising", "affiliate", "commission");
        Add(7, "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "ago", "minutes", "hours", "hour", "min", "days", "months", "updated", "published", "posted", "am", "pm", "gmt", "est", "edt", "pst", "uhr", "januar", "februar", "märz", "mai", "juni", "juli", "oktober", "dezember", "janvier", "février", "mars", "avril", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre", "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre", "date", "edited", "joined");
        Add(8, "by", "von", "par", "por", "author", "editor", "reporter", "correspondent", "written", "writer", "autor", "auteur", "contributor", "staff", "bio", "journalist", "view", "profile", "posts");
        Add(9, "click", "here", "download", "buy", "shop", "cart", "add", "order", "contact", "get", "learn", "view", "see", "watch", "book", "demo", "free", "try", "start", "started", "join", "donate", "apply", "find", "explore", "call", "request", "quote", "submit", "send", "enter", "choose", "select", "wishlist", "compare", "checkout", "pay", "browse", "show", "all", "sale", "save", "off", "hide", "expand");
        Add(10, "login", "log", "register", "account", "password", "username", "member", "members", "anmelden", "registrieren", "connexion", "identifiez", "iniciar", "sesión", "logout", "profile", "user", "guest", "moderator", "messages", "reputation", "location");
        Add(11, "menu", "search", "home", "skip", "navigation", "close", "open", "toggle", "back", "top", "loading", "javascript", "browser", "enable", "suche", "accueil", "inicio", "page", "pages", "site", "website", "categories", "category", "tags", "tag", "filed", "filter", "sort", "results", "help", "faq", "about", "us", "language", "english", "settings", "views", "index", "kategorie", "kategorien", "catégorie", "etiquetas", "schlagwörter");
        Add(12, "photo", "photos", "image", "images", "picture", "credit", "getty", "courtesy", "via", "reuters", "ap", "afp", "caption", "video", "gallery", "slideshow", "photograph", "photographer", "foto", "bild", "fotos", "shutterstock", "istock", "crédit", "images", "play", "audio", "listen", "figure", "illustration", "file", "pictured", "screenshot", "embed");
        Add(13, "reporting", "editing", "source", "sources", "originally", "contributed", "contributing", "quelle", "fuente", "appeared", "report", "reported", "press", "contact", "associated", "correction", "tips", "edited", "additional", "disclosure", "note", "references", "isbn");
        Add(14, "i", "my", "me", "i'm", "i've", "i'd", "mine", "you", "your", "anyone", "thanks", "hi", "hello", "imo", "lol", "ich", "mein", "je", "yo");
    }

    /// <summary>One bit per group the word belongs to.</summary>
    public static int Of(ulong hash)
    {
        for (var slot = (int)hash & (Slots - 1); Keys[slot] != 0; slot = (slot + 1) & (Slots - 1))
            if (Keys[slot] == hash)
                return Masks[slot];
        return 0;
    }

    private static void Add(int group, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            var hash = WordHash.Of(word);
            var slot = (int)hash & (Slots - 1);
            while (Keys[slot] != 0 && Keys[slot] != hash) slot = (slot + 1) & (Slots - 1);
            Keys[slot] = hash;
            Masks[slot] |= (ushort)(1 << group);
        }
    }
}
