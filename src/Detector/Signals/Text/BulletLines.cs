using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // A page that is all list says little; a recipe or a link digest is one too, so weak alone.
    public static readonly Signal BulletLines = new()
    {
        Name = "bullet-lines",
        Family = Family.Text,
        Title = "Share of lines that are list items",
        Says = "{0:P0} of the lines are list items",
        Direction = Direction.FarmHigh,
        Unit = Unit.Ratio,
        Source = "Gopher quality and repetition filters: Rae et al. 2021, Scaling Language Models, arXiv:2112.11446: drop above 0.9",
        Quiet = "the main content has fewer than 50 words",
        Measure = seen =>
        {
            var text = TextStatistics.Of(seen);
            return text.IsEnough && text.Lines >= 5 ? Measurement.Of((double)text.BulletLines / text.Lines) : Measurement.Nothing;
        },
    };
}
