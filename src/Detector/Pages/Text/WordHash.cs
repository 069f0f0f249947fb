using System.Runtime.CompilerServices;

namespace Detector.Pages.Text;

/// <summary>
/// The identity of a word everywhere in Detector: 64 bits over its lower-case characters, computed one character at a time so that the
/// tokeniser gets it for free. FNV-1a (Fowler, Noll, Vo 1991) with a wider step per character and a final fold; stable across processes,
/// machines and versions, because resources and indexes store it.
/// </summary>
public static class WordHash
{
    /// <summary>The state before the first character.</summary>
    public const ulong Seed = 0xCBF29CE484222325;

    private const ulong Prime = 0x9E3779B97F4A7C15;

    /// <summary>Adds one character, which must already be lower-case (see <see cref="Fold"/>).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Step(ulong state, char folded) => (state ^ folded) * Prime;

    /// <summary>Ends a word: folds the high bits, which multiplication mixes best, into the low ones, which tables use.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Finish(ulong state) => state ^ (state >> 32);

    /// <summary>Lower-case of one character, invariant; a curly apostrophe becomes a straight one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static char Fold(char c)
    {
        if ((uint)(c - 'A') <= 'Z' - 'A') return (char)(c | 0x20);
        return c < 0x80 ? c : FoldWide(c);
    }

    /// <summary>The hash of a whole word.</summary>
    public static ulong Of(ReadOnlySpan<char> word)
    {
        var state = Seed;
        foreach (var c in word) state = Step(state, Fold(c));
        return Finish(state);
    }

    private static char FoldWide(char c) => c == '\u2019' ? '\'' : char.ToLowerInvariant(c);
}
