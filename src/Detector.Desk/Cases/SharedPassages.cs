namespace Detector.Desk.Cases;

/// <summary>A passage two texts share, in characters of each.</summary>
public readonly record struct SharedPassage(int Start, int Length, int TheirStart, int TheirLength, int Words);

/// <summary>
/// Passages two whole texts have word for word, longest first: seeds of six words, grown both ways, none overlapping one taken before (Heintze 1996's full fingerprinting, on two texts only). For showing; whether a page
/// is a copy is the index's business.
/// </summary>
public static class SharedPassages
{
    private const int Seed = 6;

    /// <summary>Shorter ones are phrases.</summary>
    private const int Fewest = 10;

    /// <summary>Words of a text that are compared: the passages of a longer one are told from its beginning.</summary>
    private const int MostWords = 20_000;

    public static IReadOnlyList<SharedPassage> Of(string here, string there, int most)
    {
        var mine = Words(here);
        var theirs = Words(there);
        if (mine.Count < Seed || theirs.Count < Seed) return [];
        var seeds = new Dictionary<int, int>();
        for (var i = theirs.Count - Seed; i >= 0; i--) seeds[Hash(there, theirs, i)] = i;
        var found = new List<SharedPassage>();
        for (var i = 0; i + Seed <= mine.Count; i++)
        {
            if (!seeds.TryGetValue(Hash(here, mine, i), out var at)) continue;
            var length = 0;
            while (i + length < mine.Count && at + length < theirs.Count && Same(here, mine[i + length], there, theirs[at + length])) length++;
            if (length < Fewest) continue;
            var (first, last, theirFirst, theirLast) = (mine[i], mine[i + length - 1], theirs[at], theirs[at + length - 1]);
            found.Add(new SharedPassage(first.Start, last.End - first.Start, theirFirst.Start, theirLast.End - theirFirst.Start, length));
            i += length - 1;
        }
        return [.. found.OrderByDescending(passage => passage.Words).ThenBy(passage => passage.Start).Take(most)];
    }

    private static List<(int Start, int End)> Words(string text)
    {
        var words = new List<(int, int)>();
        var start = -1;
        for (var i = 0; i <= text.Length && words.Count < MostWords; i++)
        {
            var inside = i < text.Length && char.IsLetterOrDigit(text[i]);
            if (inside && start < 0) start = i;
            if (inside || start < 0) continue;
            words.Add((start, i));
            start = -1;
        }
        return words;
    }

    private static int Hash(string text, List<(int Start, int End)> words, int at)
    {
        var hash = new HashCode();
        for (var i = 0; i < Seed; i++) hash.Add(string.GetHashCode(text.AsSpan(words[at + i].Start, words[at + i].End - words[at + i].Start), StringComparison.OrdinalIgnoreCase));
        return hash.ToHashCode();
    }

    private static bool Same(string one, (int Start, int End) a, string other, (int Start, int End) b) =>
        one.AsSpan(a.Start, a.End - a.Start).Equals(other.AsSpan(b.Start, b.End - b.Start), StringComparison.OrdinalIgnoreCase);
}
