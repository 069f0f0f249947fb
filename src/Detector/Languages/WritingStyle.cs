using System.Globalization;
using Detector.Pages;
using Detector.Pages.Text;

namespace Detector.Languages;

/// <summary>
/// Whose hand a text shows, by how often it uses common words and endings: the words nobody chooses on purpose tell authors apart (Mosteller and Wallace 1964, Inference and Disputed Authorship), and language
/// models from people (Kobak et al. 2024, arXiv:2406.07016). A linear model: each entry's rate, as its square root, in standard deviations of honest pages, at most <see cref="Far"/> either way, times a weight.
/// Fitted by <c>training … -- style</c>; immutable and thread-safe.
/// </summary>
internal sealed class WritingStyle
{
    /// <summary>Words of prose below which rates mean little.</summary>
    public const int LeastWords = 60;

    /// <summary>Words of a block below which it is no prose: a caption, a menu, a price.</summary>
    public const int LeastBlockWords = 12;

    /// <summary>Standard deviations beyond which an entry says no more.</summary>
    public const float Far = 3;

    /// <summary>Letters of a word from which its ending counts.</summary>
    public const int EndingFrom = 5;

    /// <summary>Words of ordinary text that every text is mixed with: a short one says less, and no word is missing for good.</summary>
    public const double Mixed = 25;

    // Share of the most common English words: running English has several times as many, other languages hardly any.
    private const double LeastCommon = 0.1;

    private const int MostWords = 20_000;
    private static readonly Lazy<WritingStyle> Shared = new(() => Parse(EmbeddedResource.Text("machine-style.tsv"), "machine-style.tsv"));

    private readonly Entry[] _entries;
    private readonly double _bias;

    // One more than the number of the entry: 0 says that there is none.
    private readonly WordTable<ulong, int> _words;
    private readonly int[][] _endings = new int[128][];

    public WritingStyle(double bias, IReadOnlyList<Entry> entries)
    {
        _bias = bias;
        _entries = [.. entries];
        var words = new Dictionary<ulong, int>(_entries.Length);
        for (var i = 0; i < _entries.Length; i++)
        {
            var name = _entries[i].Name;
            if (name[0] != '-') words.Add(WordHash.Of(name), i + 1);
            else _endings[name[^1]] = [.. _endings[name[^1]] ?? [], i];
        }
        _words = new WordTable<ulong, int>(words);
    }

    /// <summary>The hand of machine-written pages: rewritten news and generated filler.</summary>
    public static WritingStyle Machine => Shared.Value;

    /// <summary>A word, or an ending (written with a hyphen in front), and what its rate says.</summary>
    /// <param name="Name">Lower-case.</param>
    /// <param name="Usual">Its rate in the text of all honest pages: times a word.</param>
    /// <param name="Mean">Of the square root of a page's rate, on honest pages.</param>
    /// <param name="Deviation">Its standard deviation, above 0.</param>
    /// <param name="Weight">What a standard deviation of it counts.</param>
    public readonly record struct Entry(string Name, double Usual, double Mean, double Deviation, double Weight)
    {
        /// <summary>Square root of its rate in a text, mixed with ordinary text.</summary>
        public double Rate(int count, int words) => Math.Sqrt((count + Mixed * Usual) / (words + Mixed));

        /// <summary>What it says of a text in which it occurs so often.</summary>
        public double Of(int count, int words) => Weight * Math.Clamp((Rate(count, words) - Mean) / Deviation, -Far, Far);
    }

    /// <summary>How much a page's prose looks of this hand: standard deviations above the usual honest page of the training pages; and the word that says so most. Null: not English, or too little prose.</summary>
    public (double Deviations, TextRange Telling)? Of(Page page)
    {
        if (!IsEnglish(page)) return null;
        var text = page.Text;
        Span<int> counts = stackalloc int[_entries.Length], firsts = stackalloc int[_entries.Length];
        counts.Clear();
        var words = 0;
        foreach (ref readonly var block in text.Blocks)
        {
            if (!IsProse(block)) continue;
            for (var t = block.TokenStart; t < block.TokenEnd; t++)
            {
                ref readonly var token = ref text.Tokens[t];
                if (token.Is(TokenTraits.Number | TokenTraits.OtherScript)) continue;
                words++;
                var at = _words.Of(token.Hash) - 1;
                if (at >= 0 && counts[at]++ == 0) firsts[at] = t;
                var chars = text.Chars.Slice(token.Start, token.Length);
                if (chars.Length < EndingFrom || chars[^1] >= 128 || _endings[chars[^1]] is not { } endings) continue;
                foreach (var ending in endings)
                    if (chars.EndsWith(_entries[ending].Name.AsSpan(1), StringComparison.Ordinal) && counts[ending]++ == 0)
                        firsts[ending] = t;
            }
            if (words > MostWords) break;
        }
        if (words < LeastWords) return null;
        var sum = _bias;
        var most = 0.0;
        var telling = TextRange.None;
        for (var i = 0; i < counts.Length; i++)
        {
            var says = _entries[i].Of(counts[i], words);
            sum += says;
            if (counts[i] == 0 || says <= most) continue;
            most = says;
            telling = new TextRange(text.Tokens[firsts[i]].Start, text.Tokens[firsts[i]].Length);
        }
        return (sum, telling);
    }

    /// <summary>The same of a text known by how often each entry occurs in so many words.</summary>
    public double Of(IReadOnlyDictionary<string, int> counts, int words) => _bias + _entries.Sum(entry => entry.Of(counts.GetValueOrDefault(entry.Name), words));

    /// <summary>The page reads as English, or says so and does not read as another language: many a page declares the language of its template.</summary>
    public static bool IsEnglish(Page page) => page.Topics.Body is var body && (body.IsEnglish || (page.Metadata.DeclaredLanguage is "en" && body.Common >= LeastCommon * body.Words));

    /// <summary>Running text, in the main content or not: whoever fills a page fills all of it.</summary>
    public static bool IsProse(in Block block) =>
        block is { IsHidden: false, TokenCount: >= LeastBlockWords, Kind: BlockKind.Paragraph or BlockKind.Quote or BlockKind.ListItem or BlockKind.Cell } && 2 * block.LinkTokens <= block.TokenCount;

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="InvalidDataException">A line is not an entry.</exception>
    public static WritingStyle Parse(string text, string name)
    {
        var bias = 0.0;
        var entries = new List<Entry>();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] == '#') continue;
            var parts = line.Split('\t');
            if (parts is ["bias", _, _, _, var constant] && Number(constant, out bias)) continue;
            if (parts.Length != 5 || parts[0].Length == 0 || parts[0][^1] >= 128 || !Number(parts[1], out var usual) || !Number(parts[2], out var mean)
                || !Number(parts[3], out var deviation) || !Number(parts[4], out var weight) || deviation <= 0)
                throw new InvalidDataException($"{name}: '{line}' is no entry of a writing style; a word, its usual rate, mean, deviation and weight are expected, with tabs between. Fit it anew: detector-training style.");
            entries.Add(new Entry(parts[0], usual, mean, deviation, weight));
        }
        return new WritingStyle(bias, entries);

        static bool Number(string part, out double value) => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>One entry a line, tabs between.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"bias\t0\t0\t1\t{_bias:G6}\n") + string.Concat(_entries.Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Name}\t{entry.Usual:G6}\t{entry.Mean:G6}\t{entry.Deviation:G6}\t{entry.Weight:G6}\n")));
}
