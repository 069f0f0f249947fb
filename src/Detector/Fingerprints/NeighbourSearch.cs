using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Detector.Pages;

namespace Detector.Fingerprints;

/// <summary>A page filed under a hash.</summary>
/// <param name="Page">The index's number of the page; pages are numbered in the order they were added.</param>
/// <param name="Place">Where in the body the shingle stands, in 1/256 of its words; of a host, <see cref="SiteMark.Likely"/>; 0 for marks of template and address.</param>
public readonly record struct Posting(long Page, byte Place)
{
    /// <summary>The place of a word in a body of so many words.</summary>
    public static byte PlaceOf(int word, int words) => (byte)Math.Min(255, (long)word * 256 / Math.Max(1, words));
}

/// <summary>What is asked about a page.</summary>
/// <param name="Fingerprint">The page's.</param>
/// <param name="Page">The page itself, as it would be stored: it is not its own neighbour, and pages of its host are none.</param>
public sealed record PageQuery(Fingerprint Fingerprint, PageRecord Page)
{
    /// <summary>What an index is asked about a page, and what is filed of it.</summary>
    /// <param name="page">The page.</param>
    /// <param name="id">What it goes by when it has no address.</param>
    /// <param name="seen">When it was seen.</param>
    /// <param name="keepText">Keep its body's text.</param>
    /// <param name="probability">What a model gave the page by itself, for later pages of its host; null: it is not filed under its host.</param>
    public static PageQuery Of(Page page, string id, DateTimeOffset seen, bool keepText = false, double? probability = null)
    {
        var print = FingerprintReader.Of(page);
        if (probability is { } given) print = print with { Site = print.Site?.With(given) };
        return new PageQuery(print, FingerprintReader.Record(page, print, id, seen, keepText));
    }
}

/// <summary>Where a search reads the pages it found.</summary>
public interface IPageRecords
{
    /// <summary>Null when it cannot be read (that part of the index is away or damaged): the page is left out and the answer is partial.</summary>
    PageFacts? FactsOf(long page);

    /// <summary>Null as in <see cref="FactsOf"/>.</summary>
    PageRecord? RecordOf(long page);
}

/// <summary>
/// One page's search, whatever the store: it says which hashes to fetch (<see cref="Keys"/>), takes what they lead to (<see cref="Found"/>), says which pages may matter (<see cref="Candidates"/>), from their facts
/// which to tell of (<see cref="Weigh"/>), and makes the answer (<see cref="Answer"/>). A store far away fetches for many searches between two steps; one at hand calls the last only. Used once, by one thread at a time.
/// </summary>
/// <remarks>
/// Pages are voted for by the hashes they share, a rare hash counting more. Of those with votes enough, matches are strung together where both bodies go on in the same order and at the same pace: one phrase in
/// common proves nothing, and order is what chance does not make. A string of matches is a passage; shares are the words passages cover, so a text with every third word changed is still covered whole.
/// </remarks>
public sealed class NeighbourSearch : IDisposable
{
    /// <summary>Pages kept under one hash, the earliest added.</summary>
    public const int MostPostings = 256;

    /// <summary>Neighbours told with their passages.</summary>
    public const int MostNeighbours = 50;

    /// <summary>Pages of the own host told as this one with other words filled in.</summary>
    public const int MostOwnPages = 32;

    /// <summary>Pages of the own host whose likelihood is looked at, those filed first.</summary>
    public const int MostSitePages = 32;

    // Of pages of the own host with this text to the letter so many are read, to know when this one was first seen.
    private const int MostSameText = 4;

    // Of those that share most so many are looked at: some are this page at other addresses. The others of a large site share a line above and below their text.
    private const int MostLookedAt = 2 * MostOwnPages;

    // Words filled into a text that goes on as before; the places kept of a body say where to within two ways between them.
    private const int MostFilledWords = 8;

    // A passage needs so many matching shingles; of bodies too short to have more, fewer do.
    private const int FewestMatches = 3;

    // Less than this is a turn of phrase, which neighbours are not made of: a twelfth of a body, or a paragraph.
    private const double LeastShare = .08;
    private const int LongPassage = 60;
    private const int ShortPassage = 20;

    // Neighbours told that hold less than a copy: a few show what there is.
    private const int MostQuoting = 8;

    private const int FewestInDisorder = 6;
    private const double ShareInDisorder = .25;

    // Pages looked at closely.
    private const int MostCandidates = MostPostings + 64;

    // Of the table that is counted in before pages are told apart: it stays in a core's own cache.
    private const int LeastCounters = 1 << 10;
    private const int MostCounters = 1 << 16;

    [ThreadStatic]
    private static byte[]? t_counters;

    private readonly PageQuery _query;
    private readonly ulong[] _keys;
    private readonly int _body;
    private readonly int _template;
    // The key of the host; -1: none.
    private readonly int _site = -1;
    private readonly List<Posting> _ofHost = [];
    private readonly float[] _weights;
    private Hit[] _hits = [];
    private int _found;
    private double _missing;
    private bool _lost;
    private HashSet<long>? _gone;
    private Dictionary<long, Votes>? _votes;
    private List<long>? _candidates;
    private Weighed? _weighed;

    public NeighbourSearch(PageQuery query)
    {
        _query = query;
        var print = query.Fingerprint;
        _body = print.Body.Count;
        _template = _body + print.Template.Count;
        var marks = _template + print.Ids.Count;
        _keys = new ulong[marks + (print.Site is null ? 0 : 1)];
        for (var i = 0; i < _body; i++) _keys[i] = print.Body[i].Hash;
        for (var i = 0; i < print.Template.Count; i++) _keys[_body + i] = print.Template[i];
        for (var i = 0; i < print.Ids.Count; i++) _keys[_template + i] = print.Ids[i];
        if (print.Site is { } site) _keys[_site = marks] = site.Host;
        _weights = new float[_keys.Length];
    }

    /// <summary>Gives back what was borrowed to hold what was found; the search is over.</summary>
    public void Dispose()
    {
        if (_hits.Length > 0) ArrayPool<Hit>.Shared.Return(_hits);
        _hits = [];
    }

    /// <summary>The hashes to fetch.</summary>
    public ReadOnlySpan<ulong> Keys => _keys;

    /// <summary>What is filed under a hash; call it once a key, or several times for parts of an index in the order pages were added.</summary>
    /// <param name="key">Index into <see cref="Keys"/>.</param>
    /// <param name="postings">In the order the pages were added; those past <see cref="MostPostings"/> are not looked at.</param>
    public void Found(int key, ReadOnlySpan<Posting> postings)
    {
        var room = MostOf(key) - (int)_weights[key];
        if (postings.Length > room) postings = postings[..Math.Max(0, room)];
        if (postings.Length == 0) return;
        _weights[key] += postings.Length;
        if (key == _site)
        {
            _ofHost.AddRange(postings);
            return;
        }
        if (_found + postings.Length > _hits.Length) Grow(_found + postings.Length);
        var hits = _hits.AsSpan(_found, postings.Length);
        for (var i = 0; i < hits.Length; i++) hits[i] = new Hit(postings[i].Page, key, postings[i].Place);
        _found += hits.Length;
    }

    /// <summary>Whether as much was found under a hash as is looked at: no further part of an index need be asked for it.</summary>
    public bool IsFull(int key) => _weights[key] >= MostOf(key);

    /// <summary>A hash could not be asked for: the answer will be partial.</summary>
    /// <param name="key">Index into <see cref="Keys"/>.</param>
    /// <param name="share">Share of the index's pages that could not be asked, 0..1.</param>
    public void Missing(int key, double share = 1) => _missing += share;

    /// <summary>A page that hashes still lead to is not there: removed, or not committed yet. It is left out, and the answer is none the less whole.</summary>
    public void Gone(long page) => (_gone ??= []).Add(page);

    /// <summary>Pages whose facts <see cref="Answer"/> may read, most voted for first. Ask when all is <see cref="Found"/>.</summary>
    public IReadOnlyList<long> Candidates() => IsSuspect ? [.. Voted(), .. _ofHost.Select(static posting => posting.Page)] : Voted();

    private List<long> Voted()
    {
        if (_candidates is not null) return _candidates;
        var votes = Count();
        var needed = Needed;
        return _candidates =
        [
            .. votes.Where(page => page.Value.Matches >= needed || IsAlike(page.Value) || page.Value.Ids > 0)
                .OrderByDescending(page => page.Value.Weight).ThenBy(page => page.Key)
                .Take(MostCandidates)
                .Select(page => page.Key),
        ];
    }

    /// <summary>Pages whose records <see cref="Answer"/> may read, by the facts of the candidates.</summary>
    public IReadOnlyList<long> Weigh(IPageRecords records)
    {
        _weighed ??= WeighAll(records);
        return [.. _weighed.Kept.Select(static page => page.Page), .. _weighed.OfOwnHost.Select(static page => page.Page), .. _weighed.SameText, .. _weighed.OfSite.Select(static posting => posting.Page), .. new[] { _weighed.TemplatePage, _weighed.IdPage }.Where(static page => page >= 0)];
    }

    /// <summary>The neighbours, from everything found.</summary>
    public Neighbours Answer(IPageRecords records) => Tell(_weighed ??= WeighAll(records), records, PageFacts.Of(_query.Page));

    private Weighed WeighAll(IPageRecords records)
    {
        var candidates = Voted();
        var own = PageFacts.Of(_query.Page);
        var kept = new List<KeptPage>();
        var ofOwnHost = new List<OwnPage>();
        var sameText = new List<long>();
        var looked = 0;
        var templates = new HashSet<ulong>();
        var ids = new HashSet<ulong>();
        long templatePage = -1, idPage = -1;
        if (candidates.Count > 0)
        {
            var matches = Matches(candidates);
            foreach (var page in candidates)
            {
                if (_gone?.Contains(page) == true) continue;
                if (records.FactsOf(page) is not { } facts)
                {
                    _lost = true;
                    continue;
                }
                if (facts.SameHost(own))
                {
                    if (!matches.TryGetValue(page, out var shared) || ofOwnHost.Count >= MostOwnPages || looked++ >= MostLookedAt || OwnPageOf(page, shared, facts) is not { } alike) continue;
                    if (alike.Filled.Length > 0) ofOwnHost.Add(alike);
                    else if (sameText.Count < MostSameText) sameText.Add(page);
                    continue;
                }
                var votes = _votes![page];
                var otherSite = !facts.SameSite(own);
                if (otherSite && IsAlike(votes) && templates.Add(facts.Site) && templatePage < 0) templatePage = page;
                if (votes.Ids > 0 && ids.Add(facts.Host) && idPage < 0) idPage = page;
                if (!matches.TryGetValue(page, out var places)) continue;
                var passages = Passages(places, facts);
                if (passages.Count == 0) continue;
                var here = Share(passages, static passage => passage.Here, _query.Fingerprint.Words);
                var there = Share(passages, static passage => passage.There, facts.Words);
                var longest = passages.Max(static passage => passage.Here.Length);
                if (longest >= LongPassage || (longest >= ShortPassage && Math.Max(here, there) >= LeastShare) || Math.Max(here, there) >= Neighbours.Copy) kept.Add(new KeptPage(page, facts, passages, here, there));
            }
        }
        kept.Sort(static (one, other) =>
        {
            var order = Math.Max(other.Here, other.There).CompareTo(Math.Max(one.Here, one.There));
            return order != 0 ? order : one.Page.CompareTo(other.Page);
        });
        return new Weighed(kept, ofOwnHost, sameText, WeighSite(records, own), templates.Count, templatePage, ids.Count, idPage);
    }

    // A page of the own host that holds this body but for words filled in; none filled in: the same to the letter, this page or its other address. Null when it is another text.
    private OwnPage? OwnPageOf(long page, List<(int Key, byte Place)> matches, PageFacts facts)
    {
        var passages = Passages(matches, facts);
        var here = Share(passages, static passage => passage.Here, _query.Fingerprint.Words);
        return here >= FilledIn.Same && here * _query.Fingerprint.Words >= FilledIn.FewestWords ? new OwnPage(page, here, FilledWords(matches, passages, facts) ?? default) : null;
    }

    // The first place in a passage where shingles between two that match are not the other page's, a few words apart. A hash whose list is full says nothing: the page may stand beyond its end.
    private WordRange? FilledWords(List<(int Key, byte Place)> matches, List<Passage> passages, PageFacts facts)
    {
        var body = _query.Fingerprint.Body;
        var level = LevelOf(facts);
        for (var i = 1; i < matches.Count; i++)
        {
            var (before, after) = (matches[i - 1].Key, matches[i].Key);
            var missing = false;
            for (var key = before + 1; key < after && !missing; key++) missing = Shingles.Level(_keys[key]) >= level && !IsFull(key);
            if (!missing) continue;
            var from = body[before].Word + Shingles.Length;
            var words = body[after].Word - from;
            if (words < 1 || words > MostFilledWords + (2 * Spacing(level))) continue;
            foreach (var passage in passages)
                if (passage.Here.Start <= body[before].Word && body[after].Word < passage.Here.End)
                    return new WordRange(from, words);
        }
        return null;
    }

    // Where the pages of the host are more likely honest on average, nothing is told of them and nothing read.
    private bool IsSuspect => _ofHost.Count >= SitePages.Least && MeanLogOdds(_ofHost) > 0;

    private static double MeanLogOdds(IReadOnlyCollection<Posting> pages) => pages.Average(static posting => SiteMark.LogOdds(posting.Place));

    private List<Posting> WeighSite(IPageRecords records, PageFacts own)
    {
        if (!IsSuspect) return [];
        return [.. _ofHost.Where(posting => _gone?.Contains(posting.Page) != true && (records.FactsOf(posting.Page) is { } facts ? facts.SameHost(own) : !(_lost = true)))];
    }

    // An address counts once, by what was filed of it first, and the page itself not at all.
    private SitePages Site(List<Posting> ofSite, IPageRecords records)
    {
        var pages = new List<Posting>();
        var known = new HashSet<string>(StringComparer.Ordinal) { _query.Page.Address };
        PageRecord? surest = null;
        byte most = 0;
        foreach (var posting in ofSite)
        {
            if (_gone?.Contains(posting.Page) == true) continue;
            if (records.RecordOf(posting.Page) is not { } record)
            {
                _lost = true;
                continue;
            }
            if (!known.Add(record.Address)) continue;
            pages.Add(posting);
            if (posting.Place <= most) continue;
            (most, surest) = (posting.Place, record);
        }
        return pages.Count >= SitePages.Least && MeanLogOdds(pages) is > 0 and var odds ? new SitePages(pages.Count, odds, surest) : SitePages.None;
    }

    // Pages with this page's headline are this page at another address: printed, sorted, seen before.
    private FilledIn Filled(List<OwnPage> ofOwnHost, IPageRecords records)
    {
        var told = FilledIn.None;
        foreach (var (page, here, filled) in ofOwnHost)
        {
            if (records.RecordOf(page) is not { } record || record.Address == _query.Page.Address || (record.Title.Length > 0 && record.Title == _query.Page.Title)) continue;
            told = here > told.ShareHere ? new FilledIn(told.Pages + 1, record, here, filled) : told with { Pages = told.Pages + 1 };
        }
        return told;
    }

    private Neighbours Tell(Weighed weighed, IPageRecords records, PageFacts own)
    {
        var pages = new List<Neighbour>();
        var known = new HashSet<string>(StringComparer.Ordinal) { _query.Page.Address };
        // Sites that hold a copy, each by the best of its pages.
        var sites = new Dictionary<ulong, Holder>();
        var hosts = new HashSet<ulong>();
        var quoting = 0;
        foreach (var (page, facts, passages, here, there) in weighed.Kept)
        {
            var isCopy = Math.Max(here, there) >= Neighbours.Copy;
            if (!isCopy && (pages.Count >= MostNeighbours || ++quoting > MostQuoting)) break;
            if (_gone?.Contains(page) == true) continue;
            if (records.RecordOf(page) is not { } record)
            {
                _lost = true;
                continue;
            }
            if (!known.Add(record.Address)) continue;
            var holder = Holders.Of(record);
            var boilerplate = IsBoilerplate(record.Kind) || IsBoilerplate(_query.Page.Kind);
            var ownSite = facts.SameSite(own);
            if (isCopy && !boilerplate)
            {
                if (ownSite) hosts.Add(facts.Host);
                else if (!sites.TryGetValue(facts.Site, out var before) || holder > before) sites[facts.Site] = holder;
            }
            if (pages.Count >= MostNeighbours) continue;
            pages.Add(new Neighbour
            {
                Page = record, Holder = holder, ShareHere = here, ShareThere = there, Passages = passages, OwnSite = ownSite, SameTemplate = IsAlike(_votes![page]), SameId = _votes[page].Ids > 0,
                Boilerplate = boilerplate,
            });
        }
        var site = Site(weighed.OfSite, records);
        var asked = SeenFirst(weighed.SameText, records);
        var answered = _keys.Length == 0 ? 1 : 1 - (_missing / _keys.Length);
        return new Neighbours
        {
            Coverage = answered <= 1e-9 ? Coverage.NotChecked : _missing > 0 || _lost ? Coverage.Partly : Coverage.Checked,
            Answered = Math.Max(0, answered),
            Fingerprint = _query.Fingerprint,
            Page = asked,
            Pages = pages,
            Sites = sites.Count,
            NamedSites = sites.Values.Count(holder => holder is Holder.Named or Holder.Agency),
            FacelessSites = sites.Values.Count(holder => holder == Holder.Faceless),
            SisterHosts = hosts.Count,
            TemplateSites = weighed.Templates,
            TemplateSite = Site(weighed.TemplatePage, records),
            IdSites = weighed.Ids,
            IdSite = Site(weighed.IdPage, records),
            FilledIn = Filled(weighed.OfOwnHost, records),
            Site = site,
        };
    }

    // A page that is asked about again was first seen when it was filed, not today.
    private PageRecord SeenFirst(List<long> sameText, IPageRecords records)
    {
        var page = _query.Page;
        foreach (var filed in sameText)
        {
            if (_gone?.Contains(filed) == true) continue;
            if (records.RecordOf(filed) is not { } record) _lost = true;
            else if (record.Address == page.Address && record.FirstSeen < page.FirstSeen) page = page with { FirstSeen = record.FirstSeen };
        }
        return page;
    }

    // Help and terms pages share their text without anybody copying a story.
    private static bool IsBoilerplate(Pages.PageKind kind) => kind is Pages.PageKind.Help or Pages.PageKind.Service;

    // Two marks of three: skeleton and widgets vary a little from page to page of one kit.
    private bool IsAlike(in Votes votes) => votes.Template >= 2 && votes.Template * 3 >= (_template - _body) * 2;

    private static string? Site(long page, IPageRecords records) => page >= 0 && records.RecordOf(page) is { } record ? record.Host : null;

    private int MostOf(int key) => key == _site ? MostSitePages : MostPostings;

    // Of bodies too short to have more, fewer matches do.
    private int Needed => Math.Min(FewestMatches, Math.Max(2, _body / 4));

    // Most pages found share a single stock phrase. Before pages are told apart, how often each is found is counted in a small table where several may share a place (a counting filter: Fan, Cao, Almeida, Broder
    // 2000): whoever stays below what a candidate needs there is none, and only the others are looked up one by one. Exact, as sharing a place only lets more through.
    private Dictionary<long, Votes> Count()
    {
        if (_votes is not null) return _votes;
        var hits = _hits.AsSpan(0, _found);
        var size = (int)Math.Clamp(BitOperations.RoundUpToPowerOf2((uint)hits.Length * 4), LeastCounters, MostCounters);
        var shift = 64 - BitOperations.Log2((uint)size);
        var counters = (t_counters ??= new byte[MostCounters]).AsSpan(0, size);
        counters.Clear();
        foreach (ref readonly var hit in hits)
        {
            ref var counter = ref counters[Slot(hit.Page, shift)];
            // A mark of template or address may make a candidate by itself.
            if (hit.Key >= _body) counter = byte.MaxValue;
            else if (counter < byte.MaxValue) counter++;
        }
        var needed = Needed;
        _votes = [];
        _found = 0;
        foreach (var hit in hits)
        {
            if (counters[Slot(hit.Page, shift)] < needed) continue;
            _hits[_found++] = hit;
            ref var votes = ref CollectionsMarshal.GetValueRefOrAddDefault(_votes, hit.Page, out _);
            if (hit.Key < _body)
            {
                votes.Matches++;
                votes.Weight += MathF.Log2(1 + (MostPostings / _weights[hit.Key]));
            }
            else
            {
                if (hit.Key < _template) votes.Template++;
                else votes.Ids++;
                votes.Weight++;
            }
        }
        return _votes;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Slot(long page, int shift) => (int)((ulong)page * 0x9E3779B97F4A7C15UL >> shift);

    private void Grow(int needed)
    {
        var larger = ArrayPool<Hit>.Shared.Rent(Math.Max(needed, Math.Max(256, _hits.Length * 2)));
        _hits.AsSpan(0, _found).CopyTo(larger);
        Dispose();
        _hits = larger;
    }

    private Dictionary<long, List<(int Key, byte Place)>> Matches(List<long> candidates)
    {
        var matches = new Dictionary<long, List<(int, byte)>>(candidates.Count);
        foreach (var page in candidates)
            if (_votes![page].Matches > 0)
                matches.Add(page, new List<(int, byte)>(_votes[page].Matches));
        foreach (ref readonly var hit in _hits.AsSpan(0, _found))
            if (hit.Key < _body && matches.TryGetValue(hit.Page, out var places))
                places.Add((hit.Key, hit.Place));
        return matches;
    }

    // Strings matches together where both bodies go on in the same order and at the same pace.
    private List<Passage> Passages(List<(int Key, byte Place)> matches, PageFacts facts)
    {
        var print = _query.Fingerprint;
        var level = LevelOf(facts);
        // Words from one kept shingle to the next in a body copied word for word.
        var spacing = Spacing(level);
        var bridge = Math.Max(48, 8 * spacing);
        var grain = Math.Max(1, facts.Words / 256);
        matches.Sort(static (one, other) => one.Key != other.Key ? one.Key.CompareTo(other.Key) : one.Place.CompareTo(other.Place));
        var runs = new List<Run>();
        foreach (var (key, place) in matches)
        {
            var here = print.Body[key].Word;
            var there = (int)((((place * 2L) + 1) * facts.Words) >> 9);
            var best = -1;
            var bestDrift = int.MaxValue;
            for (var i = runs.Count - 1; i >= 0; i--)
            {
                var run = runs[i];
                var goneHere = here - run.Here;
                var goneThere = there - run.There;
                if (goneHere > bridge || goneThere > bridge || goneThere < -grain) continue;
                var drift = Math.Abs(goneHere - goneThere);
                if (drift > 6 + (2 * grain) + (goneHere / 6) || drift >= bestDrift) continue;
                (best, bestDrift) = (i, drift);
            }
            if (best < 0) runs.Add(new Run { FromHere = here, FromThere = there, Here = here, There = there, Matches = 1, FromKey = key, Key = key });
            else
            {
                var run = runs[best];
                runs[best] = run with { Here = here, There = Math.Max(there, run.There), Matches = run.Matches + 1, Key = key };
            }
        }
        return Keep(runs, facts, level, spacing);
    }

    private List<Passage> Keep(List<Run> runs, PageFacts facts, int level, int spacing)
    {
        var print = _query.Fingerprint;
        var passages = new List<Passage>();
        var needed = Math.Min(FewestMatches, Math.Max(2, Math.Min(print.Words, facts.Words) / (3 * spacing)));
        // When a good part of either body's shingles are the other's, nothing but copying explains it, in whatever order they stand: paragraphs were shuffled, and every match is a passage.
        var smaller = Math.Min(Kept(0, _body - 1, level), Math.Max(1, facts.Words / spacing));
        if (runs.Sum(static run => run.Matches) is var total && total >= FewestInDisorder && total >= smaller * ShareInDisorder) needed = 1;
        foreach (var run in runs)
        {
            if (run.Matches < needed) continue;
            var intact = Math.Min(1, (double)run.Matches / Math.Max(1, Kept(run.FromKey, run.Key, level)));
            // Sparse matches over a long way are two texts about one thing, not one text.
            if (intact < 0.12) continue;
            var before = Reach(Math.Min(run.FromHere, run.FromThere), spacing);
            var after = Reach(Math.Min(print.Words - run.Here, facts.Words - run.There) - Shingles.Length, spacing);
            var here = new WordRange(run.FromHere - before, run.Here + Shingles.Length + after - run.FromHere + before);
            var from = Math.Max(0, run.FromThere - before);
            var there = new WordRange(from, Math.Min(facts.Words, run.There + Shingles.Length + after) - from);
            passages.Add(new Passage(here, there, intact));
        }
        passages.Sort(static (one, other) => one.Here.Start != other.Here.Start ? one.Here.Start.CompareTo(other.Here.Start) : one.There.Start.CompareTo(other.There.Start));
        return passages;
    }

    // Of the shingles that both this page asks for and a page of such facts is filed under.
    private int LevelOf(PageFacts facts) => Math.Max(facts.Level, Math.Max(0, _query.Fingerprint.Level - 1));

    // Shingles asked for that a page of this level is filed under.
    private int Kept(int from, int to, int level)
    {
        var kept = 0;
        for (var key = from; key <= to; key++)
            if (Shingles.Level(_keys[key]) >= level)
                kept++;
        return kept;
    }

    // A passage goes on beyond its outermost kept shingles, on average by half of the way to the next; to the end of a body that ends sooner than two ways.
    private static int Reach(int left, int spacing) => left <= 0 ? 0 : left <= 2 * spacing ? left : spacing / 2;

    // About three in four runs of three words tell enough to be a shingle.
    private static int Spacing(int level) => Math.Max(1, (4 << level) / 3);

    // Words covered by any passage, of all. A passage with less than half of its shingles intact counts by as much less: foreign words may stand in the gaps.
    private static double Share(List<Passage> passages, Func<Passage, WordRange> side, int words)
    {
        if (words == 0) return 0;
        var covered = 0.0;
        var end = 0;
        foreach (var passage in passages.OrderBy(passage => side(passage).Start))
        {
            var range = side(passage);
            var start = Math.Max(range.Start, end);
            if (range.End <= start) continue;
            covered += (range.End - start) * Math.Min(1, 2 * passage.Intact);
            end = range.End;
        }
        return Math.Min(1, covered / words);
    }

    private readonly record struct Hit(long Page, int Key, byte Place);

    private sealed record KeptPage(long Page, PageFacts Facts, List<Passage> Passages, double Here, double There);

    private sealed record OwnPage(long Page, double Here, WordRange Filled);

    private sealed record Weighed(List<KeptPage> Kept, List<OwnPage> OfOwnHost, List<long> SameText, List<Posting> OfSite, int Templates, long TemplatePage, int Ids, long IdPage);

    private struct Votes
    {
        public int Matches;
        public int Template;
        public int Ids;
        public float Weight;
    }

    private readonly record struct Run
    {
        public int FromHere { get; init; }
        public int FromThere { get; init; }
        public int Here { get; init; }
        public int There { get; init; }
        public int Matches { get; init; }
        public int FromKey { get; init; }
        public int Key { get; init; }
    }
}
