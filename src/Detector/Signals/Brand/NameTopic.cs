using Detector.Pages.Text;
using Detector.Topics;

namespace Detector.Signals.Brand;

/// <summary>Whether the words of a name promise the subject of the body.</summary>
internal static class NameTopic
{
    private const int MostWords = 5;

    public static CategoryFit? Fit(string[] words, Observation seen)
    {
        Span<ulong> hashes = stackalloc ulong[MostWords];
        var n = 0;
        foreach (var word in words)
        {
            if (word.Length < 3 || n == MostWords) continue;
            hashes[n++] = WordHash.Of(word);
        }
        return n == 0 ? null : CategoryFit.Of(hashes[..n], seen.Page.Topics.Body);
    }
}
