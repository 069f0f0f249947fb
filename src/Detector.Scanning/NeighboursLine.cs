using Detector.Fingerprints;
using Detector.Verdicts;

namespace Detector.Scanning;

/// <summary>Who else has a page's text, as it is exchanged.</summary>
public sealed record NeighboursLine(string Id, string? Url, string Coverage, double Answered, int Words, int Sites, int NamedSites, int FacelessSites, int SisterHosts, int TemplateSites, int IdSites, IReadOnlyList<NeighbourLine> Pages)
{
    public static NeighboursLine Of(string id, string? url, Neighbours neighbours) => new(
        id, url, Names.Of(neighbours.Coverage), Math.Round(neighbours.Answered, 4), neighbours.Fingerprint.Words, neighbours.Sites, neighbours.NamedSites, neighbours.FacelessSites, neighbours.SisterHosts, neighbours.TemplateSites,
        neighbours.IdSites, [.. neighbours.Pages.Select(NeighbourLine.Of)]);
}

/// <summary>One page of a <see cref="NeighboursLine"/>.</summary>
public sealed record NeighbourLine(
    string Address, string Site, string Title, string FirstSeen, string? Shown, string Holder, double ShareHere, double ShareThere, int LongestRun, bool OwnSite, bool SameTemplate, bool SameId, bool Boilerplate, IReadOnlyList<PassageLine> Passages)
{
    public static NeighbourLine Of(Neighbour neighbour) => new(
        neighbour.Page.Address, neighbour.Page.Site, neighbour.Page.Title, neighbour.Page.FirstSeen.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture), neighbour.Page.Shown?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        Names.Of(neighbour.Holder), Math.Round(neighbour.ShareHere, 4), Math.Round(neighbour.ShareThere, 4), neighbour.LongestRun, neighbour.OwnSite, neighbour.SameTemplate, neighbour.SameId, neighbour.Boilerplate,
        [.. neighbour.Passages.Select(passage => new PassageLine(passage.Here.Start, passage.Here.Length, passage.There.Start, passage.There.Length, Math.Round(passage.Intact, 3)))]);
}

/// <summary>A shared passage, in words of the two bodies.</summary>
public sealed record PassageLine(int Here, int Words, int There, int WordsThere, double Intact);
