using System.Text;
using Detector.Pages.Text;

namespace Detector.Topics;

/// <summary>How near a text is to one topic.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Cosine">Cosine of the text with the topic's direction, -1 to 1.</param>
/// <param name="Deviations">The same cosine in standard deviations above its mean over honest article bodies: comparable between topics. A text on the topic has about 1.5 to 4.</param>
/// <param name="Margin">Deviations ahead of the next topic in the ranking; 0 for the last one.</param>
public readonly record struct TopicMatch(Topic Topic, float Cosine, float Deviations, float Margin);

/// <summary>
/// A subject that news sites and farms have a section for: politics, sport, finance... Each is a direction among the word vectors, the middle of a
/// short list of seed words (TopicSeeds in Detector.Training).
/// </summary>
public readonly record struct Topic
{
    private readonly byte number;

    private Topic(int number) => this.number = (byte)number;

    /// <summary>How many topics there are.</summary>
    public static int Count => TopicsResource.Head.Topics;

    /// <summary>Its place in the resource, 0 to <see cref="Count"/>-1. May change when the resource is rebuilt: store the name.</summary>
    public int Number => number;

    /// <summary>Its name in lower-case English, such as "politics".</summary>
    public unsafe string Name
    {
        get
        {
            var name = new ReadOnlySpan<byte>(TopicsResource.TopicNames + (number * TopicsLayout.NameBytes), TopicsLayout.NameBytes);
            return Encoding.ASCII.GetString(name.TrimEnd((byte)0));
        }
    }

    internal unsafe ReadOnlySpan<float> Direction => new(TopicsResource.TopicVectors + (number * WordVectors.Dimensions), WordVectors.Dimensions);

    /// <summary>
    /// The same topic, or one that shares so many stories with it that a publisher may file one under either: politics and world, business and finance.
    /// By hand, in TopicSeeds of the builder.
    /// </summary>
    public unsafe bool IsKinOf(Topic other) => ((TopicsResource.Kin[number] >> other.number) & 1) != 0;

    /// <summary>All topics, in order of their number.</summary>
    public static IEnumerable<Topic> All
    {
        get
        {
            for (var i = 0; i < Count; i++) yield return new Topic(i);
        }
    }

    /// <summary>The topic of this name, or null.</summary>
    public static Topic? Named(string name)
    {
        foreach (var topic in All) if (string.Equals(topic.Name, name, StringComparison.Ordinal)) return topic;
        return null;
    }

    /// <summary>The topic that a one-word section label promises ("Stocks" promises finance), or null.</summary>
    public static Topic? OfLabel(ulong labelHash) => Label(labelHash) is { } number && number != TopicsLayout.NoTopic ? new Topic(number) : null;

    /// <summary>The topic that a one-word section label promises ("Stocks" promises finance), or null.</summary>
    public static Topic? OfLabel(ReadOnlySpan<char> label) => OfLabel(WordHash.Of(label));

    /// <summary>The nearest topic, or null when fewer than 3 words of the text are known.</summary>
    public static TopicMatch? Nearest(in TopicVector text)
    {
        Span<TopicMatch> ranked = stackalloc TopicMatch[Count];
        return Rank(text, ranked) > 0 ? ranked[0] : null;
    }

    /// <summary>
    /// Writes the nearest topics to <paramref name="ranked"/>, by deviations from the background, the nearest first, and returns how many:
    /// all that fit, or none when fewer than 3 words of the text are known.
    /// </summary>
    public static unsafe int Rank(in TopicVector text, Span<TopicMatch> ranked)
    {
        if (text.Known < 3) return 0;
        var length = text.Length;
        if (length == 0) return 0;
        Span<TopicMatch> every = stackalloc TopicMatch[Count];
        for (var i = 0; i < every.Length; i++)
        {
            var topic = new Topic(i);
            var cosine = TopicVector.Dot(topic.Direction, text.Span) / length;
            every[i] = new TopicMatch(topic, cosine, (cosine - TopicsResource.TopicSpreads[2 * i]) / TopicsResource.TopicSpreads[(2 * i) + 1], 0);
        }
        every.Sort(static (a, b) => b.Deviations.CompareTo(a.Deviations));
        for (var i = 0; i + 1 < every.Length; i++) every[i] = every[i] with { Margin = every[i].Deviations - every[i + 1].Deviations };
        var count = Math.Min(every.Length, ranked.Length);
        every[..count].CopyTo(ranked);
        return count;
    }

    /// <summary>What a label promises: a topic's number, <see cref="TopicsLayout.NoTopic"/> for a label like "News", null for a word that is no known label.</summary>
    internal static unsafe byte? Label(ulong labelHash)
    {
        var at = new ReadOnlySpan<ulong>(TopicsResource.LabelHashes, TopicsResource.Head.Labels).BinarySearch(labelHash);
        return at >= 0 ? TopicsResource.LabelTopics[at] : null;
    }

    internal static Topic Of(byte number) => new(number);
}
