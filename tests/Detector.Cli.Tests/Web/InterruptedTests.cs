using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Detector.Desk.Runs;
using Detector.Sources;
using Detector.Testing;

namespace Detector.Cli.Tests.Web;

/// <summary>A run that is killed, stopped, and goes on: nothing recorded is fetched again, nothing is lost.</summary>
public sealed class InterruptedTests : IAsyncDisposable
{
    private const int Hosts = 10;
    private const int Pages = 400;
    private const int Kills = 20;

    private readonly Runs _runs = new();
    private readonly LoopbackWeb _web = new(static asked => asked.Path == "/robots.txt" ? Reply.Of(404)
        : Reply.Html(Runs.Honest.Replace("Saturday", $"day {asked.Path[1..]}", StringComparison.Ordinal)) with { Wait = TimeSpan.FromMilliseconds(asked.Path.Length * 3) });

    private readonly string _list;
    private readonly string _run;
    private readonly string _archive;

    public InterruptedTests()
    {
        _list = Path.Combine(_runs.Root, "list.txt");
        _run = Path.Combine(_runs.Root, "a.run");
        _archive = Path.Combine(_runs.Root, "a.warc.gz");
    }

    private string[] Begin(int pages, string delay)
    {
        _runs.Add("list.txt", string.Concat(Enumerable.Range(0, pages).Select(i => _web.Url($"h{i % Hosts}.example", $"/{i}") + "\n")));
        return ["scan", "--urls", _list, "--run", _run, "--save-warc", _archive, "--model", _runs.Model, "--hosts", _runs.Add("hosts", "127.0.0.1 *.example\n"), "--allow-private", "--delay", delay, "--at-once", "8", "--robots", "ignore"];
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _web.DisposeAsync();
        _runs.Dispose();
    }

    [Fact]
    public async Task A_run_killed_twenty_times_has_one_final_record_of_each_address()
    {
        var begin = Begin(Pages, "0.3");
        var random = new Random(20);
        var alive = 0;
        var printed = new List<string>();
        var checks = new List<(int From, HashSet<string> Final)>();
        for (var kill = 0; kill < Kills; kill++)
        {
            using var process = _runs.Start(File.Exists(_run) ? ["scan", "--resume", _run] : begin);
            process.StandardInput.Close();
            var errors = process.StandardError.ReadToEndAsync(Stop);
            var told = new ConcurrentQueue<string>();
            var telling = Task.Run(async () =>
            {
                while (await process.StandardOutput.ReadLineAsync(Stop) is { } line) told.Enqueue(line);
            }, Stop);
            // Some die while they start, some with their first questions under way, most while they record.
            if (kill % 5 == 2) await Task.Delay(random.Next(1_500), Stop);
            else if (kill % 5 == 4)
            {
                var asked = _web.Log.Count + random.Next(1, 25);
                await Until(() => _web.Log.Count >= asked, process);
            }
            else
            {
                var lines = random.Next(1, 20);
                await Until(() => told.Count >= lines, process);
            }
            await Task.Delay(random.Next(40), Stop);
            if (!process.HasExited) alive++;
            process.Kill();
            await process.WaitForExitAsync(Stop);
            await errors;
            await telling;
            var ids = Ids(string.Join('\n', told));
            printed.AddRange(ids);
            var recorded = File.Exists(_run) && new FileInfo(_run).Length > 0 ? await Final() : [];
            ids.ShouldAllBe(id => recorded.Contains(id), "What is told has been recorded.");
            checks.Add((_web.Log.Count, recorded));
        }

        var last = _runs.Run("scan", "--resume", _run);

        last.Errors.ShouldNotContain("bug");
        printed.AddRange(Ids(last.Output));
        printed.Count.ShouldBe(printed.Distinct(StringComparer.Ordinal).Count(), "No result is told twice.");
        var store = await RunStore.OpenAsync(_run, Stop);
        var counts = await store.CountAsync(Stop);
        (counts.Pages, counts.Pending, counts.Errors.Count).ShouldBe((Pages, 0, 0));
        await foreach (var page in store.PagesAsync(Stop))
        {
            (await store.VerdictsAsync(page.Id, Stop)).Count.ShouldBe(1);
            page.Status.ShouldBe(200);
        }
        // By the server's log: what had its record at a kill was never asked for after it, and only what was under way at a kill was asked for again.
        var log = _web.Log;
        foreach (var (from, final) in checks)
            log.Skip(from + 16).Where(line => line.Asked.Path != "/robots.txt" && final.Contains(_web.Url(line.Asked.Host, line.Asked.Path))).ShouldBeEmpty();
        log.Count(static line => line.Asked.Path != "/robots.txt").ShouldBeLessThan(Pages + (Kills * 80));
        // On a machine so busy that a scan is done before it is killed there is less to see, but never nothing.
        alive.ShouldBeGreaterThan(Kills / 2);
        checks.Select(static check => check.Final.Count).Distinct().Count().ShouldBeGreaterThan(3);
        // The archive is whole, and holds each page once.
        var seen = PageSources.Of(_archive).Read(new SourceProgress(), Stop).Select(static item => item.ShouldBeOfType<SourcePage>().Request.Url!).ToList();
        seen.Order(StringComparer.Ordinal).ShouldBe((await File.ReadAllLinesAsync(_list, Stop)).Order(StringComparer.Ordinal));
    }

    // proc(5): SigIgn is a mask, the first signal its lowest bit.
    private static bool IsIgnored(int signal) =>
        File.Exists("/proc/self/status") && File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)) is { } mask
        && (ulong.Parse(mask[7..].Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) >> (signal - 1) & 1) == 1;

    [Theory]
    [InlineData(2)]
    [InlineData(15)]
    public async Task A_run_that_is_stopped_says_how_to_go_on_and_does(int signal)
    {
        Assert.SkipWhen(IsIgnored(signal), "What started the tests ignores this signal, and so does what they start: a shell's background job, for one.");
        using var process = _runs.Start(Begin(120, "0.1"));
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(Stop);
        var errors = process.StandardError.ReadToEndAsync(Stop);
        await Until(() => _web.Log.Count >= 30, process);
        using (var kill = Process.Start("kill", [$"-{signal.ToString(CultureInfo.InvariantCulture)}", process.Id.ToString(CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync(Stop);
        await process.WaitForExitAsync(Stop);

        process.ExitCode.ShouldBe(130, await errors);
        (await errors).ShouldContain($"Go on with: detector scan --resume {_run}");
        var first = Ids(await output);
        // Whatever the server answered to the end has its record: a stop throws nothing away.
        var answered = _web.Log.Select(static line => line.Asked.Path).Where(static path => path != "/robots.txt").ToList();
        answered.Count.ShouldBe(first.Count);

        var last = _runs.Run("scan", "--resume", _run);

        last.Exit.ShouldBe(0, last.Errors);
        Ids(last.Output).Concat(first).Order(StringComparer.Ordinal).ShouldBe((await File.ReadAllLinesAsync(_list, Stop)).Order(StringComparer.Ordinal));
        _web.Log.Count(static line => line.Asked.Path != "/robots.txt").ShouldBe(120, "Nothing was fetched twice.");
    }

    [Fact]
    public async Task A_run_is_scanned_by_one_process_at_a_time()
    {
        using var process = _runs.Start(Begin(Pages, "5"));
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(Stop);
        var errors = process.StandardError.ReadToEndAsync(Stop);
        await Until(() => _web.Log.Count >= 5, process);

        var second = _runs.Run("scan", "--resume", _run);

        second.Exit.ShouldBe(2);
        second.Errors.ShouldContain("Another process is scanning");
        process.Kill();
        await process.WaitForExitAsync(Stop);
        await output;
    }

    private static async Task Until(Func<bool> reached, Process process)
    {
        var deadline = Stopwatch.StartNew();
        while (!reached() && !process.HasExited)
        {
            deadline.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(2), "The scan does not come on.");
            await Task.Delay(5, Stop);
        }
    }

    private async Task<HashSet<string>> Final()
    {
        var store = await RunStore.OpenAsync(_run, Stop);
        var final = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var asked in store.DoneAsync(Stop)) final.Add(asked);
        return final;
    }

    private static List<string> Ids(string output) => [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(static line => line.EndsWith('}')).Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetString()!)];
}
