using Detector.Fingerprints;
using Detector.Training.Fitting;

namespace Detector.Training.Tests;

public sealed class SiteTermsTests
{
    private static readonly CrossValidation Held = CrossValidation.Run(Made.Table(), Made.Recipe, Made.Recipe.ColumnsOf(Made.Table()));

    [Fact]
    public void A_farms_pages_are_held_against_each_other_where_their_address_is_known_and_nowhere_else()
    {
        var rows = Held.Table.Rows;
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i].Masked || !Made.Recipe.HasAddress(rows[i])) Held.Site[i].ShouldBe(0);
            else if (rows[i].Flag == true) Held.Site[i].ShouldBeGreaterThan(0);
            else Held.Site[i].ShouldBe(0, "pages of honest sites are likelier honest");
            Held.Margins[i].ShouldBe(Held.Own[i] + Held.Site[i]);
        }
    }

    [Fact]
    public void A_term_is_what_the_others_were_given_shrunk_towards_nothing()
    {
        var rows = Held.Table.Rows;
        var one = Enumerable.Range(0, rows.Count).First(i => rows[i] is { Flag: true, Masked: false, Twin: false });
        var others = Enumerable.Range(0, rows.Count).Where(i => rows[i].Group == rows[one].Group && rows[i] is { Masked: false, Twin: false } && i != one).ToArray();

        others.Length.ShouldBe(11);
        Held.Site[one].ShouldBe(others.Average(i => SiteMark.LogOdds(new SiteMark(1, 0).With(Held.Calibration.Of(Held.Own[i])).Likely)) * 11 / 15, 1e-9);
    }
}
