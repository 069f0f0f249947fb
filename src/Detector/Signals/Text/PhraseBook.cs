using Detector.Pages.Text;

namespace Detector.Signals.Text;

/// <summary>What finding a phrase means.</summary>
internal enum PhraseKind : byte
{
    /// <summary>An instruction to a text generator, or its opening courtesy, published with the text. Counts at the start of a sentence, outside quotation marks.</summary>
    Prompt,
    /// <summary>A text generator declining, published as text. Counts outside quotation marks.</summary>
    Refusal,
    /// <summary>Dummy text of a template.</summary>
    Placeholder,
    /// <summary>Wording that language models prefer.</summary>
    Stock,
    /// <summary>Wording of a moralising close.</summary>
    Moral,
    /// <summary>Wording that presses the reader to order. Counts outside quotation marks.</summary>
    Offer,
    /// <summary>What is offered wherever pages are made for search engines or hidden on other people's servers, as a customer types it. Counts outside quotation marks.</summary>
    SpamTrade,
}

/// <summary>English phrases looked for in every text, found by their first word.</summary>
internal static class PhraseBook
{
    public const int Kinds = 7;

    // Bits of a UInt128.
    private const int MostOfAKind = 128;

    private static readonly Entry[] Entries = Make();
    private static readonly int[] Heads = Index(Entries);
    private const int Mask = 1023;

    /// <param name="Words">Their hashes.</param>
    /// <param name="Kind">What it shows.</param>
    /// <param name="Number">Among the phrases of its kind.</param>
    private readonly record struct Entry(ulong[] Words, PhraseKind Kind, int Number);

    public static IEnumerable<ulong> FirstWords
    {
        get
        {
            foreach (var entry in Entries) yield return entry.Words[0];
        }
    }

    /// <summary>The longest phrase that starts at a token: how many tokens, 0 when none does; its kind and which of that kind it is.</summary>
    public static int Match(ReadOnlySpan<Token> tokens, int at, out PhraseKind kind, out int number)
    {
        (kind, number) = (default, 0);
        var longest = 0;
        var first = tokens[at].Hash;
        for (var slot = (int)first & Mask; Heads[slot] >= 0; slot = (slot + 1) & Mask)
        {
            ref readonly var entry = ref Entries[Heads[slot]];
            if (entry.Words[0] != first || entry.Words.Length <= longest || at + entry.Words.Length > tokens.Length) continue;
            var same = 1;
            while (same < entry.Words.Length && tokens[at + same].Hash == entry.Words[same]) same++;
            if (same < entry.Words.Length) continue;
            longest = same;
            (kind, number) = (entry.Kind, entry.Number);
        }
        return longest;
    }

    private static Entry[] Make()
    {
        var entries = new List<Entry>();
        Add(entries, PhraseKind.Prompt,
            "rewrite this title", "rewrite this article", "rewrite this content", "rewrite the following", "rewrite the article", "summarize this content", "summarize this article", "summarise this content",
            "summarise this article", "summarize the following", "paraphrase this", "paraphrase the following", "here is the rewritten", "here's the rewritten", "here is a rewritten", "here's a rewritten",
            "here is the revised version", "here's the revised version", "here is a paraphrased", "sure here is", "sure here's", "sure here are", "certainly here is", "certainly here's", "certainly here are",
            "of course here is", "of course here's", "please provide the text you", "please provide the article", "please provide me with the text", "please provide more context", "would you like me to",
            "i hope this helps let me know", "let me know if you'd like me to", "let me know if you would like me to", "note this article has been rewritten", "the rewritten text is", "the rewritten title is");
        Add(entries, PhraseKind.Refusal,
            "as an ai language model", "as an ai i", "as an ai assistant i", "as a large language model i", "as a language model i", "i'm just an ai", "i am just an ai", "i cannot fulfill", "i can't fulfill",
            "i cannot fulfil", "i can't fulfil", "i cannot assist with", "i can't assist with", "i can't help with that request", "sorry but i cannot provide", "sorry but i can't provide", "sorry but i cannot generate",
            "sorry but i can't generate", "sorry but as an ai", "apologize but i cannot", "apologize but i can't", "my knowledge cutoff", "my last knowledge update", "as of my last update", "as of my knowledge",
            "as of my last training", "i do not have access to real time", "i don't have access to real time", "violates openai's", "against openai's", "openai's content policy", "openai's use case policy");
        // Its first two words alone name it: a hidden message that says what lorem ipsum is came with a theme.
        Add(entries, PhraseKind.Placeholder, "dolor sit amet", "consectetur adipiscing");
        // Words in excess since 2023: Kobak et al. 2024; Liang et al. 2024. Phrases: read on machine-written farm pages of several networks.
        Add(entries, PhraseKind.Stock,
            "delve", "delves", "delving", "underscores", "underscoring", "showcasing", "tapestry", "intricate", "intricacies", "meticulous", "meticulously", "pivotal", "multifaceted", "commendable", "testament to",
            "ever evolving", "ever changing landscape", "it's important to note", "it is important to note", "it's worth noting", "it is worth noting", "it's essential to", "it is essential to", "it's crucial to", "it is crucial to",
            "in conclusion", "in today's digital", "in today's fast", "when it comes to", "a crucial role", "a vital role", "in the realm of", "in the world of", "key takeaways", "look no further", "whether you're a", "seamlessly", "embark on",
            "let's dive", "dive into", "dive deeper", "unlock the", "navigating the", "the landscape of", "has garnered", "garnered significant", "significant attention", "sheds light on", "shed light on", "a comprehensive guide",
            "in this article we will", "in this article we'll", "foster a", "fostering a", "fostering", "game changer", "a wide range of", "not only", "captivated", "captivating", "a renowned", "is renowned for");
        Add(entries, PhraseKind.Moral,
            "serves as a reminder", "serve as a reminder", "a stark reminder", "a reminder that", "a reminder of", "remains to be seen", "only time will tell", "the importance of", "the need for", "moving forward", "it is important to",
            "it's important to", "it is crucial", "it's crucial", "it is essential", "it's essential", "in conclusion", "ultimately", "in the end", "as we", "let us", "by working together", "one thing is certain", "one thing is clear", "in summary", "overall");
        // Written by hand after the pitches that the FTC's cases against sham news sites describe: free trials, short supplies, testimonials, deposits.
        Add(entries, PhraseKind.Offer,
            "free trial", "free trials", "free bottle", "free bottles", "free sample", "trial offer", "trial bottle", "risk free", "no risk", "limited time", "limited supply", "limited supplies", "while supplies last", "supplies are limited",
            "special offer", "exclusive offer", "exclusive discount", "special discount", "this offer", "offer expires", "offer ends", "act now", "act fast", "order now", "order today", "order yours", "buy now", "claim your", "get yours", "get your free",
            "money back guarantee", "satisfaction guaranteed", "as seen on", "just pay", "only pay", "pay only", "shipping and handling", "cost of shipping", "clinically proven", "scientifically proven", "doctor recommended",
            "no side effects", "without side effects", "all natural", "100 natural", "miracle", "weird trick", "simple trick", "one trick", "secret to", "lose weight", "burn fat", "burns fat", "fat burning", "melt away", "melts away", "pounds in", "lbs in",
            "years younger", "wrinkle free", "celebrity doctor", "dr oz", "changed my life", "results may vary", "individual results", "before and after", "testimonials", "special link", "click here to",
            "step 1", "step 2", "sign up now", "sign up today", "register now", "get started now", "get started today", "start today", "minimum deposit", "initial deposit", "deposit of", "passive income", "financial freedom", "quit my job",
            "make money", "earn money", "earned over", "per day from", "trading platform", "trading robot", "automated trading", "spots left", "spots available", "places left", "before it's too late", "don't miss out", "don't wait", "too good to be true", "our readers");
        // A report on the trade says one of them at most. Written by hand.
        Add(entries, PhraseKind.SpamTrade,
            "free spins", "welcome bonus", "deposit bonus", "wagering requirements", "online casino", "online casinos", "casino online", "online slots", "slots online", "slot online",
            "slot gacor", "situs slot", "situs judi", "judi online", "bandar judi", "agen judi", "togel", "sbobet", "poker online", "online poker", "betting sites", "live casino", "casino bonus",
            "crypto casino", "bitcoin casino", "buy viagra", "cheap viagra", "generic viagra", "viagra online", "buy cialis", "cheap cialis", "generic cialis", "cialis online", "without prescription",
            "no prescription", "online pharmacy", "canadian pharmacy", "buy tramadol", "buy xanax", "buy adderall", "buy modafinil", "male enhancement", "penis enlargement", "diet pills",
            "weight loss pills", "keto gummies", "write my essay", "essay writing service", "essay writing services", "buy essay", "buy essays", "custom essay", "paper writing service", "do my homework",
            "dissertation writing service", "payday loan", "payday loans", "bad credit loans", "same day loans", "binary options", "binary trading", "forex signals", "replica watches", "replica rolex",
            "replica handbags", "fake id", "escort service", "call girls", "mod apk", "apk download", "crack download", "serial key", "keygen", "torrent download", "free download full version",
            "full movie download", "watch online free", "free live stream", "live stream free", "free robux", "free followers", "buy followers", "unlimited coins", "dofollow backlinks",
            "guest post service",
            // Other languages; ideographs are a word each.
            "онлайн казино", "казино онлайн", "игровые автоматы", "смотреть онлайн бесплатно", "скачать торрент", "canlı bahis", "deneme bonusu", "bahis siteleri", "casino siteleri", "casino en ligne",
            "cassino online", "kasyno online", "nhà cái", "cá cược", "สล็อต", "บาคาร่า", "国 产 精 品", "欧 美 一 区", "一 区 二 区", "久 久 精 品", "久 久 综 合", "精 品 无 码", "成 人 影 院", "午 夜 福 利",
            "在 线 观 看 免 费", "百 家 乐", "真 人 娱 乐", "博 彩", "体 育 投 注", "激 安 通 販", "ス ー パ ー コ ピ ー", "ブ ラ ン ド コ ピ ー");
        return [.. entries];
    }

    private static void Add(List<Entry> entries, PhraseKind kind, params ReadOnlySpan<string> phrases)
    {
        // Those met on a page are kept as bits.
        ArgumentOutOfRangeException.ThrowIfGreaterThan(phrases.Length, MostOfAKind);
        for (var number = 0; number < phrases.Length; number++)
        {
            var words = phrases[number].Split(' ');
            var hashes = new ulong[words.Length];
            for (var i = 0; i < words.Length; i++) hashes[i] = WordHash.Of(words[i]);
            entries.Add(new Entry(hashes, kind, number));
        }
    }

    private static int[] Index(Entry[] entries)
    {
        var heads = new int[Mask + 1];
        Array.Fill(heads, -1);
        for (var i = 0; i < entries.Length; i++)
        {
            var slot = (int)entries[i].Words[0] & Mask;
            while (heads[slot] >= 0) slot = (slot + 1) & Mask;
            heads[slot] = i;
        }
        return heads;
    }
}
