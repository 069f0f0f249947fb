using System.Buffers;
using Detector.Pages.Html;

namespace Detector.Pages.Text;

/// <summary>
/// What was learnt of the names of a block's boxes: the sum, the greatest and the least log-odds of its own box and the one around, and the same of the next four; then of the path of its three and five innermost elements, which is looked up like a name.
/// </summary>
internal sealed partial class BlockFeatures
{
    private Heard[] _heard = [];
    private NameOdds _names = NameOdds.None;

    // Of the last block: the next one is mostly its sibling.
    private (int Parent, Tag Tag, float Short, float Long) _path = (-2, default, 0, 0);

    private struct Heard
    {
        /// <summary>What the box's own names say of blocks right in it and one box further in, and of blocks deeper than that.</summary>
        public Odds Near, Far;

        /// <summary>The same together with the box around.</summary>
        public Odds NearPair, FarPair;
    }

    // Plain numbers: the three in one vector register took 1 % of the whole page more.
    private struct Odds()
    {
        private float _sum;
        private float _most = float.NegativeInfinity;
        private float _least = float.PositiveInfinity;

        public void Add(float odds)
        {
            if (odds == 0) return;
            _sum += odds;
            if (odds > _most) _most = odds;
            if (odds < _least) _least = odds;
        }

        public readonly Odds With(in Odds other) => new() { _sum = _sum + other._sum, _most = other._most > _most ? other._most : _most, _least = other._least < _least ? other._least : _least };

        public readonly void Write(ref Row writer)
        {
            var known = _most >= _least;
            writer.Add(_sum);
            writer.Add(known ? _most : 0);
            writer.Add(known ? _least : 0);
        }
    }

    /// <summary>Elements of the paths that are learnt like names.</summary>
    public static ReadOnlySpan<int> PathLevels => [3, 5];

    /// <summary>A hash of the innermost elements around a block, its container's first.</summary>
    public static uint Path(PageText text, int container, int levels)
    {
        var state = WordHash.Seed + (ulong)levels;
        for (; container >= 0 && levels > 0; levels--)
        {
            ref readonly var at = ref text.ContainerList[container];
            state = WordHash.Step(state, (char)at.Tag);
            container = at.Parent;
        }
        return (uint)WordHash.Finish(state);
    }

    /// <summary>Looks up the names of the boxes. Without it, and after <see cref="NameOdds.None"/>, names that are not in <see cref="ContainerNames"/> say nothing.</summary>
    public void Hear(NameOdds names)
    {
        ArrayPool<Heard>.Shared.Return(_heard);
        _heard = [];
        _names = names;
        _path.Parent = -2;
        if (names.Count == 0) return;
        _heard = ArrayPool<Heard>.Shared.Rent(_containers);
        var containers = _text.ContainerList.Span;
        var words = _text.NameList.Span;
        var before = 0;
        for (var c = 0; c < containers.Length; c++)
        {
            ref readonly var container = ref containers[c];
            if (container.EndBlock == container.FirstBlock) continue;
            Odds near = new(), far = new();
            var own = words.Slice(container.FirstName, container.NameCount);
            // Boxes in a row are often called the same.
            ref readonly var last = ref containers[before];
            if (before > 0 && own.SequenceEqual(words.Slice(last.FirstName, last.NameCount))) (near, far) = (_heard[before].Near, _heard[before].Far);
            else
                foreach (var word in own)
                {
                    var (nearOdds, farOdds) = names.Of(word);
                    near.Add(nearOdds);
                    far.Add(farOdds);
                }
            if (own.Length > 0) before = c;
            ref var heard = ref _heard[c];
            (heard.Near, heard.Far) = (near, far);
            // Parents come first.
            var up = container.Parent;
            heard.NearPair = up < 0 ? near : near.With(_heard[up].Near);
            heard.FarPair = up < 0 ? far : far.With(_heard[up].Far);
        }
    }

    private void LearntNamesOf(int container, ref Row writer)
    {
        Odds near = new(), far = new();
        if (_heard.Length > 0)
        {
            near = _heard[container].NearPair;
            var second = Above(Above(container));
            var fourth = Above(Above(second));
            if (second >= 0) far = _heard[second].FarPair;
            if (fourth >= 0) far = far.With(_heard[fourth].FarPair);
        }
        near.Write(ref writer);
        far.Write(ref writer);
        ref readonly var box = ref _text.ContainerList[container];
        if (box.Parent != _path.Parent || box.Tag != _path.Tag) _path = (box.Parent, box.Tag, _names.Of(Path(_text, container, PathLevels[0])).Near, _names.Of(Path(_text, container, PathLevels[1])).Near);
        writer.Add(_path.Short);
        writer.Add(_path.Long);
    }

    private int Above(int container) => container < 0 ? -1 : _text.ContainerList[container].Parent;
}
