namespace Detector.Contract;

/// <summary>Who else has a page's text, as it is exchanged.</summary>
/// <param name="Id">Echoed.</param>
/// <param name="Url">The page's address, where known.</param>
/// <param name="Coverage"><c>checked</c>, <c>partly</c> when a part of the index was away, or <c>not-checked</c> when all of it was.</param>
/// <param name="Answered">Share of what was asked that was answered, 0..1.</param>
/// <param name="Words">Words of the page's body.</param>
/// <param name="Sites">Other sites that hold a copy.</param>
/// <param name="NamedSites">Of them, outlets known by name.</param>
/// <param name="FacelessSites">Of them, sites nobody knows.</param>
/// <param name="SisterHosts">Other hosts of the page's own site that hold one.</param>
/// <param name="TemplateSites">Other sites with pages made alike.</param>
/// <param name="IdSites">Other sites whose addresses hold the same machine-made token.</param>
/// <param name="FilledInPages">Pages of the page's own host with the same text and other words filled in.</param>
/// <param name="FilledInPage">The address of the one that shares most.</param>
/// <param name="SitePages">Other pages of the page's own host, where on average they are likely a farm's, each by itself.</param>
/// <param name="SiteProbability">What they were given on average, 0..1; 0 when there are none.</param>
/// <param name="SitePage">The address of the surest one.</param>
/// <param name="Pages">The pages that share most.</param>
/// <param name="Away">What was away, when not all was checked and the index tells: a part of a sentence.</param>
public sealed record NeighboursLine(string Id, string? Url, string Coverage, double Answered, int Words, int Sites, int NamedSites, int FacelessSites, int SisterHosts, int TemplateSites, int IdSites, int FilledInPages, string? FilledInPage, int SitePages, double SiteProbability, string? SitePage, IReadOnlyList<NeighbourLine> Pages, string? Away = null);

/// <summary>One page of a <see cref="NeighboursLine"/>.</summary>
public sealed record NeighbourLine(
    string Address, string Site, string Title, string FirstSeen, string? Shown, string Holder, double ShareHere, double ShareThere, int LongestRun, bool OwnSite, bool SameTemplate, bool SameId, bool Boilerplate, IReadOnlyList<PassageLine> Passages);

/// <summary>A shared passage, in words of the two bodies.</summary>
/// <param name="Here">First word in this page's body.</param>
/// <param name="Words">Words here.</param>
/// <param name="There">First word in the neighbour's.</param>
/// <param name="WordsThere">Words there.</param>
/// <param name="Intact">Share of it that is word for word, 0..1.</param>
/// <param name="Start">First character in the page's text; only in full results.</param>
/// <param name="Length">Characters; likewise.</param>
/// <param name="Theirs">The neighbour's words, where the index kept its text; likewise.</param>
public sealed record PassageLine(int Here, int Words, int There, int WordsThere, double Intact, int? Start = null, int? Length = null, string? Theirs = null);
