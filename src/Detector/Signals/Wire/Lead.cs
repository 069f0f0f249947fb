using Detector.Pages.Text;

namespace Detector.Signals.Wire;

/// <summary>The paragraphs a story opens with: blocks of prose in the main content, in order.</summary>
internal sealed class Lead
{
    private const int LeastWords = 12;
    private readonly int[] _blocks = new int[4];

    private Lead(PageText text)
    {
        var blocks = text.Blocks;
        for (var b = 0; b < blocks.Length && Count < _blocks.Length; b++)
        {
            ref readonly var block = ref blocks[b];
            if (!block.IsMain || block.IsHidden || block.TokenCount < LeastWords || block.LinkShare > .5) continue;
            if (block.Kind is BlockKind.Heading or BlockKind.ListItem or BlockKind.Caption or BlockKind.Code or BlockKind.Control) continue;
            _blocks[Count++] = b;
        }
    }

    /// <summary>0 to 4.</summary>
    public int Count { get; private set; }

    /// <summary>Indexes of the first blocks.</summary>
    public ReadOnlySpan<int> Blocks => _blocks.AsSpan(0, Count);

    public static Lead Of(Observation seen) => seen.Shared(static observation => new Lead(observation.Page.Text));
}
