using System.Buffers;
using Detector.Pages.Html;

namespace Detector.Pages.Text;

/// <summary>
/// Tells which blocks of an HTML page are its main content: two sums of trees over <see cref="BlockFeatures"/>, the second of which also sees what the first made of the block's surroundings
/// (<see cref="SecondLook"/>). Fitted by <c>benchmarks … -- train-main-text</c>; immutable and thread-safe.
/// </summary>
internal sealed class MainTextModel
{
    private const uint Mark = 0x3154_4D44;
    private static readonly Lazy<MainTextModel> Shared = new(() => Read(EmbeddedResource.Bytes("main-text.bin")));

    public MainTextModel(IReadOnlyList<ObliviousTrees> types, ObliviousTrees first, ObliviousTrees second, float threshold)
    {
        if (first.Columns > BlockFeatures.Count) throw new InvalidDataException($"The first trees ask for column {first.Columns - 1}; blocks have {BlockFeatures.Count}. Fit the model anew.");
        if (second.Columns > BlockFeatures.Count + SecondLook.Count) throw new InvalidDataException($"The second trees ask for column {second.Columns - 1}; blocks have {BlockFeatures.Count + SecondLook.Count}. Fit the model anew.");
        if (types.Count != PageShape.Types || types.Any(type => type.Columns > PageShape.Count)) throw new InvalidDataException("The trees of page types do not fit this version. Fit the model anew.");
        Types = types;
        First = first;
        Second = second;
        Threshold = threshold;
    }

    public static MainTextModel Default => Shared.Value;

    /// <summary>One per type of page (see <see cref="PageShape"/>).</summary>
    public IReadOnlyList<ObliviousTrees> Types { get; }

    public ObliviousTrees First { get; }

    public ObliviousTrees Second { get; }

    /// <summary>Probability from which a block is main content.</summary>
    public float Threshold { get; }

    public static MainTextModel Read(byte[] file)
    {
        using var reader = new BinaryReader(new MemoryStream(file));
        if (reader.ReadUInt32() != Mark) throw new InvalidDataException("This is no model of main text.");
        var columns = reader.ReadInt32();
        var more = reader.ReadInt32();
        if (columns != BlockFeatures.Count || more != SecondLook.Count)
            throw new InvalidDataException($"The model of main text was fitted on {columns} + {more} numbers per block; this version measures {BlockFeatures.Count} + {SecondLook.Count}. Fit it anew: benchmarks -- train-main-text.");
        var threshold = reader.ReadSingle();
        var types = new ObliviousTrees[PageShape.Types];
        for (var type = 0; type < types.Length; type++) types[type] = ObliviousTrees.Read(reader);
        return new MainTextModel(types, ObliviousTrees.Read(reader), ObliviousTrees.Read(reader), threshold);
    }

    public byte[] ToBytes()
    {
        var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream))
        {
            writer.Write(Mark);
            writer.Write(BlockFeatures.Count);
            writer.Write(SecondLook.Count);
            writer.Write(Threshold);
            foreach (var type in Types) type.Write(writer);
            First.Write(writer);
            Second.Write(writer);
        }
        return stream.ToArray();
    }

    /// <summary>Fills in how likely the page is of each type.</summary>
    public void TellType(PageShape shape)
    {
        const int lanes = 8;
        Span<float> columns = stackalloc float[PageShape.Count * lanes];
        for (var c = 0; c < PageShape.Count; c++) columns.Slice(c * lanes, lanes).Fill(shape.Numbers[c]);
        Span<float> probability = stackalloc float[lanes];
        for (var type = 0; type < PageShape.Types; type++)
        {
            Types[type].Probabilities(columns, lanes, 1, probability);
            shape.Probability[type] = probability[0];
        }
    }

    /// <summary>The probability that each block is main content. The caller gives <paramref name="probabilities"/> room for the blocks, rounded up to a multiple of eight.</summary>
    public void Weigh(PageText text, HtmlTree tree, float[] probabilities)
    {
        var blocks = text.BlockList.Count;
        using var features = new BlockFeatures(text, tree);
        TellType(features.Shape);
        const int stride = BlockFeatures.Chunk;
        var columns = ArrayPool<float>.Shared.Rent((BlockFeatures.Count + SecondLook.Count) * stride);
        var first = ArrayPool<float>.Shared.Rent(blocks + 8);
        for (var from = 0; from < blocks; from += stride)
        {
            var count = Math.Min(stride, blocks - from);
            features.Fill(from, count, columns, stride);
            First.Probabilities(columns, stride, count, first.AsSpan(from));
        }
        using (var look = new SecondLook(text, features, first))
        {
            for (var from = 0; from < blocks; from += stride)
            {
                var count = Math.Min(stride, blocks - from);
                if (blocks > stride) features.Fill(from, count, columns, stride);
                look.Fill(from, count, columns.AsSpan(BlockFeatures.Count * stride), stride);
                Second.Probabilities(columns, stride, count, probabilities.AsSpan(from));
            }
        }
        ArrayPool<float>.Shared.Return(columns);
        ArrayPool<float>.Shared.Return(first);
    }
}
