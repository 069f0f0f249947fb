using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // Twice is common on honest papers (crumb and heading): do not use doubling alone.
    public static readonly Signal HeadlineEchoes = new()
    {
        Name = "headline-echoes",
        Family = Family.Text,
        Title = "How often the headline is printed",
        Says = "The headline is printed {0:F0} times: \"{1}\"",
        Direction = Direction.FarmHigh,
        Unit = Unit.Count,
        Source = "observed on real farm pages: crumb, heading, list and body repeat it",
        Quiet = "no headline of four words or more is known",
        Measure = seen =>
        {
            var text = TextStatistics.Of(seen);
            return text.TitleWords >= 4 && text.Words > 0 ? Measurement.Of(text.HeadlineEchoes, Evidence.At(Place.Text, text.HeadlineEchoPlace)) : Measurement.Nothing;
        },
    };
}
