using System.Buffers;
using Detector.Pages.Html;

namespace Detector.Pages.Text;

/// <summary>
/// Tells which blocks of an HTML page are its main content: first the type of the page, then a sum of trees over <see cref="BlockFeatures"/>, which hear the names of boxes by what <see cref="NameOdds"/> learnt of them. Fitted by <c>benchmarks … -- train-main-text</c>; immutable and
/// thread-safe. A second look, at what the first made of a block's surroundings (stacked sequential learning), was tried and taken out again: out of fold it moved news pages from .946 to .948 and segments from .929 to .925, and had to be paid for on every page. Measured again with more numbers
/// (auto-context, Tu and Bai 2010, doi:10.1109/TPAMI.2009.186) it gained hardly more than further fits of the first would: <c>benchmarks/README.md</c> has the figures.
/// </summary>
internal sealed class MainTextModel
{
    private const uint Mark = 0x3354_4D44;
    private static readonly Lazy<MainTextModel> Shared = new(() => Read(EmbeddedResource.Bytes("main-text.bin")));
    private static readonly Lazy<MainTextModel> SharedLines = new(() => Read(EmbeddedResource.Bytes("main-lines.bin")));

    public MainTextModel(IReadOnlyList<ObliviousTrees> types, NameOdds names, ObliviousTrees blocks, Cut cut)
    {
        if (blocks.Columns > BlockFeatures.Count) throw new InvalidDataException($"The trees ask for column {blocks.Columns - 1}; blocks have {BlockFeatures.Count}. Fit the model anew.");
        if (types.Count != PageShape.Types || types.Any(type => type.Columns > PageShape.Count)) throw new InvalidDataException("The trees of page types do not fit this version. Fit the model anew.");
        Types = types;
        Names = names;
        Blocks = blocks;
        Cut = cut;
    }

    /// <summary>For blocks of HTML.</summary>
    public static MainTextModel Default => Shared.Value;

    /// <summary>For lines of extracted text: fitted on the same pages, their visible blocks written out as lines.</summary>
    public static MainTextModel Lines => SharedLines.Value;

    /// <summary>One per type of page (see <see cref="PageShape"/>).</summary>
    public IReadOnlyList<ObliviousTrees> Types { get; }

    public NameOdds Names { get; }

    public ObliviousTrees Blocks { get; }

    public Cut Cut { get; }

    public static MainTextModel Read(byte[] file)
    {
        using var reader = new BinaryReader(new MemoryStream(file));
        if (reader.ReadUInt32() != Mark) throw new InvalidDataException("This is no model of main text of this version. Fit it anew: benchmarks -- train-main-text.");
        var columns = reader.ReadInt32();
        if (columns != BlockFeatures.Count)
            throw new InvalidDataException($"The model of main text was fitted on {columns} numbers per block; this version measures {BlockFeatures.Count}. Fit it anew: benchmarks -- train-main-text.");
        var cut = new Cut(reader.ReadSingle(), reader.ReadSingle());
        var types = new ObliviousTrees[PageShape.Types];
        for (var type = 0; type < types.Length; type++) types[type] = ObliviousTrees.Read(reader);
        return new MainTextModel(types, NameOdds.Read(reader), ObliviousTrees.Read(reader), cut);
    }

    public byte[] ToBytes()
    {
        var stream = new MemoryStream();
        using (var writer = new BinaryWriter(stream))
        {
            writer.Write(Mark);
            writer.Write(BlockFeatures.Count);
            writer.Write(Cut.Slope);
            writer.Write(Cut.Article);
            foreach (var type in Types) type.Write(writer);
            Names.Write(writer);
            Blocks.Write(writer);
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

    /// <summary>The probability that each block is main content; returns the one from which it is taken. The caller gives <paramref name="probabilities"/> room for the blocks, rounded up to a multiple of eight.</summary>
    public float Weigh(PageText text, HtmlTree? tree, Span<float> probabilities, out bool isArticle)
    {
        var blocks = text.BlockList.Count;
        using var features = new BlockFeatures(text, tree);
        TellType(features.Shape);
        features.Hear(Names);
        const int stride = BlockFeatures.Stride;
        var columns = ArrayPool<float>.Shared.Rent(BlockFeatures.Count * stride);
        for (var from = 0; from < blocks; from += BlockFeatures.Chunk)
        {
            var count = Math.Min(BlockFeatures.Chunk, blocks - from);
            features.Fill(from, count, columns, stride);
            Blocks.Probabilities(columns, stride, count, probabilities[from..]);
        }
        ArrayPool<float>.Shared.Return(columns);
        for (var i = 0; i < blocks; i++)
            if (!features.MayBeMain(text.BlockList[i]))
                probabilities[i] = 0;
        isArticle = features.Shape.IsArticle;
        return Cut.Of(text, features.Shape, probabilities[..blocks]);
    }
}

/// <summary>
/// From which probability on a block is taken. To make the expected F-measure of a set greatest, take what is likelier than half of that measure (Lipton, Elkan and Narayanaswamy 2014,
/// arXiv:1402.1892): on a clear article that is near a half, on a page that nobody could be sure of it is less. The slope is fitted, as probabilities are never quite what they say, and so is what a page that is surely an
/// article adds to it: comments and teasers read like its paragraphs.
/// </summary>
internal readonly record struct Cut(float Slope, float Article)
{
    private const int Steps = 4;
    private const float Unsure = 0.7f;

    public float Of(PageText text, PageShape shape, ReadOnlySpan<float> probabilities)
    {
        double all = 0;
        for (var i = 0; i < probabilities.Length; i++) all += (text.BlockList[i].TokenCount + 1) * probabilities[i];
        var threshold = 0.5f;
        var slope = Slope + (Article * Math.Clamp((shape.Probability[0] - Unsure) / (1 - Unsure), 0, 1));
        for (var step = 0; step < Steps; step++)
        {
            double taken = 0, right = 0;
            for (var i = 0; i < probabilities.Length; i++)
            {
                if (probabilities[i] < threshold) continue;
                double words = text.BlockList[i].TokenCount + 1;
                taken += words;
                right += words * probabilities[i];
            }
            threshold = slope * (float)(2 * right / (taken + all + 1));
        }
        return threshold;
    }
}
