using Detector.Fingerprints;

namespace Detector.Index.Tests;

/// <summary>Asking an index, and what it said in one comparable line.</summary>
internal static class Answers
{
    public static async Task<Neighbours> Ask(this IRepublicationIndex index, PageQuery query) => (await index.LookupAsync([query], TestContext.Current.CancellationToken))[0];

    public static async Task Fill(this IRepublicationIndex index, params IReadOnlyList<IndexEntry> pages)
    {
        await index.AddAsync(pages, TestContext.Current.CancellationToken);
        await index.CommitAsync(TestContext.Current.CancellationToken);
    }

    public static async Task Remove(this IRepublicationIndex index, params IReadOnlyList<string> addresses)
    {
        await index.RemoveAsync(addresses, TestContext.Current.CancellationToken);
        await index.CommitAsync(TestContext.Current.CancellationToken);
    }

    public static async Task<long> Pages(this IRepublicationIndex index) => (await index.StatsAsync(TestContext.Current.CancellationToken)).Pages;

    /// <summary>Everything an answer says.</summary>
    public static string Told(this Neighbours answer) =>
        $"{answer.Coverage} {answer.Answered} first seen {answer.Page?.FirstSeen:u} sites {answer.Sites} named {answer.NamedSites} faceless {answer.FacelessSites} sisters {answer.SisterHosts} templates {answer.TemplateSites} {answer.TemplateSite} ids {answer.IdSites} {answer.IdSite} filled {answer.FilledIn.Pages} {answer.FilledIn.Alike?.Address} {answer.FilledIn.Filled} site {answer.Site.Pages} {answer.Site.LogOdds:F9} {answer.Site.Surest?.Address}: " +
        string.Join("; ", answer.Pages.Select(page => $"{page.Page.Address} {page.Page.Title} {page.Page.FirstSeen:O} {Convert.ToHexString(page.Page.Lead.Span)} {page.ShareHere:F6} {page.ShareThere:F6} {page.OwnSite} {page.SameTemplate} {page.SameId} {string.Join(',', page.Passages)}"));
}
