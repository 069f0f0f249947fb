using Detector.Signals.Authorship;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal AuthorIsPerson = new()
    {
        Name = "author-is-person",
        Version = 2,
        Family = Family.Authorship,
        Title = "The author named is a person",
        Says = "The author is given as “{1}”, which is no person",
        SaysOtherwise = "A person is named as author (“{1}”)",
        Direction = Direction.FarmLow,
        Unit = Unit.YesNo,
        Source = "Google search quality rater guidelines 2023, who is responsible for the content; observed on credited reprints",
        Quiet = "No author is named at all: most honest small sites sign nothing. Or an agency is: whoever prints its stories by right says so",
        Measure = static seen =>
        {
            var bylines = Bylines.Of(seen);
            return bylines.First is { } author && bylines.Kind is not Writer.Agency ? Measurement.Of(bylines.Kind == Writer.Person, Evidence.Of(Place.Byline, author.Value)) : Measurement.Nothing;
        },
    };
}
