using Detector.Languages;
using Detector.Pages;
using Detector.Pages.Text;
using Detector.Training.Extraction;

namespace Detector.Training.Style;

/// <summary>How often a page uses each word and ending in its running text.</summary>
internal sealed record StyleSample(string Source, string Group, string Content, bool Machine, IReadOnlyDictionary<string, int> Counts, int Words)
{
    /// <summary>Endings that words of any subject share.</summary>
    private static readonly string[] Endings = ["-ing", "-ly", "-tion", "-ment", "-ity", "-ness", "-ous", "-ive", "-ed", "-s", "-ize", "-al", "-able", "-ance", "-er", "-est", "-n't", "-'s"];

    /// <summary>The sample of a page; null where it has too little English prose, or cannot be read.</summary>
    public static StyleSample? Of(CorpusPage page, bool machine)
    {
        using var read = PageReader.Read(page.Content.AsSpan(), new PageRequest { Url = page.Url, Format = page.IsText ? PageFormat.Text : PageFormat.Html }, null, out _);
        if (read is null || !WritingStyle.IsEnglish(read)) return null;
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var words = 0;
        foreach (ref readonly var block in read.Text.Blocks)
        {
            if (!WritingStyle.IsProse(block)) continue;
            for (var t = block.TokenStart; t < block.TokenEnd; t++)
            {
                ref readonly var token = ref read.Text.Tokens[t];
                if (token.Is(TokenTraits.Number | TokenTraits.OtherScript)) continue;
                words++;
                var chars = read.Text.Chars.Slice(token.Start, token.Length);
                var word = chars.ToString().ToLowerInvariant().Replace('\u2019', '\'');
                counts[word] = counts.GetValueOrDefault(word) + 1;
                if (chars.Length < WritingStyle.EndingFrom) continue;
                foreach (var ending in Endings)
                    if (chars.EndsWith(ending.AsSpan(1), StringComparison.Ordinal))
                        counts[ending] = counts.GetValueOrDefault(ending) + 1;
            }
        }
        return words < WritingStyle.LeastWords ? null : new StyleSample(page.Source, page.Group, Extractor.ContentOf(read), machine, counts, words);
    }
}
