using Detector.Pages.Addresses;
using Detector.Pages.Dates;
using Detector.Pages.Html;
using Detector.Pages.Links;
using Detector.Pages.Metadata;
using Detector.Pages.Structure;
using Detector.Pages.Text;

namespace Detector.Pages;

/// <summary>
/// A page that has been read: its views, each made once and shared by every signal. Holds pooled buffers: dispose it when the verdict is made. Reading
/// views from two threads at once is not supported; different pages on different threads are.
/// </summary>
public sealed class Page : IDisposable
{
    private PageMetadata? _metadata;
    private PageDates? _dates;
    private PageStructure? _structure;
    private PageTopics? _topics;

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

    /// <summary>What the body is about.</summary>
    public PageTopics Topics => _topics ??= new PageTopics(Text);

    public void Dispose()
    {
        Tree?.Dispose();
        Text.Return();
        Links.Return();
    }
}
