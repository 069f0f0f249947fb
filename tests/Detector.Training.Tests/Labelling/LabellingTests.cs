using System.Text.Json;
using Detector.Testing;
using Detector.Training.Extraction;
using Detector.Training.Fitting;
using Detector.Training.Labelling;
using Detector.Training.Tables;

namespace Detector.Training.Tests.Labelling;

public sealed class LabellingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("detector-labels-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_label_finds_its_page_by_file_name_by_id_and_by_address()
    {
        Write("pages/one.html", "<html><body><p>one</p></body></html>");
        Write("pages/addresses.csv", "file,url\none.html,https://one.example/a\ntwo.txt,https://two.example/b\n");
        Write("pages/two.txt", "plain words");
        Write("more.jsonl", "{\"id\":\"three\",\"html\":\"<html><body>three</body></html>\"}\n");
        var labels = Write("labels.csv", "file,url,id,flag,label,group\none.html,,,1,scraped_copy,kit\n,https://two.example/b,,0,,\n,,three,no,,\nnowhere.html,,,1,,\n");
        var said = Import(Labels.Read(labels), ["pages", "more.jsonl"]);

        var pages = Lines();
        pages.Select(page => (Path.GetFileName(page.Id), page.Flag, page.Label, page.Group, page.Url, page.IsText)).ShouldBe(
        [
            ("one.html", true, "scraped_copy", "kit", "https://one.example/a", false), ("two.txt", false, "honest", "two.example", "https://two.example/b", true), ("three", false, "honest", "three", null, false),
        ], ignoreOrder: true);
        said.ShouldContain("1 pages to flag, 2 honest, 0 open; 1 labels without a page");
        said.ShouldContain("no page   nowhere.html");
    }

    [Fact]
    public void A_page_in_a_web_archive_is_found_by_its_address()
    {
        var archive = new WarcMaker().Page("https://one.example/a", "<html><body><p>one</p></body></html>").Page("https://two.example/b", "<html><body><p>two</p></body></html>");
        File.WriteAllBytes(Path.Combine(_folder, "crawl.warc"), archive.Bytes);
        Import([new Label { Id = "", Url = "https://two.example/b", Flag = true }], ["crawl.warc"]).ShouldContain("1 pages to flag, 0 honest");
        Lines().Single().Url.ShouldBe("https://two.example/b");
    }

    [Fact]
    public void Of_two_decisions_on_a_page_the_later_counts_and_unsure_takes_one_back()
    {
        Write("pages.jsonl", Page("a") + Page("b") + Page("c"));
        var decisions = Write("decisions.jsonl", "{\"id\":\"a\",\"url\":\"https://a.example/\",\"decision\":\"confirm\"}\n{\"id\":\"b\",\"decision\":\"confirm\"}\n\n{\"id\":\"a\",\"decision\":\"reject\",\"who\":\"Ada\"}\n{\"id\":\"b\",\"decision\":\"unsure\"}\n{\"id\":\"c\",\"decision\":\"Confirm\"}\n");
        Import(Labels.Read(decisions), ["pages.jsonl"]).ShouldContain("1 pages to flag, 1 honest, 0 open");
        Lines().Select(page => (page.Id, page.Flag)).ShouldBe([("a", false), ("c", true)]);
    }

    [Fact]
    public void A_broken_page_is_named_and_the_others_go_on()
    {
        Write("pages.jsonl", Page("a") + "{broken\n" + Page("a") + Page("b"));
        var said = Import([new Label { Id = "a", Url = "", Flag = true }, new Label { Id = "b", Url = "", Flag = false }], ["pages.jsonl", "no-such-folder"]);
        Lines().Length.ShouldBe(2);
        said.ShouldContain("3 pages left out");
        said.ShouldContain("no-such-folder");
    }

    [Theory]
    [InlineData("labels.csv", "id,flag\na,maybe\n", "line 2: flag is 'maybe'")]
    [InlineData("labels.csv", "name,flag\na,1\n", "line 2 names no page")]
    [InlineData("labels.jsonl", "{\"id\":\"a\",\"decision\":\"perhaps\"}\n", "line 1: the decision 'perhaps'")]
    [InlineData("labels.jsonl", "{\"id\":\n", "line 1 is not JSON")]
    public void A_label_that_says_nothing_is_refused_by_line(string file, string content, string says) =>
        Should.Throw<TrainingException>(() => Labels.Read(Write(file, content))).Message.ShouldContain(says);

    [Fact]
    public void Labels_that_find_no_page_at_all_say_what_to_compare()
    {
        Write("pages.jsonl", Page("a"));
        Should.Throw<TrainingException>(() => Import([new Label { Id = "z", Url = "", Flag = true }], ["pages.jsonl"])).Message.ShouldContain("by id");
    }

    [Fact]
    public void Suggested_pages_are_doubtful_and_one_of_each_site_and_template()
    {
        var made = Made.Table();
        var model = Trainer.Run(made, Made.Recipe).Model;
        // Thirty pages nobody labelled on ten sites, three of equal numbers each; one more site is the double of another.
        var open = made.Rows.Where(row => row is { Twin: false, Masked: true, Flag: false }).Take(30).Select((row, i) => row with { Id = $"open-{i}", Url = "", Group = $"open-site-{i / 3}", Flag = null, Values = [0.30f + i / 3 * 0.04f, i / 3 / 10f, float.NaN, 1] }).ToArray();
        var table = new FeatureTable(made.Columns, [.. made.Rows, .. open, open[0] with { Id = "double", Group = "elsewhere" }]);

        var report = SuggestCommand.Run(table, Made.Recipe, model, 50);

        report.Rows.Count.ShouldBeInRange(3, 10);
        report.Rows.Select(row => row[2]).ShouldBeUnique();
        report.Rows.ShouldAllBe(row => ((string)row[0]!).StartsWith("open-") || (string)row[0]! == "double");
        Should.Throw<TrainingException>(() => SuggestCommand.Run(made, Made.Recipe, model, 5)).Message.ShouldContain("import --all");
    }

    private static string Page(string id) => JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal) { ["id"] = id, ["url"] = $"https://{id}.example/", ["html"] = $"<html><body>{id}</body></html>" }) + "\n";

    private string Write(string name, string content)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    private string Import(IReadOnlyList<Label> labels, string[] pages)
    {
        using var said = new StringWriter();
        ImportCommand.Run(labels, [.. pages.Select(page => Path.Combine(_folder, page))], "mine", Path.Combine(_folder, "corpus", "mine.jsonl.gz"), all: false, said);
        return said.ToString();
    }

    private CorpusPage[] Lines() => [.. CorpusFiles.Lines(Path.Combine(_folder, "corpus")).Select(line => line.Page.ShouldNotBeNull(line.Problem))];
}
