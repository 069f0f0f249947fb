using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // In the last two paragraphs. Weak: columnists do it for a living.
    public static readonly Signal MoralEnding = new()
    {
        Name = "moral-ending",
        Family = Family.Text,
        Title = "A moral at the end",
        Says = "The text ends on a moral: \"{1}\"",
        Direction = Direction.FarmHigh,
        Unit = Unit.Count,
        Source = "observed on real farm pages: machine rewrites close with a lesson",
        Quiet = "not English, or the main content has fewer than 50 words",
        Measure = seen =>
        {
            var text = TextStatistics.Of(seen);
            return text.IsEnough && text.IsEnglish ? Measurement.Of(text.MoralEnding, Evidence.At(Place.Body, text.MoralPlace)) : Measurement.Nothing;
        },
    };
}
