using Detector.Languages;
using Detector.Pages.Addresses;
using Detector.Pages.Dates;
using Detector.Pages.Html;
using Detector.Pages.Kinds;
using Detector.Pages.Links;
using Detector.Pages.Metadata;
using Detector.Pages.Structure;
using Detector.Pages.Text;

namespace Detector.Pages;

/// <summary>
/// A page that has been read: its views, each made once and shared by every signal. Reading views from two threads at once is not supported; different
/// pages on different threads are.
/// </summary>
/// <remarks>
/// Whoever reads a page disposes of it when the verdict is made, which <see cref="FarmDetector"/> does with those it reads itself: until then it holds pooled buffers (of news pages some eight bytes for each of theirs, the
/// tokenizer's among them). A forgotten page is no leak, the collector takes it, but the next one's buffers are made anew. Once disposed of it is not judged or looked up any more; verdicts and fingerprints keep nothing of it.
/// </remarks>
public sealed class Page : IDisposable
{
    private PageMetadata? _metadata;
    private PageDates? _dates;
    private PageStructure? _structure;
    private PageTopics? _topics;
    private PageKind? _kind;
    private string? _language;
    private bool _disposed;

    internal Page(PageRequest request, PageFormat format, HtmlTree? tree, PageText text, PageLinks links)
    {
        Request = request;
        Format = format;
        Tree = tree;
        Text = text;
        Links = links;
        Address = Address.TryParse(request.Url);
        LinkReader.Aim(links, Address);
    }

    public PageRequest Request { get; }

    public string? Url => Request.Url;

    /// <summary>The address taken apart; null when not known or not a web address.</summary>
    public Address? Address { get; }

    /// <summary><see cref="PageFormat.Html"/> or <see cref="PageFormat.Text"/>.</summary>
    public PageFormat Format { get; }

    /// <summary>The markup; null for plain text.</summary>
    public HtmlTree? Tree { get; }

    public PageText Text { get; }

    public PageLinks Links { get; }

    public PageMetadata Metadata => _metadata ??= MetadataReader.Read(this);

    public PageDates Dates => _dates ??= DateReader.Read(this);

    public PageStructure Structure => _structure ??= StructureReader.Read(this);

    /// <summary>Language of the main content, ISO 639-1; "" when it cannot be told.</summary>
    public string Language => _language ??= GuessLanguage();

    /// <summary>What the body is about.</summary>
    public PageTopics Topics => _topics ??= new PageTopics(Text);

    /// <summary>What kind of page it is; asked before it is judged as an article.</summary>
    public PageKind Kind => _kind ??= PageKindReader.Read(this);

    public void Dispose()
    {
        _disposed = true;
        Tree?.Dispose();
        Text.Return();
        Links.Return();
    }

    // An emptied page would get a verdict, and an index its empty fingerprint.
    internal void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_disposed, this);

    private string GuessLanguage()
    {
        const int most = 400;
        Span<ulong> words = stackalloc ulong[most];
        var n = 0;
        var first = -1;
        var end = 0;
        var mainOnly = Text.MainTokens >= 40;
        foreach (ref readonly var block in Text.Blocks)
        {
            if (block.IsHidden || (mainOnly && !block.IsMain)) continue;
            if (first < 0) first = block.Start;
            end = block.End;
            foreach (ref readonly var token in Text.TokensOf(block))
            {
                if (n == most) break;
                words[n++] = token.Hash;
            }
            if (n == most) break;
        }
        return first < 0 ? "" : LanguageGuess.Of(words[..n], Text.Range(first, Math.Min(end - first, 4000))).Code;
    }
}
