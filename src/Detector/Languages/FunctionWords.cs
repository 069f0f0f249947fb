using Detector.Pages.Text;

namespace Detector.Languages;

/// <summary>
/// The small words that hold sentences together (articles, prepositions, pronouns), by language, from <c>Resources/function-words.txt</c>.
/// They make up a third to a half of running text and little of a keyword list.
/// </summary>
public static class FunctionWords
{
    private static readonly Lazy<(string[] Codes, WordTable<ulong, uint> Masks, uint English)> Loaded = new(Load);

    /// <summary>ISO 639-1 codes of the languages with a list; the index is the bit in <see cref="LanguagesOf"/>.</summary>
    internal static IReadOnlyList<string> Codes => Loaded.Value.Codes;

    /// <summary>Whether a word (by its <see cref="WordHash"/>) is an English function word: a stop word for statistics of text.</summary>
    public static bool IsEnglish(ulong wordHash) =>
        Loaded.Value is var loaded && (loaded.Masks.Of(wordHash) & loaded.English) != 0;

    /// <summary>Whether a word is a function word of a language (ISO 639-1); false for languages without a list.</summary>
    public static bool Is(ulong wordHash, string language)
    {
        var bit = Array.IndexOf(Loaded.Value.Codes, language);
        return bit >= 0 && (LanguagesOf(wordHash) >> bit & 1) != 0;
    }

    /// <summary>One bit for each language that has the word.</summary>
    internal static uint LanguagesOf(ulong wordHash) => Loaded.Value.Masks.Of(wordHash);

    private static (string[] Codes, WordTable<ulong, uint> Masks, uint English) Load()
    {
        var text = EmbeddedResource.Text("function-words.txt").AsSpan();
        var codes = new List<string>(32);
        var masks = new Dictionary<ulong, uint>(2048);
        var bit = 0u;
        var atCode = true;
        var comment = false;
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '#' && i == start && atCode) comment = true;
            if (text[i] is not (' ' or '\n')) continue;
            if (i > start && !comment)
            {
                var word = text[start..i];
                if (atCode)
                {
                    bit = 1u << codes.Count;
                    codes.Add(word.ToString());
                }
                else
                {
                    var hash = WordHash.Of(word);
                    masks[hash] = masks.GetValueOrDefault(hash) | bit;
                }
            }
            atCode = text[i] == '\n';
            if (atCode) comment = false;
            start = i + 1;
        }
        if (codes.Count > 32) throw new InvalidDataException($"function-words.txt has {codes.Count} languages; a mask holds 32.");
        return ([.. codes], new WordTable<ulong, uint>(masks), 1u << codes.IndexOf("en"));
    }
}
