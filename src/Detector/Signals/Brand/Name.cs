using System.Text;
using Detector.Languages;

namespace Detector.Signals.Brand;

/// <summary>
/// The name of a site, a publisher or a brand, cut into words so that it can be held against a host or against another name: "FutureFinance" is future
/// and finance, "Süddeutsche" is suddeutsche. Names in other than Latin script have no words here, because hosts spell them in ways no rule tells.
/// </summary>
internal sealed class Name
{
    // Words that publications and companies of every kind carry: agreeing on one of them alone says nothing. Longest match is by the words that remain.
    private static readonly HashSet<string> Generic = new(StringComparer.Ordinal)
    {
        "the", "of", "and", "for", "a", "an", "in", "on", "at", "to", "by", "my", "your", "de", "la", "le", "les", "el", "los", "der", "die", "das", "und", "et", "y", "von", "du",
        "news", "online", "daily", "web", "site", "website", "www", "com", "net", "org", "co", "uk", "us", "usa", "blog", "official", "home", "homepage", "page", "inc", "llc", "ltd",
        "gmbh", "company", "group", "media", "press", "magazine", "portal", "info", "http", "https",
    };

    private Name(string text, string[] words, string squashed)
    {
        Text = text;
        Words = words;
        Squashed = squashed;
        Telling = Array.FindAll(words, static word => !Generic.Contains(word));
        if (Telling.Length == 0) Telling = words;
    }

    // "Süddeutsche" as hosts write it: sueddeutsche.
    private Name? Transcribed { get; init; }

    /// <summary>Two names, or a name and a host, agree from here on: a word in common by chance ("Growth Labs" on growthpeak) is half an agreement.</summary>
    public const double Agrees = 0.6;

    /// <summary>Whether publications and companies of every kind carry a word (lower-case): "news", "online".</summary>
    public static bool IsGeneric(string word) => Generic.Contains(word);

    public string Text { get; }

    /// <summary>Lower-case, without diacritics.</summary>
    public string[] Words { get; }

    /// <summary>The words that tell this name from others; all of them when none does.</summary>
    public string[] Telling { get; }

    /// <summary>All words in one.</summary>
    public string Squashed { get; }

    /// <summary>A name to compare by, or null when there is none: no letters, another script, or longer than names are.</summary>
    public static Name? Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > 120) return null;
        return PlainLetters.Transcribed(text) is { } transcribed ? Cut(text, Cut(transcribed)) : Cut(text);
    }

    private static Name? Cut(string text, Name? transcribed = null)
    {
        var words = new List<string>(6);
        var word = new StringBuilder();
        var foreign = 0;
        var previousLower = false;
        foreach (var c in PlainLetters.Of(text))
        {
            if (c is '\'' or '\u2019') continue;
            if (!char.IsLetterOrDigit(c))
            {
                Take(words, word);
                previousLower = false;
                continue;
            }
            if (c >= '\u0250') foreign++;
            if (previousLower && char.IsUpper(c)) Take(words, word);
            previousLower = char.IsLower(c);
            word.Append(char.ToLowerInvariant(c));
        }
        Take(words, word);
        return words.Count is 0 or > 10 || foreign > 0 ? null : new Name(text, [.. words], string.Concat(words)) { Transcribed = transcribed };
    }

    /// <summary>How far two names are one and the same, 0 to 1: one within the other, initials, else the share of letters of the shorter's telling words found in the longer.</summary>
    public double Agreement(Name other)
    {
        if (Squashed == other.Squashed) return 1;
        if (Contains(Squashed, other.Squashed) || Contains(other.Squashed, Squashed)) return 1;
        if (IsInitials(Squashed, other) || IsInitials(other.Squashed, this)) return 1;
        return Math.Max(Shared(this, other), Shared(other, this));
    }

    /// <summary>How far a host's label ("nytimes", "kansas-reflector") spells this name, 0 to 1.</summary>
    public double AgreementWithHost(ReadOnlySpan<char> label, string[] labelWords) =>
        Transcribed is null ? Spelled(label, labelWords) : Math.Max(Spelled(label, labelWords), Transcribed.Spelled(label, labelWords));

    private double Spelled(ReadOnlySpan<char> label, string[] labelWords)
    {
        Span<char> squashed = stackalloc char[Math.Min(label.Length, 64)];
        var length = 0;
        foreach (var c in label)
            if (length < squashed.Length && char.IsLetterOrDigit(c))
                squashed[length++] = char.ToLowerInvariant(c);
        ReadOnlySpan<char> host = squashed[..length];
        if (length < 2) return 0;
        if (host.SequenceEqual(Squashed)) return 1;
        if (length >= 4 && Squashed.AsSpan().Contains(host, StringComparison.Ordinal)) return 1;
        if (Squashed.Length >= 5 && host.Contains(Squashed, StringComparison.Ordinal)) return 1;
        if (Spells(host, Words) || Spells(host, Telling)) return .9;
        var best = Math.Max(Covered(host, Telling), Found(host, Telling));
        return Math.Max(best, SharedStems(labelWords));
    }

    // "nyt", "nytimes", "semissourian", "wapo": beginnings of the name's words in order, two at least or one of three letters.
    private static bool Spells(ReadOnlySpan<char> host, string[] words)
    {
        if (words.Length == 1) return host.Length >= 3 && words[0].AsSpan().StartsWith(host, StringComparison.Ordinal);
        if (host.Length > 40 || host.Length < Math.Min(3, words.Length)) return false;
        // Bit i: the first i letters are spelled.
        ulong reached = 1;
        foreach (var word in words)
        {
            var next = Generic.Contains(word) ? reached : 0;
            for (var at = 0; at < host.Length; at++)
            {
                if ((reached & (1UL << at)) == 0) continue;
                for (var n = 0; n < word.Length && at + n < host.Length && word[n] == host[at + n]; n++) next |= 1UL << (at + n + 1);
            }
            reached = next;
            if (reached == 0) return false;
        }
        return (reached & (1UL << host.Length)) != 0;
    }

    // Share of the host's letters that the words cover.
    private static double Covered(ReadOnlySpan<char> host, string[] words)
    {
        ulong covered = 0;
        foreach (var word in words)
        {
            if (word.Length < 3) continue;
            var at = host.IndexOf(word, StringComparison.Ordinal);
            for (var i = 0; at >= 0 && i < word.Length; i++) covered |= 1UL << (at + i);
        }
        return (double)System.Numerics.BitOperations.PopCount(covered) / host.Length;
    }

    // Share of the words' letters that the host has.
    private static double Found(ReadOnlySpan<char> host, string[] words)
    {
        int all = 0, found = 0;
        foreach (var word in words)
        {
            all += word.Length;
            if (word.Length >= 4 && host.Contains(word, StringComparison.Ordinal)) found += word.Length;
        }
        return all == 0 ? 0 : (double)found / all;
    }

    // "plumbing" and "plumber": one idea in two forms counts, though less than the same word.
    private double SharedStems(string[] labelWords)
    {
        int all = 0, shared = 0;
        foreach (var word in Telling)
        {
            all += word.Length;
            foreach (var other in labelWords)
            {
                if (CommonPrefix(word, other) < Math.Max(4, Math.Min(word.Length, other.Length) - 2)) continue;
                shared += word.Length;
                break;
            }
        }
        return all == 0 ? 0 : .8 * shared / all;
    }

    private static double Shared(Name shorter, Name longer)
    {
        int all = 0, shared = 0;
        foreach (var word in shorter.Telling)
        {
            all += word.Length;
            foreach (var other in longer.Telling)
            {
                if (word != other && CommonPrefix(word, other) < Math.Max(5, Math.Max(word.Length, other.Length) - 2)) continue;
                shared += word.Length;
                break;
            }
        }
        return all == 0 ? 0 : (double)shared / all;
    }

    private static bool IsInitials(string squashed, Name other)
    {
        if (squashed.Length is < 2 or > 6) return false;
        return Initials(squashed, other.Words) || Initials(squashed, other.Telling);
    }

    private static bool Initials(string squashed, string[] words)
    {
        if (words.Length != squashed.Length) return false;
        for (var i = 0; i < words.Length; i++)
            if (words[i][0] != squashed[i])
                return false;
        return true;
    }

    private static bool Contains(string longer, string shorter) => shorter.Length >= 4 && longer.Contains(shorter, StringComparison.Ordinal);

    private static int CommonPrefix(string one, string other)
    {
        var n = 0;
        while (n < one.Length && n < other.Length && one[n] == other[n]) n++;
        return n;
    }

    private static void Take(List<string> words, StringBuilder word)
    {
        if (word.Length == 0) return;
        words.Add(word.ToString());
        word.Clear();
    }
}
