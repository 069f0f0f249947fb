namespace Detector.Pages.Text;

/// <summary>
/// The text of a page as a visitor reads it: characters with white space collapsed, cut into <see cref="Blocks"/> and <see cref="Tokens"/>. Every
/// place anywhere in Detector is a range of <see cref="Chars"/>.
/// </summary>
public sealed class PageText
{
    private PooledList<char> _chars;
    private PooledList<Token> _tokens;
    private PooledList<Block> _blocks;
    private PooledList<Container> _containers;
    private PooledList<uint> _names;

    internal PageText(int capacity)
    {
        _chars = new PooledList<char>(Math.Max(1024, capacity));
        _tokens = new PooledList<Token>(Math.Max(256, capacity / 6));
        _blocks = new PooledList<Block>(256);
        _containers = new PooledList<Container>(512);
        _names = new PooledList<uint>(1024);
    }

    /// <summary>Rendered characters; blocks are separated by a line feed. Hidden blocks stand in it too, marked <see cref="BlockTraits.Hidden"/>.</summary>
    public ReadOnlySpan<char> Chars => _chars.Span;

    public ReadOnlySpan<Token> Tokens => _tokens.Span;

    public ReadOnlySpan<Block> Blocks => _blocks.Span;

    /// <summary>Tokens in blocks a visitor sees.</summary>
    public int VisibleTokens { get; internal set; }

    /// <summary>Tokens in blocks of the main content.</summary>
    public int MainTokens { get; internal set; }

    public ReadOnlySpan<char> Of(in Block block) => _chars.Span.Slice(block.Start, block.Length);

    public ReadOnlySpan<char> Of(in Token token) => _chars.Span.Slice(token.Start, token.Length);

    public ReadOnlySpan<Token> TokensOf(in Block block) => _tokens.Span.Slice(block.TokenStart, block.TokenCount);

    public ReadOnlySpan<char> Range(int start, int length) => _chars.Span.Slice(start, length);

    /// <summary>Index of the block a character stands in, or -1.</summary>
    public int BlockAt(int start)
    {
        int low = 0, high = _blocks.Count - 1;
        while (low <= high)
        {
            var middle = (low + high) >> 1;
            ref readonly var block = ref _blocks[middle];
            if (start < block.Start) high = middle - 1;
            else if (start >= block.End) low = middle + 1;
            else return middle;
        }
        return -1;
    }

    internal ref PooledList<char> CharList => ref _chars;

    internal ref PooledList<Token> TokenList => ref _tokens;

    internal ref PooledList<Block> BlockList => ref _blocks;

    /// <summary>The boxes of the blocks; in plain text one around all.</summary>
    internal ref PooledList<Container> ContainerList => ref _containers;

    /// <summary>The words of the names of the boxes, hashed (see <see cref="ContainerNames"/>).</summary>
    internal ref PooledList<uint> NameList => ref _names;

    internal ReadOnlySpan<uint> NamesOf(in Container container) => _names.Span.Slice(container.FirstName, container.NameCount);

    internal void Clear()
    {
        _chars.TrimTo(0);
        _tokens.TrimTo(0);
        _blocks.TrimTo(0);
        _containers.TrimTo(0);
        _names.TrimTo(0);
    }

    internal void Return()
    {
        _chars.Return();
        _tokens.Return();
        _blocks.Return();
        _containers.Return();
        _names.Return();
    }
}
