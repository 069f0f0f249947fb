using Detector.Pages;
using Detector.Signals.Templates;
using Detector.Training.Extraction;
using Detector.Training.Style;

namespace Detector.Training.Tests;

public sealed class ExtractionTests
{
    private const string Html = "<html><head><title>Otters return to the mill | Valley Post</title></head><body><h1>Otters return to the mill</h1><p>After forty years the otters are back at the old mill, and the miller's cat is not amused. Nobody had seen one since the flood, the keeper said, until a fisherman found tracks in the mud below the weir on Sunday.</p><ul><li>One for the fish</li><li>Two for the frogs</li></ul></body></html>";

    [Fact]
    public void A_broken_line_costs_that_line_and_is_named()
    {
        var lines = CorpusFiles.Lines(new StringReader($"{Line("a")}\n{{\"id\":\"b\",\n\n[1]\n{{\"id\":\"c\"}}\n{Line("d")}\n"), "made.jsonl").ToArray();
        lines.Where(line => line.Page is not null).Select(line => line.Page!.Id).ShouldBe(["a", "d"]);
        lines.Where(line => line.Page is null).Select(line => line.Place).ShouldBe(["made.jsonl:2", "made.jsonl:4", "made.jsonl:5"]);
        lines.Last(line => line.Page is null).Problem.ShouldBe("no field html");
    }

    [Fact]
    public void Every_page_is_a_row_or_is_listed_with_a_reason()
    {
        var lines = CorpusFiles.Lines(new StringReader($"{Line("a")}\nnot json\n{Line("b", "<p>too short</p>")}\n{Line("c", "")}\n{Line("a")}\n"), "made.jsonl");
        var (rows, unread) = new Extractor(TemplateSignatures.None, HeldStyles.None, index: null, drawn: null, seed: 1).Run(lines);
        rows.Select(row => row.Id).Distinct(StringComparer.Ordinal).ShouldBe(["a"]);
        unread.Count.ShouldBe(4);
        unread[0].Why.ShouldContain("not JSON");
        unread[3].Why.ShouldContain("a second time");
    }

    [Fact]
    public void A_page_is_measured_with_its_address_without_it_and_both_again_as_text()
    {
        var (rows, _) = new Extractor(TemplateSignatures.None, HeldStyles.None, index: null, drawn: null, seed: 1).Run(CorpusFiles.Lines(new StringReader(Line("a")), "made.jsonl"));
        rows.Select(row => (row.Format, row.Masked, row.Twin)).ShouldBe([("html", false, false), ("html", true, false), ("text", false, true), ("text", true, true)]);
    }

    [Fact]
    public void Extracting_twice_gives_the_same_rows()
    {
        var input = string.Join('\n', Enumerable.Range(0, 300).Select(i => Line("p" + i)));
        var one = new Extractor(TemplateSignatures.None, HeldStyles.None, index: null, drawn: null, seed: 1).Run(CorpusFiles.Lines(new StringReader(input), "made.jsonl")).Rows;
        var other = new Extractor(TemplateSignatures.None, HeldStyles.None, index: null, drawn: null, seed: 1).Run(CorpusFiles.Lines(new StringReader(input), "made.jsonl")).Rows;
        other.Select(row => (row.Id, row.Content, Values: string.Join(' ', row.Values))).ShouldBe(one.Select(row => (row.Id, row.Content, Values: string.Join(' ', row.Values))));
    }

    [Fact]
    public void A_text_twin_holds_the_words_and_no_tags()
    {
        using var page = PageReader.Read(Html);
        for (var i = 0; i < 20; i++)
        {
            var twin = TextTwin.Of(page, "id" + i, seed: 1);
            twin.ShouldContain("the miller's cat is not amused");
            twin.ShouldNotContain('<');
        }
    }

    [Fact]
    public void Without_a_corpus_the_way_out_is_named()
    {
        var missing = Should.Throw<Tables.TrainingException>(() => CorpusFiles.Folder("/no/such/folder"));
        missing.Message.ShouldContain("/no/such/folder");
    }

    private static string Line(string id, string html = Html) =>
        System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, object?>(StringComparer.Ordinal) { ["id"] = id, ["source"] = "made", ["group"] = "made", ["label"] = "original", ["flag"] = 0, ["url"] = "https://valleypost.example/otters", ["html"] = html });
}
