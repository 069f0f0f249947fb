namespace Detector.Desk.Cases;

/// <summary>A site in the drawing.</summary>
/// <param name="Site">Registrable domain.</param>
/// <param name="X">Place, in units of the drawing.</param>
/// <param name="Y">Place.</param>
/// <param name="Radius">By its pages.</param>
/// <param name="Pages">Judged pages.</param>
/// <param name="Flagged">Of them, flagged.</param>
public sealed record DrawnSite(string Site, double X, double Y, double Radius, int Pages, int Flagged);

/// <summary>A line in the drawing.</summary>
public sealed record DrawnLink(DrawnSite One, DrawnSite Other, SiteLink Link);

/// <summary>Sites that share text or template, laid out by springs (Fruchterman, Reingold 1991) from a circle: the same run is drawn the same way each time.</summary>
public sealed record LinkDrawing(double Width, double Height, IReadOnlyList<DrawnSite> Sites, IReadOnlyList<DrawnLink> Links, int Left)
{
    /// <summary>More cannot be told apart.</summary>
    private const int MostSites = 70;

    private const int Steps = 240;
    private const double Wide = 960;
    private const double High = 560;
    private const double Low = 300;
    private const int Few = 8;
    private const double Flat = 140;
    private const int Fewest = 3;
    private const double Margin = 70;

    // Half a long name stands on either side of its site.
    private const double Side = 130;

    /// <param name="view">The run.</param>
    /// <param name="only">Only these sites; null: all that hang together.</param>
    public static LinkDrawing Of(DocketView view, IReadOnlyCollection<string>? only = null)
    {
        var links = view.Networks.Links.Where(link => only is null || (only.Contains(link.One) && only.Contains(link.Other))).ToList();
        var degree = links.SelectMany(link => new[] { link.One, link.Other }).CountBy(site => site, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        string[] sites = [.. degree.OrderByDescending(site => site.Value).ThenBy(site => site.Key, StringComparer.Ordinal).Take(MostSites).Select(site => site.Key)];
        if (sites.Length == 0) return new LinkDrawing(Wide, High, [], [], 0);
        var number = sites.Index().ToDictionary(site => site.Item, site => site.Index, StringComparer.Ordinal);
        links.RemoveAll(link => !number.ContainsKey(link.One) || !number.ContainsKey(link.Other));
        var high = sites.Length <= Fewest ? Flat : sites.Length <= Few ? Low : High;
        var places = Layout(sites.Length, high, [.. links.Select(link => (number[link.One], number[link.Other]))]);
        var pages = view.Cases.Values.Where(page => number.ContainsKey(page.Site)).ToLookup(page => page.Site, StringComparer.Ordinal);
        DrawnSite[] drawn = [.. sites.Select((site, i) => new DrawnSite(site, Round(places[i].X), Round(places[i].Y), Round(4 + (3 * Math.Log2(1 + pages[site].Count()))), pages[site].Count(), pages[site].Count(page => page.Flagged)))];
        return new LinkDrawing(Wide, high, drawn, [.. links.Select(link => new DrawnLink(drawn[number[link.One]], drawn[number[link.Other]], link))], degree.Count - sites.Length);
    }

    private static double Round(double value) => Math.Round(value, 1);

    private static (double X, double Y)[] Layout(int count, double high, (int One, int Other)[] links)
    {
        var x = new double[count];
        var y = new double[count];
        for (var i = 0; i < count; i++)
        {
            var angle = 2 * Math.PI * i / count;
            (x[i], y[i]) = (Math.Cos(angle), Math.Sin(angle));
        }
        var ideal = Math.Sqrt(4.0 / Math.Max(1, count));
        for (var step = 0; step < Steps; step++)
        {
            var moveX = new double[count];
            var moveY = new double[count];
            for (var i = 0; i < count; i++)
            {
                for (var j = i + 1; j < count; j++)
                {
                    var (dx, dy) = (x[i] - x[j], y[i] - y[j]);
                    var distance = Math.Max(1e-4, Math.Sqrt((dx * dx) + (dy * dy)));
                    var force = ideal * ideal / (distance * distance);
                    moveX[i] += dx * force;
                    moveY[i] += dy * force;
                    moveX[j] -= dx * force;
                    moveY[j] -= dy * force;
                }
                // Islands would drift apart for ever.
                moveX[i] -= x[i] * 0.6;
                moveY[i] -= y[i] * 0.6;
            }
            foreach (var (one, other) in links)
            {
                var (dx, dy) = (x[one] - x[other], y[one] - y[other]);
                var distance = Math.Max(1e-4, Math.Sqrt((dx * dx) + (dy * dy)));
                var force = distance / ideal;
                moveX[one] -= dx * force;
                moveY[one] -= dy * force;
                moveX[other] += dx * force;
                moveY[other] += dy * force;
            }
            var heat = 0.1 * (1 - ((double)step / Steps));
            for (var i = 0; i < count; i++)
            {
                var length = Math.Max(1e-9, Math.Sqrt((moveX[i] * moveX[i]) + (moveY[i] * moveY[i])));
                x[i] += moveX[i] / length * Math.Min(length, heat);
                y[i] += moveY[i] / length * Math.Min(length, heat);
            }
        }
        var (left, top) = (x.Min(), y.Min());
        var (spanX, spanY) = (x.Max() - left, y.Max() - top);
        return [.. Enumerable.Range(0, count).Select(i => (Place(x[i] - left, spanX, Side, Wide), Place(y[i] - top, spanY, Margin / 2, high)))];

        // What lies on one line lies in the middle.
        static double Place(double at, double span, double margin, double size) => span < 1e-6 ? size / 2 : margin + (at / span * (size - (2 * margin)));
    }
}
