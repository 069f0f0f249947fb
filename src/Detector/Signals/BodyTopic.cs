using Detector.Topics;

namespace Detector.Signals;

/// <summary>What the main content is about, summed once for every signal that holds words against the body.</summary>
internal sealed class BodyTopic
{
    // A topic is settled long before; a novel on one page should not cost more.
    private const int MostWords = 3000;

    private readonly TopicVector _vector;

    private BodyTopic(in TopicVector vector) => _vector = vector;

    public ref readonly TopicVector Vector => ref _vector;

    /// <summary>Enough English prose to hold a word against.</summary>
    public bool IsEnglish => _vector.IsEnglish;

    public static BodyTopic Of(Observation seen) => seen.Shared(static observation => new BodyTopic(Sum(observation)));

    private static TopicVector Sum(Observation observation)
    {
        var vector = default(TopicVector);
        var text = observation.Page.Text;
        var tokens = text.Tokens;
        foreach (ref readonly var block in text.Blocks)
        {
            if (!block.IsMain || block.IsHidden) continue;
            for (var i = block.TokenStart; i < block.TokenEnd; i++) vector.AddWord(tokens[i].Hash);
            if (vector.Words >= MostWords) break;
        }
        return vector;
    }
}
