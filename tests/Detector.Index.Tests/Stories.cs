using Detector.Fingerprints;
using Detector.Pages.Addresses;
using Detector.Pages.Text;

namespace Detector.Index.Tests;

/// <summary>Stories made of invented words, seeded: as different from one another as real ones, and nobody's.</summary>
internal static class Stories
{
    private static readonly ulong[] Vocabulary = [.. Enumerable.Range(0, 5000).Select(word => WordHash.Of($"word{word}"))];

    public static readonly DateTimeOffset Morning = new(2025, 3, 1, 8, 0, 0, TimeSpan.Zero);

    /// <summary>The words of a story.</summary>
    public static ulong[] Words(int seed, int count)
    {
        var random = new Random(seed);
        // Frequent words are frequent here too.
        return [.. Enumerable.Range(0, count).Select(_ => Vocabulary[(int)(Math.Pow(random.NextDouble(), 2) * Vocabulary.Length)])];
    }

    /// <summary>A page that holds these words.</summary>
    public static IndexEntry Page(string url, ulong[] words, DateTimeOffset? firstSeen = null)
    {
        var print = FingerprintReader.Of(words);
        return new IndexEntry(print, new PageRecord
        {
            Address = url, Site = Address.TryParse(url)?.Domain ?? "", Title = $"Title of {url}", SiteName = "", FirstSeen = firstSeen ?? Morning, Words = print.Words, Level = print.Level, Lead = print.Lead,
        });
    }

    public static PageQuery Query(IndexEntry entry) => new(entry.Fingerprint, entry.Page);
}
