using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // A crawler's fault as often as a site's: points neither way.
    public static readonly Signal Mojibake = new()
    {
        Name = "mojibake",
        Family = Family.Text,
        Title = "Characters read with the wrong table",
        Says = "Characters are broken ({0:F2} in a hundred words): \"{1}\"",
        Direction = Direction.Context,
        Unit = Unit.Score,
        Source = "RedPajama-V2: Weber et al. 2024, arXiv:2411.12372 and ftfy (Speer 2019, doi:10.5281/zenodo.2591652) on the patterns",
        Quiet = "the page has fewer than 50 words",
        Measure = seen =>
        {
            var leaks = MarkupLeaks.Of(seen);
            return seen.Page.Text.VisibleTokens >= TextStatistics.LeastWords ? Measurement.Of(100.0 * leaks.Mojibake / seen.Page.Text.VisibleTokens, Evidence.At(Place.Text, leaks.MojibakePlace)) : Measurement.Nothing;
        },
    };
}
