namespace Detector.Tests.Signals.Text;

public sealed class LanguageChangesTests
{
    private const string English = "the boat was built in the yard of the harbour and it has been there since the war, so nobody was surprised that she had to be mended before the summer ";
    private const string Spanish = "el barco fue construido en el astillero del puerto y ha estado allí desde la guerra, por lo que nadie se sorprendió de que hubiera que repararlo antes del verano ";
    private const string German = "das Boot wurde in der Werft am Hafen gebaut und es liegt dort seit dem Krieg, so dass sich niemand wunderte, dass man es vor dem Sommer noch einmal ausbessern musste ";
    private const string Russian = "лодка была построена на верфи в порту и стоит там с войны, так что никто не удивился, что её пришлось чинить до лета, а деньги на это собрали жители островов сами ";

    [Fact]
    public void Snippets_pasted_together_change_their_language_in_mid_paragraph()
    {
        Value(English + Spanish + German + Russian + English + German).ShouldBeGreaterThan(0);
        Value(English + English + English).ShouldBe(0);
    }

    [Fact]
    public void A_quotation_and_a_page_in_two_languages_are_no_snippets()
    {
        Value(English + English + Spanish + English).ShouldBe(0, "one quotation");
        Value(English + English, German + German, English + English, German + German).ShouldBe(0, "each paragraph keeps to its language");
        Small.Measure("language-changes", Small.Html(Small.Report)).HasValue.ShouldBeFalse();
    }

    [Fact]
    public void Kindred_languages_and_a_logs_hours_are_no_change()
    {
        const string Danish = "båden blev bygget på værftet ved havnen, og den har ligget der siden krigen, så ingen blev overrasket over at den skulle repareres før sommeren kom til øerne ";
        const string Norwegian = "båten ble bygget på verftet ved havnen, og den har ligget der siden krigen, så ingen ble overrasket over at den måtte repareres før sommeren kom til øyene igjen ";
        Value(Danish + Norwegian + Danish + Norwegian + Danish + Norwegian).ShouldBe(0);

        var log = string.Concat(Enumerable.Range(10, 12).Select(i => $"10:{i}:07 AM: pull image step done "));
        Value(English + log + English + log + English + log).ShouldBe(0);
    }

    private static double Value(params string[] paragraphs) => Small.Value("language-changes", Small.Html(paragraphs));
}
