using System.Buffers;
using Detector.Pages.Html;

namespace Detector.Pages.Text;

/// <summary>
/// An article is one text. On a page that surely is one, the paragraphs that carry it (blocks of one name, see kin in <see cref="BlockFeatures"/>) say where it stands: what is likely main content by its looks but
/// stands outside their box and their range, one of several under linked headlines or among comments, is a teaser or a reply, however well it reads. Block by block nothing can tell those apart.
/// </summary>
internal static class OneText
{
    private const int LeastWords = 60;

    /// <param name="text">The page.</param>
    /// <param name="features">Its survey, its type told.</param>
    /// <param name="probabilities">Set to 0 for what is dropped.</param>
    /// <param name="sure">How likely an article the page must be.</param>
    public static void Keep(PageText text, BlockFeatures features, Span<float> probabilities, float sure)
    {
        if (features.Shape.Probability[0] < sure || text.ContainerList.Count < 2) return;
        var blocks = text.BlockList.Span;
        var mass = ArrayPool<float>.Shared.Rent(blocks.Length);
        Array.Clear(mass, 0, blocks.Length);
        var best = -1;
        for (var i = 0; i < blocks.Length; i++)
        {
            if (probabilities[i] < 0.5f || blocks[i].Region == Region.Comments || blocks[i].TokenCount < 8) continue;
            var kin = features.KinOf(i);
            mass[kin] += blocks[i].TokenCount * probabilities[i];
            if (best < 0 || mass[kin] > mass[best]) best = kin;
        }
        var most = best < 0 ? 0 : mass[best];
        ArrayPool<float>.Shared.Return(mass);
        if (most < LeastWords) return;

        int first = -1, last = -1;
        for (var i = 0; i < blocks.Length; i++)
        {
            if (features.KinOf(i) != best || probabilities[i] < 0.5f) continue;
            if (first < 0) first = i;
            last = i;
        }
        ref readonly var opening = ref text.ContainerList[features.BoxOf(first)];
        ref readonly var closing = ref text.ContainerList[features.BoxOf(last)];
        var low = Math.Min(first, opening.FirstBlock);
        var high = Math.Max(last + 1, closing.EndBlock);
        for (var i = 0; i < blocks.Length; i++)
        {
            if (blocks[i].Region == Region.Comments) probabilities[i] = 0;
            else if ((i < low || i >= high) && IsTeaser(text, features, i)) probabilities[i] = 0;
        }
    }

    // One of several of its kind, with a linked headline right above or in it.
    private static bool IsTeaser(PageText text, BlockFeatures features, int index)
    {
        if (features.KinCount(index) < 3) return false;
        if (text.BlockList[index].LinkShare > 0.5) return true;
        for (var i = index; i >= 0 && i >= index - 3; i--)
            if (text.BlockList[i].LinkTokens >= 4)
                return true;
        return false;
    }
}
