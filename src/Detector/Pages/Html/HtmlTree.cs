using System.Buffers;
using System.Runtime.InteropServices;

namespace Detector.Pages.Html;

/// <summary>One node of an <see cref="HtmlTree"/>: an element, or a run of characters.</summary>
public struct Node
{
    /// <summary>Index of the parent; -1 for the root.</summary>
    public int Parent;

    /// <summary>Index after the last node below this one: nodes stand in document order, so [index + 1, End) is everything inside.</summary>
    public int End;

    /// <summary>Of a text node: where its characters start (see <see cref="HtmlTree.TextOf"/>). Of an element: index of its first attribute.</summary>
    internal int Start;

    /// <summary>Of a text node: characters. Of an element: kept attributes.</summary>
    internal int Length;

    public Tag Tag;
}

internal struct AttributeEntry
{
    public Attr Name;
    public int Start;
    public int Length;
}

/// <summary>
/// A page's markup as one flat array in document order: made in a single pass over AngleSharp's tokens, read-only afterwards, its buffers
/// pooled. Characters stay where the tokenizer put them: its buffer, most of the page, is kept until the tree is disposed of rather than copied.
/// </summary>
public sealed class HtmlTree : IDisposable
{
    internal Node[] NodeBuffer;
    internal AttributeEntry[] AttributeBuffer;
    internal char[] Source;
    private readonly IDisposable _tokenizer;
    private char[] _tokenized = [];
    private PooledList<char> _aside = new(16);
    private int _count;
    private int _attributes;
    private bool _disposed;

    /// <summary>Takes over the rented <paramref name="source"/> and the tokenizer that reads it.</summary>
    internal HtmlTree(char[] source, int length, IDisposable tokenizer)
    {
        _tokenizer = tokenizer;
        Source = source;
        SourceLength = length;
        NodeBuffer = ArrayPool<Node>.Shared.Rent(Math.Max(256, length / 24));
        AttributeBuffer = ArrayPool<AttributeEntry>.Shared.Rent(Math.Max(256, length / 40));
    }

    /// <summary>Characters of the decoded source.</summary>
    public int SourceLength { get; }

    /// <summary>Nodes in document order.</summary>
    public ReadOnlySpan<Node> Nodes => NodeBuffer.AsSpan(0, _count);

    public int Count => _count;

    /// <summary>All attributes seen on start tags, kept or not. Grows with markup, so it is a measure of size, never of worth.</summary>
    public int StartTags { get; internal set; }

    /// <summary>The most elements open at once.</summary>
    public int Depth { get; internal set; }

    /// <summary>Characters of a text node.</summary>
    public ReadOnlySpan<char> TextOf(int node) => Slice(NodeBuffer[node].Start, NodeBuffer[node].Length);

    /// <summary>The value of an attribute; empty when absent (see <see cref="Has"/>).</summary>
    public ReadOnlySpan<char> Attribute(int node, Attr name)
    {
        ref readonly var n = ref NodeBuffer[node];
        if (n.Tag == Tag.Text) return default;
        for (var i = n.Start; i < n.Start + n.Length; i++)
            if (AttributeBuffer[i].Name == name)
                return Slice(AttributeBuffer[i].Start, AttributeBuffer[i].Length);
        return default;
    }

    /// <summary>The value of one entry of the attributes.</summary>
    internal ReadOnlySpan<char> AttributeAt(int index) => Slice(AttributeBuffer[index].Start, AttributeBuffer[index].Length);

    public bool Has(int node, Attr name)
    {
        ref readonly var n = ref NodeBuffer[node];
        if (n.Tag == Tag.Text) return false;
        for (var i = n.Start; i < n.Start + n.Length; i++)
            if (AttributeBuffer[i].Name == name)
                return true;
        return false;
    }

    /// <summary>The nearest ancestor with the tag, or -1.</summary>
    public int Closest(int node, Tag tag)
    {
        for (var n = node; n >= 0; n = NodeBuffer[n].Parent)
            if (NodeBuffer[n].Tag == tag)
                return n;
        return -1;
    }

    /// <summary>All characters below a node, white space collapsed. Allocates: for small elements (title, heading, byline) only.</summary>
    public string InnerText(int node, int limit = 2000)
    {
        ref readonly var n = ref NodeBuffer[node];
        if (n.Tag == Tag.Text) return Spaces.Collapse(TextOf(node), limit);
        var buffer = new System.Text.StringBuilder();
        for (var i = node + 1; i < n.End && buffer.Length < limit; i++)
        {
            var tag = NodeBuffer[i].Tag;
            if (tag == Tag.Text) buffer.Append(TextOf(i)[..Math.Min(NodeBuffer[i].Length, limit)]);
            else if (tag is Tag.Script or Tag.Style)
            {
                i = NodeBuffer[i].End - 1;
                continue;
            }
            else if (Tags.Is(tag, TagTraits.Block) || tag == Tag.Br) buffer.Append(' ');
        }
        return Spaces.Collapse(buffer.ToString(), limit);
    }

    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        ArrayPool<Node>.Shared.Return(NodeBuffer);
        ArrayPool<AttributeEntry>.Shared.Return(AttributeBuffer);
        ArrayPool<char>.Shared.Return(Source);
        _aside.Return();
        _tokenizer.Dispose();
        NodeBuffer = [];
        AttributeBuffer = [];
        Source = [];
        _tokenized = [];
        _count = 0;
    }

    internal int Add(Tag tag, int parent)
    {
        if (_count == NodeBuffer.Length) Grow(ref NodeBuffer, _count);
        NodeBuffer[_count] = new Node { Tag = tag, Parent = parent, Start = _attributes, End = _count + 1 };
        return _count++;
    }

    internal void AddText(int parent, ReadOnlyMemory<char> text)
    {
        if (_count == NodeBuffer.Length) Grow(ref NodeBuffer, _count);
        NodeBuffer[_count] = new Node { Tag = Tag.Text, Parent = parent, Start = Keep(text), Length = text.Length, End = _count + 1 };
        _count++;
    }

    /// <summary>The attributes added next are the root's; false when it has some.</summary>
    internal bool StartRootAttributes()
    {
        if (NodeBuffer[0].Length > 0) return false;
        NodeBuffer[0].Start = _attributes;
        return true;
    }

    internal void AddAttribute(int node, Attr name, ReadOnlyMemory<char> value)
    {
        if (_attributes == AttributeBuffer.Length) Grow(ref AttributeBuffer, _attributes);
        AttributeBuffer[_attributes++] = new AttributeEntry { Name = name, Start = Keep(value), Length = value.Length };
        NodeBuffer[node].Length++;
    }

    private ReadOnlySpan<char> Slice(int start, int length) => start >= 0 ? _tokenized.AsSpan(start, length) : _aside.Span.Slice(~start, length);

    // The tokenizer hands out slices of one buffer, never written to twice before it is disposed of. Whatever lies elsewhere is copied aside.
    private int Keep(ReadOnlyMemory<char> text)
    {
        if (text.IsEmpty) return 0;
        if (MemoryMarshal.TryGetArray(text, out var segment))
        {
            if (_tokenized.Length == 0) _tokenized = segment.Array!;
            if (ReferenceEquals(segment.Array, _tokenized)) return segment.Offset;
        }
        var start = _aside.Count;
        _aside.AddRange(text.Span);
        return ~start;
    }

    private static void Grow<T>(ref T[] buffer, int count)
    {
        var larger = ArrayPool<T>.Shared.Rent(count * 2);
        buffer.AsSpan(0, count).CopyTo(larger);
        ArrayPool<T>.Shared.Return(buffer);
        buffer = larger;
    }
}
