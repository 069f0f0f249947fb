using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Detector.Api.Running;
using Detector.Models;
using Detector.Scanning;
using Detector.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Detector.Api.Tests;

public class RunningTests
{
    [Fact]
    public async Task A_model_is_replaced_under_load_without_a_failed_request_and_each_answer_names_its_own()
    {
        await using var service = await Service.Start(("Model", await OtherModel(0.5)));
        var path = service.Services.GetRequiredService<Settings.ApiSettings>().Model!;
        var current = service.Services.GetRequiredService<Current>();
        var models = new HashSet<string> { current.Detector.Model.Id };
        using var stop = new CancellationTokenSource();
        var answered = Enumerable.Range(0, 4).Select(caller => Task.Run(async () =>
        {
            var seen = new List<(string Model, double Probability)>();
            while (!stop.IsCancellationRequested)
            {
                using var answer = await service.Post("/v1/score", Made.Story(1), "text/html");
                answer.StatusCode.ShouldBe(HttpStatusCode.OK);
                var json = await answer.Json();
                seen.Add((json.Text("model"), json.GetProperty("probability").GetDouble()));
            }
            return seen;
        })).ToList();
        for (var swap = 0; swap < 6; swap++)
        {
            File.Copy(await OtherModel(0.6 + swap / 20.0), path, overwrite: true);
            current.Reload().ShouldBeNull();
            models.Add(current.Detector.Model.Id);
            await Task.Delay(100);
        }
        await stop.CancelAsync();

        var all = (await Task.WhenAll(answered)).SelectMany(seen => seen).ToList();
        models.Count.ShouldBe(7);
        all.Select(one => one.Model).Distinct().ShouldBeSubsetOf(models);
        all.Select(one => one.Model).Distinct().Count().ShouldBeGreaterThan(2);
    }

    [Fact]
    public async Task A_new_model_is_taken_up_by_itself()
    {
        await using var service = await Service.Start(("Model", await OtherModel(0.5)));
        var before = (await (await service.Http.GetAsync("/v1/model")).Json()).Text("id");

        File.Copy(await OtherModel(0.7), service.Services.GetRequiredService<Settings.ApiSettings>().Model!, overwrite: true);

        await Eventually(async () => (await (await service.Http.GetAsync("/v1/model")).Json()).Text("id") != before);
    }

    [Fact]
    public async Task On_SIGHUP_the_model_is_read_again_even_where_its_file_looks_the_same()
    {
        if (OperatingSystem.IsWindows()) return;
        var path = await OtherModel(0.5);
        using var process = Started(out var address, out var log, "--model", path);
        using var http = new HttpClient { BaseAddress = address };
        var before = (await (await http.GetAsync("/v1/model")).Json()).Text("id");
        // As long and as old as the one before: looking at the file alone tells nothing.
        var written = File.GetLastWriteTimeUtc(path);
        File.Move(await OtherModel(0.7), path, overwrite: true);
        File.SetLastWriteTimeUtc(path, written);

        Process.Start("kill", $"-HUP {process.Id}").WaitForExit();

        await Eventually(async () => (await (await http.GetAsync("/v1/model")).Json()).Text("id") != before);
        await Eventually(() => Task.FromResult(log().Contains("gave its place", StringComparison.Ordinal)));
        await End(process);
    }

    [Fact]
    public async Task New_signatures_are_taken_up_by_themselves()
    {
        await using var resource = typeof(Model).Assembly.GetManifestResourceStream("Detector.Resources.signatures.json")!;
        var all = (await JsonNode.ParseAsync(resource))!;
        var path = Path.Combine(Directory.CreateTempSubdirectory("detector-signatures-").FullName, "signatures.json");
        await File.WriteAllTextAsync(path, all.ToJsonString());
        await using var service = await Service.Start(("Signatures", path));
        (await Count()).ShouldBe(all["signatures"]!.AsArray().Count);

        all["signatures"] = new JsonArray(all["signatures"]![0]!.DeepClone());
        await File.WriteAllTextAsync(path, all.ToJsonString());

        await Eventually(async () => await Count() == 1);

        async Task<int> Count() => (await (await service.Http.GetAsync("/v1/version")).Json()).GetProperty("signatures").GetInt32();
    }

    [Fact]
    public async Task A_model_that_does_not_fit_is_named_and_the_old_one_stays()
    {
        await using var service = await Service.Start(("Model", await OtherModel(0.5)));
        var before = (await (await service.Http.GetAsync("/v1/model")).Json()).Text("id");

        await File.WriteAllTextAsync(service.Services.GetRequiredService<Settings.ApiSettings>().Model!, "{ \"not\": \"a model\" }");
        var refused = await service.Http.PostAsync("/v1/reload", null);

        await refused.ShouldBeProblem(409, "file-refused");
        (await (await service.Http.GetAsync("/v1/model")).Json()).Text("id").ShouldBe(before);
        var ready = await (await service.Http.GetAsync("/health/ready")).Json();
        ready.Text("status").ShouldBe("degraded");
        ready.GetProperty("faults").GetArrayLength().ShouldBe(1);
        (await service.Post("/v1/score", Made.Story(1), "text/html")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("PageSecond", "3", "PageSecond")]
    [InlineData("PageSeconds", "three", "PageSeconds")]
    [InlineData("PageSeconds", "0", "0.01 to 600")]
    [InlineData("Judges", "0", "1 to 1,024")]
    [InlineData("Queue", "-1", "0 to 100,000")]
    [InlineData("Streams", "0", "1 to 1,024")]
    [InlineData("Connections", "0", "1 to 100,000")]
    [InlineData("MaximumPageBytes", "99999999", "33,554,432")]
    [InlineData("MaximumLineBytes", "10", "1,024")]
    [InlineData("MaximumExpansion", "1", "2 to 10,000")]
    [InlineData("Keys", "/nowhere/keys.json", "key add")]
    [InlineData("Model", "/nowhere/model.json", "/nowhere/model.json")]
    [InlineData("Signatures", "/nowhere/signatures.json", "/nowhere/signatures.json")]
    [InlineData("Index", "", "Index")]
    [InlineData("Index", "/proc/nowhere", "/proc/nowhere")]
    public void A_setting_that_cannot_be_ends_the_start_with_a_sentence(string name, string value, string says)
    {
        var refused = Should.Throw<UsageException>(() => ApiHost.Make(new ApiHost.Start("http://127.0.0.1:0", null, [("Index", "none"), (name, value)])));

        refused.Message.ShouldContain(says);
    }

    [Fact]
    public async Task The_committed_document_is_what_the_service_says_of_itself()
    {
        await using var service = await Service.Start();

        var said = await service.Http.GetStringAsync("/openapi/v1.json");

        var path = Repository.PathOf("src/Detector.Api/openapi.json");
        if (Environment.GetEnvironmentVariable("DETECTOR_UPDATE") == "1") await File.WriteAllTextAsync(path, said);
        said.ShouldBe(await File.ReadAllTextAsync(path), "The document changed: look at the difference, then run the tests once with DETECTOR_UPDATE=1.");
        var document = JsonDocument.Parse(said).RootElement;
        document.Text("openapi").ShouldStartWith("3.1");
        var operations = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(operation => $"{operation.Name} {path.Name}")).ToList();
        operations.ShouldBe(
            ["post /v1/score", "post /v1/score/batch", "post /v1/score/warc", "post /v1/lookup", "get /v1/signals", "get /v1/model", "get /v1/version", "post /v1/articles", "delete /v1/articles", "post /v1/reload", "get /health/live", "get /health/ready"],
            ignoreOrder: true);
    }

    [Fact]
    public async Task Counts_and_logs_hold_no_address_and_no_word_of_a_page()
    {
        using var process = Started(out var address, out var log);
        using (var http = new HttpClient { BaseAddress = address })
        {
            for (var number = 0; number < 5; number++) await http.PostAsync($"/v1/score?url=https://secretplace.example/{number}", new StringContent(Made.Story(number), null, "text/html"));
            await http.PostAsync("/v1/score?url=https://secretplace.example/broken", new StringContent("{", null, "application/json"));
            var counts = await http.GetStringAsync("/metrics");
            counts.ShouldContain("detector_pages");
            counts.ShouldContain("outcome=\"ordinary\"");
            counts.ShouldContain("detector_page_duration");
            counts.ShouldNotContain("secretplace");
            counts.ShouldNotContain("Harbour");
        }
        await End(process);
        log().ShouldNotContain("secretplace");
        log().ShouldNotContain("harbour", Case.Insensitive);
    }

    [Fact]
    public async Task On_SIGTERM_what_was_taken_in_is_answered_and_the_stream_says_where_it_stopped()
    {
        if (OperatingSystem.IsWindows()) return;
        using var process = Started(out var address, out _, "--set", "DrainSeconds=20");
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, address.Port);
        var stream = client.GetStream();
        await stream.WriteAsync("POST /v1/score/batch HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray());
        var received = new StringBuilder();
        await Chunk(Made.Line(1) + "\n");
        await Until(() => received.ToString().Contains("\"id\":\"p1\"", StringComparison.Ordinal));
        Process.Start("kill", $"-TERM {process.Id}").WaitForExit();
        await Task.Delay(300);
        // The line that was on its way is answered, then the stream ends.
        await Chunk(Made.Line(2) + "\n");
        await Until(() => received.ToString().Contains("\"stopped\":\"stopping\"", StringComparison.Ordinal));
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        process.ExitCode.ShouldBe(0);

        async Task Chunk(string words)
        {
            var bytes = Encoding.UTF8.GetBytes(words);
            await stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes($"{bytes.Length:x}\r\n"), .. bytes, .. "\r\n"u8]);
        }

        async Task Until(Func<bool> there)
        {
            var buffer = new byte[64 * 1024];
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            while (!there())
            {
                var read = await stream.ReadAsync(buffer, patience.Token);
                read.ShouldBeGreaterThan(0, received.ToString());
                received.Append(Encoding.UTF8.GetString(buffer, 0, read));
            }
        }
    }

    [Fact]
    public void Wrong_usage_is_one_sentence_and_exit_code_2()
    {
        using var process = Process.Start(Command(["--urls", "http://0.0.0.0:0", "--index", "none"]))!;
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();

        process.ExitCode.ShouldBe(2);
        said.ShouldStartWith("detector-api: ");
        said.ShouldNotContain("   at ");
    }

    /// <summary>The shipped model with another threshold: another model, as good as the first.</summary>
    private static async Task<string> OtherModel(double threshold)
    {
        await using var resource = typeof(Model).Assembly.GetManifestResourceStream("Detector.Resources.model.json")!;
        var model = (await JsonNode.ParseAsync(resource))!;
        model["threshold"] = threshold;
        var path = Path.Combine(Directory.CreateTempSubdirectory("detector-model-").FullName, "model.json");
        await File.WriteAllTextAsync(path, model.ToJsonString());
        return path;
    }

    private static ProcessStartInfo Command(string[] arguments) =>
        new("dotnet", [Path.Combine(AppContext.BaseDirectory, "Detector.Api.dll"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = Path.GetTempPath() };

    private static Process Started(out Uri address, out Func<string> log, params string[] more)
    {
        var process = Process.Start(Command(["--urls", "http://127.0.0.1:0", "--index", "none", .. more]))!;
        var lines = new StringBuilder();
        using var listening = new ManualResetEventSlim();
        Uri? found = null;
        process.OutputDataReceived += Heard;
        process.ErrorDataReceived += Heard;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        listening.Wait(TimeSpan.FromSeconds(60)).ShouldBeTrue();
        address = found!;
        log = () => { lock (lines) return lines.ToString(); };

        void Heard(object sender, DataReceivedEventArgs line)
        {
            lock (lines) lines.AppendLine(line.Data);
            if (line.Data?.Split("listening on: ") is not [_, var url]) return;
            found = new Uri(url);
            listening.Set();
        }
        return process;
    }

    private static async Task End(Process process)
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    private static async Task Eventually(Func<Task<bool>> holds)
    {
        var patience = Stopwatch.StartNew();
        while (!await holds())
        {
            patience.Elapsed.TotalSeconds.ShouldBeLessThan(60);
            await Task.Delay(50);
        }
    }
}
