using System.Text;
using Detector.Models;
using Detector.Training.Cards;
using Detector.Training.Evaluation;
using Detector.Training.Fitting;
using Detector.Training.Tables;

namespace Detector.Training.Tests;

public sealed class CardTests
{
    private static readonly ModelFile s_model = Trainer.Run(Made.Table(), Made.Recipe).Model;

    [Fact]
    public void A_card_holds_its_plots_and_tables_and_loads_nothing()
    {
        var tables = Tables();
        var html = ModelCard.Html("0123", tables);
        html.Split("<svg").Length.ShouldBeGreaterThan(7);
        foreach (var table in tables) html.ShouldContain($"<h2>{System.Net.WebUtility.HtmlEncode(table.Title)}</h2>");
        html.ShouldNotContain("src=");
        html.ShouldNotContain("<script");
        html.ShouldNotContain("href=\"http");
        html.Length.ShouldBeLessThan(1_000_000);
    }

    [Fact]
    public void The_same_model_has_the_same_card_to_the_byte()
    {
        var (one, other) = (Tables(), Tables());
        Encoding.UTF8.GetString(EvaluateCommand.Json(other)).ShouldBe(Encoding.UTF8.GetString(EvaluateCommand.Json(one)));
        ModelCard.Html("0123", other).ShouldBe(ModelCard.Html("0123", one));
    }

    [Fact]
    public void An_address_on_a_card_stays_text()
    {
        var table = new ReportTable("Pages <here>", null, "id");
        table.Add("<img onerror=alert(1)>");
        ModelCard.Html("0123", [table]).ShouldContain("<td>&lt;img onerror=alert(1)&gt;</td>");
    }

    [Fact]
    public void A_model_of_another_table_gets_no_card() =>
        Should.Throw<TrainingException>(() => ModelCard.Belongs(Made.Table(seed: 2), Made.Recipe, s_model)).Message.ShouldContain("detector-training train");

    private static IReadOnlyList<ReportTable> Tables() => ModelCard.Tables(Made.Table(), Made.Recipe, s_model, "0123", Evaluator.Run(Made.Table(), Made.Recipe));
}
