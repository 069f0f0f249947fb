using System.Numerics;
using System.Runtime.CompilerServices;
using Detector.Languages;

namespace Detector.Fingerprints;

/// <summary>
/// Cuts a body's words into the runs it is found again by: three words in a row of which at least two carry meaning. Three, because of shingles of n words .7^n outlive a change of 30 % of all words: a third of the
/// three-word ones, a sixth of the five-word ones. Runs that are glue ("one of the") would lead to every page there is, so two of the words must not be function words (in the spirit of SpotSigs: Theobald,
/// Siddharth, Paepcke 2008, doi:10.1145/1390334.1390431). Measured against the alternatives by <c>detector-benchmarks copies</c>.
/// </summary>
internal static class Shingles
{
    /// <summary>Words in a shingle.</summary>
    public const int Length = 3;

    /// <summary>Shingles a stored page keeps at least, when its body has so many; at most twice as many less one.</summary>
    public const int Fewest = 32;

    // A CJK character is a word to the tokeniser and half a word or less to a reader.
    private const int LengthOfCharacters = 6;

    /// <summary>The highest level a hash belongs to: each level holds half of the one below.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Level(ulong hash) => BitOperations.TrailingZeroCount(hash);

    /// <summary>Fingerprints a body.</summary>
    /// <param name="words">Its words (<see cref="Pages.Text.WordHash"/>) in order.</param>
    /// <param name="isCharacter">Whether a word is a single character of a script without spaces; null: none is.</param>
    public static Fingerprint Of(ReadOnlySpan<ulong> words, Func<int, bool>? isCharacter = null)
    {
        var all = new List<Shingle>(words.Length);
        var seen = new HashSet<ulong>(words.Length);
        for (var i = 0; i + Length <= words.Length; i++)
        {
            var length = isCharacter is not null && isCharacter(i) ? LengthOfCharacters : Length;
            if (i + length > words.Length) continue;
            var run = words.Slice(i, length);
            if (!Tells(run)) continue;
            var hash = Hash(run);
            if (seen.Add(hash)) all.Add(new Shingle(hash, i));
        }
        // Of a short body everything is kept.
        var level = Math.Max(0, BitOperations.Log2((uint)Math.Max(1, all.Count / Fewest)));
        var dense = Math.Max(0, level - 1);
        all.RemoveAll(shingle => Level(shingle.Hash) < dense);
        return new Fingerprint { Words = words.Length, Level = level, Body = all, Lead = LeadOf(words) };
    }

    private static bool Tells(ReadOnlySpan<ulong> run)
    {
        var telling = 0;
        foreach (var word in run)
            if (FunctionWords.LanguagesOf(word) == 0)
                telling++;
        return telling >= 2;
    }

    private static ulong Hash(ReadOnlySpan<ulong> run)
    {
        var hash = 0x9E3779B97F4A7C15UL;
        foreach (var word in run) hash = BitOperations.RotateLeft(hash ^ word, 27) * 0x3C79AC492BA7B653UL;
        return Mix(hash);
    }

    /// <summary>The finaliser of SplitMix64 (Steele, Lea, Flood 2014): every input bit reaches every output bit, so low bits thin and high bits file.</summary>
    public static ulong Mix(ulong hash)
    {
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9UL;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBUL;
        return hash ^ (hash >> 31);
    }

    private static byte[] LeadOf(ReadOnlySpan<ulong> words)
    {
        var lead = new byte[Math.Min(words.Length, Leads.Words)];
        for (var i = 0; i < lead.Length; i++) lead[i] = (byte)(words[i] >> 56);
        return lead;
    }
}
