namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal MainShare = new()
    {
        Name = "main-share", Family = Family.Structure, Title = "Share of the visible words that are main content",
        Says = "{0:P0} of the visible words are main content",
        Direction = Direction.Context, Unit = Unit.Ratio,
        Source = "Kohlschütter, Fankhauser, Nejdl 2010, doi:10.1145/1718487.1718542",
        Quiet = "Never.",
        Measure = static seen => Measurement.Of((double)seen.Page.Text.MainTokens / Math.Max(1, seen.Page.Text.VisibleTokens)),
    };
}
