using AngleSharp.Common;
using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens.Struct;
using AngleSharp.Text;

namespace Detector.Pages.Html;

/// <summary>
/// Builds an <see cref="HtmlTree"/> from AngleSharp's token stream with the HTML Standard's implied ends (section 13.2.6) but without its repairs
/// of misnested formatting (the adoption agency) and of text inside tables (foster parenting): neither changes which text a visitor reads in which
/// block, and both make hostile pages quadratic.
/// </summary>
internal static class HtmlTreeBuilder
{
    /// <summary>Null when the page nests deeper or has more nodes than <paramref name="limits"/> allow, or when stopped.</summary>
    public static HtmlTree? Build(char[] source, int length, PageLimits limits, out TreeLimit limit, CancellationToken stop = default)
    {
        using var text = new TextSource(new CharArrayTextSource(source, length));
        var tokenizer = new HtmlTokenizer(text, HtmlEntityProvider.ResolverExtended)
        {
            SkipComments = true,
            SkipProcessingInstructions = true,
            DisableElementPositionTracking = true,
            ShouldEmitAttribute = static (ref StructHtmlToken token, ReadOnlyMemory<char> name) => Attrs.Of(name.Span) != Attr.None,
        };
        var tree = new HtmlTree(source, length, tokenizer);
        limit = new Run(tree, tokenizer, limits).ToTheEnd(stop);
        if (limit == TreeLimit.None) return tree;
        tree.Dispose();
        return null;
    }

    private sealed class Run(HtmlTree tree, HtmlTokenizer tokenizer, PageLimits limits)
    {
        private const int TokensBetweenLooks = 256;

        private readonly int[] _open = new int[limits.MaximumDepth + 1];
        private readonly int[] _openOf = new int[256];
        private int _depth;
        private int _foreign;

        public TreeLimit ToTheEnd(CancellationToken stop)
        {
            var (maximumDepth, maximumNodes) = (limits.MaximumDepth, limits.MaximumNodes);
            Push(tree.Add(Tag.Html, -1), Tag.Html);
            for (var tokens = 1; ; tokens++)
            {
                if (tokens % TokensBetweenLooks == 0 && stop.IsCancellationRequested) return TreeLimit.Stopped;
                ref var token = ref tokenizer.GetStructToken();
                switch (token.Type)
                {
                    case HtmlTokenType.Character:
                        Characters(ref token);
                        break;
                    case HtmlTokenType.StartTag:
                        if (_depth >= maximumDepth) return TreeLimit.Depth;
                        Start(ref token);
                        break;
                    case HtmlTokenType.EndTag:
                        End(ref token);
                        break;
                    case HtmlTokenType.EndOfFile:
                        while (_depth > 0) Pop();
                        return TreeLimit.None;
                    default:
                        break;
                }
                if (tree.Count > maximumNodes) return TreeLimit.Nodes;
            }
        }

        private Tag Top => tree.NodeBuffer[_open[_depth - 1]].Tag;

        private void Characters(ref StructHtmlToken token)
        {
            if (_foreign > 0) return;
            var data = token.Data.Memory;
            // White space in front of the first tag is dropped, as in the HTML Standard 13.2.6.4.2.
            if (data.IsEmpty || (tree.Count == 1 && data.Span.IsWhiteSpace())) return;
            if (Top == Tag.Head && !data.Span.IsWhiteSpace()) Pop();
            tree.AddText(_open[_depth - 1], data);
        }

        private void Start(ref StructHtmlToken token)
        {
            tree.StartTags++;
            var tag = Tags.Of(token.Name.Memory.Span);
            if (_foreign > 0)
            {
                // Inside svg and math nothing is text of the page; an HTML block ends them, as in the HTML Standard 13.2.6.5.
                if (tag is Tag.Svg or Tag.Math)
                {
                    if (!token.IsSelfClosing) _foreign++;
                    return;
                }
                if (!Tags.Is(tag, TagTraits.ClosesParagraph) && tag is not (Tag.Body or Tag.Img or Tag.Br)) return;
                LeaveForeign();
            }

            switch (tag)
            {
                case Tag.Html:
                    KeepAttributes(0, ref token, onlyNew: true);
                    return;
                case Tag.Body when _openOf[(int)Tag.Body] > 0:
                    return;
                // A form in a form is not opened.
                case Tag.Form when _openOf[(int)Tag.Form] > 0:
                    return;
                case Tag.Head when _openOf[(int)Tag.Head] > 0 || _openOf[(int)Tag.Body] > 0:
                    return;
                default:
                    break;
            }

            if (Top == Tag.Head && !Tags.Is(tag, TagTraits.HeadOnly)) Pop();
            ImplyEnds(tag);

            var node = tree.Add(tag, _open[_depth - 1]);
            KeepAttributes(node, ref token, onlyNew: false);
            if (Tags.Is(tag, TagTraits.Void)) return;

            if (tag is Tag.Svg or Tag.Math)
            {
                if (token.IsSelfClosing) return;
                Push(node, tag);
                _foreign = 1;
                tokenizer.IsAcceptingCharacterData = true;
                return;
            }

            tokenizer.State = tag switch
            {
                Tag.Script => HtmlParseMode.Script,
                Tag.Style or Tag.Iframe or Tag.NoEmbed or Tag.NoFrames or Tag.Xmp => HtmlParseMode.Rawtext,
                Tag.Title or Tag.TextArea => HtmlParseMode.RCData,
                Tag.PlainText => HtmlParseMode.Plaintext,
                _ => HtmlParseMode.PCData,
            };
            Push(node, tag);
        }

        private void ImplyEnds(Tag tag)
        {
            if (_openOf[(int)Tag.P] > 0 && Tags.Is(tag, TagTraits.ClosesParagraph)) CloseWithin(Tag.P, TagTraits.Scope);
            switch (tag)
            {
                case Tag.Li:
                    CloseItem(Tag.Li, Tag.Li, Tag.Ul, Tag.Ol, Tag.Menu);
                    break;
                case Tag.Dt or Tag.Dd:
                    CloseItem(Tag.Dt, Tag.Dd, Tag.Dl, Tag.Dl, Tag.Dl);
                    break;
                case Tag.Option or Tag.OptGroup when Top == Tag.Option:
                    Pop();
                    break;
                case Tag.A when _openOf[(int)Tag.A] > 0:
                    CloseFormatting(Tag.A);
                    break;
                case Tag.Td or Tag.Th:
                    CloseInTable(Tag.Td, Tag.Th);
                    break;
                case Tag.Tr:
                    CloseInTable(Tag.Tr, Tag.Tr);
                    break;
                case Tag.TBody or Tag.THead or Tag.TFoot:
                    CloseInTable(Tag.TBody, Tag.THead);
                    CloseInTable(Tag.TFoot, Tag.TFoot);
                    break;
                case Tag.Body when _openOf[(int)Tag.Head] > 0:
                    CloseWithin(Tag.Head, TagTraits.None);
                    break;
                default:
                    if (Tags.IsHeading(tag) && Tags.IsHeading(Top)) Pop();
                    break;
            }
        }

        private void End(ref StructHtmlToken token)
        {
            var tag = Tags.Of(token.Name.Memory.Span);
            if (_foreign > 0)
            {
                if (tag is Tag.Svg or Tag.Math && --_foreign == 0) LeaveForeign();
                else if (tag is Tag.Body or Tag.Html || (Tags.Is(tag, TagTraits.Block) && _openOf[(int)tag] > 0 && tag is not (Tag.Title or Tag.Template))) LeaveForeign();
                if (_foreign > 0 || tag is Tag.Svg or Tag.Math) return;
            }
            if (tag is Tag.Br)
            {
                tree.Add(Tag.Br, _open[_depth - 1]);
                return;
            }
            // What follows </body> and </html> still belongs to the body.
            if (tag is Tag.Body or Tag.Html) return;
            // Any heading's end ends any heading.
            if (Tags.IsHeading(tag))
            {
                CloseHeading();
                return;
            }
            if (_openOf[(int)tag] == 0) return;
            if (Tags.Is(tag, TagTraits.Formatting)) CloseFormatting(tag);
            else if (tag is Tag.Table or Tag.Template or Tag.Td or Tag.Th or Tag.Tr or Tag.TBody or Tag.THead or Tag.TFoot or Tag.Caption) CloseTablePart(tag);
            else if (tag == Tag.Other) CloseOther();
            else CloseWithin(tag, TagTraits.Scope);
        }

        private void CloseHeading()
        {
            for (var i = _depth - 1; i > 0; i--)
            {
                var tag = tree.NodeBuffer[_open[i]].Tag;
                if (Tags.IsHeading(tag))
                {
                    PopTo(i);
                    return;
                }
                if (Tags.Is(tag, TagTraits.Scope)) return;
            }
        }

        // An unknown element closes only the innermost unknown one, never a block above it.
        private void CloseOther()
        {
            for (var i = _depth - 1; i > 0; i--)
            {
                var tag = tree.NodeBuffer[_open[i]].Tag;
                if (tag == Tag.Other)
                {
                    PopTo(i);
                    return;
                }
                if (Tags.Is(tag, TagTraits.Block)) return;
            }
        }

        private void CloseFormatting(Tag tag)
        {
            for (var i = _depth - 1; i > 0; i--)
            {
                var open = tree.NodeBuffer[_open[i]].Tag;
                if (open == tag)
                {
                    PopTo(i);
                    return;
                }
                if (Tags.Is(open, TagTraits.Scope)) return;
                // <a><div>..</a>: the block stays open, the link ends with it.
                if (Tags.Is(open, TagTraits.Block) && tag != Tag.A) return;
            }
        }

        private void CloseTablePart(Tag tag)
        {
            for (var i = _depth - 1; i > 0; i--)
            {
                var open = tree.NodeBuffer[_open[i]].Tag;
                if (open == tag)
                {
                    PopTo(i);
                    return;
                }
                if (open == Tag.Table && tag != Tag.Template) return;
            }
        }

        private void CloseWithin(Tag tag, TagTraits stops)
        {
            for (var i = _depth - 1; i > 0; i--)
            {
                var open = tree.NodeBuffer[_open[i]].Tag;
                if (open == tag)
                {
                    PopTo(i);
                    return;
                }
                if (Tags.Is(open, stops)) return;
            }
        }

        private void CloseItem(Tag item, Tag other, Tag list, Tag secondList, Tag thirdList)
        {
            if (_openOf[(int)item] + _openOf[(int)other] == 0) return;
            for (var i = _depth - 1; i > 0; i--)
            {
                var open = tree.NodeBuffer[_open[i]].Tag;
                if (open == item || open == other)
                {
                    PopTo(i);
                    return;
                }
                if (open == list || open == secondList || open == thirdList || Tags.Is(open, TagTraits.Scope)) return;
            }
        }

        private void CloseInTable(Tag part, Tag other)
        {
            if (_openOf[(int)part] + _openOf[(int)other] == 0) return;
            for (var i = _depth - 1; i > 0; i--)
            {
                var open = tree.NodeBuffer[_open[i]].Tag;
                if (open == part || open == other)
                {
                    PopTo(i);
                    return;
                }
                if (open is Tag.Table or Tag.Template) return;
            }
        }

        private void LeaveForeign()
        {
            _foreign = 0;
            tokenizer.IsAcceptingCharacterData = false;
            if (Top is Tag.Svg or Tag.Math) Pop();
        }

        private void KeepAttributes(int node, ref StructHtmlToken token, bool onlyNew)
        {
            var attributes = token.Attributes;
            // The first <html> that has attributes gives them, wherever it stands: behind the line end of a doctype, or behind a stray tag. A later one adds nothing.
            if (onlyNew && !tree.StartRootAttributes()) return;
            var kept = 0;
            for (var i = 0; i < attributes.Count && kept < 64; i++)
            {
                var attribute = attributes[i];
                var name = Attrs.Of(attribute.Name.Memory.Span);
                if (name == Attr.None) continue;
                tree.AddAttribute(node, name, attribute.Value.Memory);
                kept++;
            }
        }

        private void Push(int node, Tag tag)
        {
            _open[_depth++] = node;
            _openOf[(int)tag]++;
            if (_depth > tree.Depth) tree.Depth = _depth;
        }

        private void Pop()
        {
            var node = _open[--_depth];
            _openOf[(int)tree.NodeBuffer[node].Tag]--;
            tree.NodeBuffer[node].End = tree.Count;
        }

        private void PopTo(int depth)
        {
            while (_depth > depth) Pop();
        }
    }
}

internal enum TreeLimit { None, Depth, Nodes, Stopped }
