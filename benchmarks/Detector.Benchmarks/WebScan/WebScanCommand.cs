using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Detector.Benchmarks.Archives;
using Detector.Benchmarks.Copies;
using Detector.Benchmarks.Corpora;

namespace Detector.Benchmarks.WebScan;

/// <summary>
/// <c>detector scan --urls</c> as a process against a made web: does every page get the verdict of a local scan of the same bytes (and of the saved archive), is every host left its pause by the server's own log,
/// and what does it cost in memory and CPU beside the local scan?
/// </summary>
internal static class WebScanCommand
{
    private const double MostMegabytes = 500;

    // Clocks of two processes, and a server that is itself waiting for its turn on the same cores.
    private const double Tolerance = 0.01;

    public static async Task<int> Run(Corpus? corpus, string program, int hosts, int addresses, double delay)
    {
        if (!File.Exists(program))
        {
            Console.Error.WriteLine($"There is no program '{program}'. Build it (dotnet build -c Release src/Detector.Cli), or name it with --program.");
            return 2;
        }
        using var folder = new TemporaryFolder();
        await using var web = new MadeWeb(corpus is null ? MadePages.All() : [.. Corpus.Sets.SelectMany(corpus.Load).Select(static page => page.Bytes)], hosts, addresses);
        var list = Path.Combine(folder.Path, "list.txt");
        var hostsFile = Path.Combine(folder.Path, "hosts");
        var archive = Path.Combine(folder.Path, "seen.warc.gz");
        await File.WriteAllLinesAsync(list, web.Addresses.Select(static address => address.Url));
        await File.WriteAllTextAsync(hostsFile, web.Hosts);
        var pages = Directory.CreateDirectory(Path.Combine(folder.Path, "pages")).FullName;
        using (var csv = new StreamWriter(Path.Combine(pages, "addresses.csv")))
        {
            await csv.WriteLineAsync("file,url");
            foreach (var (address, i) in web.Addresses.Select(static (address, i) => (address, i)).Where(static pair => pair.address.Page is not null))
            {
                await File.WriteAllBytesAsync(Path.Combine(pages, $"{i}.html"), address.Page!);
                await csv.WriteLineAsync($"{i}.html,{address.PageUrl}");
            }
        }

        Console.WriteLine($"{addresses:N0} addresses on {hosts} hosts, {delay:0.##} s between two requests to one, {(corpus is null ? "made" : "real")} pages");
        var fetched = await Measured.Run(program, ["scan", "--urls", list, "--hosts", hostsFile, "--allow-private", "--per-address", "1000", "--delay", delay.ToString(CultureInfo.InvariantCulture), "--save-warc", archive, "--format", "jsonl"]);
        var local = await Measured.Run(program, ["scan", pages, "--format", "jsonl"]);
        var kept = await Measured.Run(program, ["scan", pages, "--run", Path.Combine(folder.Path, "local.run"), "--format", "jsonl"]);
        var again = await Measured.Run(program, ["scan", archive, "--format", "jsonl"]);
        Console.WriteLine(fetched.Errors.TrimEnd());
        Console.WriteLine($"scan --urls           {fetched}");
        Console.WriteLine($"scan, the same bytes  {local}");
        Console.WriteLine($"the same as a run     {kept}");
        Console.WriteLine($"scan of the archive   {again}");

        var faults = new List<string>();
        var expected = local.ByUrl();
        Compare("fetched", fetched, web.Addresses.Where(static address => address.Page is not null).Select(static address => address.PageUrl), expected, faults);
        Compare("from the archive", again, web.Addresses.Where(static address => address.Page is not null).Select(static address => address.PageUrl), expected, faults);
        if (fetched.Results.Count != addresses) faults.Add($"{fetched.Results.Count:N0} results of {addresses:N0} addresses.");
        foreach (var group in web.Addresses.Zip(fetched.Results.OrderBy(result => Position(result, web)), static (address, result) => (address.Manner, Says: result.TryGetProperty("unjudged", out var why) ? why.GetString()! : "judged")).GroupBy(static pair => pair.Manner))
            Console.WriteLine($"  {group.Key,-11} {string.Join(", ", group.GroupBy(static pair => pair.Says, StringComparer.Ordinal).Select(static says => $"{says.Key} {says.Count():N0}"))}");
        Polite(web, delay, faults);
        if (fetched.Megabytes > MostMegabytes) faults.Add($"{fetched.Megabytes:N0} MB of memory; {MostMegabytes:N0} are allowed.");
        Console.WriteLine($"CPU of fetching, as a multiple of the local scan's: {fetched.Cpu / local.Cpu:0.00}; of the local scan kept as a run: {fetched.Cpu / kept.Cpu:0.00}");
        foreach (var fault in faults.Take(20)) Console.WriteLine($"FAILED: {fault}");
        return faults.Count == 0 ? 0 : 1;
    }

    private static int Position(JsonElement result, MadeWeb web) => int.Parse(result.GetProperty("id").GetString()!.Split('/')[^1], CultureInfo.InvariantCulture) is var i && i < web.Addresses.Count ? i : int.MaxValue;

    private static void Compare(string name, Measured ran, IEnumerable<string> urls, Dictionary<string, JsonElement> expected, List<string> faults)
    {
        var found = ran.ByUrl();
        var same = 0;
        foreach (var url in urls)
        {
            if (!found.TryGetValue(url, out var one)) faults.Add($"{name}: nothing of {url}.");
            else if (Verdict(one) != Verdict(expected[url])) faults.Add($"{name}: {url} is {Shortened(one)}, and {Shortened(expected[url])} by a local scan.");
            else same++;
        }
        Console.WriteLine($"{name}: {same:N0} verdicts equal the local scan's, reasons included");
    }

    // All but what the input calls it and when it was fetched.
    private static string Verdict(JsonElement line) => string.Join(' ', line.EnumerateObject().Where(static field => field.Name is not ("id" or "fetched")).Select(static field => $"{field.Name}={field.Value.GetRawText()}"));

    private static string Shortened(JsonElement line) => Verdict(line) is { Length: > 160 } verdict ? verdict[..160] : Verdict(line);

    private static void Polite(MadeWeb web, double delay, List<string> faults)
    {
        var least = double.MaxValue;
        foreach (var host in web.Log.GroupBy(static line => line.Asked.Host, StringComparer.Ordinal))
        {
            var lines = host.OrderBy(static line => line.Began).ToList();
            for (var i = 1; i < lines.Count; i++)
            {
                // An answer that nobody reads to its end ends for the server when it notices: its beginning is what counts.
                var left = host.Key.StartsWith("dripping", StringComparison.Ordinal) || host.Key.StartsWith("huge", StringComparison.Ordinal);
                var pause = lines[i].Began - (left ? lines[i - 1].Began : lines[i - 1].Ended);
                least = Math.Min(least, pause);
                if (pause < delay - Tolerance) faults.Add($"{host.Key} was asked for {lines[i].Asked.Path} {pause:0.000} s after {lines[i - 1].Asked.Path}.");
            }
        }
        Console.WriteLine($"by the server's log: {web.Log.Count:N0} requests, the shortest pause at a host {least:0.000} s");
    }

    /// <summary>A process that ran, what it wrote and what it cost.</summary>
    private sealed record Measured(List<JsonElement> Results, string Errors, double Seconds, double Cpu, double Megabytes)
    {
        public static async Task<Measured> Run(string program, string[] arguments)
        {
            var start = new ProcessStartInfo(program) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (var argument in arguments) start.ArgumentList.Add(argument);
            foreach (var proxy in (string[])["http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"]) start.Environment.Remove(proxy);
            var began = Stopwatch.GetTimestamp();
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            double cpu = 0, memory = 0;
            while (!process.WaitForExit(50))
            {
                try
                {
                    process.Refresh();
                    cpu = process.TotalProcessorTime.TotalSeconds;
                    memory = Math.Max(memory, process.PeakWorkingSet64 / 1e6);
                }
                catch (InvalidOperationException)
                {
                    // It ended meanwhile.
                }
            }
            var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            return new Measured([.. (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonDocument.Parse(line).RootElement)], await errors, seconds, cpu, memory);
        }

        public Dictionary<string, JsonElement> ByUrl()
        {
            var byUrl = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
            foreach (var result in Results)
                if (result.TryGetProperty("url", out var url) && url.GetString() is { } known)
                    byUrl.TryAdd(known, result);
            return byUrl;
        }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Results.Count,6:N0} results  {Seconds,7:0.0} s  CPU {Cpu,6:0.0} s  peak {Megabytes,5:N0} MB");
    }
}
