namespace Detector.Training.Simulate.Words;

/// <summary>What a site's own interface says, per language of its stories. Honest and farm pages draw from the same lists.</summary>
internal sealed record Labels
{
    public required string Home { get; init; }
    public required string By { get; init; }
    public required string[] Published { get; init; }
    public required string Updated { get; init; }
    public required string[] Related { get; init; }
    public required string[] Popular { get; init; }
    public required string[] More { get; init; }
    public required string[] About { get; init; }
    public required string[] Nav { get; init; }
    public required string Search { get; init; }
    public required string[] Cookie { get; init; }
    public required string[] Rights { get; init; }
    public required string[] Share { get; init; }
    public required string[] Comments { get; init; }
    public required string Tags { get; init; }
    public required string Ad { get; init; }
    public required string[] Newsletter { get; init; }
    public required string[] Months { get; init; }
    /// <summary>Section names by topic, in the order of <see cref="Topic"/>; alternatives split by a bar.</summary>
    public required string[] Sections { get; init; }

    public static Labels For(string lang) => s_all.TryGetValue(lang, out var labels) ? labels : s_all["en"];

    public string Section(Topic topic, Chance chance) => chance.Pick(Sections[(int)topic].Split('|'));

    public static readonly IReadOnlyList<(string Lang, HashSet<string> Words)> FunctionWords =
    [
        ("en", Set("the of and to in that is was for with he she on at by this they from are have it")),
        ("de", Set("der die das und ist nicht mit von den ein eine auf für sich dem zu wird auch im es")),
        ("fr", Set("le la les des et une est dans pour que qui sur pas au avec du ce il plus sont")),
        ("es", Set("el los las del una que por con para es se su al como más lo fue pero en ha")),
        ("pl", Set("i w na z się nie do jest to że o jak po od przez dla oraz są ale tym")),
    ];

    private static HashSet<string> Set(string words) => new(words.Split(' '), StringComparer.Ordinal);

    private static readonly Dictionary<string, Labels> s_all = new(StringComparer.Ordinal)
    {
        ["en"] = new Labels
        {
            Home = "Home", By = "By", Published = ["Published", "Posted", "Posted on", "Published:", ""], Updated = "Updated",
            Related = ["Related", "Related Articles", "Related stories", "You may also like", "More on this topic", "Read next", "See also", "In this section"],
            Popular = ["Most Read", "Most Popular", "Trending", "Top Stories", "Latest", "Recent Posts", "Latest headlines", "Don't miss", "People are also reading..."],
            More = ["More", "More from this section", "Latest news", "Around the area", "In case you missed it", "Recommended"],
            About = ["About", "About Us", "Contact", "Contact Us", "Privacy Policy", "Terms of Use", "Advertise", "Newsletter", "Careers", "Site Map", "Accessibility", "Corrections", "Help", "Submit a tip", "RSS", "Archives"],
            Nav = ["News", "Local", "Sports", "Business", "Opinion", "Weather", "Politics", "Health", "Entertainment", "Life", "World", "Technology", "Video", "Events", "Obituaries", "Community", "Education", "Science", "Travel", "Food", "Photos", "Podcasts", "Jobs", "Classifieds"],
            Search = "Search", Cookie = ["We use cookies to improve your experience. By using this site you agree to our cookie policy.", "This website uses cookies. Accept | Manage preferences", "We value your privacy. Accept all Reject all"],
            Rights = ["All rights reserved.", "All Rights Reserved", "", "Use of this site constitutes acceptance of our terms."],
            Share = ["Share", "Share this", "Share on Facebook", "Tweet", "Email", "Print", "Copy link", "WhatsApp"],
            Comments = ["Comments", "Leave a Reply", "0 Comments", "Join the conversation", "Post a comment"],
            Tags = "Tags", Ad = "Advertisement", Newsletter = ["Sign up for our newsletter", "Get the day's headlines in your inbox", "Subscribe to our daily email"],
            Months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
            Sections = ["News|Latest|Top Stories", "Politics|Nation|Government", "Business|Economy|Money", "Sports|Sport", "Health|Wellness", "Science|Environment", "Technology|Tech|Computing", "Entertainment|Arts|Culture", "Crime|Courts|News|Public Safety", "World|International|Nation & World", "Food|Recipes|Kitchen", "Travel|Outdoors"],
        },
        ["de"] = new Labels
        {
            Home = "Startseite", By = "Von", Published = ["Veröffentlicht am", "Stand:", "", "vom"], Updated = "Aktualisiert",
            Related = ["Mehr zum Thema", "Verwandte Artikel", "Das könnte Sie auch interessieren", "Lesen Sie auch"],
            Popular = ["Meistgelesen", "Beliebte Beiträge", "Neueste Beiträge", "Aktuell", "Top-Themen"],
            More = ["Weitere Artikel", "Mehr aus der Rubrik", "Empfehlungen", "Auch interessant"],
            About = ["Impressum", "Datenschutz", "Kontakt", "Über uns", "AGB", "Mediadaten", "Newsletter", "Abo", "Hilfe", "Archiv"],
            Nav = ["Nachrichten", "Politik", "Wirtschaft", "Sport", "Kultur", "Regional", "Wissen", "Gesundheit", "Reise", "Auto", "Digital", "Panorama", "Meinung", "Video", "Wetter", "Stellenmarkt"],
            Search = "Suche", Cookie = ["Diese Website verwendet Cookies. Mehr erfahren | Akzeptieren", "Wir und unsere Partner nutzen Cookies. Zustimmen Ablehnen"],
            Rights = ["Alle Rechte vorbehalten.", ""], Share = ["Teilen", "Twittern", "E-Mail", "Drucken", "WhatsApp"],
            Comments = ["Kommentare", "Schreibe einen Kommentar", "Kommentar verfassen"], Tags = "Schlagwörter", Ad = "Anzeige", Newsletter = ["Newsletter abonnieren", "Jeden Morgen das Wichtigste"],
            Months = ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"],
            Sections = ["Nachrichten|Aktuelles|News", "Politik|Inland", "Wirtschaft|Finanzen", "Sport", "Gesundheit", "Wissen|Wissenschaft", "Digital|Technik", "Kultur|Unterhaltung", "Panorama|Blaulicht", "Ausland|Welt", "Rezepte|Genuss", "Reise|Freizeit"],
        },
        ["fr"] = new Labels
        {
            Home = "Accueil", By = "Par", Published = ["Publié le", "Le", ""], Updated = "Mis à jour le",
            Related = ["À lire aussi", "Articles similaires", "Sur le même sujet"], Popular = ["Les plus lus", "Derniers articles", "À la une"],
            More = ["Plus d'articles", "Dans la même rubrique", "Recommandé"],
            About = ["Contact", "Mentions légales", "Qui sommes-nous", "Politique de confidentialité", "Publicité", "Newsletter", "Plan du site"],
            Nav = ["Actualités", "Politique", "Économie", "Sport", "Culture", "Monde", "Santé", "Sciences", "Voyage", "Vidéos", "Météo", "Régions"],
            Search = "Rechercher", Cookie = ["Ce site utilise des cookies. Accepter | Refuser"], Rights = ["Tous droits réservés.", ""],
            Share = ["Partager", "Tweeter", "Imprimer", "Envoyer"], Comments = ["Commentaires", "Laisser un commentaire"], Tags = "Mots-clés", Ad = "Publicité", Newsletter = ["Inscrivez-vous à la newsletter"],
            Months = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"],
            Sections = ["Actualités|À la une", "Politique", "Économie", "Sport|Sports", "Santé", "Sciences", "High-tech|Numérique", "Culture", "Faits divers|Société", "Monde|International", "Cuisine|Recettes", "Voyage|Tourisme"],
        },
        ["es"] = new Labels
        {
            Home = "Inicio", By = "Por", Published = ["Publicado el", "", "Publicado:"], Updated = "Actualizado",
            Related = ["Artículos relacionados", "Te puede interesar", "Lea también"], Popular = ["Lo más leído", "Últimas noticias", "Entradas recientes"],
            More = ["Más noticias", "En esta sección", "Recomendado"],
            About = ["Contacto", "Aviso legal", "Quiénes somos", "Política de privacidad", "Publicidad", "Boletín", "Mapa del sitio"],
            Nav = ["Noticias", "Política", "Economía", "Deportes", "Cultura", "Mundo", "Salud", "Ciencia", "Viajes", "Vídeos", "Opinión", "Sociedad"],
            Search = "Buscar", Cookie = ["Este sitio utiliza cookies. Aceptar | Rechazar"], Rights = ["Todos los derechos reservados.", ""],
            Share = ["Compartir", "Tuitear", "Imprimir", "Enviar"], Comments = ["Comentarios", "Deja un comentario"], Tags = "Etiquetas", Ad = "Publicidad", Newsletter = ["Suscríbete a nuestro boletín"],
            Months = ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"],
            Sections = ["Noticias|Actualidad", "Política", "Economía", "Deportes", "Salud", "Ciencia", "Tecnología", "Cultura|Espectáculos", "Sucesos", "Mundo|Internacional", "Recetas|Gastronomía", "Viajes"],
        },
        ["pl"] = new Labels
        {
            Home = "Strona główna", By = "Autor:", Published = ["Opublikowano", "", "Data:"], Updated = "Aktualizacja",
            Related = ["Zobacz także", "Powiązane artykuły", "Przeczytaj również"], Popular = ["Najczęściej czytane", "Ostatnie wpisy", "Najnowsze"],
            More = ["Więcej", "Polecamy", "Z tej kategorii"],
            About = ["Kontakt", "O nas", "Polityka prywatności", "Regulamin", "Reklama", "Redakcja", "Mapa strony"],
            Nav = ["Aktualności", "Polityka", "Gospodarka", "Sport", "Kultura", "Świat", "Zdrowie", "Nauka", "Podróże", "Wideo", "Opinie", "Region"],
            Search = "Szukaj", Cookie = ["Ta strona używa plików cookies. Akceptuję"], Rights = ["Wszelkie prawa zastrzeżone.", ""],
            Share = ["Udostępnij", "Tweetnij", "Drukuj"], Comments = ["Komentarze", "Dodaj komentarz"], Tags = "Tagi", Ad = "Reklama", Newsletter = ["Zapisz się do newslettera"],
            Months = ["stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września", "października", "listopada", "grudnia"],
            Sections = ["Aktualności|Wiadomości", "Polityka", "Gospodarka|Biznes", "Sport", "Zdrowie", "Nauka", "Technologia", "Kultura|Rozrywka", "Kronika|Wypadki", "Świat", "Kuchnia|Przepisy", "Podróże"],
        },
    };
}
