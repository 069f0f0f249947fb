using Detector.Pages.Text;
using Detector.Topics;

namespace Detector.Signals.Links;

/// <summary>The words of the page's title that carry its subject: not function words, by their weight in the language (Arora, Liang, Ma 2017).</summary>
internal sealed class TitleWords
{
    private TitleWords(Observation seen)
    {
        var title = seen.Page.Metadata.Headline?.Value ?? seen.Page.Metadata.Title;
        if (string.IsNullOrEmpty(title)) return;
        var state = WordHash.Seed;
        var length = 0;
        for (var i = 0; i <= title.Length; i++)
        {
            var c = i < title.Length ? title[i] : ' ';
            if (char.IsLetterOrDigit(c) || (c is '\'' or '\u2019' && length > 0 && i + 1 < title.Length && char.IsLetter(title[i + 1])))
            {
                state = WordHash.Step(state, WordHash.Fold(c));
                length++;
                continue;
            }
            if (length > 0)
            {
                Count++;
                var hash = WordHash.Finish(state);
                var word = WordVectors.Find(hash);
                if (length >= 3 && (word < 0 || WordVectors.Weight(word) > 0.5f)) Rare.Add(hash);
            }
            state = WordHash.Seed;
            length = 0;
        }
    }

    /// <summary>Words of the title.</summary>
    public int Count { get; }

    /// <summary>Hashes of those that carry the subject.</summary>
    public HashSet<ulong> Rare { get; } = [];

    public static TitleWords Of(Observation seen) => seen.Shared(static observation => new TitleWords(observation));
}
