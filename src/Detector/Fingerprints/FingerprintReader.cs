using System.IO.Hashing;
using System.Runtime.InteropServices;
using Detector.Pages;
using Detector.Pages.Addresses;
using Detector.Pages.Text;

namespace Detector.Fingerprints;

/// <summary>Takes the fingerprint of a page that has been read, and writes down what an index keeps of it.</summary>
public static class FingerprintReader
{
    /// <summary>Words below which a body is too short to be found again for sure; it has no fingerprint.</summary>
    public const int FewestWords = 12;

    /// <summary>The page's fingerprint: its main content without the headline, which copies re-write, and without paragraphs that stand in it twice.</summary>
    /// <exception cref="ObjectDisposedException">The page was disposed of.</exception>
    public static Fingerprint Of(Page page)
    {
        page.ThrowIfDisposed();
        var words = new List<ulong>(page.Text.MainTokens);
        var places = new List<TextRange>(page.Text.MainTokens);
        var seen = new HashSet<ulong>();
        var tokens = page.Text.Tokens;
        foreach (ref readonly var block in page.Text.Blocks)
        {
            if (!block.IsMain || block.IsHidden || (block.Kind == BlockKind.Heading && block.Level <= 1)) continue;
            if (!seen.Add(HashOf(page.Text.TokensOf(block)))) continue;
            for (var i = block.TokenStart; i < block.TokenEnd; i++)
            {
                words.Add(tokens[i].Hash);
                places.Add(new TextRange(tokens[i].Start, tokens[i].Length));
            }
        }
        var marks = TemplateMarks.Of(page);
        var ids = IdsOf(page.Address);
        var site = SiteMark.Of(page.Address);
        if (words.Count < FewestWords) return Fingerprint.Empty with { Template = marks, Ids = ids, Site = site };
        var chars = page.Text.Chars;
        var characters = new bool[words.Count];
        for (var i = 0; i < characters.Length; i++) characters[i] = places[i].Length == 1 && chars[places[i].Start] >= '\u3040';
        return Shingles.Of(CollectionsMarshal.AsSpan(words), i => characters[i]) with { Template = marks, Ids = ids, Site = site, Places = [.. places] };
    }

    /// <summary>The fingerprint of bare words (see <see cref="WordHash"/>) in order.</summary>
    public static Fingerprint Of(ReadOnlySpan<ulong> words) => words.Length < FewestWords ? Fingerprint.Empty : Shingles.Of(words);

    /// <summary>What an index keeps of the page.</summary>
    /// <param name="page">The page.</param>
    /// <param name="print">Its fingerprint.</param>
    /// <param name="id">What its source calls it: stands in for an address that is not known.</param>
    /// <param name="firstSeen">When it was seen; parts of a second are dropped.</param>
    /// <param name="keepText">Keep the body's text, for showing passages side by side.</param>
    public static PageRecord Record(Page page, Fingerprint print, string id, DateTimeOffset firstSeen, bool keepText = false) => new()
    {
        Address = page.Address?.Url ?? id,
        Site = page.Address?.Domain ?? "",
        Title = Short(page.Metadata.Headline?.Value ?? page.Metadata.Title),
        SiteName = Short(page.Metadata.SiteNames.Count > 0 ? page.Metadata.SiteNames[0].Value : page.Metadata.TitleBrand?.Value),
        FirstSeen = DateTimeOffset.FromUnixTimeSeconds(firstSeen.ToUnixTimeSeconds()),
        Shown = ShownOf(page),
        Kind = page.Kind,
        Words = print.Words,
        Level = print.Level,
        Lead = print.Lead,
        Text = keepText ? TextOf(page, print) : null,
    };

    private static DateOnly? ShownOf(Page page) =>
        (page.Dates.Shown ?? page.Dates.Published) is { Month: > 0, Day: > 0 } date ? DateOnly.FromDayNumber(date.DayNumber) : null;

    // One word as the page writes it, one space: places in it can be counted in words.
    private static string TextOf(Page page, Fingerprint print) => string.Join(' ', print.Places.Select(place => page.Text.Range(place.Start, place.Length).ToString()));

    private static string Short(string? words) => words is null ? "" : words.Length <= 200 ? words : words[..200];

    // Only tokens long enough that two sites do not come by the same one: an article's number is everybody's.
    private static ulong[] IdsOf(Address? address) =>
        address is null ? [] : [.. address.IdTokens.Where(token => token.Kind != IdKind.Number && token.Text.Length >= 9).Select(token => Marked('i', XxHash3.HashToUInt64(MemoryMarshal.AsBytes(token.Text.AsSpan())))).Distinct().Take(2)];

    private static ulong HashOf(ReadOnlySpan<Token> tokens)
    {
        var hash = 0UL;
        foreach (ref readonly var token in tokens) hash = Shingles.Mix(hash ^ token.Hash);
        return hash;
    }

    /// <summary>A hash of another kind than a body's: the same words under another kind are another hash.</summary>
    internal static ulong Marked(char kind, ulong hash) => Shingles.Mix(hash + ((ulong)kind * 0x9E3779B97F4A7C15UL));
}
