using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Detector.Desk.Cases;

/// <summary>Sites whose pages are made by one kit.</summary>
/// <param name="Id">The lowest id of its pages: stays the same while the run grows at its end.</param>
/// <param name="Sites">Registrable domains in order.</param>
/// <param name="Pages">Ids of all its pages.</param>
public sealed record Network(long Id, IReadOnlyList<string> Sites, IReadOnlyList<long> Pages);

/// <summary>What two sites have in common.</summary>
/// <param name="One">Registrable domain, the first of the two in order.</param>
/// <param name="Other">The other.</param>
/// <param name="Texts">Pairs of pages with the same text.</param>
/// <param name="Template">Pages of both are made alike.</param>
public sealed record SiteLink(string One, string Other, int Texts, bool Template);

/// <summary>Which sites of a run hang together: by template into networks, by text and template into links.</summary>
public sealed class Networks
{
    /// <summary>Share of the smaller body from which two pages have one text, as <see cref="Detector.Fingerprints.Neighbours.Copy"/>.</summary>
    private const double Copy = Detector.Fingerprints.Neighbours.Copy;

    /// <summary>Fewer shared shingles are a sentence.</summary>
    private const int FewestShared = 5;

    /// <summary>A shingle of more pages is boilerplate; the pages meet in their other shingles.</summary>
    private const int MostPostings = 64;

    private readonly Dictionary<long, Network> _byPage = [];

    private readonly Dictionary<long, List<long>> _twins;

    private Networks(IReadOnlyList<Network> all, IReadOnlyList<SiteLink> links, Dictionary<long, List<long>> twins)
    {
        All = all;
        Links = links;
        _twins = twins;
        foreach (var network in all)
            foreach (var page in network.Pages)
                _byPage[page] = network;
    }

    public static Networks None { get; } = new([], [], []);

    /// <summary>Networks of two sites and more, most pages first.</summary>
    public IReadOnlyList<Network> All { get; }

    /// <summary>Pairs of sites with something in common, in order.</summary>
    public IReadOnlyList<SiteLink> Links { get; }

    /// <summary>The network of a page; null when its site stands alone.</summary>
    public Network? Of(long page) => _byPage.GetValueOrDefault(page);

    /// <summary>Pages on other sites with the same text, in the order of the list.</summary>
    public IReadOnlyList<long> TextTwins(long page) => _twins.GetValueOrDefault(page) ?? [];

    public static Networks Of(IEnumerable<Case> cases)
    {
        Case[] pages = [.. cases.Where(page => page.Site.Length > 0)];
        var links = new Dictionary<(string One, string Other), (int Texts, bool Template)>();
        var kin = new UnionFind();
        foreach (var bucket in Alike(pages))
        {
            foreach (var page in bucket.Skip(1))
            {
                kin.Join(bucket[0].Site, page.Site);
                // A star, not every pair: forty sites of one kit are one thing to see.
                Link(bucket[0].Site, page.Site, texts: 0, template: true);
            }
        }
        var twins = new Dictionary<long, List<long>>();
        foreach (var (one, other) in SameText(pages))
        {
            Link(one.Site, other.Site, texts: 1, template: false);
            Twins(one.Id).Add(other.Id);
            Twins(other.Id).Add(one.Id);
        }

        var networks = pages.GroupBy(page => kin.Root(page.Site), StringComparer.Ordinal)
            .Select(group => new Network(group.Min(page => page.Id), [.. group.Select(page => page.Site).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], [.. group.Select(page => page.Id).Order()]))
            .Where(network => network.Sites.Count > 1).OrderByDescending(network => network.Pages.Count).ThenBy(network => network.Id).ToList();
        return new Networks(networks, [.. links.Select(link => new SiteLink(link.Key.One, link.Key.Other, link.Value.Texts, link.Value.Template)).OrderBy(link => link.One, StringComparer.Ordinal).ThenBy(link => link.Other, StringComparer.Ordinal)], twins);

        List<long> Twins(long page) => twins.TryGetValue(page, out var list) ? list : twins[page] = [];

        void Link(string one, string other, int texts, bool template)
        {
            if (one == other) return;
            var key = string.CompareOrdinal(one, other) < 0 ? (one, other) : (other, one);
            var known = links.GetValueOrDefault(key);
            links[key] = (known.Texts + texts, known.Template || template);
        }
    }

    // Pages of one kit share three or four of their four marks, strangers none (TemplateMarks): pages with three in common meet in a bucket of those three.
    private static IEnumerable<List<Case>> Alike(Case[] pages)
    {
        var buckets = new Dictionary<ulong, List<Case>>();
        foreach (var page in pages)
        {
            foreach (var key in Keys([.. page.Marks.Order()]))
            {
                if (!buckets.TryGetValue(key, out var bucket)) buckets[key] = bucket = [];
                bucket.Add(page);
            }
        }
        return buckets.OrderBy(bucket => bucket.Value[0].Id).ThenBy(bucket => bucket.Key).Select(bucket => bucket.Value).Where(bucket => bucket.Exists(page => page.Site != bucket[0].Site));
    }

    private static IEnumerable<ulong> Keys(ulong[] marks)
    {
        if (marks.Length == 2) yield return Hash(marks);
        if (marks.Length < 3) yield break;
        for (var left = 0; left < marks.Length; left++)
        {
            // With three marks there is one bucket: leaving one out would make two enough.
            if (marks.Length == 3 && left > 0) yield break;
            yield return Hash(marks.Length == 3 ? marks : [.. marks.Where((_, at) => at != left)]);
        }
    }

    private static ulong Hash(ulong[] marks) => XxHash3.HashToUInt64(MemoryMarshal.AsBytes<ulong>(marks));

    // Pairs of pages on different sites; of a large family each page with the first that has the passage.
    private static IEnumerable<(Case One, Case Other)> SameText(Case[] pages)
    {
        var postings = new Dictionary<ulong, List<int>>();
        for (var i = 0; i < pages.Length; i++)
        {
            var shared = new Dictionary<int, int>();
            foreach (var shingle in pages[i].Shingles)
            {
                if (!postings.TryGetValue(shingle, out var holders)) postings[shingle] = holders = [];
                foreach (var holder in holders) CollectionsMarshal.GetValueRefOrAddDefault(shared, holder, out _)++;
                if (holders.Count < MostPostings) holders.Add(i);
            }
            foreach (var (other, count) in shared.OrderBy(pair => pair.Key))
                if (pages[other].Site != pages[i].Site && count >= FewestShared && count >= Copy * Math.Min(pages[i].Shingles.Count, pages[other].Shingles.Count))
                    yield return (pages[other], pages[i]);
        }
    }

    private sealed class UnionFind
    {
        private readonly Dictionary<string, string> _parent = new(StringComparer.Ordinal);

        public string Root(string site)
        {
            var at = site;
            while (_parent.TryGetValue(at, out var parent)) at = parent;
            // Paths are shortened as they are walked.
            while (site != at && _parent.TryGetValue(site, out var parent)) (_parent[site], site) = (at, parent);
            return at;
        }

        public void Join(string one, string other)
        {
            var (a, b) = (Root(one), Root(other));
            if (a != b) _parent[string.CompareOrdinal(a, b) < 0 ? b : a] = string.CompareOrdinal(a, b) < 0 ? a : b;
        }
    }
}
