namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal MainWords = new()
    {
        Name = "main-words", Family = Family.Structure, Title = "Length of the body, decimal logarithm of its words",
        Says = "The body's length is 10^{0:0.0} words",
        Direction = Direction.Context, Unit = Unit.Score,
        Source = "Ntoulas et al. 2006, doi:10.1145/1135777.1135794 (number of words)",
        Quiet = "Never. Left out of the shipped model: length is an accident of where pages were collected.",
        Measure = static seen => Measurement.Of(Math.Log10(1 + seen.Page.Text.MainTokens)),
    };
}
