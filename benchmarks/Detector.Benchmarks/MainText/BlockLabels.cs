using System.Numerics;
using Detector.Benchmarks.Corpora;
using Detector.Benchmarks.Reading;
using Detector.Pages.Text;

namespace Detector.Benchmarks.MainText;

/// <summary>Which blocks of a page a person marked: found by aligning the page's words with the marked text.</summary>
internal static class BlockLabels
{
    private const int MostWords = 30_000;

    /// <summary>Share of each block's words that belong to the marked text, 0 to 1; NaN where nobody said.</summary>
    public static float[] Of(CorpusPage page, PageText text) => page.Gold is null ? FromSegments(page, text) : Of(page.Gold, text);

    /// <summary>The same for a text from elsewhere.</summary>
    public static float[] Of(string marked, PageText text) => FromText(marked, text);

    private static float[] FromSegments(CorpusPage page, PageText text)
    {
        var labels = new float[text.Blocks.Length];
        var keep = page.MustHave.Select(SegmentCount.Flat).ToList();
        var drop = page.MustNot.Select(SegmentCount.Flat).ToList();
        for (var i = 0; i < labels.Length; i++)
        {
            var words = SegmentCount.Flat(text.Of(text.Blocks[i]).ToString());
            labels[i] = keep.Exists(segment => words.Contains(segment, StringComparison.Ordinal)) ? 1 : drop.Exists(segment => words.Contains(segment, StringComparison.Ordinal)) ? 0 : float.NaN;
        }
        return labels;
    }

    private static float[] FromText(string gold, PageText text)
    {
        var words = text.Tokens;
        var truth = TokensOf(gold);
        var n = Math.Min(words.Length, MostWords);
        var m = Math.Min(truth.Length, MostWords);
        var match = Align(words[..n], truth.AsSpan(0, m));
        var kept = new bool[words.Length];
        for (var i = 0; i < n; i++)
        {
            if (match[i] < 0) continue;
            // A word alone may match anywhere; two in a row do not.
            var before = i > 0 && match[i - 1] == match[i] - 1;
            var after = i + 1 < n && match[i + 1] == match[i] + 1;
            kept[i] = before || after;
        }

        // The marked text may follow another order than the page: runs of five words count wherever they stand, once for each time they are marked.
        var runs = new Dictionary<ulong, int>();
        for (var j = 0; j + 5 <= truth.Length; j++)
        {
            var run = Run(truth.AsSpan(j, 5));
            runs[run] = runs.GetValueOrDefault(run) + 1;
        }
        Span<ulong> five = stackalloc ulong[5];
        foreach (var pass in new[] { true, false })
            for (var i = 0; i + 5 <= words.Length; i++)
            {
                var already = kept[i] && kept[i + 1] && kept[i + 2] && kept[i + 3] && kept[i + 4];
                if (already != pass) continue;
                for (var k = 0; k < 5; k++) five[k] = words[i + k].Hash;
                if (runs.GetValueOrDefault(Run(five)) is not (> 0 and var left)) continue;
                runs[Run(five)] = left - 1;
                if (!pass) kept.AsSpan(i, 5).Fill(true);
            }

        var labels = new float[text.Blocks.Length];
        for (var i = 0; i < labels.Length; i++)
        {
            var block = text.Blocks[i];
            if (block.TokenCount == 0)
            {
                labels[i] = float.NaN;
                continue;
            }
            var shared = 0;
            for (var t = block.TokenStart; t < block.TokenEnd; t++)
                if (kept[t])
                    shared++;
            var share = (float)shared / block.TokenCount;
            labels[i] = share >= 0.75f ? 1 : share <= 0.35f ? 0 : (share - 0.35f) / 0.4f;
        }
        return labels;
    }

    private static ulong Run(ReadOnlySpan<ulong> words)
    {
        ulong run = 0;
        foreach (var word in words) run = BitOperations.RotateLeft(run, 7) * 0x9E3779B97F4A7C15 ^ word;
        return run;
    }

    private static ulong[] TokensOf(string gold)
    {
        var text = new PageText(gold.Length + 16);
        PlainTextReader.Read(gold, text);
        var truth = new ulong[text.Tokens.Length];
        for (var i = 0; i < truth.Length; i++) truth[i] = text.Tokens[i].Hash;
        text.Return();
        return truth;
    }

    // Longest common subsequence, bit-parallel (Crochemore et al. 2001): one row of bits per word of the page is kept, so that the way back can be read off.
    private static int[] Align(ReadOnlySpan<Token> words, ReadOnlySpan<ulong> truth)
    {
        var match = new int[words.Length];
        Array.Fill(match, -1);
        if (truth.IsEmpty || words.IsEmpty) return match;
        var width = (truth.Length + 63) / 64;
        var places = new Dictionary<ulong, ulong[]>();
        for (var j = 0; j < truth.Length; j++)
        {
            if (!places.TryGetValue(truth[j], out var bits)) places[truth[j]] = bits = new ulong[width];
            bits[j >> 6] |= 1UL << (j & 63);
        }
        var rows = new ulong[words.Length + 1][];
        var row = new ulong[width];
        Array.Fill(row, ulong.MaxValue);
        rows[0] = row;
        for (var i = 0; i < words.Length; i++)
        {
            if (!places.TryGetValue(words[i].Hash, out var bits))
            {
                rows[i + 1] = row;
                continue;
            }
            var next = new ulong[width];
            ulong carry = 0;
            for (var w = 0; w < width; w++)
            {
                var u = row[w] & bits[w];
                var sum = row[w] + u;
                var over = sum < row[w] ? 1UL : 0;
                sum += carry;
                if (sum < carry) over = 1;
                carry = over;
                next[w] = sum | (row[w] & ~bits[w]);
            }
            rows[i + 1] = next;
            row = next;
        }
        // A zero bit at j in row i: the longest common part of the first i words grows at j.
        var at = truth.Length - 1;
        for (var i = words.Length; i > 0 && at >= 0;)
        {
            while (at >= 0 && (rows[i][at >> 6] >> (at & 63) & 1) != 0) at--;
            if (at < 0) break;
            if ((rows[i - 1][at >> 6] >> (at & 63) & 1) == 0)
            {
                i--;
                continue;
            }
            if (words[i - 1].Hash == truth[at])
            {
                match[i - 1] = at;
                at--;
            }
            i--;
        }
        return match;
    }
}
