using System.Buffers;

namespace Detector.Pages.Text;

/// <summary>
/// What a block looks like once every block has a first probability: those of its neighbours, its boxes, its kin. Stacking of this kind (Cohen and Carvalho 2005, "Stacked sequential
/// learning") does for a sequence what a conditional random field does, at the price of a few sums.
/// </summary>
internal sealed class SecondLook : IDisposable
{
    /// <summary>Numbers per block, after those of <see cref="BlockFeatures"/>.</summary>
    public const int Count = 20;

    private readonly PageText _text;
    private readonly BlockFeatures _features;
    private readonly float[] _first;
    private readonly int _blocks;
    private readonly double[] _chosen;
    private readonly double[] _words;
    private readonly Sum[] _kin;

    private struct Sum
    {
        public float Chosen;
        public float Words;
    }

    /// <param name="text">The page.</param>
    /// <param name="features">Its survey.</param>
    /// <param name="first">First probability of each block.</param>
    public SecondLook(PageText text, BlockFeatures features, float[] first)
    {
        _text = text;
        _features = features;
        _first = first;
        _blocks = text.BlockList.Count;
        _chosen = ArrayPool<double>.Shared.Rent(_blocks + 1);
        _words = ArrayPool<double>.Shared.Rent(_blocks + 1);
        _kin = ArrayPool<Sum>.Shared.Rent(_blocks + 1);
        Array.Clear(_kin, 0, _blocks + 1);
        double chosen = 0, words = 0;
        var blocks = text.BlockList.Span;
        for (var i = 0; i < blocks.Length; i++)
        {
            _chosen[i] = chosen;
            _words[i] = words;
            float weight = blocks[i].TokenCount + 1;
            chosen += first[i] * weight;
            words += weight;
            ref var kin = ref _kin[features.KinOf(i)];
            kin.Chosen += first[i] * weight;
            kin.Words += weight;
        }
        _chosen[_blocks] = chosen;
        _words[_blocks] = words;
    }

    public void Fill(int from, int count, Span<float> columns, int stride)
    {
        for (var i = 0; i < count; i++)
        {
            var index = from + i;
            var row = columns[i..];
            var box = _features.BoxOf(index);
            var outer = _features.UpFrom(box);
            var heading = _features.HeadingOf(index);
            ref readonly var kin = ref _kin[_features.KinOf(index)];
            row[0] = _first[index];
            row[stride] = At(index - 1);
            row[2 * stride] = At(index + 1);
            row[3 * stride] = At(index - 2);
            row[4 * stride] = At(index + 2);
            row[5 * stride] = Mean(_text.ContainerList[box].FirstBlock, _text.ContainerList[box].EndBlock);
            row[6 * stride] = Mean(_text.ContainerList[outer].FirstBlock, _text.ContainerList[outer].EndBlock);
            row[7 * stride] = kin.Words == 0 ? 0 : kin.Chosen / kin.Words;
            row[8 * stride] = (float)(_chosen[index] / (_chosen[_blocks] + 1));
            row[9 * stride] = MathF.Log2(1 + (float)_chosen[_blocks]);
            row[10 * stride] = Mean(0, _blocks);
            row[11 * stride] = heading < 0 ? -1 : _first[heading];
            row[12 * stride] = Mean(Math.Max(0, index - 5), Math.Min(_blocks, index + 6));
            row[13 * stride] = Mean(Math.Max(0, index - 20), Math.Min(_blocks, index + 21));
            // How much of all that was chosen its boxes and its kin hold, and how much stands before the box begins: replies and teasers come after the text they belong to.
            var widest = _features.UpFrom(_features.UpFrom(outer));
            row[14 * stride] = Share(box);
            row[15 * stride] = Share(outer);
            row[16 * stride] = Share(widest);
            row[17 * stride] = (float)(_chosen[_text.ContainerList[outer].FirstBlock] / (_chosen[_blocks] + 1));
            row[18 * stride] = (float)(_chosen[_text.ContainerList[widest].FirstBlock] / (_chosen[_blocks] + 1));
            row[19 * stride] = (float)(kin.Chosen / (_chosen[_blocks] + 1));
        }
    }

    public void Dispose()
    {
        ArrayPool<double>.Shared.Return(_chosen);
        ArrayPool<double>.Shared.Return(_words);
        ArrayPool<Sum>.Shared.Return(_kin);
    }

    private float Share(int container) => (float)((_chosen[_text.ContainerList[container].EndBlock] - _chosen[_text.ContainerList[container].FirstBlock]) / (_chosen[_blocks] + 1));

    private float At(int index) => (uint)index < (uint)_blocks ? _first[index] : -1;

    private float Mean(int low, int high) => high <= low ? 0 : (float)((_chosen[high] - _chosen[low]) / (_words[high] - _words[low]));
}
