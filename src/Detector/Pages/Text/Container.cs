using Detector.Pages.Html;

namespace Detector.Pages.Text;

/// <summary>An element that lays out blocks: what <see cref="MainText"/> needs to see blocks in their boxes without walking the tree again. In document order, parents first.</summary>
internal struct Container
{
    /// <summary>Index of the enclosing container; -1 for the root.</summary>
    public int Parent;

    /// <summary>Its blocks are [FirstBlock, EndBlock).</summary>
    public int FirstBlock;

    public int EndBlock;

    /// <summary>Hash of the words of its class.</summary>
    public uint Names;

    /// <summary>What its own class, id and role say.</summary>
    public ContainerHint Own;

    /// <summary>What its own and its ancestors' names say; of wrappers of most of the page only what speaks for content.</summary>
    public ContainerHint Around;

    /// <summary>Where the words of its class, id, role and item property begin among <see cref="PageText.NameList"/>.</summary>
    public int FirstName;

    public Tag Tag;

    /// <summary>Enclosing article elements, itself included.</summary>
    public byte Articles;

    /// <summary>How many of them there are, each once.</summary>
    public byte NameCount;
}
