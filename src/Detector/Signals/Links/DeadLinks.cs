namespace Detector.Signals;

public static partial class Catalog
{
    /// <summary>Menus opened by a script are written so too: weak alone.</summary>
    public static readonly Signal DeadLinks = new()
    {
        Name = "dead-links", Family = Family.Links, Title = "Share of links that lead nowhere",
        Says = "{0:P0} of the links lead nowhere (“#” or empty): a layout without the pages behind it",
        SaysOtherwise = "The links lead somewhere ({0:P0} do not)",
        Direction = Direction.FarmHigh, Unit = Unit.Ratio, NeedsMarkup = true,
        Source = "Observed on copied layouts: menus are kept, pages are not",
        Quiet = "Fewer than eight links.",
        Measure = static seen =>
        {
            var targets = Links.LinkTargets.Of(seen);
            return targets.All < 8 ? Measurement.Nothing : Measurement.Of((double)targets.Dead / targets.All);
        },
    };
}
