namespace Detector.Fingerprints;

/// <summary>Other pages of a page's host, where a model, looking at each by itself, held them on average for pages to flag.</summary>
/// <remarks>
/// One page can look like a farm's by chance, thirty do not: a site's pages are made by one hand. The page's own margin and what its neighbours by host say are added as log-odds, theirs shrunk towards nothing while they
/// are few, as the mean of a normal prior is (Efron, Morris 1975). It only ever speaks against a page: a site of honest pages lends nobody a good name, for one bad page among them is what is looked for.
/// </remarks>
/// <param name="Pages">Such pages, <see cref="Least"/> to <see cref="NeighbourSearch.MostSitePages"/>, those filed first; 0: there are fewer, or on average they are more likely honest.</param>
/// <param name="LogOdds">Mean of what each was given, above 0.</param>
/// <param name="Surest">The one given most.</param>
public sealed record SitePages(int Pages, double LogOdds, PageRecord? Surest)
{
    /// <summary>Fewer pages say nothing.</summary>
    public const int Least = 3;

    /// <summary>So many pages count by half.</summary>
    public const int Half = 4;

    public static SitePages None { get; } = new(0, 0, null);

    /// <summary>What is added to the page's own margin, log-odds, 0 or more.</summary>
    public double Evidence => LogOdds * Pages / (Pages + Half);

    /// <summary>Their mean as a probability, 0..1.</summary>
    public double Probability => Pages == 0 ? 0 : 1 / (1 + Math.Exp(-LogOdds));
}
