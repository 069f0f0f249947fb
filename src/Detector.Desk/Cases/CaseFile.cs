using System.Globalization;
using Detector.Contract;
using Detector.Desk.Runs;
using Detector.Pages.Addresses;
using Detector.Signals;

namespace Detector.Desk.Cases;

/// <summary>A reason with its bar.</summary>
/// <param name="Number">Its place among all reasons, from 0: what marks in the text refer to.</param>
/// <param name="Line">What it says.</param>
/// <param name="Title">The signal's title.</param>
/// <param name="Share">Length of the bar: its weight against the strongest reason's, 0..1.</param>
public sealed record WeighedReason(int Number, ReasonLine Line, string Title, double Share);

/// <summary>A passage beside the words another page has.</summary>
public sealed record PairedPassage(string Here, string? There, string Says);

/// <summary>Another page with the text, with passages side by side.</summary>
public sealed record Twin(string Address, string Title, string Says, long? PageId, IReadOnlyList<PairedPassage> Passages);

/// <summary>When a page came into sight.</summary>
/// <param name="When">Day.</param>
/// <param name="Says">What it is: the date a page shows, or the day it was first seen.</param>
/// <param name="Address">Whose.</param>
/// <param name="Own">It is the page in question.</param>
public sealed record Sighting(DateOnly When, string Says, string Address, bool Own);

/// <summary>All that is known of one page, ready to be shown: in the review site, in a report, in a dossier.</summary>
public sealed record CaseFile
{
    private const int TwinsShown = 6;
    private const int PassagesShown = 4;
    private const int PassageCharacters = 1_200;

    public required Case Case { get; init; }

    public required ScannedPage Page { get; init; }

    /// <summary>What was recorded before the page was taken up again, oldest first.</summary>
    public IReadOnlyList<PastRecord> Past { get; init; } = [];

    /// <summary>All verdicts, oldest first.</summary>
    public required IReadOnlyList<PageVerdict> Verdicts { get; init; }

    /// <summary>What the last one said.</summary>
    public required ResultLine Result { get; init; }

    public required IReadOnlyList<TextPart> Text { get; init; }

    /// <summary>Reasons that speak for flagging, strongest first.</summary>
    public required IReadOnlyList<WeighedReason> For { get; init; }

    /// <summary>Reasons that speak against.</summary>
    public required IReadOnlyList<WeighedReason> Against { get; init; }

    /// <summary>What was seen and the model does not weigh.</summary>
    public required IReadOnlyList<WeighedReason> Unweighed { get; init; }

    public required IReadOnlyList<Twin> Twins { get; init; }

    /// <summary>Who showed the text when, earliest first.</summary>
    public required IReadOnlyList<Sighting> Timeline { get; init; }

    public required IReadOnlyList<Decision> Decisions { get; init; }

    /// <summary>The network its site belongs to.</summary>
    public Network? Network { get; init; }

    /// <summary>Null when the run has no judged page of this id.</summary>
    public static async Task<CaseFile?> OfAsync(DocketView view, long id, RunStore store, CancellationToken stop = default)
    {
        if (!view.Cases.TryGetValue(id, out var page) || await store.PageAsync(id, stop) is not { } row || await store.ResultAsync(page.VerdictId, stop) is not { } result) return null;
        var twins = view.Networks.TextTwins(id).Where(view.Cases.ContainsKey).Take(TwinsShown).ToList();
        var texts = await store.TextsAsync([id, .. twins], stop);
        return Of(view, page, row, await store.VerdictsAsync(id, stop), result, texts, twins) with { Past = await store.PastAsync(id, stop) };
    }

    /// <summary>The same from what was loaded already.</summary>
    internal static CaseFile Of(DocketView view, Case page, ScannedPage row, IReadOnlyList<PageVerdict> verdicts, ResultLine result, IReadOnlyDictionary<long, string> texts, IReadOnlyList<long> inRun)
    {
        var text = texts.GetValueOrDefault(page.Id, "");
        var reasons = result.Reasons ?? [];
        var strongest = reasons.Count == 0 ? 1 : Math.Max(1e-9, reasons.Max(reason => Math.Abs(reason.Contribution)));
        List<WeighedReason> weighed = [.. reasons.Select((reason, number) => new WeighedReason(number, reason, Catalog.Find(reason.Signal)?.Title ?? reason.Signal, Math.Abs(reason.Contribution) / strongest))];

        var twins = new List<Twin>();
        var shared = new List<(int, int)>();
        foreach (var neighbour in (result.Neighbours?.Pages ?? []).Take(TwinsShown)) twins.Add(OfNeighbour(neighbour, text, shared));
        var listed = twins.Select(twin => twin.Address).ToHashSet(StringComparer.Ordinal);
        foreach (var other in inRun)
            if (!listed.Contains(view.Cases[other].Address))
                twins.Add(OfPage(view.Cases[other], text, texts.GetValueOrDefault(other, ""), shared));
        return new CaseFile
        {
            Case = page,
            Page = row,
            Verdicts = verdicts,
            Result = result,
            Text = MarkedText.Of(text, reasons, shared),
            For = [.. weighed.Where(reason => reason.Line.Weighed && reason.Line.Contribution > 0)],
            Against = [.. weighed.Where(reason => reason.Line.Weighed && reason.Line.Contribution < 0)],
            Unweighed = [.. weighed.Where(reason => !reason.Line.Weighed)],
            Twins = twins,
            Timeline = TimelineOf(view, page, result, inRun),
            Decisions = [.. view.Decisions.Where(decision => decision.PageId == page.Id)],
            Network = view.Networks.Of(page.Id),
        };
    }

    private static Twin OfNeighbour(NeighbourLine neighbour, string text, List<(int, int)> shared)
    {
        var passages = new List<PairedPassage>();
        foreach (var passage in neighbour.Passages.OrderByDescending(passage => passage.Words))
        {
            if (passage is { Start: { } start, Length: { } length } && start >= 0 && length > 0 && start + length <= text.Length)
            {
                shared.Add((start, length));
                if (passages.Count < PassagesShown)
                    passages.Add(new PairedPassage(Short(text.Substring(start, length)), passage.Theirs is { } theirs ? Short(theirs) : null, string.Create(CultureInfo.InvariantCulture, $"{passage.Words} words, {passage.Intact:P0} word for word")));
            }
        }
        var says = string.Create(CultureInfo.InvariantCulture, $"{neighbour.ShareHere:P0} of this page is there, {neighbour.ShareThere:P0} of that page is here; holder: {neighbour.Holder}{(neighbour.SameTemplate ? "; made alike" : "")}{(neighbour.SameId ? "; same token in the address" : "")}");
        return new Twin(neighbour.Address, neighbour.Title, says, null, passages);
    }

    private static Twin OfPage(Case other, string text, string theirs, List<(int, int)> shared)
    {
        var passages = SharedPassages.Of(text, theirs, int.MaxValue);
        foreach (var passage in passages) shared.Add((passage.Start, passage.Length));
        return new Twin(other.Address, other.Title, string.Create(CultureInfo.InvariantCulture, $"in this run; {passages.Sum(passage => passage.Words)} words are the same"), other.Id,
            [.. passages.Take(PassagesShown).Select(passage => new PairedPassage(Short(text.Substring(passage.Start, passage.Length)), Short(theirs.Substring(passage.TheirStart, passage.TheirLength)), string.Create(CultureInfo.InvariantCulture, $"{passage.Words} words, word for word")))]);
    }

    private static List<Sighting> TimelineOf(DocketView view, Case page, ResultLine result, IReadOnlyList<long> inRun)
    {
        var sightings = new List<Sighting>();
        Add(page, own: true);
        foreach (var neighbour in result.Neighbours?.Pages ?? [])
        {
            if (DateOnly.TryParse(neighbour.Shown, CultureInfo.InvariantCulture, out var shown)) sightings.Add(new Sighting(shown, "date it shows", neighbour.Address, false));
            if (DateTimeOffset.TryParse(neighbour.FirstSeen, CultureInfo.InvariantCulture, out var seen)) sightings.Add(new Sighting(DateOnly.FromDateTime(seen.UtcDateTime), "first seen by the index", neighbour.Address, false));
        }
        foreach (var other in inRun) Add(view.Cases[other], own: false);
        return [.. sightings.Distinct().OrderBy(sighting => sighting.When).ThenByDescending(sighting => sighting.Says == "date it shows").ThenBy(sighting => sighting.Address, StringComparer.Ordinal)];

        void Add(Case one, bool own)
        {
            if (one.Shown is { } day) sightings.Add(new Sighting(day, "date it shows", one.Address, own));
            if (own && one.FetchedAt is { } fetched) sightings.Add(new Sighting(DateOnly.FromDateTime(fetched.UtcDateTime), "fetched", one.Address, own));
        }
    }

    private static string Short(string words) => words.Length <= PassageCharacters ? words : string.Concat(words.AsSpan(0, char.IsHighSurrogate(words[PassageCharacters - 1]) ? PassageCharacters - 1 : PassageCharacters), " …");

    /// <summary>An address that may be followed: only the web's, and only when it is one.</summary>
    public static string? Followable(string? address) => Address.TryParse(address) is { HasScheme: true } web && address!.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? web.Url : null;
}
