namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal ReaderComments = new()
    {
        Name = "reader-comments", Family = Family.Structure, Title = "Comments by readers on the page, up to 50",
        Says = "{0:0} readers' comments stand on the page",
        SaysOtherwise = "{0:0} readers' comments stand on the page: it has a public",
        Direction = Direction.FarmLow, Unit = Unit.Count,
        Source = "farm-patterns section 3.8: comments, first person and local names separate personal sites from farms",
        Quiet = "Never: a page without comments has 0. Comments loaded by scripts are not seen.",
        Measure = static seen => Measurement.Of(Math.Min(50, seen.Page.Structure.Comments)),
    };
}
