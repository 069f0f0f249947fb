namespace Detector.Learning;

/// <summary>One honest page, held out.</summary>
/// <param name="Margin">What a model said that had not seen its site.</param>
/// <param name="Site">Its site.</param>
/// <param name="Spared">Must not be flagged, whatever the rates allow.</param>
public readonly record struct HonestPage(double Margin, string Site, bool Spared = false);

/// <summary>The margin from which pages are flagged, and what it costs.</summary>
/// <param name="Margin">Half way between the last margin that would break a promise and the next one; pages at or above are flagged.</param>
/// <param name="FalseAlarms">Honest pages flagged.</param>
/// <param name="Honest">Honest pages.</param>
/// <param name="WorstSite">Largest share of one honest site's pages that is flagged, 0..1, among sites of enough pages.</param>
public sealed record ThresholdChoice(double Margin, int FalseAlarms, int Honest, double WorstSite)
{
    /// <summary>Honest pages flagged over honest pages, 0..1.</summary>
    public double FalseAlarmRate => Honest == 0 ? 0 : (double)FalseAlarms / Honest;

    /// <summary>
    /// The lowest threshold that keeps every promise on held-out honest pages: at most <paramref name="rate"/> of all pages flagged, of no site of
    /// <paramref name="sitePages"/> pages or more over <paramref name="siteRate"/>, and no page that is spared. A rate over all pages alone can hide one honest farm shop flagged as a whole.
    /// </summary>
    public static ThresholdChoice Of(IReadOnlyList<HonestPage> honest, double rate, double siteRate = 0.05, int sitePages = 5)
    {
        if (honest.Count == 0) throw new ArgumentException("There are no honest pages to choose a threshold on.");
        var sizes = honest.CountBy(page => page.Site, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var flagged = new Dictionary<string, int>(StringComparer.Ordinal);
        var sorted = honest.OrderByDescending(page => page.Margin).ThenBy(page => page.Site, StringComparer.Ordinal).ToArray();
        var allowed = (int)Math.Floor(rate * honest.Count + 1e-9);
        var count = 0;
        double worst = 0;
        var at = 0;
        while (at < sorted.Length)
        {
            // Pages of one margin are flagged together or not at all.
            var next = at;
            var wouldBe = worst;
            var spared = false;
            while (next < sorted.Length && sorted[next].Margin == sorted[at].Margin)
            {
                spared |= sorted[next].Spared;
                var site = sorted[next++].Site;
                var pages = flagged[site] = flagged.GetValueOrDefault(site) + 1;
                if (sizes[site] >= sitePages) wouldBe = Math.Max(wouldBe, (double)pages / sizes[site]);
            }
            if (next > allowed || wouldBe > siteRate || spared) break;
            worst = wouldBe;
            count = next;
            at = next;
        }
        if (at == sorted.Length) return new ThresholdChoice(sorted[^1].Margin, count, honest.Count, worst);
        var stop = sorted[at].Margin;
        // The gap above the page that must not be flagged; above the topmost one, a little.
        var margin = at == 0 ? stop + Math.Max(1e-6, Math.Abs(stop) * 1e-3) : (stop + sorted[at - 1].Margin) / 2;
        return new ThresholdChoice(margin, count, honest.Count, worst);
    }

    /// <summary>What a margin that was chosen otherwise costs.</summary>
    public static ThresholdChoice At(double margin, IReadOnlyList<HonestPage> honest, int sitePages = 5)
    {
        var worst = honest.GroupBy(page => page.Site, StringComparer.Ordinal).Where(site => site.Count() >= sitePages).Select(site => site.Average(page => page.Margin >= margin ? 1.0 : 0)).DefaultIfEmpty(0).Max();
        return new ThresholdChoice(margin, honest.Count(page => page.Margin >= margin), honest.Count, worst);
    }
}
