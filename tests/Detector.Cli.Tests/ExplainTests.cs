using System.Text;
using System.Text.Json;
using Detector.Cli.Explaining;
using Detector.Cli.Showing;
using Detector.Pages;
using Detector.Signals;
using Detector.Verdicts;

namespace Detector.Cli.Tests;

public sealed class ExplainTests : IDisposable
{
    private readonly Runs _runs = new();

    [Fact]
    public void A_verdict_is_told_in_the_order_a_person_asks()
    {
        var output = new StringWriter { NewLine = "\n" };
        new Explanation(new Screen(80, Colours: false), Signals(), 0.62).Write("farm.txt", null, Fake([.. Told(), Unknown()]), Everything(), output);
        output.ToString().ShouldBe(Golden);
    }

    [Fact]
    public void Nothing_a_page_says_reaches_the_terminal_as_a_command()
    {
        var hostile = "\e]0;owned\a\e[2J [red]not markup[/] \u009b31m \u202Egnp.exe\r\nnext";
        var output = new StringWriter { NewLine = "\n" };
        Reason[] reasons = [Told()[0] with { Says = hostile, Evidence = [new Quote("body", hostile, -1, 0)] }];
        new Explanation(new Screen(80, Colours: false), Signals(), 0.62).Write(hostile, hostile, Fake(reasons) with { Notes = [hostile] }, reasons, output);
        output.ToString().ShouldNotContain('\e');
        output.ToString().ShouldNotContain('\a');
        output.ToString().ShouldNotContain('\u009b');
        output.ToString().ShouldNotContain('\u202E');
        output.ToString().ShouldNotContain('\r');
        output.ToString().ShouldContain("[red]not markup[/]");
    }

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(100)]
    public void No_line_is_wider_than_the_terminal(int width)
    {
        var output = new StringWriter { NewLine = "\n" };
        var wide = string.Concat(Enumerable.Repeat("漢字とかな混じりの見出し", 20));
        Reason[] reasons = [Told()[0] with { Says = wide, Evidence = [new Quote("body", new string('x', 160), 0, 160)] }];
        new Explanation(new Screen(width, Colours: false), Signals(), 0.62).Write("farm.txt", "https://a.example/" + new string('y', 200), Fake(reasons), reasons, output);
        foreach (var line in output.ToString().Split('\n')) Shown.Cells(line).ShouldBeLessThanOrEqualTo(width, line);
    }

    [Fact]
    public void A_flagged_page_is_exit_1_and_plain_when_redirected()
    {
        var ran = _runs.Run("explain", _runs.Add("farm.txt", Runs.Farm), "--model", _runs.Model);
        ran.Exit.ShouldBe(1, ran.Errors);
        ran.Output.ShouldNotContain("\e");
        ran.Output.ShouldContain("Speaks for flagging");
        ran.Output.ShouldContain("2025-04-16 03:27:51");
    }

    [Fact]
    public void Standard_input_is_explained_with_the_address_given()
    {
        var ran = _runs.Run(["explain", "-", "--url", "https://wetherbydownpost.example/pool/", "--json", "--model", _runs.Model], Encoding.UTF8.GetBytes(Runs.Honest));
        ran.Exit.ShouldBe(0, ran.Errors);
        var line = JsonDocument.Parse(ran.Output).RootElement;
        line.GetProperty("url").GetString().ShouldBe("https://wetherbydownpost.example/pool/");
        var sum = line.GetProperty("base").GetDouble() + line.GetProperty("reasons").EnumerateArray().Sum(reason => reason.GetProperty("contribution").GetDouble());
        sum.ShouldBe(line.GetProperty("margin").GetDouble(), 1e-4);
    }

    [Fact]
    public void A_page_out_of_json_lines_is_chosen_by_its_id()
    {
        var path = _runs.Add("pages.jsonl", "{\"id\":\"a\",\"text\":\"too short\"}\n{\"id\":\"b\",\"html\":" + JsonSerializer.Serialize(Runs.Honest) + "}\n");
        _runs.Run("explain", path, "--id", "b", "--model", _runs.Model).Exit.ShouldBe(0);
        _runs.Run("explain", path, "--model", _runs.Model).Errors.ShouldContain("Say which with --id (the first is 'a')");
        _runs.Run("explain", path, "--id", "c", "--model", _runs.Model).Errors.ShouldContain("no page with the id 'c'");
    }

    [Fact]
    public void A_page_that_cannot_be_judged_is_exit_2_and_says_why()
    {
        var ran = _runs.Run("explain", _runs.Add("a.html", "<p>Three words only"), "--model", _runs.Model);
        ran.Exit.ShouldBe(2);
        ran.Output.ShouldContain("not judged: too-short");
        ran = _runs.Run("explain", "nowhere.html", "--model", _runs.Model);
        ran.Exit.ShouldBe(2);
        ran.Errors.ShouldContain("There is no file or folder 'nowhere.html'");
    }

    public void Dispose() => _runs.Dispose();

    private static Signal[] Signals() =>
    [
        Made("about-page", "An about page", Direction.FarmLow),
        Made("counter-widgets", "Counter widgets", Direction.FarmHigh),
        Made("host-agrees", "The brand stands in the host", Direction.FarmLow) with { NeedsAddress = true },
        Made("leaked-prompt", "A leaked prompt", Direction.FarmHigh),
        Made("new-mark", "A mark nobody knew", Direction.FarmHigh),
        Made("shown-seconds", "The date has seconds", Direction.FarmHigh),
    ];

    private static Signal Made(string name, string title, Direction direction) => new()
    {
        Name = name, Family = Family.Text, Title = title, Says = "", Direction = direction, Unit = Unit.Count, Source = "", Quiet = "", Measure = static _ => Measurement.Nothing,
    };

    private static Reason[] Told() =>
    [
        new("shown-seconds", Family.Dates, 1, 2.125, "The date shown to readers is a database's, to the second, which no reader has a use for and few editors would print", [new Quote("dates", "Date:2025-04-16 03:27:51", 12, 24)], true),
        new("about-page", Family.Authorship, 1, -0.5, "There is an about page", [], true),
    ];

    private static Reason[] Everything() =>
    [
        .. Told(),
        new("counter-widgets", Family.Structure, 0, -0.25, "", [], true),
        new("host-agrees", Family.Brand, -1, 0.125, "", [], true),
        new("leaked-prompt", Family.Text, 0, 0, "", [], true),
        Unknown(),
    ];

    private static Reason Unknown() => new("new-mark", Family.Text, 3, 0, "A mark that was found three times", [new Quote("body, paragraph 2", "markmarkmark", 40, 12)], false);

    private static Judged Fake(IReadOnlyList<Reason> reasons) => new()
    {
        Kind = Kind.FarmTemplate, Flagged = true, Probability = 0.934, Copied = Copied.ByItsOwnMarks, Authorised = Authorised.NotShown, PageKind = PageKind.Article, Language = "en", Margin = 0.5, Base = -1,
        Reasons = reasons, Model = "0123456789abcdef", Notes = ["Three marks of a template stand around the text.", "The page's address is not known, so nothing could be held against the host."],
    };

    private const string Golden = """
        farm-template  flagged  probability 0.93
        Made by the template of a content farm.

          Page        farm.txt
          Address     not known – signals that need it kept quiet; give it with --url
          Read as     article, en
          Copied      by-its-own-marks – the page itself shows that the text is an
                      agency's or another outlet's
          Authorised  not-shown – no right to the text is shown
          Quality     0.93 – chance that a moderator would want to see it; flagged from
                      0.62

        Speaks for flagging
          +2.13  The date shown to readers is a database's, to the second, which no
                 reader has a use for and few editors would print
                   dates: “Date:2025-04-16 03:27:51”
                   shown-seconds = 1

        Speaks against
          −0.50  There is an about page
                   about-page = 1

        All signals of a family together
          dates +2.13, authorship −0.50, structure −0.25, brand +0.13

        Looked for and not found
          marks of a farm: counter widgets; a leaked prompt

        Seen, but the model has not been taught it yet
              ·  A mark that was found three times
                   body, paragraph 2: “markmarkmark”
                   new-mark = 3

        Kept quiet
          1 of 6 signals had nothing to measure on this page, 1 of them for want of its
          address.

        How sure, and why not surer
          - Three marks of a template stand around the text.
          - The page's address is not known, so nothing could be held against the host.

        margin 0.50 = -1.00 for a page of which nothing is known + 1.63 for the reasons
        above − 0.13 for all other signals; model 0123456789abcdef

        """;
}
