using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // A help page asks honestly: read it beside the page kind.
    public static readonly Signal QuestionHeadings = new()
    {
        Name = "question-headings",
        Family = Family.Text,
        Title = "Share of headings that ask",
        Says = "{0:P0} of the headings are questions, such as \"{1}\"",
        Direction = Direction.FarmHigh,
        Unit = Unit.Ratio,
        Source = "observed on real farm pages: pages made to answer search queries",
        Quiet = "the main content has fewer than 3 headings",
        Measure = seen =>
        {
            var text = TextStatistics.Of(seen);
            return text.IsEnglish && text.Headings >= 3 ? Measurement.Of((double)text.QuestionHeadings / text.Headings, Evidence.At(Place.Body, text.QuestionHeadingPlace)) : Measurement.Nothing;
        },
    };
}
