namespace Detector.Topics;

/// <summary>
/// The layout of <c>Resources/topics.bin</c>, shared by its builder (<c>detector-training topics build</c>) and its reader
/// (<see cref="TopicsResource"/>): little-endian, a <see cref="Header"/>, then the blocks of <see cref="BlockSizes"/>, each padded to 8 bytes.
/// </summary>
internal static class TopicsLayout
{
    /// <summary>"topics01" in ASCII, read as a little-endian number.</summary>
    public const ulong Magic = 0x31307363_69706F74;

    /// <summary>Bytes kept for a topic's name, ASCII, filled up with zeros.</summary>
    public const int NameBytes = 16;

    /// <summary>Points of a table of quantiles: the 0th, 1/64th, ... and last.</summary>
    public const int QuantilePoints = 65;

    /// <summary>The label of no topic.</summary>
    public const byte NoTopic = 255;

    /// <summary>The first bytes of the file.</summary>
    public struct Header
    {
        public ulong Magic;
        public int Count, Dimensions, BucketBits, Topics, Labels, QuantilePoints;
        /// <summary>Logistic fit of a category to a body: probability = 1/(1+exp(-(Bias + Z*deviations + Behind*gap to the best topic))).</summary>
        public float FitBias, FitDeviations, FitBehind;
        /// <summary>How much of a category's direction is the topic it promises; the rest is the word itself.</summary>
        public float TopicShare;
    }

    /// <summary>Sizes of the blocks in bytes, in file order, before padding.</summary>
    public static long[] BlockSizes(in Header head) =>
    [
        256 * sizeof(float),
        ((1L << head.BucketBits) + 1) * sizeof(ushort),
        (long)head.Count * sizeof(uint),
        head.Count,
        (long)head.Count * head.Dimensions,
        (long)head.Topics * head.Dimensions * sizeof(float),
        (long)head.Topics * NameBytes,
        (long)head.Labels * sizeof(ulong),
        head.Labels,
        (long)head.Dimensions * sizeof(float),
        (long)head.Dimensions * head.Dimensions * sizeof(float),
        (long)head.QuantilePoints * sizeof(float),
        (long)head.QuantilePoints * sizeof(float),
        (long)head.Topics * sizeof(uint),
        (long)head.Topics * 2 * sizeof(float),
    ];

    /// <summary>The size of the header or of a block with its padding, in bytes.</summary>
    public static long Padded(long bytes) => (bytes + 7) & ~7L;
}
