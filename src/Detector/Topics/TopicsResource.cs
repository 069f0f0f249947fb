using System.Runtime.CompilerServices;

namespace Detector.Topics;

/// <summary>
/// The embedded file <c>Resources/topics.bin</c>, read where the operating system mapped it: nothing is copied and nothing is built at start.
/// The pointers below are the blocks of <see cref="TopicsLayout"/>, in its order.
/// </summary>
internal static unsafe class TopicsResource
{
    private static readonly UnmanagedMemoryStream Stream = Open();

    public static readonly TopicsLayout.Header Head = *(TopicsLayout.Header*)Stream.PositionPointer;
    public static readonly float* Weights = (float*)Block(0);
    public static readonly ushort* Buckets = (ushort*)Block(1);
    public static readonly uint* Checks = (uint*)Block(2);
    public static readonly byte* Frequencies = Block(3);
    public static readonly sbyte* Vectors = (sbyte*)Block(4);
    public static readonly float* TopicVectors = (float*)Block(5);
    public static readonly byte* TopicNames = Block(6);
    public static readonly ulong* LabelHashes = (ulong*)Block(7);
    public static readonly byte* LabelTopics = Block(8);
    public static readonly float* BodyMean = (float*)Block(9);
    public static readonly float* BodyCovariance = (float*)Block(10);
    public static readonly float* PairQuantiles = (float*)Block(11);
    public static readonly float* PageQuantiles = (float*)Block(12);
    public static readonly uint* Kin = (uint*)Block(13);

    /// <summary>Mean and standard deviation of each topic's cosine with honest bodies.</summary>
    public static readonly float* TopicSpreads = (float*)Block(14);

    /// <summary>The share of the background, 0 to 1, that lies below a value: linear between the points of a table of quantiles.</summary>
    public static float Quantile(float* table, float value)
    {
        const int last = TopicsLayout.QuantilePoints - 1;
        if (value <= table[0]) return 0;
        if (value >= table[last]) return 1;
        var (low, high) = (0, last);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (table[middle] <= value) low = middle; else high = middle;
        }
        var width = table[high] - table[low];
        return (low + (width > 0 ? (value - table[low]) / width : 0)) / last;
    }

    private static byte* Block(int number)
    {
        long at = TopicsLayout.Padded(sizeof(TopicsLayout.Header));
        var sizes = TopicsLayout.BlockSizes(Head);
        for (var i = 0; i < number; i++) at += TopicsLayout.Padded(sizes[i]);
        return Stream.PositionPointer + at;
    }

    // A wrong file would make every pointer below wrong, so all that can be checked is checked once, here.
    private static UnmanagedMemoryStream Open()
    {
        const string name = "Detector.Resources.topics.bin";
        if (!BitConverter.IsLittleEndian) throw new PlatformNotSupportedException($"{name} is little-endian and is read in place: big-endian machines are not supported.");
        if (typeof(TopicsResource).Assembly.GetManifestResourceStream(name) is not UnmanagedMemoryStream stream)
            throw new InvalidOperationException($"{name} is not embedded as mapped memory: build it with 'detector-training topics build' and compile again.");
        if (stream.Length < sizeof(TopicsLayout.Header)) throw new InvalidDataException($"{name} has {stream.Length} bytes, fewer than its header.");
        var head = Unsafe.ReadUnaligned<TopicsLayout.Header>(stream.PositionPointer);
        if (head.Magic != TopicsLayout.Magic) throw new InvalidDataException($"{name} starts with {head.Magic:x16}, not {TopicsLayout.Magic:x16}: build it with 'detector-training topics build'.");
        if (head.Dimensions != WordVectors.Dimensions || head.QuantilePoints != TopicsLayout.QuantilePoints)
            throw new InvalidDataException($"{name} has {head.Dimensions} dimensions and {head.QuantilePoints} quantiles, this code reads {WordVectors.Dimensions} and {TopicsLayout.QuantilePoints}: build it again.");
        var size = TopicsLayout.Padded(sizeof(TopicsLayout.Header));
        foreach (var block in TopicsLayout.BlockSizes(head)) size += TopicsLayout.Padded(block);
        if (stream.Length != size) throw new InvalidDataException($"{name} has {stream.Length} bytes where its header promises {size}: build it again.");
        return stream;
    }
}
