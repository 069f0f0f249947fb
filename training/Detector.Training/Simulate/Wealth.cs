namespace Detector.Training.Simulate;

internal enum Era
{
    Tables,
    Plain,
    Blog,
    Grid,
    Modern,
}

/// <summary>
/// How rich the page around the story is. Drawn once per pair of members and given to both, so that no count of tags can
/// tell a farm from its honest twin: the trap the corpus' README measured (".985 by counting link, a and meta tags").
/// One level in [0, 1] moves everything together, as on real sites; each part adds noise of its own.
/// </summary>
internal sealed record Wealth
{
    public required Era Era { get; init; }
    public required int Metas { get; init; }
    public required bool OpenGraph { get; init; }
    public required bool Twitter { get; init; }
    /// <summary>0 none, 1 type and headline, 2 with author, publisher and dates, 3 with breadcrumb, organisation and images.</summary>
    public required int JsonLd { get; init; }
    public required bool Canonical { get; init; }
    public required int HeadLinks { get; init; }
    public required int Scripts { get; init; }
    public required int Nav { get; init; }
    public required int FooterLinks { get; init; }
    public required bool Cookie { get; init; }
    public required int AdSlots { get; init; }
    public required int Social { get; init; }
    public required bool Search { get; init; }
    public required bool Comments { get; init; }
    public required bool Copyright { get; init; }
    public required bool Newsletter { get; init; }
    public required int Images { get; init; }
    public required int Lists { get; init; }
    public required int ListSize { get; init; }
    public required int Tags { get; init; }
    /// <summary>Inline scripts and styles, in characters: page weight.</summary>
    public required int Weight { get; init; }
    public required bool Crumbs { get; init; }
    public required bool SiteInTitle { get; init; }

    public static Wealth Draw(Chance c)
    {
        var level = c.Unit();
        int Count(double most) => (int)Math.Max(0, (level * most * (0.6 + (0.8 * c.Unit()))) + (c.Unit() * 2) - 0.5);
        bool Has(double poor, double rich) => c.Is(poor + ((rich - poor) * level));
        var era = (Era)c.Weighted([0.30 * (1 - level), 0.35 * (1 - level), 0.45, 0.15 + (0.15 * level), 0.6 * level * level]);
        return new Wealth
        {
            Era = era,
            Metas = Count(16), OpenGraph = Has(0.15, 0.95), Twitter = Has(0.05, 0.8), Canonical = Has(0.2, 0.95),
            JsonLd = Has(0.1, 0.85) ? c.Between(1, 3) : 0, HeadLinks = Count(24), Scripts = Count(26),
            Nav = 2 + Count(24), FooterLinks = Count(16), Cookie = Has(0.05, 0.6), AdSlots = Has(0.2, 0.7) ? c.Between(1, 6) : 0,
            Social = Has(0.15, 0.8) ? c.Between(2, 6) : 0, Search = Has(0.3, 0.8), Comments = Has(0.3, 0.35), Copyright = Has(0.5, 0.9),
            Newsletter = Has(0.05, 0.5), Images = Count(6), Lists = c.Weighted([0.1, 0.25, 0.3, 0.25, 0.1]), ListSize = c.Between(4, 10),
            Tags = Has(0.2, 0.5) ? c.Between(2, 7) : 0, Weight = (int)(level * level * 9000 * c.Unit()), Crumbs = Has(0.35, 0.7), SiteInTitle = Has(0.7, 0.9),
        };
    }
}
