using System.Runtime.InteropServices;
using Detector.Pages.Links;
using Detector.Pages.Text;

namespace Detector.Signals.Links;

/// <summary>How the page's links spread over targets: counted once, by the hash of the address as written.</summary>
internal sealed class LinkTargets
{
    // A menu's entry, a button and an icon have one word or two; from four on an anchor promises a page.
    private const int Sentence = 4;

    private LinkTargets(Observation seen)
    {
        var links = seen.Page.Links;
        var byTarget = new Dictionary<ulong, int>(links.All.Length);
        var anchors = new Dictionary<ulong, (int Count, ulong Target, bool Several)>(links.All.Length);
        for (var i = 0; i < links.All.Length; i++)
        {
            ref readonly var link = ref links.All[i];
            var href = links.Href(link);
            if (link.Target is LinkTarget.Action or LinkTarget.Fragment)
            {
                // Mail, telephone and script actions lead where they say.
                if (href is not ("#" or "" or "javascript:void(0)" or "javascript:void(0);" or "javascript:;")) continue;
                All++;
                if (href is "" && Empty++ == 0) EmptyLink = i;
                if (link.TokenCount < Sentence) continue;
                Said++;
                if (DeadSaid++ == 0) DeadSaidLink = i;
                continue;
            }
            All++;
            if (link.TokenCount >= Sentence) Said++;
            var target = WordHash.Of(href);
            var count = ++CollectionsMarshal.GetValueRefOrAddDefault(byTarget, target, out _);
            if (count > MostRepeated && !IsFrontPage(href) && !IsShelf(href)) (MostRepeated, MostRepeatedLink) = (count, i);
            if (link.TokenCount is < 2 or > 12) continue;
            var words = 0UL;
            for (var t = link.TokenStart; t < link.TokenStart + link.TokenCount; t++) words = words * 31 + seen.Page.Text.Tokens[t].Hash;
            Anchors++;
            ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(anchors, words, out _);
            if (known.Count++ == 0) known.Target = target;
            if (known.Target == target) continue;
            known.Several = true;
            if (SameAnchorElsewhere < 0) SameAnchorElsewhere = i;
        }
        foreach (var (_, anchor) in anchors)
            if (anchor.Several)
                AnchorsToSeveral += anchor.Count;
    }

    /// <summary>Links with an address, dead ones included, mail and script actions left out.</summary>
    public int All { get; }

    /// <summary>Of these, links with an empty address.</summary>
    public int Empty { get; }

    public int EmptyLink { get; } = -1;

    /// <summary>Links that promise a page to read: four words and more.</summary>
    public int Said { get; }

    /// <summary>Of these, links that lead nowhere: "#", empty, void scripts.</summary>
    public int DeadSaid { get; }

    public int DeadSaidLink { get; } = -1;

    /// <summary>How many links lead to the address that most links lead to, the site's own front page and what is a category's, a tag's or an author's list left aside.</summary>
    public int MostRepeated { get; }

    public int MostRepeatedLink { get; } = -1;

    /// <summary>Links with an anchor of 2 to 12 words.</summary>
    public int Anchors { get; }

    /// <summary>Of these, links whose words also lead to another address.</summary>
    public int AnchorsToSeveral { get; }

    public int SameAnchorElsewhere { get; } = -1;

    // Logo, "Home" and the trail lead there on every honest page; an offer is somewhere else, or deeper.
    private static bool IsFrontPage(ReadOnlySpan<char> href) => href is "/" or "./" or "." or ".." or "../" || href.StartsWith("index.", StringComparison.OrdinalIgnoreCase) || href.StartsWith("/index.", StringComparison.OrdinalIgnoreCase);

    // The category, tag or author under every entry of a list.
    private static bool IsShelf(ReadOnlySpan<char> href)
    {
        foreach (var mark in Shelves)
            if (href.Contains(mark, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    private static readonly string[] Shelves = ["/category/", "/categories/", "/tag/", "/tags/", "/topic/", "/topics/", "/author/", "?category=", "&category=", "?cat=", "&cat=", "?tag=", "?author="];

    public static LinkTargets Of(Observation seen) => seen.Shared(static observation => new LinkTargets(observation));
}
