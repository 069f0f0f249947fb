using Detector.Languages;

namespace Detector.Signals;

public static partial class Catalog
{
    // Nobody chooses "of", "its" or "-ing" on purpose, so this holds where stock phrases are avoided; and it does not see what a page is about or how rich its site is.
    public static readonly Signal MachineStyle = new()
    {
        Name = "machine-style",
        Family = Family.Text,
        Title = "Common words and endings as machine-written pages use them",
        Says = "Common words and endings are used as on machine-written pages ({0:+0.0;-0.0;0.0} standard deviations from the usual honest page), “{1}” above all",
        SaysOtherwise = "Common words and endings are not used as on machine-written pages ({0:+0.0;-0.0;0.0} standard deviations from the usual honest page)",
        Direction = Direction.FarmHigh,
        Unit = Unit.Score,
        Absent = -1000,
        Source = "Mosteller and Wallace 1964, Inference and Disputed Authorship: The Federalist; Kobak et al. 2024, arXiv:2406.07016; weights fitted by `training style`",
        Quiet = "not English, or fewer than 60 words of running text",
        Measure = seen => WritingStyle.Machine.Of(seen.Page) is var (deviations, telling) ? Measurement.Of(deviations, Evidence.At(Place.Body, telling)) : Measurement.Nothing,
    };
}
