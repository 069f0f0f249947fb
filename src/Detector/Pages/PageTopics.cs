using Detector.Pages.Text;
using Detector.Topics;

namespace Detector.Pages;

/// <summary>What the page is about, as vectors (see <see cref="TopicVector"/>): of its body and of any range of tokens.</summary>
public sealed class PageTopics
{
    /// <summary>Words of the body that take part: topic is plain after this many, and a page may have a hundred thousand.</summary>
    public const int MostWords = 1500;

    private readonly TopicVector _body;

    internal PageTopics(PageText text)
    {
        var words = 0;
        foreach (ref readonly var block in text.Blocks)
        {
            if (!block.IsMain) continue;
            foreach (ref readonly var token in text.TokensOf(block)) _body.AddWord(token.Hash);
            words += block.TokenCount;
            if (words >= MostWords) break;
        }
    }

    /// <summary>The main content.</summary>
    public ref readonly TopicVector Body => ref _body;

    /// <summary>The body reads as English and is long enough to say what it is about; else signals about topics have nothing to measure.</summary>
    public bool IsClear => _body.IsEnglish && _body.Known >= CategoryFit.LeastKnownWords;

    /// <summary>The topic of some tokens.</summary>
    public static TopicVector Of(ReadOnlySpan<Token> tokens)
    {
        var vector = new TopicVector();
        foreach (ref readonly var token in tokens) vector.AddWord(token.Hash);
        return vector;
    }
}
