using Detector.Pages.Addresses;
using Detector.Pages.Html;
using Detector.Pages.Links;
using Detector.Pages.Text;

namespace Detector.Pages.Structure;

/// <summary>Counts what the page is built of: one pass over the nodes, one over the links, and looks at the text for ways to reach the publisher.</summary>
internal sealed class StructureReader
{
    private const int MostHosts = 64;

    // Ranges of elements hidden by a colour or a size; more of them says no more.
    private const int MostRanges = 64;

    private readonly Page _page;
    private readonly MediaCounts _media = new();
    private readonly MediaCounts _story = new();
    private readonly List<string> _scripts = [];
    private readonly List<string> _networks = [];
    private readonly List<(int Start, int End)> _hidden = [];
    private readonly List<string> _popUnders = [];
    private int _mainStart = int.MaxValue;
    private int _mainEnd = -1;
    private string? _declaredHost;
    private string? _thumbnailHost;
    private int _thumbnails;
    private int _slots;
    private int _images;
    private int _iframes;
    private int _forms;

    private StructureReader(Page page) => _page = page;

    public static PageStructure Read(Page page) => new StructureReader(page).Read();

    private PageStructure Read()
    {
        var text = _page.Text;
        ReadOnlySpan<char> own = _page.Address?.Host;
        var comments = 0;
        var affiliates = 0;
        var ownPages = OwnPages.None;
        var mail = false;
        var phone = false;
        if (_page.Tree is { } tree)
        {
            Main();
            comments = Markup(tree);
            Links(own, ref affiliates, ref ownPages, ref mail, ref phone);
        }
        Words(text, out var words, out var linked, out var hidden);
        return new PageStructure
        {
            Words = words,
            LinkShare = words == 0 ? 0 : (double)linked / words,
            HiddenWords = hidden,
            MediaHosts = _media.MostFrequentFirst(),
            StoryMediaHosts = _story.MostFrequentFirst(),
            DeclaredPictureHost = _declaredHost,
            SearchThumbnails = _thumbnails,
            SearchThumbnailHost = _thumbnailHost,
            ScriptHosts = _scripts,
            AdNetworks = _networks,
            PopUnderNetworks = _popUnders,
            AdSlots = _slots,
            AffiliateLinks = affiliates,
            Images = _images,
            Iframes = _iframes,
            Forms = _forms,
            OwnPages = ownPages,
            ShowsPhoneOrAddress = phone || Contacts.ShowsPhoneOrAddress(text),
            ShowsEmail = mail || Contacts.ShowsEmail(text, own),
            Comments = comments,
        };
    }

    private void Main()
    {
        foreach (ref readonly var block in _page.Text.Blocks)
        {
            if (!block.IsMain) continue;
            _mainStart = Math.Min(_mainStart, block.Node);
            _mainEnd = Math.Max(_mainEnd, block.Node);
        }
    }

    private int Markup(HtmlTree tree)
    {
        var declared = -1;
        var nodes = tree.NodeBuffer;
        var attributes = tree.AttributeBuffer;
        var count = tree.Count;
        var slotEnd = 0;
        var hiddenEnd = 0;
        var comments = default(CommentCounts);
        for (var i = 0; i < count; i++)
        {
            ref readonly var node = ref nodes[i];
            switch (node.Tag)
            {
                case Tag.Text:
                    continue;
                case Tag.Script:
                    Script(tree, i);
                    i = node.End - 1;
                    continue;
                case Tag.Meta:
                    var name = tree.Attribute(i, Attr.Name);
                    Network(PopUnders.OfVerification(name));
                    if (declared < 0 && (name.IsEmpty ? tree.Attribute(i, Attr.Property) : name) is "og:image" or "twitter:image") declared = i;
                    continue;
                case Tag.Style:
                    i = node.End - 1;
                    continue;
                case Tag.NoScript:
                    // Shown without scripts only: its pictures repeat those of the page, or count visits.
                    i = node.End - 1;
                    continue;
                case Tag.Img:
                    _images++;
                    var image = Source(tree, i);
                    _media.See(image);
                    if (i > _mainStart && i < _mainEnd) _story.See(image);
                    Thumbnail(image, tree.Attribute(i, Attr.OnError));
                    continue;
                case Tag.Iframe or Tag.Frame:
                    _iframes++;
                    var frame = Source(tree, i);
                    _media.See(frame);
                    Network(AdNetworks.Of(Href.HostOf(frame)));
                    break;
                case Tag.Video or Tag.Audio or Tag.Embed:
                    if (tree.Attribute(i, Attr.Src) is { IsEmpty: false } source) _media.See(source);
                    break;
                case Tag.Form:
                    _forms++;
                    break;
                default:
                    break;
            }
            for (var a = node.Start; a < node.Start + node.Length; a++)
            {
                ref readonly var attribute = ref attributes[a];
                switch (attribute.Name)
                {
                    case Attr.Class or Attr.Id when attribute.Length >= 2 && node.Tag is not (Tag.Html or Tag.Body or Tag.A or Tag.P or Tag.Link or Tag.Meta):
                        var names = tree.Attribute(i, attribute.Name);
                        if (AdNetworks.NamesSlot(names))
                        {
                            Network(AdNetworks.OfSlot(names));
                            // Slots nest their wrappers: the outermost counts, unless it wraps the page.
                            if (i >= slotEnd && node.End - i < 60)
                            {
                                _slots++;
                                slotEnd = node.End;
                            }
                        }
                        if (attribute.Length >= 7 && node.Tag is Tag.Li or Tag.Div or Tag.Article or Tag.Dl or Tag.Dt && names.Contains("omment", StringComparison.Ordinal)) comments.See(names, attribute.Name == Attr.Id, node.Tag);
                        break;
                    case Attr.ItemType when tree.Attribute(i, Attr.ItemType).EndsWith("Comment", StringComparison.Ordinal):
                        comments.Typed++;
                        break;
                    case Attr.Style when i >= hiddenEnd && _hidden.Count < MostRanges && attribute.Length >= 9:
                        if (HiddenStyles.Hides(tree.Attribute(i, Attr.Style)))
                        {
                            _hidden.Add((i, node.End));
                            hiddenEnd = node.End;
                        }
                        break;
                    default:
                        break;
                }
            }
        }
        // Systems declare the first picture of the story, in a size of its own: from where others are it is most likely one of them.
        if (declared >= 0)
        {
            var picture = tree.Attribute(declared, Attr.Content).Trim();
            if (!_story.Has(picture)) _story.See(picture);
            if (!picture.IsEmpty) _declaredHost = Href.HostOf(picture).ToString();
        }
        return comments.Most;
    }

    // The picture itself when it is loaded late: src holds a placeholder then.
    private static ReadOnlySpan<char> Source(HtmlTree tree, int node)
    {
        var late = tree.Attribute(node, Attr.DataSrc);
        return late.IsEmpty ? tree.Attribute(node, Attr.Src) : late;
    }

    // Where a picture comes from, or is to come from when its address fails: "this.src='https://tse1.mm.bing.net/th?q=...'".
    private void Thumbnail(ReadOnlySpan<char> source, ReadOnlySpan<char> onError)
    {
        var host = Href.HostOf(source);
        if (!SearchThumbnails.Serves(host))
        {
            var at = onError.IndexOf("//", StringComparison.Ordinal);
            if (at < 0) return;
            host = Href.HostOf(onError[at..]);
            if (!SearchThumbnails.Serves(host)) return;
        }
        _thumbnails++;
        _thumbnailHost ??= host.ToString().ToLowerInvariant();
    }

    private void Script(HtmlTree tree, int script)
    {
        var source = tree.Attribute(script, Attr.Src);
        var host = Href.HostOf(source);
        if (host.IsEmpty)
        {
            if (source.IsEmpty && tree.Nodes[script].End == script + 2) Network(PopUnders.OfInline(tree.TextOf(script + 1)));
            return;
        }
        Network(PopUnders.OfScript(source));
        foreach (var known in _scripts)
            if (host.Equals(known, StringComparison.OrdinalIgnoreCase))
                return;
        if (_scripts.Count < MostHosts) _scripts.Add(host.ToString().ToLowerInvariant());
        Network(AdNetworks.Of(host));
    }

    private void Network(string? network)
    {
        if (network is null || _networks.Contains(network, StringComparer.Ordinal)) return;
        _networks.Add(network);
        if (PopUnders.Includes(network)) _popUnders.Add(network);
    }

    private void Links(ReadOnlySpan<char> own, ref int affiliates, ref OwnPages ownPages, ref bool mail, ref bool phone)
    {
        var links = _page.Links;
        var tokens = _page.Text.Tokens;
        foreach (ref readonly var link in links.All)
        {
            if (link.Target == LinkTarget.Fragment) continue;
            var href = links.Href(link);
            if (link.Target == LinkTarget.Action)
            {
                mail |= !link.Hidden && Contacts.IsOwnMail(href, own);
                phone |= !link.Hidden && href.StartsWith("tel:", StringComparison.OrdinalIgnoreCase);
                continue;
            }
            if (link.Target != LinkTarget.Own && (AffiliateLinks.Is(href, Href.HostOf(href)) || (link.Unendorsed && _page.Tree!.Attribute(link.Node, Attr.Rel).Contains("sponsored", StringComparison.OrdinalIgnoreCase)))) affiliates++;
            if (link.Target == LinkTarget.Foreign || link.TokenCount > 6) continue;
            // Without the page's own address, an absolute link may lead anywhere: its words still say "contact".
            var found = OwnPageWords.OfWords(tokens.Slice(link.TokenStart, link.TokenCount));
            if (found == OwnPages.None) found = OwnPageWords.OfPath(Hosts.PathOf(href));
            ownPages |= found;
        }
    }

    private void Words(PageText text, out int words, out int linked, out int hidden)
    {
        words = 0;
        linked = 0;
        hidden = 0;
        foreach (ref readonly var block in text.Blocks)
        {
            if (block.IsHidden || (_hidden.Count > 0 && InHidden(block.Node))) hidden += block.TokenCount;
            if (block.IsHidden) continue;
            words += block.TokenCount;
            linked += block.LinkTokens;
        }
    }

    private bool InHidden(int node)
    {
        foreach (var (start, end) in _hidden)
            if (node >= start && node < end)
                return true;
        return false;
    }

    // Themes mark one comment several times (li#li-comment-1 > div#div-comment-1.comment-body): each way of marking is counted apart, and the most frequent is the number.
    private struct CommentCounts
    {
        public int Typed;
        private int _plainId, _itemId, _divId, _itemClass, _divClass, _articleClass;

        public readonly int Most => Math.Max(Math.Max(Math.Max(Typed, _plainId), Math.Max(_itemId, _divId)), Math.Max(Math.Max(_itemClass, _divClass), _articleClass));

        public void See(ReadOnlySpan<char> names, bool id, Tag tag)
        {
            if (id)
            {
                if (Numbered(names, "comment-") || Numbered(names, "comment_") || Numbered(names, "comment")) _plainId++;
                else if (Numbered(names, "li-comment-")) _itemId++;
                else if (Numbered(names, "div-comment-")) _divId++;
                return;
            }
            foreach (var range in names.Split(' '))
            {
                if (names[range] is not ("comment" or "comment-item" or "comment-wrapper" or "comment-block" or "single-comment" or "Comment")) continue;
                if (tag == Tag.Li) _itemClass++;
                else if (tag == Tag.Article) _articleClass++;
                else _divClass++;
                return;
            }
        }

        private static bool Numbered(ReadOnlySpan<char> names, ReadOnlySpan<char> prefix) => names.Length > prefix.Length && names.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && char.IsAsciiDigit(names[prefix.Length]);
    }
}
