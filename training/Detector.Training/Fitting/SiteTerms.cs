using Detector.Fingerprints;
using Detector.Models;
using Detector.Pages.Addresses;

namespace Detector.Training.Fitting;

/// <summary>What the other pages of its host add to each row's held-out margin where an index knows them (<see cref="SitePages"/>): all of them judged by the model that has not seen the site.</summary>
internal static class SiteTerms
{
    /// <summary>Log-odds for every row, 0 for rows without an address, simulated ones and those whose site says nothing.</summary>
    /// <param name="run">Whose rows they are.</param>
    /// <param name="margins">Held-out margin of every row by itself.</param>
    /// <param name="calibration">Makes them probabilities.</param>
    public static double[] Of(CrossValidation run, double[] margins, Calibration calibration)
    {
        var terms = new double[margins.Length];
        var rows = Enumerable.Range(0, margins.Length).Where(i => run.Table.Rows[i] is { Simulated: false, Masked: false, Flag: not null } row && run.Recipe.HasAddress(row));
        foreach (var site in rows.Select(i => (Row: i, Mark: SiteMark.Of(Address.TryParse(run.Table.Rows[i].Url)))).Where(static page => page.Mark is not null).GroupBy(page => page.Mark!.Value.Host))
        {
            var filed = site.Where(page => run.Recipe.IsNatural(run.Table.Rows[page.Row])).Select(page => (run.Table.Rows[page.Row].Id, LogOdds: SiteMark.LogOdds(page.Mark!.Value.With(calibration.Of(margins[page.Row])).Likely))).ToArray();
            foreach (var (row, _) in site)
            {
                double[] others = [.. filed.Where(page => page.Id != run.Table.Rows[row].Id).Take(NeighbourSearch.MostSitePages).Select(static page => page.LogOdds)];
                if (others.Length >= SitePages.Least && others.Average() is > 0 and var odds) terms[row] = new SitePages(others.Length, odds, null).Evidence;
            }
        }
        return terms;
    }
}
