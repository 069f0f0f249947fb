using Detector.Pages.Text;

namespace Detector.Outlets;

/// <summary>
/// The words of a printed name: runs of letters and digits, with apostrophes inside them ("Tom's"). A name is compared word by word, so
/// that "St. Louis Post-Dispatch" and "St Louis Post Dispatch" are one name.
/// </summary>
internal static class NameWords
{
    public static readonly ulong The = WordHash.Of("the");

    /// <summary>Adds the hashes of a name's words.</summary>
    public static void Hash(ReadOnlySpan<char> name, List<ulong> words)
    {
        var state = WordHash.Seed;
        var inside = false;
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            var apostrophe = inside && c is '\'' or '\u2019' && i + 1 < name.Length && char.IsLetterOrDigit(name[i + 1]);
            if (char.IsLetterOrDigit(c) || apostrophe)
            {
                state = WordHash.Step(state, WordHash.Fold(c));
                inside = true;
            }
            else if (inside)
            {
                words.Add(WordHash.Finish(state));
                state = WordHash.Seed;
                inside = false;
            }
        }
        if (inside) words.Add(WordHash.Finish(state));
    }

    public static ulong[] Of(ReadOnlySpan<char> name)
    {
        var words = new List<ulong>();
        Hash(name, words);
        return [.. words];
    }

    /// <summary>One key for a whole name.</summary>
    public static ulong Key(ReadOnlySpan<ulong> words)
    {
        var key = WordHash.Seed;
        foreach (var word in words) key = (System.Numerics.BitOperations.RotateLeft(key, 23) ^ word) * 0x9E3779B97F4A7C15;
        return key;
    }
}
