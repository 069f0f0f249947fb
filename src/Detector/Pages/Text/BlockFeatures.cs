using System.Buffers;
using Detector.Pages.Html;

namespace Detector.Pages.Text;

/// <summary>
/// What a block of text looks like among its neighbours and in its boxes, in numbers: the input of <see cref="MainTextModel"/>. Shallow features, as in Kohlschütter, Fankhauser and Nejdl
/// 2010 (doi:10.1145/1718487.1718542): words, links, place, neighbours, the boxes around, what their names say, and how often the same box comes. Everything is a look-up in
/// running sums, so a page costs time in proportion to its blocks, however deep or wide it is.
/// </summary>
internal sealed partial class BlockFeatures : IDisposable
{
    /// <summary>Numbers per block. Any change of their meaning or order needs the model fitted anew.</summary>
    public const int Count = PageColumns + 14 + PageShape.Types;

    /// <summary>The first of the numbers that <see cref="Hear"/> gives.</summary>
    public const int LearntNames = Named + Hints;

    /// <summary>Blocks worked on at once, so that a page of a million blocks needs no more memory than one of a thousand.</summary>
    public const int Chunk = 512;

    /// <summary>Room from one column to the next: were it a power of two, all columns would fight for the same few lines of the cache.</summary>
    public const int Stride = Chunk + 16;

    private const int MoreWords = 1 << 4;
    private const int CommentWords = 1 << 5;
    private const int StampWords = (1 << 5) | (1 << 7) | (1 << 8) | (1 << 10);
    private const int Named = 30 + (BoilerplateWords.Groups * 2);
    private const int Hints = 22;
    private const int NameNumbers = 8;
    private const int Boxes = LearntNames + NameNumbers;
    private const int BoxLevels = 3;
    private const int PerBox = 8;
    private const int Around = Boxes + (BoxLevels * PerBox);
    private const int PageColumns = Around + 47;

    private readonly PageText _text;
    private readonly HtmlTree? _tree;
    private readonly int _blocks;
    private readonly int _containers;
    private readonly Sums[] _sums;
    private readonly Box[] _boxes;
    private readonly Own[] _own;
    private PooledList<Article> _articles = new(16);
    private PooledList<RecordSet> _records = new(64);
    private int _best;
    private readonly PageShape _shape = new();
    private int _biggestArticle;
    private int _mainKin = -1;
    private int _mainKinFirst, _mainKinLast, _mainKinWords;
    private int _firstHeading;
    private readonly Announced _announced = new();
    private int _headline = -1;
    private int _lead = -1;

    /// <summary>Running sums over the blocks before one.</summary>
    private struct Sums
    {
        public int Words, Linked, Prose, ProseBlocks, Shown, LinkedHeadings, Stamps;
    }

    private struct Box
    {
        /// <summary>The next box around that holds more blocks; -1 at the root.</summary>
        public int Up;

        /// <summary>The innermost box around it, itself included, that holds the headline too.</summary>
        public int WithHeadline;
        public float Vote;

        /// <summary>Its set among its siblings; -1 for a box without blocks.</summary>
        public int Set;

        /// <summary>It lies in one of many like boxes that each link to another page.</summary>
        public bool InTeaser;
    }

    /// <summary>What is found once per block and looked at from its neighbours too.</summary>
    private struct Own
    {
        public int Kin, Twin, Heading, LastProse, NextProse, Article;
        public int KinCount, KinWords, KinLinked, KinProse, KinAfterLink, KinAfterStamp, TwinCount, AfterMore, AfterComments;
        public ushort Groups;
        public byte Sentences;
        public float TitleShare, Announced;
    }

    private struct Article
    {
        public int Rank;
        public int Prose;
        public int EndBlock;
    }

    public BlockFeatures(PageText text, HtmlTree? tree)
    {
        _text = text;
        _tree = tree;
        _blocks = text.BlockList.Count;
        _containers = text.ContainerList.Count;
        _sums = ArrayPool<Sums>.Shared.Rent(_blocks + 1);
        _boxes = ArrayPool<Box>.Shared.Rent(_containers);
        _own = ArrayPool<Own>.Shared.Rent(_blocks + 1);
        Array.Clear(_own, 0, _blocks);
        if (tree is not null) _shape.ReadHead(tree, _announced);
        CountKin();
        HiddenCounts = MostIsHidden(text.BlockList.Span);
        Survey();
        FindAnnounced();
        Vote();
        FindBoxesWithHeadline();
        FindMainKin();
        FindArticles();
        FindTeasers();
        LookAtPage();
    }

    /// <summary>The box around a block that also holds other blocks.</summary>
    private int BoxOf(int block)
    {
        var box = _text.ContainerList[_text.BlockList[block].Container];
        return box.EndBlock - box.FirstBlock >= 2 ? _text.BlockList[block].Container : UpFrom(_text.BlockList[block].Container);
    }

    private int UpFrom(int container) => _boxes[container].Up < 0 ? container : _boxes[container].Up;

    public void Dispose()
    {
        ArrayPool<Sums>.Shared.Return(_sums);
        ArrayPool<Box>.Shared.Return(_boxes);
        ArrayPool<Own>.Shared.Return(_own);
        _articles.Return();
        _records.Return();
        _announced.Dispose();
        ArrayPool<Heard>.Shared.Return(_heard);
    }

    /// <summary>Hidden text counts as shown: it holds most of the page's prose, so a script must be what shows it.</summary>
    public bool HiddenCounts { get; }

    /// <summary>The block may be main content at all.</summary>
    public bool Counts(in Block block) => HiddenCounts || !block.IsHidden || IsFolded(block);

    /// <summary>The block may be main content of a page of this type: what readers add below an article is theirs, and what links from it to others is the site's.</summary>
    public bool MayBeMain(in Block block)
    {
        if (!Counts(block) || (_text.ContainerList[block.Container].Around & ContainerHint.Consent) != 0) return false;
        if (_shape.IsArticle && block.Region == Region.Comments) return false;
        return !_shape.IsSingle || !_boxes[block.Container].InTeaser;
    }

    // Answers to questions and tabs are hidden until a visitor opens them: that is no hiding from visitors.
    private bool IsFolded(in Block block) => block.IsHidden && block.Region is Region.Body or Region.Main && (_text.ContainerList[block.Container].Around & ContainerHint.Folded) != 0;

    private bool IsProse(in Block block) => LooksLikeProse(block) && Counts(block);

    private static bool LooksLikeProse(in Block block) => block.TokenCount >= 10 && block.LinkTokens * 10 < block.TokenCount * 4;

    private static bool IsStamp(in Block block, int groups) => block.TokenCount <= 12 && (groups & StampWords) != 0;

    // What is hidden twice (a copy for each size of screen) is counted once, and what is shown as well not at all.
    private bool MostIsHidden(ReadOnlySpan<Block> blocks)
    {
        int shown = 0, hidden = 0;
        for (var i = 0; i < blocks.Length; i++)
        {
            ref readonly var block = ref blocks[i];
            if (!LooksLikeProse(block) || (block.IsHidden && _own[i].Twin != i)) continue;
            if (block.IsHidden) hidden += block.TokenCount;
            else shown += block.TokenCount;
        }
        return hidden > shown * 2 && hidden - HiddenButShown(blocks) > shown * 2;
    }

    // Words of hidden prose of which most runs of words are shown too.
    private int HiddenButShown(ReadOnlySpan<Block> blocks)
    {
        using var shown = new WordRuns(_text.TokenList.Count);
        foreach (ref readonly var block in blocks)
            if (!block.IsHidden)
                shown.Add(_text.TokensOf(block));
        var words = 0;
        for (var i = 0; i < blocks.Length; i++)
            if (blocks[i].IsHidden && LooksLikeProse(blocks[i]) && _own[i].Twin == i && shown.Share(_text.TokensOf(blocks[i])) > 0.5f)
                words += blocks[i].TokenCount;
        return words;
    }

    private void Survey()
    {
        var blocks = _text.BlockList.Span;
        var tokens = _text.TokenList.Span;
        var sums = new Sums();
        var heading = -1;
        var lastProse = -1;
        int more = -1, comments = -1, before = -1;
        _firstHeading = -1;
        for (var i = 0; i < blocks.Length; i++)
        {
            ref readonly var block = ref blocks[i];
            _sums[i] = sums;
            ref var own = ref _own[i];
            own.LastProse = lastProse;
            own.Heading = heading;
            own.Article = -1;
            own.AfterMore = more < 0 ? -1 : i - more;
            own.AfterComments = comments < 0 ? -1 : i - comments;
            var sentences = 0;
            var groups = 0;
            var seen = Math.Min(block.TokenCount, 12);
            for (var t = block.TokenStart; t < block.TokenStart + seen; t++)
            {
                groups |= BoilerplateWords.Of(tokens[t].Hash);
                if (tokens[t].Is(TokenTraits.SentenceStart)) sentences++;
            }
            own.Groups = (ushort)groups;
            own.Sentences = (byte)sentences;
            if (block.Kind == BlockKind.Heading && block.TokenCount > 0)
            {
                heading = i;
                if (_firstHeading < 0 && block.Level == 1 && Counts(block)) _firstHeading = i;
            }
            if (!Counts(block)) continue;
            if (block.Kind == BlockKind.Heading && block.LinkTokens * 2 > block.TokenCount) sums.LinkedHeadings++;
            // A name, a date, "12 replies": what stands over each of many comments; a linked headline over each of many teasers.
            if (before >= 0)
            {
                ref var kin = ref _own[own.Kin];
                if (IsStamp(blocks[before], _own[before].Groups)) kin.KinAfterStamp++;
                if (blocks[before].LinkTokens * 2 > blocks[before].TokenCount) kin.KinAfterLink++;
            }
            before = i;
            if (IsStamp(block, groups)) sums.Stamps++;
            // "Related stories", "3 comments": what such a line is set over is not the page's own matter.
            if (block.TokenCount is > 0 and <= 5)
            {
                if ((groups & MoreWords) != 0) more = i;
                if ((groups & CommentWords) != 0) comments = i;
            }
            sums.Shown++;
            sums.Words += block.TokenCount;
            sums.Linked += block.LinkTokens;
            if (!IsProse(block)) continue;
            sums.Prose += block.TokenCount;
            sums.ProseBlocks++;
            lastProse = i;
        }
        _sums[blocks.Length] = sums;
        var next = blocks.Length;
        for (var i = blocks.Length - 1; i >= 0; i--)
        {
            _own[i].NextProse = next;
            if (IsProse(blocks[i])) next = i;
        }
    }

    // Kin: blocks whose element and two boxes around have the same names. Twins: blocks of the same words. Open addressing, so hostile names cost no more than others.
    private void CountKin()
    {
        var blocks = _text.BlockList.Span;
        var containers = _text.ContainerList.Span;
        var tokens = _text.TokenList.Span;
        var slots = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(_blocks * 2 + 2));
        var table = ArrayPool<int>.Shared.Rent(slots);
        var keys = ArrayPool<uint>.Shared.Rent(_blocks + 1);
        for (var pass = 0; pass < 2; pass++)
        {
            Array.Clear(table, 0, slots);
            for (var i = 0; i < blocks.Length; i++)
            {
                ref readonly var block = ref blocks[i];
                uint key;
                if (pass == 0)
                {
                    ref readonly var container = ref containers[block.Container];
                    key = ((uint)container.Tag * 0x9E3779B1) ^ container.Names ^ ((uint)block.Kind << 24);
                    for (int up = container.Parent, level = 0; up >= 0 && level < 2; up = containers[up].Parent, level++)
                        key = (key * 0x85EBCA6B) ^ ((uint)containers[up].Tag * 0xC2B2AE35) ^ containers[up].Names;
                }
                else
                {
                    ulong hash = (uint)block.TokenCount;
                    for (var t = block.TokenStart; t < block.TokenStart + Math.Min(block.TokenCount, 16); t++) hash = (hash ^ tokens[t].Hash) * 0x9E3779B97F4A7C15;
                    key = (uint)(hash >> 32);
                }
                keys[i] = key;
                key ^= key >> 15;
                key *= 0x2C1B3C6D;
                var slot = (int)(key >> 8) & (slots - 1);
                while (table[slot] != 0 && keys[table[slot] - 1] != keys[i]) slot = (slot + 1) & (slots - 1);
                if (table[slot] == 0) table[slot] = i + 1;
                var first = table[slot] - 1;
                if (pass == 0)
                {
                    _own[i].Kin = first;
                    _own[first].KinCount++;
                    _own[first].KinWords += block.TokenCount;
                    _own[first].KinLinked += block.LinkTokens;
                }
                else
                {
                    _own[i].Twin = first;
                    _own[first].TwinCount++;
                }
            }
        }
        ArrayPool<int>.Shared.Return(table);
        ArrayPool<uint>.Shared.Return(keys);
    }

    // Readability's vote (Arc90 2009): paragraphs vote for the boxes around them, less with every box that adds something. Children come after parents, so one pass backwards does it.
    private void Vote()
    {
        var containers = _text.ContainerList.Span;
        var blocks = _text.BlockList.Span;
        _boxes[0] = new Box { Up = -1 };
        for (var c = 1; c < containers.Length; c++)
        {
            ref readonly var container = ref containers[c];
            ref readonly var parent = ref containers[container.Parent];
            var wider = parent.EndBlock - parent.FirstBlock > container.EndBlock - container.FirstBlock;
            _boxes[c] = new Box { Up = wider ? container.Parent : _boxes[container.Parent].Up };
            if (_boxes[c].Up < 0) _boxes[c].Up = 0;
        }
        foreach (ref readonly var block in blocks)
        {
            if (!Counts(block) || block.Region is not (Region.Body or Region.Main)) continue;
            var free = 1 - (float)block.LinkShare;
            var words = block.TokenCount * free * free;
            if (block.TokenCount < 8) words *= 0.25f;
            if (block.Region == Region.Main) words *= 1.25f;
            _boxes[block.Container].Vote += words;
        }
        _best = 0;
        for (var c = containers.Length - 1; c > 0; c--)
        {
            ref readonly var container = ref containers[c];
            if (_boxes[c].Vote > _boxes[_best].Vote || _best == 0) _best = c;
            ref readonly var parent = ref containers[container.Parent];
            var wider = parent.EndBlock - parent.FirstBlock > container.EndBlock - container.FirstBlock;
            _boxes[container.Parent].Vote += _boxes[c].Vote * (wider ? 0.82f : 1f);
        }
    }

    /// <summary>Numbers of the whole page, from which its type is told before its blocks are weighed.</summary>
    public PageShape Shape => _shape;

    // The block that repeats the page's title best, headings first among equals; and the one that repeats most of what was announced.
    private void FindAnnounced()
    {
        var blocks = _text.BlockList.Span;
        float best = 0.35f, most = 4;
        for (var i = 0; i < blocks.Length; i++)
        {
            ref readonly var block = ref blocks[i];
            if (!Counts(block) || block.TokenCount < 2) continue;
            ref var own = ref _own[i];
            if (_announced.HasTitle)
            {
                own.TitleShare = _announced.TitleShare(_text.TokensOf(block));
                var share = own.TitleShare + (block.Kind == BlockKind.Heading ? 0.2f : 0) - (block.LinkTokens > 0 ? 0.1f : 0);
                if (share > best) (best, _headline) = (share, i);
            }
            if (!_announced.HasRuns) continue;
            own.Announced = _announced.AnnouncedShare(_text.TokensOf(block));
            var runs = own.Announced * Math.Min(block.TokenCount, 60);
            if (runs > most) (most, _lead) = (runs, i);
        }
    }

    // Parents come first, so one pass forwards does it.
    private void FindBoxesWithHeadline()
    {
        var containers = _text.ContainerList.Span;
        for (var c = 1; c < containers.Length; c++)
            _boxes[c].WithHeadline = _headline >= containers[c].FirstBlock && _headline < containers[c].EndBlock ? c : _boxes[containers[c].Parent].WithHeadline;
    }

    private void FindMainKin()
    {
        var blocks = _text.BlockList.Span;
        ref readonly var best = ref _text.ContainerList[_best];
        for (var i = best.FirstBlock; i < best.EndBlock; i++)
        {
            if (!IsProse(blocks[i])) continue;
            ref var kin = ref _own[_own[i].Kin];
            kin.KinProse += blocks[i].TokenCount;
            if (_mainKin >= 0 && kin.KinProse <= _own[_mainKin].KinProse) continue;
            _mainKin = _own[i].Kin;
        }
        if (_mainKin < 0) return;
        _mainKinFirst = -1;
        for (var i = best.FirstBlock; i < best.EndBlock; i++)
        {
            if (_own[i].Kin != _mainKin || !IsProse(blocks[i])) continue;
            if (_mainKinFirst < 0) _mainKinFirst = i;
            _mainKinLast = i;
        }
        _mainKinWords = _own[_mainKin].KinProse;
    }

    // Outermost article elements in order; the blocks in between belong to none.
    private void FindArticles()
    {
        foreach (ref readonly var container in _text.ContainerList.Span)
        {
            if (container.Tag != Tag.Article || container.Articles != 1 || container.EndBlock == container.FirstBlock) continue;
            var prose = _sums[container.EndBlock].Prose - _sums[container.FirstBlock].Prose;
            for (var i = container.FirstBlock; i < container.EndBlock; i++) _own[i].Article = _articles.Count;
            _articles.Add(new Article { Rank = _articles.Count, Prose = prose, EndBlock = container.EndBlock });
            _biggestArticle = Math.Max(_biggestArticle, prose);
        }
    }

    private void LookAtPage()
    {
        ref readonly var all = ref _sums[_blocks];
        ref readonly var best = ref _text.ContainerList[_best];
        ref readonly var low = ref _sums[best.FirstBlock];
        ref readonly var high = ref _sums[best.EndBlock];
        var row = _shape.Numbers.AsSpan();
        var n = 0;
        row[n++] = Log(all.Words);
        row[n++] = Ratio(all.Linked, all.Words);
        row[n++] = Ratio(all.Prose, all.Words);
        row[n++] = Log(all.ProseBlocks);
        row[n++] = all.ProseBlocks == 0 ? 0 : Log(all.Prose / all.ProseBlocks);
        row[n++] = Ratio(high.Prose - low.Prose, all.Prose);
        row[n++] = Ratio(high.Linked - low.Linked, high.Words - low.Words);
        row[n++] = Log(high.Prose - low.Prose);
        row[n++] = Log(_articles.Count);
        row[n++] = Log(all.Shown);
        row[n++] = Ratio(all.Words, all.Shown);

        Span<int> hints = stackalloc int[8 + Hints];
        hints.Clear();
        foreach (ref readonly var container in _text.ContainerList.Span)
        {
            var own = (int)(container.Own & ContainerNames.Counted);
            while (own != 0)
            {
                hints[System.Numerics.BitOperations.TrailingZeroCount(own)]++;
                own &= own - 1;
            }
        }
        foreach (var count in hints) row[n++] = Log(count);

        Span<int> regions = stackalloc int[9];
        Span<int> kinds = stackalloc int[8];
        Span<int> groups = stackalloc int[BoilerplateWords.Groups];
        regions.Clear();
        kinds.Clear();
        groups.Clear();
        int prices = 0, topKin = 0, topKinWords = 0, headings = 0, questions = 0;
        var blocks = _text.BlockList.Span;
        for (var i = 0; i < blocks.Length; i++)
        {
            ref readonly var block = ref blocks[i];
            ref readonly var own = ref _own[i];
            if (own.KinCount > topKin && own.KinWords > own.KinCount * 3) topKin = own.KinCount;
            if (own.KinWords > topKinWords) topKinWords = own.KinWords;
            if (!Counts(block)) continue;
            regions[(int)block.Region] += block.TokenCount;
            kinds[(int)block.Kind] += block.TokenCount;
            if (block.Kind == BlockKind.Heading) headings++;
            int mask = own.Groups;
            while (mask != 0)
            {
                groups[System.Numerics.BitOperations.TrailingZeroCount(mask)]++;
                mask &= mask - 1;
            }
            var chars = _text.Of(block);
            if (block.Length < 120 && chars.IndexOfAny('$', '\u20AC', '\u00A3') >= 0) prices++;
            if (chars[^1] == '?') questions++;
        }
        foreach (var words in regions) row[n++] = Ratio(words, all.Words);
        foreach (var words in kinds) row[n++] = Ratio(words, all.Words);
        foreach (var count in groups) row[n++] = Ratio(count, all.Shown);
        row[n++] = Log(prices);
        row[n++] = Log(questions);
        row[n++] = Log(headings);
        row[n++] = Log(topKin);
        row[n++] = Ratio(topKinWords, all.Words);
        row[n++] = _shape.Declared & 1;
        row[n++] = _shape.Declared >> 1 & 1;
        row[n++] = _shape.Declared >> 2 & 1;
        row[n++] = _shape.Declared >> 3 & 1;
        row[n++] = _shape.OpenGraph;
        for (var word = 0; word < PageShape.AddressWords; word++) row[n++] = _shape.Address >> word & 1;
        row[n++] = _shape.AddressDepth;
        System.Diagnostics.Debug.Assert(n == PageShape.Count);
    }

    private static float Ratio(int part, int whole) => whole <= 0 ? 0 : (float)part / whole;

    /// <summary>Fills the columns for some blocks: number <c>f</c> of block <c>from + i</c> goes to <c>columns[f * stride + i]</c>.</summary>
    public void Fill(int from, int count, Span<float> columns, int stride)
    {
        for (var i = 0; i < count; i++) Fill(from + i, columns[i..], stride);
    }

    private void Fill(int index, Span<float> row, int stride)
    {
        var blocks = _text.BlockList.Span;
        var containers = _text.ContainerList.Span;
        ref readonly var block = ref blocks[index];
        ref readonly var own = ref _own[index];
        ref readonly var kin = ref _own[own.Kin];
        ref readonly var all = ref _sums[_blocks];
        var writer = new Row(row, stride);

        // The block itself
        writer.Add(Log(block.TokenCount));
        writer.Add((float)block.LinkShare);
        writer.Add(block.TokenCount == 0 ? 0 : Math.Min(20f, (float)block.Length / block.TokenCount));
        Characters(block, ref writer);
        Words(block, ref writer);
        writer.Add((float)block.Kind);
        writer.Add(block.Level);
        writer.Add(Rank(block.Region));
        writer.Add(block.Region == Region.Comments ? 1 : 0);
        writer.Add(block.IsHidden ? 1 : 0);
        writer.Add((block.Traits & BlockTraits.InList) != 0 ? 1 : 0);
        writer.Add((block.Traits & BlockTraits.InTable) != 0 ? 1 : 0);
        writer.Add((block.Traits & BlockTraits.Byline) != 0 ? 1 : 0);

        // Its kin and twins
        writer.Add(Log(kin.KinCount));
        writer.Add(Log(kin.KinWords));
        writer.Add(kin.KinWords == 0 ? 0 : (float)kin.KinLinked / kin.KinWords);
        writer.Add(Math.Min(20, _own[own.Twin].TwinCount));
        writer.Add(own.Twin == index ? 0 : 1);
        writer.Add(all.Words == 0 ? 0 : (float)kin.KinWords / all.Words);

        // The heading above
        var heading = own.Heading;
        var near = heading >= 0 && index - heading <= 60;
        for (var g = 0; g < BoilerplateWords.Groups; g++) writer.Add(near && (_own[heading].Groups >> g & 1) != 0 ? 1 : 0);
        writer.Add(near ? blocks[heading].Level : 0);
        writer.Add(near ? Log(index - heading) : 9);
        writer.Add(near ? (float)blocks[heading].LinkShare : -1);
        writer.Add(near && containers[blocks[heading].Container].Parent == containers[block.Container].Parent ? 1 : 0);
        System.Diagnostics.Debug.Assert(writer.Written == Named);

        // What names say: 2 its own box or the one around, 1 further out
        ref readonly var box = ref containers[block.Container];
        var close = box.Own | (box.Parent >= 0 ? containers[box.Parent].Own : 0);
        for (var h = 0; h < Hints; h++)
        {
            var bit = (ContainerHint)(1 << (8 + h));
            writer.Add((close & bit) != 0 ? 2 : (box.Around & bit) != 0 ? 1 : 0);
        }

        LearntNamesOf(block.Container, ref writer);
        System.Diagnostics.Debug.Assert(writer.Written == Boxes);

        // The boxes around
        var at = BoxOf(index);
        for (var level = 0; level < BoxLevels; level++)
        {
            ref readonly var around = ref containers[at];
            ref readonly var first = ref _sums[around.FirstBlock];
            ref readonly var last = ref _sums[around.EndBlock];
            var words = last.Words - first.Words;
            var shown = last.Shown - first.Shown;
            writer.Add(Log(words));
            writer.Add(words == 0 ? 0 : (float)(last.Linked - first.Linked) / words);
            writer.Add(words == 0 ? 0 : (float)(last.Prose - first.Prose) / words);
            writer.Add(shown == 0 ? 0 : (float)words / shown);
            writer.Add(all.Words == 0 ? 0 : (float)words / all.Words);
            writer.Add(all.Prose == 0 ? 0 : (float)(last.Prose - first.Prose) / all.Prose);
            writer.Add(around.EndBlock == around.FirstBlock ? 0 : (float)(index - around.FirstBlock) / (around.EndBlock - around.FirstBlock));
            writer.Add(Log(last.ProseBlocks - first.ProseBlocks));
            at = UpFrom(at);
            if (level > 0) at = UpFrom(at);
        }
        System.Diagnostics.Debug.Assert(writer.Written == Around);

        // Place on the page and beside neighbours
        ref readonly var before = ref _sums[index];
        writer.Add(all.Words == 0 ? 0 : (float)before.Words / all.Words);
        writer.Add((float)index / _blocks);
        writer.Add(all.Prose == 0 ? 0 : (float)before.Prose / all.Prose);
        writer.Add(Log(index));
        writer.Add(Log(_blocks - index));
        writer.Add(own.LastProse < 0 ? 9 : Log(index - own.LastProse));
        writer.Add(own.NextProse >= _blocks ? 9 : Log(own.NextProse - index));
        Neighbour(index - 1, ref writer);
        Neighbour(index + 1, ref writer);
        Neighbour(index - 2, ref writer);
        Neighbour(index + 2, ref writer);
        Window(index, 3, ref writer);
        Window(index, 8, ref writer);
        ref readonly var best = ref containers[_best];
        writer.Add(index < best.FirstBlock ? -Log(best.FirstBlock - index) : index >= best.EndBlock ? 10 + Log(index - best.EndBlock + 1) : 5);
        writer.Add(index < best.FirstBlock || index >= best.EndBlock ? -1 : (float)(index - best.FirstBlock) / (best.EndBlock - best.FirstBlock));
        writer.Add(_firstHeading < 0 ? 0 : index < _firstHeading ? -Log(_firstHeading - index) : 1 + Log(index - _firstHeading));
        writer.Add(box.Articles);
        // The paragraphs of one text mostly share one name: where they begin and end, and how much of the prose they are.
        var main = _mainKin >= 0;
        writer.Add(!main ? -1 : own.Kin == _mainKin ? 2 : containers[blocks[_mainKinFirst].Container].Parent == containers[block.Container].Parent ? 1 : 0);
        writer.Add(!main ? 0 : index < _mainKinFirst ? -Log(_mainKinFirst - index) : index > _mainKinLast ? 10 + Log(index - _mainKinLast) : 5);
        writer.Add(!main ? 0 : Ratio(_mainKinWords, all.Prose));
        writer.Add(!main ? 0 : Ratio(kin.KinWords, _mainKinWords));
        // Which of the page's articles, and how much of the largest: infinite scroll and lists of teasers are further articles.
        var article = own.Article;
        writer.Add(article < 0 ? -1 : Math.Min(20, _articles[article].Rank));
        writer.Add(article < 0 || _biggestArticle == 0 ? -1 : (float)_articles[article].Prose / _biggestArticle);
        // What the page announces of itself: the headline stands above the matter, the description is often its first words.
        writer.Add(own.TitleShare);
        writer.Add(own.Announced);
        writer.Add(_headline < 0 ? -20 : index < _headline ? -1 - Log(_headline - index) : Log(index - _headline));
        writer.Add(_headline < 0 ? -1 : blocks[_headline].Level);
        // How the blocks of its make begin, and what the page announced above them.
        writer.Add(Ratio(kin.KinAfterLink, kin.KinCount));
        writer.Add(Ratio(kin.KinAfterStamp, kin.KinCount));
        writer.Add(own.AfterMore < 0 ? 20 : Log(own.AfterMore));
        writer.Add(own.AfterComments < 0 ? 20 : Log(own.AfterComments));
        ref readonly var shared = ref containers[_boxes[block.Container].WithHeadline];
        writer.Add(_headline < 0 ? -1 : Log(shared.EndBlock - shared.FirstBlock));
        writer.Add(_headline < 0 ? -1 : Ratio(_sums[shared.EndBlock].Prose - _sums[shared.FirstBlock].Prose, all.Prose));
        writer.Add(_headline < 0 || index <= _headline ? -1 : Log(before.LinkedHeadings - _sums[_headline + 1].LinkedHeadings));
        writer.Add(_headline < 0 || heading < 0 || heading == _headline ? 0 : blocks[heading].Level - blocks[_headline].Level);
        writer.Add(_lead < 0 ? -20 : index < _lead ? -1 - Log(_lead - index) : Log(index - _lead));
        writer.Add(_lead < 0 ? -1 : _own[_lead].Kin == own.Kin ? 2 : containers[blocks[_lead].Container].Parent == box.Parent ? 1 : 0);
        System.Diagnostics.Debug.Assert(writer.Written == PageColumns);

        // The page
        writer.Add(Log(all.Words));
        writer.Add(all.Words == 0 ? 0 : (float)all.Linked / all.Words);
        writer.Add(all.Words == 0 ? 0 : (float)all.Prose / all.Words);
        writer.Add(Log(all.ProseBlocks));
        writer.Add(Log(_articles.Count));
        writer.Add(_shape.Declared & 1);
        writer.Add(_shape.Declared >> 1 & 1);
        writer.Add(_shape.Declared >> 2 & 1);
        writer.Add(_shape.Declared >> 3 & 1);
        writer.Add(_shape.OpenGraph);
        for (var type = 0; type < PageShape.Types; type++) writer.Add(_shape.Probability[type]);
        ref readonly var low = ref _sums[best.FirstBlock];
        ref readonly var high = ref _sums[best.EndBlock];
        writer.Add(all.Prose == 0 ? 0 : (float)(high.Prose - low.Prose) / all.Prose);
        writer.Add(high.Words == low.Words ? 0 : (float)(high.Linked - low.Linked) / (high.Words - low.Words));
        writer.Add(all.ProseBlocks == 0 ? 0 : Log(all.Prose / all.ProseBlocks));
        writer.Add(Log(high.Prose - low.Prose));
        System.Diagnostics.Debug.Assert(writer.Written == Count);
    }

    private void Characters(in Block block, ref Row writer)
    {
        var chars = _text.Of(block);
        var end = chars[^1];
        if (end is '"' or '\u201D' or '\u2019' or ')' or '»' && chars.Length > 1) end = chars[^2] is '.' or '!' or '?' ? '.' : end;
        writer.Add(end switch { '.' or '!' or '?' or '\u3002' => 1, ':' => 2, ',' or ';' => 3, '\u2026' or '»' or '›' or '→' or '>' => 4, _ => 0 });
        var start = chars[..Math.Min(chars.Length, 160)];
        int commas = 0, bars = 0, lines = 0;
        foreach (var c in start)
        {
            if (c is ',') commas++;
            else if (c is '|' or '»' or '›' or '·' or '•' or '/' or '>' or '\u00A9') bars++;
            else if (c == '\n') lines++;
        }
        writer.Add((float)commas / start.Length);
        writer.Add(bars);
        writer.Add(lines);
        writer.Add(char.IsLower(chars[0]) ? 1 : char.IsLetter(chars[0]) ? 0 : char.IsDigit(chars[0]) ? 2 : 3);
    }

    private void Words(in Block block, ref Row writer)
    {
        Span<byte> groups = stackalloc byte[BoilerplateWords.Groups];
        groups.Clear();
        int capitals = 0, numbers = 0, shouted = 0, sentences = 0;
        var seen = Math.Min(block.TokenCount, 24);
        foreach (ref readonly var token in _text.TokenList.Span.Slice(block.TokenStart, seen))
        {
            var mask = BoilerplateWords.Of(token.Hash);
            while (mask != 0)
            {
                groups[System.Numerics.BitOperations.TrailingZeroCount(mask)]++;
                mask &= mask - 1;
            }
            if (token.Is(TokenTraits.Capital)) capitals++;
            if (token.Is(TokenTraits.Number | TokenTraits.Mixed)) numbers++;
            if (token.Is(TokenTraits.AllCapitals)) shouted++;
            if (token.Is(TokenTraits.SentenceStart)) sentences++;
        }
        var of = seen == 0 ? 0f : 1f / seen;
        writer.Add(capitals * of);
        writer.Add(numbers * of);
        writer.Add(shouted * of);
        writer.Add(sentences);
        foreach (var group in groups) writer.Add(group * of);
    }

    private void Neighbour(int index, ref Row writer)
    {
        if ((uint)index >= (uint)_blocks)
        {
            writer.Add(-1);
            writer.Add(-1);
            writer.Add(-1);
            return;
        }
        ref readonly var block = ref _text.BlockList[index];
        writer.Add(Log(block.TokenCount));
        writer.Add((float)block.LinkShare);
        writer.Add(block.Kind == BlockKind.Heading ? 10 : Rank(block.Region));
    }

    private void Window(int index, int reach, ref Row writer)
    {
        ref readonly var low = ref _sums[Math.Max(0, index - reach)];
        ref readonly var high = ref _sums[Math.Min(_blocks, index + reach + 1)];
        var words = high.Words - low.Words;
        writer.Add(Log(high.Prose - low.Prose));
        if (reach <= 3) return;
        writer.Add(words == 0 ? 0 : (float)(high.Linked - low.Linked) / words);
        writer.Add(Ratio(high.Stamps - low.Stamps, high.Shown - low.Shown));
    }

    // From what is most likely the page's matter to what is least.
    private static float Rank(Region region) => region switch
    {
        Region.Main => 0,
        Region.Body => 1,
        Region.Header => 2,
        Region.Comments => 3,
        Region.Aside => 4,
        Region.Related => 5,
        Region.Navigation => 6,
        Region.Footer => 7,
        _ => 8,
    };

    private static readonly float[] Logs = MakeLogs();

    private static float Log(int value) => (uint)value < (uint)Logs.Length ? Logs[value] : MathF.Log2(1 + Math.Max(0, value));

    private static float[] MakeLogs()
    {
        var logs = new float[2048];
        for (var i = 0; i < logs.Length; i++) logs[i] = MathF.Log2(1 + i);
        return logs;
    }

    private ref struct Row(Span<float> columns, int stride)
    {
        private readonly Span<float> _columns = columns;
        private int _at;

        public readonly int Written => _at / stride;

        public void Add(float value)
        {
            _columns[_at] = value;
            _at += stride;
        }
    }
}
