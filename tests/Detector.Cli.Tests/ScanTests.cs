using System.Text;
using System.Text.Json;

namespace Detector.Cli.Tests;

public sealed class ScanTests : IDisposable
{
    private readonly Runs _runs = new();

    [Fact]
    public void Nothing_flagged_is_exit_0()
    {
        _runs.Add("honest.html", Runs.Honest);
        var ran = _runs.Scan();
        ran.Exit.ShouldBe(0, ran.Errors);
        ran.Errors.ShouldContain("0 flagged, 1 not flagged, 0 not judged");
    }

    [Fact]
    public void Something_flagged_is_exit_1_and_a_line_says_all_of_it()
    {
        _runs.Add("farm.txt", Runs.Farm);
        _runs.Add("addresses.csv", "file,url\nfarm.txt,https://kite.fastbusan.example/html/61b499862.html\n");
        var ran = _runs.Scan();
        ran.Exit.ShouldBe(1, ran.Errors);
        var line = JsonDocument.Parse(ran.Lines.ShouldHaveSingleItem()).RootElement;
        line.GetProperty("id").GetString()!.ShouldEndWith("farm.txt");
        line.GetProperty("url").GetString().ShouldBe("https://kite.fastbusan.example/html/61b499862.html");
        line.GetProperty("flagged").GetBoolean().ShouldBeTrue();
        line.GetProperty("probability").GetDouble().ShouldBeInRange(0.7, 1);
        foreach (var name in new[] { "kind", "copied", "authorised", "page_kind", "language", "model" }) line.GetProperty(name).GetString().ShouldNotBeNull();
        var reason = line.GetProperty("reasons")[0];
        reason.GetProperty("signal").GetString().ShouldNotBeNullOrEmpty();
        reason.GetProperty("contribution").GetDouble().ShouldBeGreaterThan(0);
        reason.GetProperty("value").GetDouble().ShouldBeGreaterThan(0);
        reason.GetProperty("says").GetString().ShouldNotBeNullOrEmpty();
        reason.GetProperty("evidence")[0].GetProperty("words").GetString().ShouldNotBeNullOrEmpty();
        reason.GetProperty("evidence")[0].GetProperty("where").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void Only_flagged_pages_are_written_when_asked_and_all_are_counted()
    {
        _runs.Add("a.html", Runs.Honest);
        _runs.Add("b.txt", Runs.Farm);
        var ran = _runs.Scan("--only", "flagged");
        ran.Lines.ShouldHaveSingleItem().ShouldContain("b.txt");
        ran.Errors.ShouldContain("1 flagged, 1 not flagged");
    }

    [Fact]
    public void A_file_takes_the_results_in_the_format_its_ending_names()
    {
        _runs.Add("a.html", Runs.Honest);
        var csv = _runs.Model + ".csv";
        var ran = _runs.Scan("--out", csv);
        ran.Output.ShouldBeEmpty();
        var lines = File.ReadAllLines(csv);
        File.Delete(csv);
        lines[0].ShouldStartWith("id,url,kind,flagged,probability");
        lines[1].ShouldContain("ordinary,false,");
    }

    [Fact]
    public void A_table_has_a_row_a_page()
    {
        _runs.Add("farm.txt", Runs.Farm);
        var ran = _runs.Scan("--format", "table");
        ran.Exit.ShouldBe(1, ran.Output + ran.Errors);
        var lines = ran.Lines;
        lines[0].ShouldStartWith("kind");
        lines[1].ShouldContain("farm.txt");
        lines[1].ShouldNotContain("\e");
    }

    [Fact]
    public void Results_come_in_input_order_and_do_not_depend_on_the_number_of_threads()
    {
        var lines = new StringBuilder();
        for (var i = 0; i < 300; i++)
            lines.Append(JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal) { ["id"] = $"p{i}", ["html"] = (i % 3 == 0 ? Runs.Farm : Runs.Honest) + new string('.', i * 37 % 5000) })).Append('\n');
        _runs.Add("pages.jsonl", lines.ToString());
        var one = _runs.Scan("--threads", "1");
        var many = _runs.Scan("--threads", "7");
        one.Lines.Length.ShouldBe(300);
        one.Lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetString()).ShouldBe(Enumerable.Range(0, 300).Select(i => $"p{i}"));
        many.Output.ShouldBe(one.Output);
    }

    [Fact]
    public void Standard_input_is_scanned()
    {
        var ran = _runs.Run(["scan", "-", "--model", _runs.Model], Encoding.UTF8.GetBytes("{\"id\":\"x\",\"html\":" + JsonSerializer.Serialize(Runs.Honest) + "}\n"));
        ran.Exit.ShouldBe(0, ran.Errors);
        ran.Lines.ShouldHaveSingleItem().ShouldStartWith("{\"id\":\"x\"");
    }

    [Fact]
    public async Task Ctrl_C_leaves_whole_lines_and_says_how_far_it_came()
    {
        if (OperatingSystem.IsWindows()) return;
        using var process = _runs.Start("scan", "-", "--model", _runs.Model, "--threads", "2");
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var line = Encoding.UTF8.GetBytes("{\"id\":\"x\",\"html\":" + JsonSerializer.Serialize(Runs.Honest) + "}\n");
        for (var i = 0; i < 50; i++) process.StandardInput.BaseStream.Write(line);
        await process.StandardInput.BaseStream.FlushAsync(TestContext.Current.CancellationToken);
        // Standard input stays open: the program is reading when the signal comes.
        (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)).ShouldStartWith("{");
        using (var kill = System.Diagnostics.Process.Start("kill", ["-INT", $"{process.Id}"])) await kill.WaitForExitAsync(TestContext.Current.CancellationToken);

        var rest = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        process.WaitForExit(TimeSpan.FromSeconds(30)).ShouldBeTrue("Ctrl-C did not end the program.");
        process.ExitCode.ShouldBe(130);
        foreach (var written in rest.Split('\n', StringSplitOptions.RemoveEmptyEntries)) JsonDocument.Parse(written).RootElement.GetProperty("id").GetString().ShouldBe("x");
        (await errors).ShouldContain("Stopped early. The last page done is x");
    }

    [Fact]
    public void A_closed_pipe_ends_the_run_quietly()
    {
        if (OperatingSystem.IsWindows()) return;
        _runs.Add("pages.jsonl", string.Concat(Enumerable.Repeat("{\"html\":" + JsonSerializer.Serialize(Runs.Honest) + "}\n", 2000)));
        using var process = _runs.Start("scan", _runs.Root, "--model", _runs.Model);
        process.StandardOutput.ReadLine();
        process.StandardOutput.Close();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit(TimeSpan.FromSeconds(60)).ShouldBeTrue();
        errors.ShouldNotContain("Unhandled");
    }

    [Theory]
    [InlineData("scan")]
    [InlineData("nonsense")]
    [InlineData("scan x --format xml")]
    [InlineData("scan x --threads 0")]
    [InlineData("scan x --reasons some")]
    [InlineData("explain")]
    [InlineData("signals nonsense")]
    public void Wrong_usage_is_exit_2_with_a_sentence(string arguments)
    {
        var ran = _runs.Run(arguments.Split(' '));
        ran.Exit.ShouldBe(2);
        ran.Errors.ShouldStartWith("detector: ");
        ran.Errors.ShouldNotContain("   at ");
    }

    [Fact]
    public void A_model_that_does_not_fit_is_exit_2_and_names_every_mismatch()
    {
        var misfit = File.ReadAllText(_runs.Model).Replace("counter-widgets", "counter-of-widgets", StringComparison.Ordinal);
        _runs.Add("a.html", Runs.Honest);
        var ran = _runs.Run("scan", _runs.Root, "--model", _runs.Add("misfit.model", misfit));
        ran.Exit.ShouldBe(2);
        ran.Output.ShouldBeEmpty();
        ran.Errors.ShouldContain("'counter-of-widgets' is not a signal of this version");
    }

    [Fact]
    public void Signatures_that_cannot_be_used_are_exit_2()
    {
        var ran = _runs.Scan("--signatures", _runs.Add("broken.signatures", "{"));
        ran.Exit.ShouldBe(2);
        ran.Errors.ShouldStartWith("detector: The signatures ");
        ran.Errors.ShouldNotContain("   at ");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("not json")]
    public void A_file_that_is_no_model_is_exit_2(string content)
    {
        var ran = _runs.Run("scan", _runs.Root, "--model", _runs.Add("broken.model", content));
        ran.Exit.ShouldBe(2);
        ran.Errors.ShouldStartWith("detector: ");
        ran.Errors.ShouldContain("broken.model");
    }

    public void Dispose() => _runs.Dispose();
}
