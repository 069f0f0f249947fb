using System.Net;
using System.Text.Json;
using Detector.Desk.Runs;
using Detector.Desk.Tests;

namespace Detector.Cli.Tests;

/// <summary>The commands that show a run, act on it and teach with it.</summary>
public sealed class DeskTests : IDisposable
{
    private readonly Runs _runs = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _runs.Dispose();
    }

    [Fact]
    public async Task A_report_is_written_in_every_form()
    {
        var run = await DecidedAsync();

        var ran = _runs.Run("report", run, "--html", "out", "--csv", "a.csv", "--json", "a.jsonl", "--markdown", "a.md");

        ran.Exit.ShouldBe(0, ran.Errors);
        (await ReadAsync("out/report.html")).ShouldContain("require-trusted-types-for");
        (await ReadAsync("a.csv")).Split("\r\n").Length.ShouldBe(11);
        JsonDocument.Parse((await ReadAsync("a.jsonl")).Split('\n')[0]).RootElement.GetProperty("decision").GetString().ShouldBe("confirmed");
        (await ReadAsync("a.md")).ShouldContain("| flagged | 6 |");
        _runs.Run("report", run).Output.ShouldContain("| farm-template | 4 |");
    }

    [Fact]
    public async Task Confirmed_sites_are_exported_and_the_allow_list_wins()
    {
        var run = await DecidedAsync();

        var first = _runs.Run("export", run, "--format", "domains", "--out", "first.txt");
        first.Exit.ShouldBe(0, first.Errors);
        (await ReadAsync("first.txt")).ShouldBe("doors.example\nkit.example\n");

        _runs.Run("allow", run, "doors.example", "--reason", "appeal granted", "--who", "ada").Exit.ShouldBe(0);
        var after = _runs.Run("export", run, "--format", "ublacklist");
        after.Output.ShouldContain("*://*.kit.example/*");
        after.Output.ShouldNotContain("*://*.doors.example/*");
        after.Errors.ShouldContain("appeal granted");
        _runs.Run("export", run, "--format", "domains", "--since", "first.txt").Output.ShouldBe("- doors.example  # allowed by ada: appeal granted\n");
        _runs.Run("export", run, "--format", "domains", "--since", "none.txt").Exit.ShouldBe(2);
    }

    [Fact]
    public async Task Decisions_become_labels_and_a_page_its_dossier()
    {
        var run = await DecidedAsync();

        var labels = _runs.Run("labels", run);
        labels.Lines.Length.ShouldBe(3);
        labels.Lines[0].ShouldContain("\"decision\":\"confirm\"");

        var dossier = _runs.Run("dossier", run, "https://one.kit.example/html/61b4.html", "--out", "d");
        dossier.Exit.ShouldBe(0, dossier.Errors);
        (await ReadAsync("d/dossier-1.html")).ShouldContain("Ferry is hauled ashore");
        JsonDocument.Parse(await ReadAsync("d/dossier-1.json")).RootElement.GetProperty("standing").GetString().ShouldBe("confirmed");
        _runs.Run("dossier", run, "nothing").Errors.ShouldContain("has no page 'nothing'");
    }

    [Fact]
    public async Task The_review_site_is_served_until_it_is_stopped()
    {
        var run = await DecidedAsync();
        using var process = _runs.Start("review", run, "--no-browser");
        var address = await process.StandardOutput.ReadLineAsync(Stop);
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = true }) { BaseAddress = new Uri(address!) };

        (await client.GetStringAsync("/", Stop)).ShouldContain("Who decides?");

        if (OperatingSystem.IsWindows())
        {
            process.Kill();
            return;
        }
        using var kill = System.Diagnostics.Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        process.WaitForExit(TimeSpan.FromSeconds(60)).ShouldBeTrue();
        process.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_decision_that_was_acknowledged_survives_a_kill_that_follows_at_once()
    {
        var run = await DecidedAsync();
        using var process = _runs.Start("review", run, "--no-browser");
        var address = await process.StandardOutput.ReadLineAsync(Stop);
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(address!) };
        await PostAsync("/sign-in", "/sign-in", ("name", "ada"), ("to", "/"));

        var answer = await PostAsync("/case/2?show=all", "/case/2", ("what", "confirm"), ("seen", "0"), ("verdict", "2"), ("scope", "page"), ("why", "seen"));
        process.Kill();
        await process.WaitForExitAsync(Stop);

        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        var store = await RunStore.OpenAsync(run, Stop);
        (await store.DecisionsAsync(stop: Stop)).Select(decision => (decision.PageId, decision.Who, decision.Why)).ShouldContain((2, "ada", "seen"));

        async Task<HttpResponseMessage> PostAsync(string form, string to, params (string Name, string Value)[] fields)
        {
            var page = await client.GetStringAsync(form, Stop);
            const string before = "name=\"proof\" value=\"";
            var start = page.LastIndexOf(before, StringComparison.Ordinal) + before.Length;
            var proof = WebUtility.HtmlDecode(page[start..page.IndexOf('"', start)]);
            return await client.PostAsync(to, new FormUrlEncodedContent([.. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)), KeyValuePair.Create("proof", proof)]), Stop);
        }
    }

    [Fact]
    public async Task Beyond_loopback_a_review_wants_a_moderator()
    {
        var run = await DecidedAsync();

        _runs.Run("review", run, "--bind", "0.0.0.0", "--no-browser").Errors.ShouldContain("detector moderator add");
        _runs.Run("review", run, "--bind", "everywhere").Errors.ShouldContain("wants an IP address");
        _runs.Run("moderator", "add", run, "ada").Lines[0].Length.ShouldBe(64);
        _runs.Run("moderator", "list", run).Output.ShouldStartWith("ada\t");
        _runs.Run("moderator", "revoke", run, "ben").Errors.ShouldContain("No moderator is called 'ben'");
    }

    [Fact]
    public async Task An_older_run_is_judged_again()
    {
        var run = await DecidedAsync();

        var ran = _runs.Run("rejudge", run, "--model", _runs.Model);

        ran.Exit.ShouldBe(0, ran.Errors);
        ran.Errors.ShouldContain("9 from their stored text");
        var store = await RunStore.OpenAsync(run, Stop);
        (await store.VerdictsAsync(1, Stop)).Count.ShouldBe(2);
    }

    [Fact]
    public void A_run_that_is_none_is_told_in_a_sentence()
    {
        var none = _runs.Run("report", "none.run");
        none.Exit.ShouldBe(2);
        none.Errors.ShouldContain("There is no run");
        _runs.Run("report", _runs.Add("letter.txt", new string('x', 5_000))).Errors.ShouldContain("is no run");
    }

    private async Task<string> DecidedAsync()
    {
        var path = Path.Combine(_runs.Root, "morning.run");
        var store = await MadeRun.SmallAsync(path, Stop);
        await store.DecideAsync([new Wanted(1, 0, 1), new Wanted(5, 0, 5)], "ada", Decided.Confirm, "why", MadeRun.Now, Stop);
        await store.DecideAsync([new Wanted(9, 0, 9)], "ada", Decided.Reject, null, MadeRun.Now, Stop);
        return path;
    }

    private Task<string> ReadAsync(string name) => File.ReadAllTextAsync(Path.Combine(_runs.Root, name), Stop);
}
