namespace Detector.Signals;

public static partial class Catalog
{
    /// <summary>Honest papers live on advertisements: context for the model, never an accusation alone.</summary>
    public static readonly Signal AdLoad = new()
    {
        Name = "ad-load", Family = Family.Structure, Title = "Slots for advertisements per 100 words of body",
        Says = "There are {0:0.0} slots for advertisements in 100 words of body",
        Direction = Direction.Context, Unit = Unit.Score, NeedsMarkup = true,
        Source = "Google Search quality rater guidelines (ads that hide the main content); NewsGuard 2023 on machine-made news financed by programmatic advertising",
        Quiet = "Plain text, or under 50 words of body.",
        Measure = static seen => seen.Page.Tree is null || seen.Page.Text.MainTokens < 50
            ? Measurement.Nothing
            : Measurement.Of(Math.Min(20, 100.0 * seen.Page.Structure.AdSlots / seen.Page.Text.MainTokens)),
    };
}
