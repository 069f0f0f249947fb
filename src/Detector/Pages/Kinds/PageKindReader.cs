using Detector.Pages.Addresses;
using Detector.Pages.Html;
using Detector.Pages.Text;

namespace Detector.Pages.Kinds;

/// <summary>
/// Says what kind of page it is, before anybody judges it as an article: by what it declares, where it lives and how it is built. Points are added for
/// each cue and the kind with the most wins; an article is what is left when prose outweighs the rest.
/// </summary>
/// <remarks>
/// The genre cues are the classic ones (links, forms, prices, person, path words): Meyer zu Eissen and Stein 2004, Genre Classification of Web Pages,
/// doi:10.1007/978-3-540-30221-6_20. Points were set on one half of a set of pages typed by people, and measured on the other.
/// </remarks>
internal static class PageKindReader
{
    private const int MostTokens = 4000;

    public static PageKind Read(Page page)
    {
        if (IsFeedDump(page)) return PageKind.FeedDump;
        var cues = new Cues(page);
        if (cues.IsSearch) return PageKind.Search;
        if (cues.IsHome) return PageKind.Home;

        Span<double> points = stackalloc double[(int)PageKind.Other + 1];
        points[(int)PageKind.Article] = Article(cues);
        points[(int)PageKind.Listing] = Listing(cues);
        points[(int)PageKind.Help] = Help(cues);
        points[(int)PageKind.Forum] = Forum(cues);
        points[(int)PageKind.Product] = Product(cues);
        points[(int)PageKind.Service] = Service(cues);
        points[(int)PageKind.Other] = 0.75;
        var best = 0;
        for (var kind = 1; kind < points.Length; kind++)
            if (points[kind] > points[best])
                best = kind;
        return (PageKind)best;
    }

    /// <summary>The page declares to be a product's or a business's.</summary>
    public static bool DeclaresToSell(Page page)
    {
        foreach (var type in page.Metadata.Types)
            if ((TypeOf(type) & (Declared.Product | Declared.Service)) != 0)
                return true;
        return false;
    }

    private static double Article(in Cues cues) =>
        (cues.Declares(Declared.Article) ? 2.5 : 0) + (cues.HasDate ? 1 : 0) + (cues.HasAuthor ? 0.75 : 0) + (cues.In(KindWord.ArticlePath) ? 1 : 0) + (cues.HasDatedAddress ? 1.5 : 0)
        + (cues.SlugWords >= 4 ? 0.5 : cues.SlugWords <= 1 && !cues.HasDatedAddress && cues.HasAddress ? -0.5 : 0) + Math.Min(1, cues.ProseWords / 300.0) + (cues.ProseShare > 0.5 ? 0.5 : 0) - (cues.ListShare > 0.5 ? 1.5 : 0) - Math.Min(1.5, cues.Prices * 0.15)
        - (cues.HelpHost ? 2 : 0) - (cues.In(KindWord.HelpPath) ? 1 : 0) - (cues.In(KindWord.ServicePath) ? 1 : 0) - (cues.IsSection ? 1 : 0);

    private static double Listing(in Cues cues) =>
        (cues.Declares(Declared.Listing) ? 1.5 : 0) + (cues.In(KindWord.ListingPath) ? 2 : 0) + (cues.IsSection ? 1.5 : 0) + (cues.LinkShare > 0.5 ? 1 : 0) + Math.Min(1.5, cues.ListItems / 15.0)
        + (cues.ProseShare < 0.2 ? 1 : 0) + Math.Min(1.25, cues.Prices / 12.0) - (cues.Declares(Declared.Article) ? 1 : 0) - (cues.In(KindWord.ForumPath) ? 1 : 0);

    private static double Help(in Cues cues) =>
        (cues.Declares(Declared.Help) ? 1.5 : 0) + (cues.In(KindWord.HelpPath) ? 3.25 : 0) + (cues.HelpHost ? 3.5 : 0) + Math.Min(2, cues.CodeBlocks * 0.5)
        - (cues.Declares(Declared.Article) ? 0.5 : 0) - (cues.Prices > 5 ? 1 : 0);

    private static double Forum(in Cues cues) =>
        (cues.Declares(Declared.Forum) ? 3 : 0) + (cues.In(KindWord.ForumPath) ? 2.75 : 0) + (cues.ForumHost ? 2.25 : 0) + Math.Min(2, cues.Rate(cues.ForumWords) * 120) - (cues.Declares(Declared.Article) ? 0.75 : 0);

    private static double Product(in Cues cues) =>
        (cues.Declares(Declared.Product) ? 2.5 : 0) + (cues.In(KindWord.ProductPath) ? 1.75 : 0) + Math.Min(1, cues.Prices * 0.25) + Math.Min(1.25, cues.Rate(cues.ShopWords) * 60)
        - (cues.In(KindWord.ListingPath) && !cues.In(KindWord.ProductPath) ? 1.5 : 0) - (cues.Declares(Declared.Listing) ? 1 : 0) - (cues.Prices > 20 ? 1 : 0);

    private static double Service(in Cues cues) =>
        (cues.Declares(Declared.Service) ? 1.25 : 0) + (cues.In(KindWord.ServicePath) ? 3.5 : 0) + Math.Min(2, cues.Rate(cues.ServiceWords) * 40) + (cues.HasPhone ? 0.5 : 0) + (cues.Forms > 0 ? 0.25 : 0)
        + (cues.HasDate ? -0.5 : 0.5) - (cues.HasAuthor ? 0.5 : 0) - (cues.Declares(Declared.Article) ? 1.5 : 0);

    [Flags]
    private enum Declared { None = 0, Article = 1, Listing = 2, Help = 4, Forum = 8, Product = 16, Service = 32, Search = 64 }

    private readonly struct Cues
    {
        private readonly KindWord _path;
        private readonly Declared _declared;

        public Cues(Page page)
        {
            var text = page.Text;
            var metadata = page.Metadata;
            foreach (var type in metadata.Types) _declared |= TypeOf(type);
            HasDate = page.Dates.Published is not null || page.Dates.Shown is not null;
            HasAuthor = metadata.Authors.Count > 0;
            HasDatedAddress = page.Dates.InAddress is not null;
            HasPhone = page.Structure.ShowsPhoneOrAddress;
            Forms = page.Structure.Forms;

            // A saved page of unknown address says itself where it lives.
            if ((page.Address ?? Address.TryParse(metadata.Canonical)) is { } address)
            {
                foreach (var segment in address.PathSegments) _path |= WordsOf(segment);
                foreach (var label in address.Subdomains)
                {
                    HelpHost |= label is "docs" or "doc" or "help" or "support" or "developer" or "developers" or "learn" or "wiki" or "kb" or "man";
                    ForumHost |= label.Contains("forum", StringComparison.Ordinal) || label is "community" or "discuss" or "boards" or "ask";
                }
                ForumHost |= address.DomainLabel.Contains("forum", StringComparison.Ordinal);
                HasAddress = true;
                SlugWords = address.SlugWords.Count;
                // "/news" and "/blog" list what "/news/some-story" tells.
                IsSection = address.PathSegments.Count == 1 && SlugWords <= 1 && (_path & (KindWord.ArticlePath | KindWord.ListingPath)) != 0;
                HelpHost |= address.Domain is "docs.rs" or "readthedocs.io" or "gitbook.io" || address.Suffix is "readthedocs.io" or "gitbook.io";
                IsHome = address.PathSegments.Count == 0 && IsPlain(address) && (_declared & Declared.Article) == 0;
                var asks = false;
                foreach (var parameter in address.Query) asks |= parameter.Name is "q" or "s" or "query" or "search" or "keyword" or "keywords" && parameter.Value.Length > 0;
                IsSearch = asks && (address.PathSegments.Count == 0 || (_path & KindWord.SearchPath) != 0);
            }
            IsSearch |= (_declared & Declared.Search) != 0;

            var blocks = text.Blocks;
            var seen = 0;
            int linked = 0, listed = 0;
            for (var b = 0; b < blocks.Length && seen < MostTokens; b++)
            {
                ref readonly var block = ref blocks[b];
                if (block.IsHidden || block.Region is Region.Navigation or Region.Footer) continue;
                seen += block.TokenCount;
                linked += block.LinkTokens;
                if (block.Kind == BlockKind.Code) CodeBlocks++;
                if ((block.Traits & (BlockTraits.InList | BlockTraits.InTable)) != 0 && block.TokenCount < 30) listed += block.TokenCount;
                else if (block.Kind is BlockKind.Paragraph or BlockKind.Quote && block.TokenCount >= 15 && block.LinkShare < 0.4) ProseWords += block.TokenCount;
                foreach (ref readonly var token in text.TokensOf(block))
                {
                    var word = KindWords.Of(token.Hash);
                    if (word == 0) continue;
                    if ((word & KindWord.Forum) != 0) ForumWords++;
                    if ((word & KindWord.Shop) != 0) ShopWords++;
                    if ((word & KindWord.Service) != 0) ServiceWords++;
                }
                Prices += CountPrices(text.Of(block));
            }
            Words = Math.Max(1, seen);
            LinkShare = (double)linked / Words;
            ListShare = (double)listed / Words;
            ProseShare = (double)ProseWords / Words;
            foreach (var list in page.Links.Lists) ListItems += list.Items.Count;
        }

        public bool IsHome { get; }

        public bool IsSearch { get; }

        public bool HasAddress { get; }

        public bool IsSection { get; }

        public int SlugWords { get; }

        public bool HelpHost { get; }

        public bool ForumHost { get; }

        public bool HasDate { get; }

        public bool HasAuthor { get; }

        public bool HasDatedAddress { get; }

        public bool HasPhone { get; }

        public int Forms { get; }

        public int Words { get; }

        public int ProseWords { get; }

        public int ForumWords { get; }

        public int ShopWords { get; }

        public int ServiceWords { get; }

        public int Prices { get; }

        public int CodeBlocks { get; }

        public int ListItems { get; }

        public double LinkShare { get; }

        public double ListShare { get; }

        public double ProseShare { get; }

        public bool In(KindWord word) => (_path & word) != 0;

        public bool Declares(Declared kind) => (_declared & kind) != 0;

        public double Rate(int count) => (double)count / Words;

        // A section of the site is named in a word or two; a slug speaks of its story.
        private static KindWord WordsOf(ReadOnlySpan<char> segment)
        {
            if (segment.Count('-') + segment.Count('_') + segment.Count('+') > 1) return KindWord.None;
            var found = KindWord.None;
            while (!segment.IsEmpty)
            {
                var end = segment.IndexOfAny("-_+.");
                found |= KindWords.Of(WordHash.Of(end < 0 ? segment : segment[..end]));
                segment = end < 0 ? default : segment[(end + 1)..];
            }
            return found;
        }

        // Tracking parameters do not make another page.
        private static bool IsPlain(Addresses.Address address)
        {
            foreach (var parameter in address.Query)
                if (parameter.Name is not ("srsltid" or "ref" or "gclid" or "fbclid") && !parameter.Name.StartsWith("utm_", StringComparison.Ordinal))
                    return false;
            return true;
        }

        private static int CountPrices(ReadOnlySpan<char> text)
        {
            var count = 0;
            while (true)
            {
                var at = text.IndexOfAny('$', '€', '£');
                if (at < 0) return count;
                if ((at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])) || (at > 1 && (char.IsAsciiDigit(text[at - 1]) || char.IsAsciiDigit(text[at - 2])))) count++;
                text = text[(at + 1)..];
            }
        }
    }

    private static Declared TypeOf(string type) => type switch
    {
        "article" or "newsarticle" or "blogposting" or "reportagenewsarticle" or "opinionnewsarticle" or "analysisnewsarticle" or "liveblogposting" or "recipe" => Declared.Article,
        "collectionpage" or "itemlist" or "offercatalog" or "product.group" => Declared.Listing,
        "faqpage" or "techarticle" or "apireference" or "howto" or "definedterm" => Declared.Help,
        "discussionforumposting" or "qapage" => Declared.Forum,
        "product" or "productgroup" or "og:product" or "softwareapplication" or "videogame" or "book" or "course" => Declared.Product,
        "service" or "localbusiness" or "dentist" or "attorney" or "plumber" or "electrician" or "professionalservice" or "medicalbusiness" => Declared.Service,
        "searchresultspage" => Declared.Search,
        _ => Declared.None,
    };

    private static bool HasCode(PageText text)
    {
        foreach (ref readonly var block in text.Blocks)
            if (block.Kind == BlockKind.Code)
                return true;
        return false;
    }

    // Raw RSS, JSON or source printed as a page: its own grammar shows in the text.
    private static bool IsFeedDump(Page page)
    {
        var chars = page.Text.Chars;
        if (chars.IsEmpty) return false;
        var head = chars[..Math.Min(chars.Length, 4000)];
        if (head.Contains("wordpress.org/?v=", StringComparison.Ordinal) && head.Contains("hourly", StringComparison.Ordinal)) return true;
        // WordPress' answer for one post, printed.
        if (head.Contains("{\"rendered\":", StringComparison.Ordinal) && head.Contains("\"slug\":", StringComparison.Ordinal) && !HasCode(page.Text)) return true;
        if (page.Format == PageFormat.Text || page.Tree is { Count: < 40 })
        {
            var start = head.TrimStart();
            if (start.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<rss", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<!DOCTYPE", StringComparison.OrdinalIgnoreCase)) return true;
            if (start[0] is '{' or '[' && head.Count("\":") * 40 > head.Length) return true;
        }
        // A feed's closing line on several entries. Digests of one blog have it once.
        var posts = 0;
        var rest = chars;
        while (posts < 3)
        {
            var at = rest.IndexOf("appeared first on", StringComparison.Ordinal);
            if (at < 0) break;
            posts++;
            rest = rest[(at + 10)..];
        }
        if (posts >= 3) return true;
        return page.Tree is { } tree && IsXml(tree);
    }

    private static bool IsXml(HtmlTree tree) => tree.SourceLength > 200 && tree.Source.AsSpan(0, Math.Min(tree.SourceLength, 300)).Contains("<rss", StringComparison.OrdinalIgnoreCase);
}
