using Detector.Pages.Text;

namespace Detector.Pages.Kinds;

/// <summary>English words by which pages of a kind give themselves away, in their text or in their address.</summary>
[Flags]
internal enum KindWord : ushort
{
    None = 0,
    Forum = 1,
    Shop = 2,
    Service = 4,
    ForumPath = 8,
    HelpPath = 16,
    ListingPath = 32,
    ProductPath = 64,
    ServicePath = 128,
    ArticlePath = 256,
    SearchPath = 512,
}

internal static class KindWords
{
    private const int Slots = 1024;
    private static readonly ulong[] Keys = new ulong[Slots];
    private static readonly KindWord[] Values = new KindWord[Slots];

    static KindWords()
    {
        Add(KindWord.Forum, "reply replies posts joined quote thread threads upvote upvotes answered asked forum moderator op posted member members reputation");
        Add(KindWord.Shop, "cart sku stock shipping checkout wishlist warranty basket quantity qty bestseller sale price prices add");
        Add(KindWord.Service, "appointment schedule services consultation clients hire quote estimate solutions customers team call our we expertise certified");
        Add(KindWord.ForumPath, "forum forums thread threads viewtopic showthread questions question discussion discussions boards board r viewforum t");
        Add(KindWord.HelpPath, "docs doc documentation help faq faqs support manual manuals man reference guide guides wiki kb terms privacy policy glossary learn tutorial tutorials api developer developers handbook standards definition");
        Add(KindWord.ListingPath, "category categories tag tags archive archives collection collections cat shop c list listing listings catalog browse directory issues topics rankings recent all events jobs coupons deals author");
        Add(KindWord.ProductPath, "product products item dp app p pd buy");
        Add(KindWord.ServicePath, "service services solutions contact pricing hire consulting company practice treatments agency");
        Add(KindWord.ArticlePath, "blog blogs news article articles story stories post posts magazine newsletter opinion press");
        Add(KindWord.SearchPath, "search results suche recherche buscar");
    }

    public static KindWord Of(ulong hash)
    {
        for (var slot = (int)(hash & (Slots - 1)); ; slot = (slot + 1) & (Slots - 1))
        {
            if (Keys[slot] == hash) return Values[slot];
            if (Keys[slot] == 0) return KindWord.None;
        }
    }

    private static void Add(KindWord kind, string words)
    {
        foreach (var word in words.Split(' '))
        {
            var hash = WordHash.Of(word);
            var slot = (int)(hash & (Slots - 1));
            while (Keys[slot] != 0 && Keys[slot] != hash) slot = (slot + 1) & (Slots - 1);
            Keys[slot] = hash;
            Values[slot] |= kind;
        }
    }
}
