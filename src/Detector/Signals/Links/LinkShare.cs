namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal LinkShare = new()
    {
        Name = "link-share", Family = Family.Links, Title = "Share of visible words inside links",
        Says = "{0:P0} of the words are link text",
        Direction = Direction.Context, Unit = Unit.Ratio, NeedsMarkup = true,
        Source = "Kohlschütter, Fankhauser, Nejdl 2010, Boilerplate Detection using Shallow Text Features, doi:10.1145/1718487.1718542",
        Quiet = "Plain text, where links cannot be seen.",
        Measure = static seen =>
        {
            if (seen.Page.Tree is null || seen.Page.Text.VisibleTokens == 0) return Measurement.Nothing;
            var linked = 0;
            foreach (ref readonly var block in seen.Page.Text.Blocks)
                if (!block.IsHidden)
                    linked += block.LinkTokens;
            return Measurement.Of((double)linked / seen.Page.Text.VisibleTokens);
        },
    };
}
