namespace Detector.Fingerprints;

/// <summary>Compares the first words of two bodies, kept as one byte a word.</summary>
internal static class Leads
{
    /// <summary>Words kept.</summary>
    public const int Words = 16;

    private const int LongestPaste = 4;

    /// <summary>Words that must agree on both sides of what was pasted: four bytes agree by chance once in four billion leads.</summary>
    private const int Agreeing = 2;

    /// <summary>
    /// The words that stand in <paramref name="here"/> and not in <paramref name="there"/> when both are otherwise the same from the first word on: something was pasted in. Null when the leads are equal, or
    /// differ in another way.
    /// </summary>
    public static WordRange? Pasted(ReadOnlySpan<byte> here, ReadOnlySpan<byte> there)
    {
        var same = here.CommonPrefixLength(there);
        if (same < Agreeing) return null;
        for (var words = 1; words <= LongestPaste; words++)
        {
            if (same + words >= here.Length) return null;
            var rest = Math.Min(here.Length - same - words, there.Length - same);
            if (rest < Math.Max(Agreeing, Words / 3)) return null;
            if (here.Slice(same + words, rest).SequenceEqual(there.Slice(same, rest))) return new WordRange(same, words);
        }
        return null;
    }
}
