using Detector.Pages;
using Detector.Pages.Links;
using Detector.Pages.Structure;
using Detector.Pages.Text;
using Detector.Topics;
using TopicCoherence = Detector.Topics.Coherence;

namespace Detector.Signals.Links;

/// <summary>
/// What several signals need of the page's link lists: how each hangs together with the page and within itself, and which entries are cut off. Lists of
/// the page's own entries only when it is no listing: on a listing the entries are the page.
/// </summary>
internal sealed class ListReadings
{
    // Entries of a list that are looked at.
    private const int MostOpenings = 64;

    private ListReadings(Page page)
    {
        Page = page;
        foreach (var list in page.Links.Lists)
        {
            if ((list.InMain && page.Format == PageFormat.Html) || IsOneFrame(page, list) || IsProse(page, list) || IsFeed(page, list)) continue;
            Lists.Add(new Reading(page, list));
            Entries += list.Items.Count;
        }
    }

    public Page Page { get; }

    /// <summary>Lists around the body, in document order.</summary>
    public List<Reading> Lists { get; } = [];

    /// <summary>Entries in all of them.</summary>
    public int Entries { get; }

    public static ListReadings Of(Observation seen) => seen.Shared(static observation => new ListReadings(observation.Page));

    // "Share on this", "Share on that": entries that mostly open with the same two words are buttons or rows of a table, not headlines.
    private static bool IsOneFrame(Page page, LinkList list)
    {
        Span<ulong> openings = stackalloc ulong[MostOpenings];
        int entries = 0, different = 0;
        foreach (var item in list.Items)
        {
            if (item.TokenCount < 3) continue;
            if (entries == MostOpenings) break;
            entries++;
            var opening = page.Text.Tokens[item.TokenStart].Hash * 31 + page.Text.Tokens[item.TokenStart + 1].Hash;
            if (!openings[..different].Contains(opening)) openings[different++] = opening;
        }
        return 2 * different < entries && 2 * entries > Math.Min(list.Items.Count, MostOpenings);
    }

    // Headlines begin with a capital; "identify an ancestor, ..." is a sentence set in points.
    private static bool IsProse(Page page, LinkList list)
    {
        var small = 0;
        foreach (var item in list.Items)
            if (item.Text.Length > 0 && char.IsLower(page.Text.Chars[item.Text.Start])) small++;
        return 2 * small > list.Items.Count;
    }

    // The site's own posts on a network, as its widget cuts them.
    private static bool IsFeed(Page page, LinkList list)
    {
        var posts = 0;
        foreach (var item in list.Items)
            if (item.Link >= 0 && Hosts.IsSocial(page.Links.Href(page.Links.All[item.Link]))) posts++;
        return 2 * posts > list.Items.Count;
    }

    public sealed class Reading
    {
        public Reading(Page page, LinkList list)
        {
            List = list;
            if (!page.Topics.IsClear) return;
            var items = new TopicVector[Math.Min(list.Items.Count, TopicCoherence.MostItems)];
            for (var i = 0; i < items.Length; i++) items[i] = PageTopics.Of(page.Text.Tokens.Slice(list.Items[i].TokenStart, list.Items[i].TokenCount));
            Coherence = TopicCoherence.Of(items, page.Topics.Body);
        }

        public LinkList List { get; }

        /// <summary>Null when the page or the list is too short or not English.</summary>
        public TopicCoherence? Coherence { get; }
    }
}
