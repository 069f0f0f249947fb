using Detector.Pages.Metadata;
using Detector.Signals.Wire;

namespace Detector.Signals.Brand;

/// <summary>Who a copyright line names: "© 2019-2024 Gray Local Media, Inc. All rights reserved." names Gray Local Media, Inc.</summary>
internal static class CopyrightHolder
{
    private static readonly string[] Leading = ["copyright", "copyrights", "(c)", "by", "all", "rights", "reserved", "content", "is"];
    private static readonly string[] Ends = [" all rights", " alle rechte", " tous droits", " todos los", " powered by", " designed by", " design by", " theme", " privacy", " terms", " site by", " website by"];

    private static readonly System.Buffers.SearchValues<char> NameEnds = System.Buffers.SearchValues.Create(".|•·\n–—");

    /// <summary>The holder named by the first line that names one, or null.</summary>
    public static Name? First(IReadOnlyList<Declared> lines, out Declared? line)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            if (Of(lines[i].Value) is not { } name || AgencyNames.IsAgency(name.Text)) continue;
            line = lines[i];
            return name;
        }
        line = null;
        return null;
    }

    public static Name? Of(string line)
    {
        var mark = line.IndexOf('©');
        if (mark < 0) mark = line.IndexOf("copyright", StringComparison.OrdinalIgnoreCase);
        if (mark < 0) mark = line.IndexOf("(c)", StringComparison.OrdinalIgnoreCase);
        if (mark < 0) return null;
        // "Example Ltd © 2024": what stands before the mark when nothing but a year follows.
        return Cut(line.AsSpan(mark)) ?? (mark is > 2 and < 60 ? Cut(line.AsSpan(0, mark)) : null);
    }

    private static Name? Cut(ReadOnlySpan<char> rest)
    {
        var skipped = true;
        while (skipped && !rest.IsEmpty)
        {
            skipped = false;
            while (!rest.IsEmpty && !char.IsLetter(rest[0]) && rest[0] != '(') { rest = rest[1..]; skipped = true; }
            foreach (var word in Leading)
            {
                if (!rest.StartsWith(word, StringComparison.OrdinalIgnoreCase) || (rest.Length > word.Length && char.IsLetter(rest[word.Length]))) continue;
                rest = rest[word.Length..];
                skipped = true;
            }
            if (!rest.IsEmpty && rest[0] == '(' && !skipped) { rest = rest[1..]; skipped = true; }
        }
        var end = rest.IndexOfAny(NameEnds);
        if (end > 0) rest = rest[..end];
        foreach (var stop in Ends)
        {
            var at = rest.IndexOf(stop, StringComparison.OrdinalIgnoreCase);
            if (at > 0) rest = rest[..at];
        }
        // A holder is a name: a sentence is something else.
        var trimmed = rest.Trim(" ,;:-()0123456789");
        return trimmed.Length is < 3 or > 60 || !char.IsUpper(trimmed[0]) ? null : Name.Of(trimmed.ToString());
    }
}
