using Detector.Pages.Text;

namespace Detector.Topics;

/// <summary>
/// How well a page's category label fits its body. The label's direction is the topic it promises and the word itself; the cosine with the body is
/// held against the same direction's cosines with honest articles, and against the body's best topic.
/// </summary>
/// <param name="Cosine">Cosine of the label's direction with the body, -1 to 1.</param>
/// <param name="Deviations">That cosine in standard deviations above its mean over honest bodies, or that of the promised topic's nearest kin if it is higher: 0 is "as on any story", 1.5 and more is "about this".</param>
/// <param name="Behind">Deviations by which the body's best topic is ahead of the label, 0 or more.</param>
/// <param name="Probability">
/// 0 to 1: the chance that a publisher filed this body under this label, when half of the labels are right and half are drawn from other stories;
/// logistic over the two numbers before, fitted by the builder on the sections of honest news pages.
/// </param>
public readonly record struct CategoryFit(float Cosine, float Deviations, float Behind, float Probability)
{
    /// <summary>A body with fewer known words has no fit.</summary>
    public const int LeastKnownWords = 50;

    // Longer "labels" are headlines or whole menus.
    private const int MostLabelWords = 6;

    /// <summary>
    /// The fit of a label such as "Stocks" or "Food and Drink", or null when there is nothing to measure: no word of the label is
    /// known or promises a topic ("News", "Home", "My"), it has more than 6 words, the body has fewer than <see cref="LeastKnownWords"/> known words
    /// or is not English.
    /// </summary>
    public static CategoryFit? Of(ReadOnlySpan<char> label, in TopicVector body)
    {
        Span<ulong> words = stackalloc ulong[MostLabelWords + 1];
        var count = 0;
        for (var i = 0; i < label.Length && count < words.Length;)
        {
            if (!char.IsLetter(label[i])) { i++; continue; }
            var state = WordHash.Seed;
            while (i < label.Length && char.IsLetter(label[i])) state = WordHash.Step(state, WordHash.Fold(label[i++]));
            words[count++] = WordHash.Finish(state);
        }
        return Of(words[..count], body);
    }

    /// <inheritdoc cref="Of(ReadOnlySpan{char}, in TopicVector)"/>
    /// <param name="labelWords">The <see cref="WordHash"/> of each word of the label.</param>
    /// <param name="body">The words of the body.</param>
    public static CategoryFit? Of(ReadOnlySpan<ulong> labelWords, in TopicVector body)
    {
        if (labelWords.Length > MostLabelWords || body.Known < LeastKnownWords || !body.IsEnglish) return null;
        var direction = Direction(labelWords);
        var length = direction.Length;
        if (length == 0) return null;
        Span<TopicMatch> ranked = stackalloc TopicMatch[Topic.Count];
        Topic.Rank(body, ranked);
        var best = ranked[0].Deviations;
        // A story about a treaty may stand under Politics as well as under World: a label is as good as the best of its topic's kin.
        var deviations = Background.Deviations(direction.Span, body);
        foreach (var match in ranked) if (match.Deviations > deviations && Promises(labelWords, match.Topic)) deviations = match.Deviations;
        var behind = Math.Max(0, best - deviations);
        var head = TopicsResource.Head;
        var margin = head.FitBias + (head.FitDeviations * deviations) + (head.FitBehind * behind);
        return new CategoryFit(direction.Cosine(body), deviations, behind, 1 / (1 + MathF.Exp(-margin)));
    }

    private static bool Promises(ReadOnlySpan<ulong> labelWords, Topic topic)
    {
        foreach (var hash in labelWords) if (Topic.OfLabel(hash) is { } promised && promised.IsKinOf(topic)) return true;
        return false;
    }

    /// <summary>The direction of a label; of length 0 when it promises nothing.</summary>
    internal static TopicVector Direction(ReadOnlySpan<ulong> labelWords)
    {
        var direction = default(TopicVector);
        var share = TopicsResource.Head.TopicShare;
        foreach (var hash in labelWords)
        {
            var promised = Topic.Label(hash);
            if (promised == TopicsLayout.NoTopic) continue;
            var word = WordVectors.Find(hash);
            // "and" in "Food and Drink" promises nothing.
            if (promised is null && (word < 0 || WordVectors.IsCommon(word))) continue;
            var single = default(TopicVector);
            single.Add(word);
            var length = single.Length;
            if (length > 0) direction.Add(single, (promised is null ? 1 : 1 - share) / length);
            if (promised is { } topic) direction.AddNumbers(Topic.Of(topic).Direction, share);
        }
        return direction;
    }
}
