using System.Buffers;
using Detector.Outlets;
using Detector.Pages.Text;

namespace Detector.Signals.Wire;

/// <summary>A known outlet named in the main text.</summary>
/// <param name="Outlet">Which.</param>
/// <param name="Token">Index of its first token.</param>
/// <param name="Count">Tokens.</param>
/// <param name="Credited">It is named as a source: "told Reuters", "The Oregonian reported", "according to".</param>
internal readonly record struct NamedOutlet(Outlet Outlet, int Token, int Count, bool Credited);

/// <summary>The known outlets of this page: whose host it is, and which others its main text names.</summary>
internal sealed class OutletsNamed
{
    private static readonly ulong[] Before = Hashes("told", "telling", "via", "from", "according", "per", "source", "courtesy", "by", "in");
    private static readonly ulong[] After = Hashes("reported", "reports", "reporting", "said", "says", "wrote", "writes", "article", "story", "interview", "report", "notes", "noted", "first", "obtained", "found", "published");

    private readonly List<NamedOutlet> _others = [];

    private OutletsNamed(Observation seen)
    {
        var page = seen.Page;
        OfHost = page.Address is { IsIp: false } address ? KnownOutlets.ByDomain(address.Host) : null;
        var text = page.Text;
        var tokens = text.Tokens;
        var hashes = ArrayPool<ulong>.Shared.Rent(Math.Max(1, tokens.Length));
        foreach (ref readonly var block in text.Blocks)
        {
            if (!block.IsMain || block.IsHidden || block.TokenCount == 0) continue;
            for (var i = 0; i < block.TokenCount; i++) hashes[i] = tokens[block.TokenStart + i].Hash;
            var found = KnownOutlets.FindNames(hashes.AsSpan(0, block.TokenCount));
            for (var i = 0; i < found.Count; i++)
            {
                var first = block.TokenStart + found[i].Start;
                // Names are printed with a capital; "people" and "time" are words.
                if (!tokens[first].Is(TokenTraits.Capital) || (tokens[first].Is(TokenTraits.SentenceStart) && found[i].Length == 1) || Same(found[i].Outlet, OfHost)) continue;
                var credited = IsCredited(tokens, block, first, found[i].Length);
                if (found[i].IsAmbiguous && !credited) continue;
                _others.Add(new NamedOutlet(found[i].Outlet, first, found[i].Length, credited));
            }
        }
        ArrayPool<ulong>.Shared.Return(hashes);
    }

    /// <summary>The outlet that publishes on this host, when known.</summary>
    public Outlet? OfHost { get; }

    /// <summary>Other outlets named in the main text, in order.</summary>
    public IReadOnlyList<NamedOutlet> Others => _others;

    public static OutletsNamed Of(Observation seen) => seen.Shared(static observation => new OutletsNamed(observation));

    public static bool Same(Outlet one, Outlet? other) => ReferenceEquals(one, other);

    private static bool IsCredited(ReadOnlySpan<Token> tokens, in Block block, int first, int count)
    {
        for (var t = Math.Max(block.TokenStart, first - 3); t < first; t++)
            if (Array.IndexOf(Before, tokens[t].Hash) >= 0)
                return true;
        for (var t = first + count; t < Math.Min(block.TokenEnd, first + count + 2); t++)
            if (Array.IndexOf(After, tokens[t].Hash) >= 0)
                return true;
        return false;
    }

    private static ulong[] Hashes(params ReadOnlySpan<string> words)
    {
        var hashes = new ulong[words.Length];
        for (var i = 0; i < words.Length; i++) hashes[i] = WordHash.Of(words[i]);
        return hashes;
    }
}
