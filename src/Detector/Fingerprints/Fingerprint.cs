using Detector.Pages.Text;

namespace Detector.Fingerprints;

/// <summary>A run of three words of a body, by hash, and where it stands.</summary>
/// <param name="Hash">See <see cref="Shingles"/>. A page is filed under it only when its low <see cref="Fingerprint.Level"/> bits are zero.</param>
/// <param name="Word">Index of its first word among the body's words.</param>
public readonly record struct Shingle(ulong Hash, int Word);

/// <summary>
/// What an index keeps of a page to find its text again: hashes of short runs of words with their places, thinned by value, so that the copy of a passage is thinned to the same hashes whatever
/// stands around it (Schleimer, Wilkerson, Aiken 2003 call this 0 mod p; FracMinHash in genome search). No text.
/// </summary>
public sealed record Fingerprint
{
    /// <summary>A page with nothing to find again.</summary>
    public static Fingerprint Empty { get; } = new() { Words = 0, Level = 0, Body = [] };

    /// <summary>Words of the body.</summary>
    public required int Words { get; init; }

    /// <summary>How far a stored page is thinned: shingles are kept whose low bits, this many, are zero. Chosen so that between <see cref="Shingles.Fewest"/> and twice as many remain of a body long enough.</summary>
    public required int Level { get; init; }

    /// <summary>The shingles to look up, in the order of the body: one level denser than what is stored, because a page may stand in a body half its length.</summary>
    public required IReadOnlyList<Shingle> Body { get; init; }

    /// <summary>Hashes of the page's make: tag skeleton and widget words (see <see cref="TemplateMarks"/>). Pages of one kit share most of them.</summary>
    public IReadOnlyList<ulong> Template { get; init; } = [];

    /// <summary>Hashes of machine-made tokens in the address, which farms use again on sister hosts.</summary>
    public IReadOnlyList<ulong> Ids { get; init; } = [];

    /// <summary>Under which host it is filed; null where that says nothing (see <see cref="SiteMark.Of"/>).</summary>
    public SiteMark? Site { get; init; }

    /// <summary>The first words of the body, one byte of each word's hash: enough to see that a lead is another's with a name pasted in.</summary>
    public ReadOnlyMemory<byte> Lead { get; init; }

    /// <summary>Where each word of the body stands in the page's text; empty for a fingerprint made of bare words.</summary>
    internal TextRange[] Places { get; init; } = [];

    /// <summary>The shingles a stored page is filed under.</summary>
    public IEnumerable<Shingle> Stored => Body.Where(shingle => Shingles.Level(shingle.Hash) >= Level);

    /// <summary>Everything a stored page is filed under, with what is kept beside: of a shingle its place, of the host how likely the page was held for one to flag.</summary>
    public IEnumerable<(ulong Hash, byte Beside)> Filed
    {
        get
        {
            foreach (var shingle in Body)
                if (Shingles.Level(shingle.Hash) >= Level)
                    yield return (shingle.Hash, Posting.PlaceOf(shingle.Word, Words));
            foreach (var mark in Template) yield return (mark, 0);
            foreach (var id in Ids) yield return (id, 0);
            if (Site is { Likely: not 0 } site) yield return (site.Host, site.Likely);
        }
    }

    /// <summary>The characters of the page's text that a run of body words covers.</summary>
    public TextRange PlaceOf(WordRange words) =>
        words.Length == 0 || words.End > Places.Length ? TextRange.None : new TextRange(Places[words.Start].Start, Places[words.End - 1].End - Places[words.Start].Start);
}

/// <summary>A run of body words.</summary>
public readonly record struct WordRange(int Start, int Length)
{
    public int End => Start + Length;
}
