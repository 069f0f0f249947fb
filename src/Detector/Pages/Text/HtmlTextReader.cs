using Detector.Pages.Html;
using Detector.Pages.Links;

namespace Detector.Pages.Text;

/// <summary>
/// Renders an <see cref="HtmlTree"/> to text in one walk: blocks as a browser would lay them out, white space collapsed, links with their words, the region
/// each block stands in, hidden parts marked.
/// </summary>
internal sealed class HtmlTextReader
{
    private const int LeastUnread = 8;
    private const int LeastProse = 40;

    private readonly HtmlTree _tree;
    private readonly PageText _text;
    private readonly PageLinks _links;
    private readonly Context[] _stack;
    private PooledList<Named> _named = new(64);
    private int _depth;
    private int _blockStart = -1;
    private int _link = -1;
    private bool _space;

    private readonly bool _withoutScripts;
    private int _unread;

    private HtmlTextReader(HtmlTree tree, PageText text, PageLinks links, bool withoutScripts)
    {
        _withoutScripts = withoutScripts;
        _tree = tree;
        _text = text;
        _links = links;
        _stack = new Context[tree.Depth + 2];
    }

    public static void Read(HtmlTree tree, PageText text, PageLinks links)
    {
        var reader = new HtmlTextReader(tree, text, links, withoutScripts: false);
        reader.Walk();
        if (reader._unread < LeastUnread || Prose(text.BlockList.Span) >= LeastProse) return;
        // A page that scripts build (Discourse and its like) shows its text to others in noscript: then that is the page.
        text.Clear();
        links.List.TrimTo(0);
        new HtmlTextReader(tree, text, links, withoutScripts: true).Walk();
    }

    // A container whose name or element moved its blocks to another region.
    private struct Named
    {
        public int FirstBlock;
        public int EndBlock;
        public Region Outer;
        public Region Inner;
    }

    private struct Context
    {
        public int Node;
        public int End;
        public Region Region;
        public BlockTraits Traits;
        public BlockKind Kind;
        public byte Level;
        public Tag Tag;
        public bool Preformatted;
        public int OuterLink;
        public int Named;
        public int Container;
    }

    private void Walk()
    {
        var nodes = _tree.Nodes;
        _stack[0] = new Context { Node = 0, End = nodes.Length, OuterLink = -1, Named = -1 };
        _text.ContainerList.Add(new Container { Parent = -1, Tag = Tag.Html });
        _depth = 1;
        var i = 1;
        while (i < nodes.Length)
        {
            while (_depth > 1 && _stack[_depth - 1].End <= i) Leave();
            ref readonly var node = ref nodes[i];
            if (node.Tag == Tag.Text)
            {
                Append(_tree.TextOf(i));
                i++;
                continue;
            }
            switch (node.Tag)
            {
                case Tag.Br:
                    LineBreak();
                    i++;
                    continue;
                case Tag.Hr:
                    EndBlock();
                    i++;
                    continue;
                case Tag.Wbr:
                    i++;
                    continue;
                case Tag.Img:
                    if (_link >= 0) _links.List[_link].HasImage = true;
                    i++;
                    continue;
                case Tag.NoScript when _withoutScripts:
                    Enter(i, node);
                    i++;
                    continue;
                case Tag.NoScript:
                    // What browsers with scripts never show; counted nowhere.
                    _unread += node.End - i;
                    i = node.End;
                    continue;
                default:
                    if (Tags.Is(node.Tag, TagTraits.NoText) && node.Tag != Tag.Head)
                    {
                        i = node.End;
                        continue;
                    }
                    Enter(i, node);
                    i++;
                    continue;
            }
        }
        while (_depth > 1) Leave();
        EndBlock();
        _text.ContainerList[0].EndBlock = _text.BlockList.Count;
        LinkReader.Cover(_text, _links);
        DoubtNames();
        _named.Return();
    }

    // A name is a hint, the words are the fact: a "sidebar" or "popup" that holds most of the page's prose is the page. Comments may outweigh an article,
    // so they need more. Inner containers first: what they give up falls to the outer one, which is then doubted in turn.
    private void DoubtNames()
    {
        var blocks = _text.BlockList.Span;
        var total = Prose(blocks);
        for (var n = _named.Count - 1; n >= 0; n--)
        {
            ref readonly var named = ref _named[n];
            var inside = blocks[named.FirstBlock..named.EndBlock];
            var share = named.Inner == Region.Comments ? 0.8 : 0.4;
            if (Prose(inside) < share * total) continue;
            foreach (ref var block in inside)
                if (block.Region == named.Inner)
                    block.Region = named.Outer;
        }
    }

    private static double Prose(Span<Block> blocks)
    {
        double words = 0;
        foreach (ref readonly var block in blocks)
            if (!block.IsHidden && block.TokenCount >= 10 && block.LinkShare < 0.4)
                words += block.TokenCount;
        return words;
    }

    private void Enter(int index, in Node node)
    {
        ref var outer = ref _stack[_depth - 1];
        var inner = outer;
        inner.Node = index;
        inner.End = node.End;
        inner.Tag = node.Tag;
        inner.OuterLink = _link;
        var block = Tags.Is(node.Tag, TagTraits.Block);
        if (block)
        {
            EndBlock();
            inner.Kind = KindOf(node.Tag, outer.Kind, ref inner);
        }
        var hints = ContainerHint.None;
        uint names = 0;
        var firstName = _text.NameList.Count;
        if (node.Length > 0 || block) inner.Traits |= TraitsOf(index, node, ref inner, out hints, out names);
        if (block)
        {
            ref readonly var around = ref _text.ContainerList[outer.Container];
            var wide = (node.End - index) * 5 > _tree.Count * 2;
            var container = new Container
            {
                Parent = outer.Container,
                FirstBlock = _text.BlockList.Count,
                Names = names,
                FirstName = firstName,
                NameCount = (byte)(_text.NameList.Count - firstName),
                Own = hints,
                Around = around.Around | (wide ? hints & ContainerNames.OfWide : hints),
                Tag = node.Tag,
                Articles = node.Tag == Tag.Article && around.Articles < 255 ? (byte)(around.Articles + 1) : around.Articles,
            };
            inner.Container = _text.ContainerList.Count;
            _text.ContainerList.Add(container);
        }
        if (inner.Region != outer.Region && inner.Region != Region.Main)
        {
            inner.Named = _named.Count;
            _named.Add(new Named { FirstBlock = _text.BlockList.Count, Outer = outer.Region, Inner = inner.Region });
        }
        else inner.Named = -1;
        if (node.Tag is Tag.Pre or Tag.Listing or Tag.Xmp or Tag.PlainText) inner.Preformatted = true;
        // A date is no part of the word before it: <span>Ann Example</span><time>May 2</time>, set apart by a style sheet.
        if (node.Tag == Tag.Time) _space = true;
        if (node.Tag == Tag.A && _tree.Has(index, Attr.Href))
        {
            _link = _links.List.Count;
            var rel = _tree.Attribute(index, Attr.Rel);
            _links.List.Add(new Link
            {
                Node = index,
                Block = -1,
                Start = -1,
                Hidden = (inner.Traits & BlockTraits.Hidden) != 0,
                Unendorsed = rel.Contains("nofollow", StringComparison.OrdinalIgnoreCase) || rel.Contains("sponsored", StringComparison.OrdinalIgnoreCase) || rel.Contains("ugc", StringComparison.OrdinalIgnoreCase),
            });
        }
        _stack[_depth++] = inner;
    }

    private void Leave()
    {
        ref var left = ref _stack[_depth - 1];
        if (Tags.Is(left.Tag, TagTraits.Block))
        {
            EndBlock();
            _text.ContainerList[left.Container].EndBlock = _text.BlockList.Count;
        }
        if (left.Named >= 0) _named[left.Named].EndBlock = _text.BlockList.Count;
        _depth--;
        if (left.Tag == Tag.A && _link != left.OuterLink)
        {
            FinishLink(_link);
            _link = left.OuterLink;
        }
        // Cells and inline controls are laid out apart.
        if (left.Tag is Tag.Button or Tag.Label) _space = true;
    }

    private static BlockKind KindOf(Tag tag, BlockKind outer, ref Context context)
    {
        if (Tags.IsHeading(tag))
        {
            context.Level = (byte)(tag - Tag.H1 + 1);
            return BlockKind.Heading;
        }
        context.Level = 0;
        switch (tag)
        {
            case Tag.Li or Tag.Dt or Tag.Dd:
                context.Traits |= BlockTraits.InList;
                return BlockKind.ListItem;
            case Tag.Td or Tag.Th:
                context.Traits |= BlockTraits.InTable;
                return BlockKind.Cell;
            case Tag.Table or Tag.Tr or Tag.TBody or Tag.Caption:
                return tag == Tag.Caption ? BlockKind.Caption : BlockKind.Cell;
            case Tag.FigCaption:
                return BlockKind.Caption;
            case Tag.Blockquote:
                return BlockKind.Quote;
            case Tag.Pre or Tag.Listing or Tag.Xmp:
                return BlockKind.Code;
            case Tag.Ul or Tag.Ol or Tag.Dl or Tag.Menu:
                context.Traits |= BlockTraits.InList;
                return BlockKind.ListItem;
            case Tag.P:
                // A paragraph inside a list item, a quote or a caption stays what that is; inside a cell (old layouts) it is a paragraph.
                return outer is BlockKind.ListItem or BlockKind.Quote or BlockKind.Caption ? outer : BlockKind.Paragraph;
            case Tag.Div or Tag.Section or Tag.Article or Tag.Main or Tag.Center:
                return outer is BlockKind.Heading ? BlockKind.Paragraph : outer;
            default:
                return outer is BlockKind.Heading ? BlockKind.Paragraph : outer;
        }
    }

    private BlockTraits TraitsOf(int index, in Node node, ref Context context, out ContainerHint hints, out uint names)
    {
        var traits = BlockTraits.None;
        var tag = node.Tag;
        hints = ContainerHint.None;
        names = 0;
        switch (tag)
        {
            case Tag.Nav:
                context.Region = Region.Navigation;
                break;
            case Tag.Footer when context.Region is not Region.Main:
                context.Region = Region.Footer;
                break;
            case Tag.Header when context.Region is Region.Body:
                context.Region = Region.Header;
                break;
            case Tag.Aside:
                context.Region = Region.Aside;
                break;
            case Tag.Main or Tag.Article:
                if (context.Region is Region.Body or Region.Header) context.Region = Region.Main;
                break;
            default:
                break;
        }
        if (node.Length == 0) return traits;

        var block = Tags.Is(tag, TagTraits.Block);
        var named = block || tag == Tag.Span;
        ref var words = ref _text.NameList;
        var first = words.Count;
        for (var i = node.Start; i < node.Start + node.Length; i++)
        {
            switch (_tree.AttributeBuffer[i].Name)
            {
                case Attr.Hidden:
                    traits |= BlockTraits.Hidden;
                    break;
                case Attr.AriaHidden:
                    if (_tree.AttributeAt(i) is "true" && tag is not (Tag.Span or Tag.I or Tag.A)) traits |= BlockTraits.Hidden;
                    break;
                case Attr.Style:
                    if (Styles.Hides(_tree.AttributeAt(i))) traits |= BlockTraits.Hidden;
                    break;
                case Attr.Class:
                    if (named) hints |= ContainerNames.Hint(_tree.AttributeAt(i), ref words, first, block, out names);
                    break;
                case Attr.Id:
                    if (named) hints |= ContainerNames.Hint(_tree.AttributeAt(i), ref words, first, block, out _);
                    break;
                case Attr.Role:
                    if (!named) break;
                    hints |= ContainerNames.Role(_tree.AttributeAt(i));
                    if (block) _ = ContainerNames.Hint(_tree.AttributeAt(i), ref words, first, block, out _);
                    break;
                case Attr.ItemProp:
                    if (!named) break;
                    if (_tree.AttributeAt(i) is "articleBody" or "text" or "reviewBody" or "description") hints |= ContainerHint.Content;
                    if (block) _ = ContainerNames.Hint(_tree.AttributeAt(i), ref words, first, block, out _);
                    break;
                default:
                    break;
            }
        }

        // Plug-ins write on the body that they are there.
        if (tag is Tag.Body or Tag.Html) hints &= ~ContainerHint.Consent;
        var placing = hints & ContainerNames.Placing;
        // A wrapper of most of the page ("layout with-sidebar") is not what one word of its name says.
        if (placing == ContainerHint.None || tag is Tag.Body or Tag.Html || (node.End - index) * 5 > _tree.Count * 2) return traits;
        if ((placing & ContainerHint.Byline) != 0) traits |= BlockTraits.Byline;
        if (tag == Tag.Span) return traits;
        if ((placing & ContainerHint.Comments) != 0) context.Region = Region.Comments;
        else if ((placing & ContainerHint.Advert) != 0) context.Region = Region.Advert;
        else if ((placing & ContainerHint.Related) != 0) context.Region = Region.Related;
        else if ((placing & ContainerHint.Footer) != 0 && context.Region != Region.Main) context.Region = Region.Footer;
        else if ((placing & ContainerHint.Navigation) != 0) context.Region = Region.Navigation;
        else if ((placing & ContainerHint.Aside) != 0) context.Region = Region.Aside;
        else if ((placing & ContainerHint.Header) != 0 && context.Region == Region.Body) context.Region = Region.Header;
        return traits;
    }

    private void Append(ReadOnlySpan<char> text)
    {
        ref var chars = ref _text.CharList;
        if (_stack[_depth - 1].Preformatted)
        {
            AppendPreformatted(text);
            return;
        }
        var i = 0;
        while (i < text.Length)
        {
            // White space
            if (Spaces.IsSpace(text[i]))
            {
                _space = true;
                i++;
                continue;
            }
            var first = i;
            i = Spaces.EndOfWords(text, first);
            StartBlock();
            if (_space && chars.Count > _blockStart && chars[chars.Count - 1] != '\n') chars.Add(' ');
            _space = false;
            MarkLinkStart(chars.Count);
            chars.AddRange(text[first..i]);
        }
    }

    private void AppendPreformatted(ReadOnlySpan<char> text)
    {
        if (_blockStart < 0 && text.IsWhiteSpace()) return;
        StartBlock();
        foreach (var c in text)
        {
            if (c == '\r') continue;
            if (!Spaces.IsSpace(c)) MarkLinkStart(_text.CharList.Count);
            _text.CharList.Add(c);
        }
        _space = false;
    }

    private void LineBreak()
    {
        ref var chars = ref _text.CharList;
        if (_blockStart < 0 || chars.Count == _blockStart) return;
        // Two breaks in a row are what old pages use for a paragraph.
        if (chars[chars.Count - 1] == '\n') EndBlock();
        else chars.Add('\n');
        _space = false;
    }

    private void StartBlock()
    {
        if (_blockStart >= 0) return;
        _blockStart = _text.CharList.Count;
        _space = false;
    }

    private void MarkLinkStart(int at)
    {
        if (_link < 0) return;
        ref var link = ref _links.List[_link];
        if (link.Start >= 0) return;
        link.Start = at;
        link.Block = _text.BlockList.Count;
    }

    private void FinishLink(int index)
    {
        ref var link = ref _links.List[index];
        ref var chars = ref _text.CharList;
        if (link.Start < 0)
        {
            link.Start = chars.Count;
            return;
        }
        // White space at its end is no longer there when the block has ended.
        var end = chars.Count;
        while (end > link.Start && Spaces.IsSpace(chars[end - 1])) end--;
        link.Length = end - link.Start;
    }

    private void EndBlock()
    {
        _space = false;
        if (_blockStart < 0) return;
        ref var chars = ref _text.CharList;
        var end = chars.Count;
        while (end > _blockStart && Spaces.IsSpace(chars[end - 1])) end--;
        chars.TrimTo(end);
        var start = _blockStart;
        _blockStart = -1;
        if (end == start) return;

        ref var context = ref _stack[_depth - 1];
        var tokenStart = _text.TokenList.Count;
        Tokenizer.Run(chars.Buffer, start, end, ref _text.TokenList);
        _text.BlockList.Add(new Block
        {
            Start = start,
            Length = end - start,
            TokenStart = tokenStart,
            TokenCount = _text.TokenList.Count - tokenStart,
            Node = context.Node,
            Container = context.Container,
            Kind = context.Kind,
            Level = context.Level,
            Region = context.Region,
            Traits = context.Traits,
        });
        chars.Add('\n');
    }
}
