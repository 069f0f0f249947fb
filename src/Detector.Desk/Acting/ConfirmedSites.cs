using System.Globalization;
using Detector.Desk.Cases;
using Detector.Desk.Runs;
using Detector.Pages.Addresses;

namespace Detector.Desk.Acting;

/// <summary>A site to act on.</summary>
/// <param name="Site">Registrable domain, or an IP address where the pages have no name.</param>
/// <param name="IsIp">It is an address.</param>
/// <param name="Pages">Confirmed pages.</param>
/// <param name="Kinds">Their kinds, most frequent first.</param>
/// <param name="Hosts">Hosts they stand on.</param>
/// <param name="Since">The first confirmation.</param>
/// <param name="Who">Moderators who confirmed.</param>
/// <param name="Why">Their reasons.</param>
public sealed record ConfirmedSite(string Site, bool IsIp, int Pages, IReadOnlyList<string> Kinds, IReadOnlyList<string> Hosts, DateTimeOffset Since, IReadOnlyList<string> Who, IReadOnlyList<string> Why);

/// <summary>A site with confirmed pages that no export names, and why.</summary>
public sealed record SparedSite(string Site, string Why);

/// <summary>
/// The sites of a run that may be acted on: those with a confirmed page. Spared are the sites of the allow-list, always; sites some of whose pages were rejected, because a list of sites cannot tell their pages apart; and
/// pages whose address is not known.
/// </summary>
/// <param name="Sites">To act on, in order.</param>
/// <param name="Spared">Left out, in order.</param>
public sealed record ConfirmedSites(IReadOnlyList<ConfirmedSite> Sites, IReadOnlyList<SparedSite> Spared)
{
    public static ConfirmedSites Of(DocketView view, IReadOnlyList<AllowedSite> allowList)
    {
        var allowed = Current(allowList).ToDictionary(line => line.Site, StringComparer.OrdinalIgnoreCase);
        var sites = new List<ConfirmedSite>();
        var spared = new List<SparedSite>();
        foreach (var group in view.Cases.Values.GroupBy(page => page.Site, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var confirmed = group.Where(page => page.Standing.Status == Status.Confirmed).OrderBy(page => page.Id).ToList();
            if (confirmed.Count == 0) continue;
            var rejected = group.Count(page => page.Standing.Status == Status.Rejected);
            // A host on the list keeps its pages out; so does its whole site, and a name further up.
            var kept = confirmed.FindAll(page => AllowedBy(allowed, page.Host) is null);
            if (group.Key.Length == 0) spared.Add(new SparedSite("(no address)", string.Create(CultureInfo.InvariantCulture, $"{confirmed.Count} confirmed pages have no known address")));
            else if (AllowedBy(allowed, group.Key) is { } line) spared.Add(new SparedSite(group.Key, Says(line, group.Key)));
            else if (kept.Count < confirmed.Count) spared.Add(new SparedSite(group.Key, Says(AllowedBy(allowed, confirmed.Except(kept).First().Host)!, group.Key)));
            else if (allowed.Keys.FirstOrDefault(name => IsWithin(name, group.Key)) is { } host) spared.Add(new SparedSite(group.Key, Says(allowed[host], group.Key)));
            else if (rejected > 0) spared.Add(new SparedSite(group.Key, string.Create(CultureInfo.InvariantCulture, $"{confirmed.Count} of its pages are confirmed and {rejected} rejected: a list of sites cannot tell them apart")));
            else sites.Add(Of(group.Key, confirmed));
        }
        return new ConfirmedSites(sites, spared);
    }

    /// <summary>The allow-list's last word on each site that is on it.</summary>
    public static IReadOnlyList<AllowedSite> Current(IReadOnlyList<AllowedSite> lines) =>
        [.. lines.GroupBy(line => line.Site, StringComparer.OrdinalIgnoreCase).Select(group => group.Last()).Where(line => line.Allowed).OrderBy(line => line.Site, StringComparer.Ordinal)];

    // The line may be about one host of the site, or a name above it.
    private static string Says(AllowedSite line, string site) => $"allowed by {line.Who}: {line.Reason}{(line.Site.Equals(site, StringComparison.OrdinalIgnoreCase) ? "" : $" ({line.Site})")}";

    private static AllowedSite? AllowedBy(Dictionary<string, AllowedSite> allowed, string host)
    {
        for (var name = host; name.Length > 0; name = name.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? name[(dot + 1)..] : "")
            if (allowed.TryGetValue(name, out var line))
                return line;
        return null;
    }

    private static bool IsWithin(string host, string site) => host.Length > site.Length && host.EndsWith(site, StringComparison.OrdinalIgnoreCase) && host[host.Length - site.Length - 1] == '.';

    private static ConfirmedSite Of(string site, List<Case> pages)
    {
        var decisions = pages.SelectMany(page => page.Standing.ByWho).Where(decision => decision.What == Decided.Confirm).ToList();
        return new ConfirmedSite(
            site,
            Address.TryParse(site)?.IsIp ?? false,
            pages.Count,
            [.. pages.GroupBy(page => page.Kind ?? "not judged").OrderByDescending(kind => kind.Count()).ThenBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => kind.Key)],
            [.. pages.Select(page => page.Host).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            decisions.Min(decision => decision.When),
            [.. decisions.Select(decision => decision.Who).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            [.. decisions.Select(decision => decision.Why).OfType<string>().Distinct(StringComparer.Ordinal).Take(5)]);
    }
}
