using System.Reflection;

namespace Detector.Training.Simulate;

/// <summary>A thing that really differs between a farm page and an honest one, and how often it is there.</summary>
/// <param name="Name">Kebab-case, unique.</param>
/// <param name="Probability">Chance that a page (or, for <see cref="OfMember"/>, a template) of the family carries it. Always under 1.</param>
/// <param name="Weight">2: one such mark is enough to call the page a farm's. 1: two are. 0: a decoy, drawn on honest pages too.</param>
/// <param name="Row">The row of the farm pattern notes it is from.</param>
internal sealed record Mark(string Name, double Probability, int Weight, string Row)
{
    /// <summary>A habit of the template, the same on all its pages.</summary>
    public bool OfMember { get; init; }

    /// <summary>Part of the template: absent from members with a clean theme.</summary>
    public bool Template { get; init; }
}

/// <summary>Every mark with its probability. Frequencies follow the notes where they count something and are flattened toward the middle, so that no single mark decides.</summary>
internal static class Marks
{
    // F1, F2: the kit.
    public static readonly Mark CrumbLine = new("crumb-line", 0.8, 2, "F1 anatomy 1: crumb, category, headline and -brand on one line, 100/100") { OfMember = true, Template = true };
    public static readonly Mark ViewWord = new("view-before-date", 0.75, 1, "F1 anatomy 3-4: View + Date:, 100/100") { OfMember = true, Template = true };
    public static readonly Mark FarmSeconds = new("date-with-seconds", 0.85, 1, "F1 anatomy 4, F2: seconds always present; honest CMS sometimes (decoy-seconds)") { OfMember = true, Template = true };
    public static readonly Mark LateDate = new("date-long-after-story", 0.7, 1, "F1 dates: gap over 30 days on 100/100") { Template = true };
    public static readonly Mark LikeCounter = new("like-counter", 0.75, 1, "F1 anatomy 7: veryGood! (n), here with many words in several languages") { OfMember = true, Template = true };
    public static readonly Mark Disclaimer = new("repost-disclaimer", 0.4, 1, "F1 anatomy 6: 10/22 visible ends") { OfMember = true, Template = true };
    public static readonly Mark UnrelatedLists = new("lists-unrelated", 0.85, 1, "F1 12/12, F2 3/3 visible lists") { OfMember = true };
    public static readonly Mark CutHeadlines = new("headlines-cut", 0.6, 2, "F1 residues, section 2: cut at a hyphen or mid-word at a fixed length, no ellipsis") { OfMember = true, Template = true };
    public static readonly Mark WrongCategory = new("category-not-topic", 0.85, 1, "F1 category slot: 66/76 finance or navigation words") { Template = true };
    public static readonly Mark TokenAddress = new("token-address", 0.85, 1, "F1/F2 URL grammar, 81/420 v. 0/494") { OfMember = true };
    public static readonly Mark BrandNotHost = new("brand-not-host", 0.9, 1, "F1 host: apex words match neither brand nor topic") { OfMember = true };
    public static readonly Mark TokenBeforeDate = new("token-before-date", 0.2, 1, "F1 injection: 19/100") { Template = true };
    public static readonly Mark TokenInLead = new("token-in-lead", 0.1, 2, "F1 injection: 4/100 in the lead") { Template = true };
    public static readonly Mark TokenInDateline = new("token-in-dateline", 0.6, 2, "F2: brand inside the dateline or after the opening The, 3/4") { Template = true };
    public static readonly Mark BrandBarHeadline = new("brand-before-headline", 0.25, 1, "F1 <Brand>|<Headline> 4/100; F2 <Brand>:<Headline> 4/4") { Template = true };
    public static readonly Mark SlotLeftover = new("slot-leftover", 0.03, 1, "F1: -ChatGPT and a bare Chinese word in the brand slot") { Template = true };
    public static readonly Mark SourceCategory = new("source-category-line", 0.8, 2, "F2: date source: category: on one line, 4/4") { OfMember = true, Template = true };
    public static readonly Mark CutSnippets = new("snippets-cut", 0.75, 1, "F2: lead of ~100 characters cut mid-word, 3/3") { OfMember = true, Template = true };

    // Copies in general.
    public static readonly Mark SourceInterface = new("source-interface-words", 0.4, 2, "F1 residues, F4: SKIP ADVERTISEMENT, Most read in, We're hiring, >= 18 pages");
    public static readonly Mark NoAuthor = new("no-or-slot-author", 0.6, 1, "F3-F4: no byline or admin; honest pages lack one too (0.3)") { OfMember = true };
    public static readonly Mark SourceMasthead = new("source-masthead-left", 0.4, 2, "F3/F4: masthead in title or slug, 5 v. 0");
    public static readonly Mark HostNotTopic = new("host-not-topic", 0.9, 2, "F3: 7/7 expired domains; F4 investment words for general news") { OfMember = true };
    public static readonly Mark DeclaredOther = new("declared-name-differs", 0.35, 2, "proposed in section 2: og:site_name or publisher v. brand v. host") { OfMember = true };
    public static readonly Mark CanonicalElsewhere = new("canonical-elsewhere", 0.12, 1, "proposed in section 2: canonical host is the source's");
    public static readonly Mark HotlinkedImages = new("images-of-the-source", 0.3, 1, "proposed in section 2: hotlinks to the source's image host") { OfMember = true };
    public static readonly Mark PopUnderAds = new("pop-under-ads", 0.2, 1, "kits of the corpus (three of fifteen): networks that take any site, under throw-away hosts") { OfMember = true };
    public static readonly Mark TakedownPage = new("takedown-page", 0.1, 0, "kits of the corpus (two of fifteen) link to a DMCA page; honest sites where anybody publishes do too (decoy-takedown-page)") { OfMember = true };
    public static readonly Mark RoundTrip = new("round-trip-translation", 0.55, 2, "F3: odd synonyms, wrong pronouns, translated photo credit") { OfMember = true };
    public static readonly Mark UsDatePath = new("us-order-date-path", 0.3, 1, "F3: /11/16/2024/oled/brxe46121iknhtml/") { OfMember = true };
    public static readonly Mark RepeatedStandfirst = new("standfirst-repeated", 0.4, 1, "F4 anatomy") { OfMember = true };
    public static readonly Mark BareSource = new("bare-source-word", 0.3, 1, "F4: a bare Source at the end") { OfMember = true };
    public static readonly Mark SourceUrlFirst = new("source-url-first", 0.08, 2, "F4: indexinvestingnews") { OfMember = true };
    public static readonly Mark FeedToken = new("unrendered-feed-token", 0.08, 2, "F4: [#item_full_content]") { OfMember = true };
    public static readonly Mark SellerLine = new("seller-line-first", 0.05, 2, "F4: ads.txt line as first text") { OfMember = true };
    public static readonly Mark BorrowedName = new("borrowed-masthead", 0.9, 2, "F4 borrowed_name_news") { OfMember = true };
    public static readonly Mark QueryAddress = new("query-id-address", 0.5, 1, "?p=<id>: 28/420 v. 5/494") { OfMember = true };

    // F5-F7: mirrors and dumps.
    public static readonly Mark MastheadNotHost = new("masthead-not-host", 0.97, 2, "F5: host words v. masthead, 6/6") { OfMember = true };
    public static readonly Mark ReplacedWord = new("one-word-replaced", 0.6, 2, "F5: mojibake replacing one word, 2 of 6 + 1") { OfMember = true };
    public static readonly Mark ProxyAddress = new("search-proxy-address", 0.97, 2, "F6: 16/16") { OfMember = true };
    public static readonly Mark UnrelatedSnippets = new("unrelated-snippets", 0.97, 1, "F6: unrelated snippets ending in …, no headline") { OfMember = true };
    public static readonly Mark ForeignSearchInterface = new("foreign-search-interface", 0.5, 2, "F6: interface of a search engine on another host") { OfMember = true };
    public static readonly Mark FeedDump = new("feed-dump", 0.9, 2, "F7: The post … appeared first on, generator lines, raw JSON, raw source") { OfMember = true };
    public static readonly Mark NumberedSentences = new("numbered-shuffled-sentences", 0.15, 2, "F7: ww-w.pages.dev") { OfMember = true };

    // F8-F9: changed and made-up text.
    public static readonly Mark Spun = new("thesaurus-spin", 0.95, 2, "F8 thesaurus spin: quotes intact, connective words swapped") { OfMember = true };
    public static readonly Mark NamesRemoved = new("names-removed", 0.9, 1, "F8 rewrite: an Ohio coach, authorities") { OfMember = true };
    public static readonly Mark Moral = new("moralising-end", 0.75, 1, "F8 rewrite: moralising last paragraph") { OfMember = true };
    public static readonly Mark EssayHeads = new("essay-section-heads", 0.5, 1, "F8 rewrite: Introduction / Key findings / Looking ahead") { OfMember = true };
    public static readonly Mark LeakedPrompt = new("leaked-prompt", 0.1, 2, "F8 globetimeline; F9 persona prompts");
    public static readonly Mark Refusal = new("published-refusal", 0.12, 2, "F9: 5 pages");
    public static readonly Mark RawMarkdown = new("raw-markdown", 0.35, 1, "F9 recipe sub-domains: #### and **") { OfMember = true };
    public static readonly Mark UnrenderedSlot = new("unrendered-slot", 0.12, 2, "F9: [rand_keywords]") { OfMember = true };
    public static readonly Mark KeywordStuffing = new("keyword-stuffing", 0.7, 2, "F9 keyword slop") { OfMember = true };
    public static readonly Mark SnippetSoup = new("snippet-soup", 0.5, 2, "F9 title-only doorways; doorway snippets with ellipses") { OfMember = true };
    public static readonly Mark SoupUnbroken = new("snippet-soup-unbroken", 0.5, 2, "doorway pages on hacked servers: snippets pasted one after the other, said again and again, without a paragraph") { OfMember = true };
    public static readonly Mark SpamOffers = new("offers-of-search-spam", 0.3, 2, "F9: slot text and APK farms, trusted sub-domains hijacked for them") { OfMember = true };
    public static readonly Mark Greeting = new("machine-greeting", 0.5, 1, "F9 chatty filler") { OfMember = true };
    public static readonly Mark FakeViews = new("view-count-slot", 0.3, 1, "F9 hijacked sub-domains: fake author and <n> views") { OfMember = true };
    public static readonly Mark SearchedPictures = new("pictures-of-a-search", 0.3, 2, "kits of the corpus (two of fifteen): pictures, or the fallback for them, out of a picture search's cache") { OfMember = true };
    public static readonly Mark ForeignParagraphs = new("foreign-paragraphs", 0.3, 2, "F9 lumineers-dfw: paragraphs shuffled from other pages") { OfMember = true };
    public static readonly Mark DoorwayHost = new("doorway-host", 0.9, 1, "F9: bare IP, hijacked sub-domain, free hosting, odd TLD") { OfMember = true };

    // F10-F12.
    public static readonly Mark WallOfCopies = new("excerpts-without-source", 0.9, 2, "F10: several paragraphs or hidden source") { OfMember = true };
    public static readonly Mark HiddenSource = new("source-in-path-rot13", 0.15, 2, "F10 vuink") { OfMember = true };
    public static readonly Mark MarketReport = new("market-report-slots", 0.75, 2, "F11 market-report posts: CAGR, segments, request a sample") { OfMember = true };
    public static readonly Mark PaidAnchors = new("keyword-anchors", 0.85, 2, "F12, F11 keyword blogs: bare anchor keyword to a foreign host") { OfMember = true };
    public static readonly Mark WriteForUs = new("paid-posts-offered", 0.5, 2, "F12: write for us, one do-follow link, commercial links are paid") { OfMember = true };
    public static readonly Mark TemplateOpening = new("same-opening", 0.5, 1, "F12: identical openings") { OfMember = true };

    // Landers: reports that sell, under a news brand.
    public static readonly Mark OneOffer = new("one-offer", 0.75, 1, "every link of the layout leads to the offer: described in the FTC's cases against sham news sites, 2011") { OfMember = true };
    public static readonly Mark SalesPitch = new("sales-pitch", 0.97, 2, "free trials, limited supplies, testimonials: the FTC's cases against sham news sites, 2011") { OfMember = true };
    public static readonly Mark StandingComments = new("standing-comments", 0.5, 1, "comments of invented buyers, part of the page");

    // Decoys: on honest pages, rare, so that these alone are never the answer.
    public static readonly Mark DecoySeconds = new("decoy-seconds", 0.08, 0, "brief: seconds also occur on honest CMS pages") { OfMember = true };
    public static readonly Mark DecoyRedated = new("decoy-redated-archive", 0.05, 0, "section 2: re-dated archives exist");
    public static readonly Mark DecoyMostRead = new("decoy-unrelated-most-read", 0.4, 0, "section 2: kgns, wctv … Most Read lists are unrelated too; here the locality stays");
    public static readonly Mark DecoyEllipsis = new("decoy-ellipsis-cut", 0.2, 0, "section 2: Gray captions are cut too, but end in ...") { OfMember = true };
    public static readonly Mark DecoyNoAuthor = new("decoy-no-author", 0.3, 0, "many honest pages show none");
    public static readonly Mark DecoyQuery = new("decoy-query-address", 0.04, 0, "?p= on kstp, kitces …") { OfMember = true };
    public static readonly Mark DecoyHost = new("decoy-odd-host", 0.04, 0, "section 3 item 11: staging, CDN and archive hosts") { OfMember = true };
    public static readonly Mark DecoyFinanceBrand = new("decoy-finance-brand", 0.06, 0, "section 4: investing.com carries general Reuters copy") { OfMember = true };
    public static readonly Mark DecoyDeclared = new("decoy-declared-name", 0.06, 0, "proposed rows of section 2: honest sites leave a default name or their owner's group") { OfMember = true };
    public static readonly Mark DecoyEssayHeads = new("decoy-section-heads", 0.1, 0, "explainers of honest papers have Background and Conclusion too");
    public static readonly Mark DecoyPicture = new("decoy-picture-elsewhere", 0.05, 0, "clubs and blogs show a picture or two from an outlet's or a picture search's server; they declare one (og:image) from an outlet's on none of 703 honest pages that declare one and are no known outlet's, here on one in ten of those that show any");
    public static readonly Mark DecoyPopUnder = new("decoy-pop-under-ads", 0.02, 0, "hobby sites live on them; one honest paper of the corpus is verified with such a network") { OfMember = true };
    public static readonly Mark DecoyTakedown = new("decoy-takedown-page", 0.03, 0, "eight of some 1,000 honest sites of the corpus; here more, so that it alone says little") { OfMember = true };
    public static readonly Mark Credit = new("honest-credit", 0.75, 0, "section 3: credit consistent with the masthead");
    public static readonly Mark CopiedCredit = new("copied-credit", 0.15, 0, "farm pages keep the agency's byline sometimes");

    public static readonly IReadOnlyList<Mark> All = [.. typeof(Marks).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Where(field => field.FieldType == typeof(Mark)).Select(field => (Mark)field.GetValue(null)!)];
}
