namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal AffiliateLinkRate = new()
    {
        Name = "affiliate-links", Version = 2, Family = Family.Structure, Title = "Affiliate links, and links declared paid (rel=sponsored), per 100 words of body",
        Says = "There are {0:0.0} affiliate or paid links in 100 words of body",
        Direction = Direction.FarmHigh, Unit = Unit.Score, NeedsMarkup = true,
        Source = "farm-patterns F9: coupon and review mills; honest reviews carry affiliate links too, at a lower rate",
        Quiet = "Plain text, or under 50 words of body.",
        Measure = static seen => seen.Page.Tree is null || seen.Page.Text.MainTokens < 50
            ? Measurement.Nothing
            : Measurement.Of(Math.Min(20, 100.0 * seen.Page.Structure.AffiliateLinks / seen.Page.Text.MainTokens)),
    };
}
