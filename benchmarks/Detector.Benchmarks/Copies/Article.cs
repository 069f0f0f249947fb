using Detector.Benchmarks.Corpora;
using Detector.Fingerprints;
using Detector.Index;
using Detector.Pages;
using Detector.Pages.Text;

namespace Detector.Benchmarks.Copies;

/// <summary>A body of the corpus as words, on a made-up site of its own, so that nothing but its words can find it.</summary>
/// <param name="Id">The page's id in the corpus.</param>
/// <param name="Group">Its real site.</param>
/// <param name="Paragraphs">The words of each line of the text, by <see cref="WordHash"/>.</param>
internal sealed record Article(string Id, string Group, IReadOnlyList<ulong[]> Paragraphs)
{
    private static readonly DateTimeOffset Then = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public ulong[] Words { get; } = [.. Paragraphs.SelectMany(words => words)];

    public static Article Of(CorpusPage page)
    {
        using var read = PageReader.Read(page.Gold!, new PageRequest { Format = PageFormat.Text });
        return new Article(page.Id, page.Group, [.. LinesOf(read)]);
    }

    /// <summary>Words around the main content, as a careless extractor leaves them in.</summary>
    public static ulong[] BoilerplateOf(CorpusPage page)
    {
        using var read = PageReader.Read(page.Bytes, new PageRequest { Url = page.Url, Format = PageFormat.Html }, null, out _);
        if (read is null) return [];
        var words = new List<ulong>();
        foreach (ref readonly var block in read.Text.Blocks)
            if (!block.IsMain && !block.IsHidden)
                foreach (ref readonly var token in read.Text.TokensOf(block))
                    words.Add(token.Hash);
        return [.. words];
    }

    public IndexEntry Entry() => EntryOf($"https://{Host(Id)}/story", Words);

    public static IndexEntry EntryOf(string url, ulong[] words)
    {
        var print = FingerprintReader.Of(words);
        return new IndexEntry(print, new PageRecord { Address = url, Site = Pages.Addresses.Address.TryParse(url)!.Domain, FirstSeen = Then, Words = print.Words, Level = print.Level, Lead = print.Lead });
    }

    public string Url => $"https://{Host(Id)}/story";

    private static string Host(string id) => $"s{Convert.ToHexStringLower(System.IO.Hashing.XxHash3.Hash(System.Text.Encoding.UTF8.GetBytes(id)))}.example";

    private static List<ulong[]> LinesOf(Page page)
    {
        var lines = new List<ulong[]>();
        foreach (ref readonly var block in page.Text.Blocks)
        {
            var tokens = page.Text.TokensOf(block);
            if (tokens.IsEmpty) continue;
            var words = new ulong[tokens.Length];
            for (var i = 0; i < words.Length; i++) words[i] = tokens[i].Hash;
            lines.Add(words);
        }
        return lines;
    }
}
