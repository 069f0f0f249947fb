namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal LocalContact = new()
    {
        Name = "author-local-contact",
        Version = 3,
        Family = Family.Authorship,
        Title = "Telephone, postal address or own e-mail is shown (0 to 2)",
        Says = "No telephone, address or own e-mail is shown",
        SaysOtherwise = "One can reach them: a telephone number, an address or their own e-mail is shown",
        Direction = Direction.FarmLow,
        Unit = Unit.Score,
        Source = "Observed: what separates plumbers, clubs and advisers from farms. Articles of rich papers show none either, so 0 says little",
        Quiet = "No words",
        Measure = static seen =>
        {
            if (seen.Page.Text.VisibleTokens == 0) return Measurement.Nothing;
            var structure = seen.Page.Structure;
            return Measurement.Of((structure.ShowsPhoneOrAddress ? 1 : 0) + (structure.ShowsEmail ? 1 : 0));
        },
    };
}
