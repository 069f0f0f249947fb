using System.CommandLine;
using Detector.Cli.Showing;
using Detector.Index.Shared;
using Detector.Scanning;
using Detector.Sources;
using Detector.Sources.Web;
using Detector.Verdicts;

namespace Detector.Cli.Scanning;

/// <summary><c>detector scan</c>: many pages, one line each.</summary>
internal static class ScanCommand
{
    private const double MostDelay = 3600;

    public static Command Make()
    {
        var paths = new Argument<string[]>("path")
        {
            Description = "Pages (.html, .txt), folders, JSON lines (.jsonl, also .gz; fields html or text, url, id), web archives (.warc and .wet, also .gz and .zst), or - for standard input.",
            Arity = ArgumentArity.ZeroOrMore,
        }.RefusingOptions();
        var format = new Option<string?>("--format") { Description = "table (the default on a terminal), jsonl (the default elsewhere) or csv.", HelpName = "table|jsonl|csv" };
        format.AcceptOnlyFromAmong("table", "jsonl", "csv");
        var only = new Option<string?>("--only") { Description = "Write only these pages; the summary still counts all.", HelpName = "flagged" };
        only.AcceptOnlyFromAmong("flagged");
        var output = new Option<string?>("--out") { Description = "Write results to this file; its ending (.jsonl, .csv) chooses the format unless --format does.", HelpName = "file" };
        var threads = new Option<int>("--threads") { Description = "Pages judged at once. Results do not depend on it.", DefaultValueFactory = _ => Environment.ProcessorCount, HelpName = "n" };
        var reasons = new Option<string>("--reasons") { Description = "Reasons per page in jsonl and csv: a number, or all.", DefaultValueFactory = _ => "5", HelpName = "n|all" };

        var together = new Option<bool>("--together") { Description = "Hold the pages of this scan against each other (--index does too): who has whose text, and what the other pages of a site look like. They are read twice." };

        var urls = new Option<string[]>("--urls") { Description = "Fetch the addresses of this list and judge them: one a line, CSV with a column url, JSON lines, a sitemap, a feed; - for standard input.", HelpName = "file" };
        var run = new Option<string?>("--run") { Description = "Keep the scan as a run: in this file, or in PostgreSQL by a connection string. With --urls the list's name and .run unless given.", HelpName = "file|connection" };
        var resume = new Option<string?>("--resume") { Description = "Go on with a run that was interrupted. What it was begun with is kept in it.", HelpName = "file|connection" };
        var retry = new Option<bool>("--retry-failed") { Description = "With --resume: also ask again for what could not be had and may be by now: network and time-outs, 408, 425, 429 and 5xx, a robots.txt that could not be read. What was recorded is kept as the page's past." };
        var since = new Option<string?>("--since") { Description = "With --urls: an earlier run; pages that their servers say have not changed keep its verdict.", HelpName = "run" };
        var warc = new Option<string?>("--save-warc") { Description = "With --urls: keep requests and answers in this new web archive (.warc.gz), to be judged again or disputed later.", HelpName = "file" };
        var allowPrivate = new Option<bool>("--allow-private") { Description = "With --urls: also ask this machine and private networks. Metadata services are never asked." };
        var atOnce = new Option<int>("--at-once") { Description = "With --urls: requests under way at once, 1 to 1000.", DefaultValueFactory = _ => new FetchOptions().Concurrency, HelpName = "n" };
        var perHost = new Option<int>("--per-host") { Description = "With --urls: requests under way at once to one host, 1 to 16.", DefaultValueFactory = _ => new FetchOptions().PerHost, HelpName = "n" };
        var perAddress = new Option<int>("--per-address") { Description = "With --urls: requests under way at once to one IP address, whatever names it goes by, 1 to 1000.", DefaultValueFactory = _ => new FetchOptions().PerAddress, HelpName = "n" };
        var delay = new Option<double>("--delay") { Description = "With --urls: seconds between two requests to one host; a longer Crawl-delay of its robots.txt counts.", DefaultValueFactory = _ => new FetchOptions().Delay.TotalSeconds, HelpName = "seconds" };
        var robots = new Option<string>("--robots") { Description = "With --urls: obey robots.txt (RFC 9309), or ignore it for addresses that people reported and somebody must look at.", DefaultValueFactory = _ => "obey", HelpName = "obey|ignore" };
        robots.AcceptOnlyFromAmong("obey", "ignore");
        var agent = new Option<string>("--user-agent") { Description = "With --urls: the name requests carry, with an address where owners of sites can complain: 'DetectorBot/0.1 (+https://...)'.", DefaultValueFactory = _ => new FetchOptions().UserAgent, HelpName = "name" };
        var hosts = new Option<string?>("--hosts") { Description = "With --urls: numbers of names from this file (as /etc/hosts; *.name for all below it) before they are looked up.", HelpName = "file" };

        var command = new Command("scan", "Judge many pages: files, folders, JSON lines, web archives, standard input, or addresses that are fetched.")
        {
            paths, urls, run, resume, retry, since, warc, format, only, output, threads, reasons, together, Judging.Index, Judging.Model, Judging.Signatures, allowPrivate, atOnce, perHost, perAddress, delay, robots, agent, hosts,
        };
        command.SetAction(call =>
        {
            var written = new OutputOptions(FormatName(call.GetValue(format), call.GetValue(output)), call.GetValue(only) is not null, call.GetValue(output), Reasons(call.GetRequiredValue(reasons)));
            var workers = Threads(call.GetValue(threads));
            var inputs = call.GetRequiredValue(paths);
            var lists = call.GetValue(urls) ?? [];
            Option[] fetching = [since, warc, allowPrivate, atOnce, perHost, perAddress, delay, robots, agent, hosts];
            Option[] begun = [urls, run, together, Judging.Model, Judging.Signatures, .. fetching];
            if (call.GetValue(resume) is { } interrupted)
            {
                if (inputs.Length > 0 || Given(call, begun) is not null) throw new UsageException($"--resume goes on with what the run was begun with; {Given(call, begun) ?? "a path"} cannot be given again.");
                return RunScan.Resume(interrupted, IndexPlace(call.GetValue(Judging.Index)), call.GetValue(retry), written, workers);
            }
            if (call.GetValue(retry)) throw new UsageException("--retry-failed goes on with a run: name it with --resume RUN.");
            if (lists.Length > 0 && inputs.Length > 0) throw new UsageException("A scan has either --urls or paths. Scan them one after the other.");
            if (lists.Length == 0 && inputs.Length == 0) throw new UsageException("Nothing to scan: give paths, --urls FILE or --resume RUN.");
            if (lists.Length == 0 && Given(call, fetching) is { } wrong) throw new UsageException($"{wrong} is for addresses that are fetched, and there is no --urls.");
            if (lists.Length > 0 && call.GetValue(together)) throw new UsageException("--together reads pages twice, and addresses are fetched once: keep them with --save-warc FILE, then 'detector scan FILE --together'.");
            if (lists.Length == 0 && call.GetValue(run) is null) return Run(new Options(inputs, written, workers, call.GetValue(Judging.Index), call.GetValue(together), call.GetValue(Judging.Model), call.GetValue(Judging.Signatures)));
            if (inputs.Contains("-", StringComparer.Ordinal)) throw new UsageException("Standard input cannot be kept as a run: it could not be read again to go on. Save it to a file first.");
            var place = call.GetValue(run) ?? (lists is [not "-"] ? lists[0] + ".run" : throw new UsageException("Name the run with --run FILE: the list has no name that could be taken."));
            return RunScan.Begin(place, new RunSettings
            {
                Paths = [.. inputs.Select(Path.GetFullPath)],
                Lists = [.. lists.Select(static list => list == "-" ? list : Path.GetFullPath(list))],
                Together = call.GetValue(together),
                Warc = Full(call.GetValue(warc)),
                Since = call.GetValue(since),
                AllowPrivate = call.GetValue(allowPrivate),
                AtOnce = Between("--at-once", call.GetValue(atOnce), 1, 1000),
                PerHost = Between("--per-host", call.GetValue(perHost), 1, 16),
                PerAddress = Between("--per-address", call.GetValue(perAddress), 1, 1000),
                Delay = call.GetValue(delay) is >= 0 and <= MostDelay and var seconds ? seconds : throw new UsageException($"--delay takes 0 to {MostDelay:0} seconds; {call.GetValue(delay)} was given."),
                IgnoreRobots = call.GetValue(robots) == "ignore",
                UserAgent = Agent(call.GetRequiredValue(agent)),
                Hosts = Full(call.GetValue(hosts)),
                Index = IndexPlace(call.GetValue(Judging.Index)),
                Model = Full(call.GetValue(Judging.Model)),
                Signatures = call.GetValue(Judging.Signatures) is "none" ? "none" : Full(call.GetValue(Judging.Signatures)),
            }, written, workers);
        });
        return command;
    }

    private static int Run(Options options)
    {
        var detector = Loading.Detector(options.Model, options.Signatures);
        using var stopping = new Stopping();
        var sources = options.Paths.Select(path => PageSources.Of(path)).ToList();
        using var copies = BatchCheck.Open(options.Index, options.Together, detector, options.Paths, sources);
        var progress = new SourceProgress();
        var words = new ReadingProgress(sources, progress, stopping.Token);
        SourceItem? last = null;
        Tally tally;
        TimeSpan taken;
        using (var output = new ScanOutput(options.Output, words.Says))
        {
            tally = output.Tally;
            foreach (var outcome in new ScanRun(page => copies is null ? page.JudgedBy(detector, Needed(options.Output)) : copies.Check.Judge(page, detector, Needed(options.Output)), options.Threads).Outcomes(sources, progress, output.Flush, stopping.Token))
            {
                last = outcome.Item;
                output.Write(outcome.Item, outcome.Verdict, outcome.Failure);
                if (output.Closed) break;
            }
            taken = output.Line.Taken;
        }

        foreach (var sentence in tally.Summary(taken, progress, copies is null ? Tally.Files : null)) Console.Error.WriteLine(sentence);
        if (!stopping.IsStopped) return tally.Exit;
        Console.Error.WriteLine(last is null ? "Stopped before the first page." : $"Stopped early. The last page done is {Shown.Clean(last.Id)}; every line written is whole.");
        return ExitCode.Stopped;
    }

    private static Detail Needed(OutputOptions options) => options switch
    {
        { Reasons: int.MaxValue, Format: not "table" } => Detail.Everything,
        { OnlyFlagged: true } or { Format: "table" } => Detail.Brief,
        _ => Detail.Reasons,
    };

    private static string? Given(ParseResult call, Option[] options) => options.FirstOrDefault(option => call.GetResult(option) is { Implicit: false })?.Name;

    private static string? IndexPlace(string? place) => place is not null && SharedPlace.Is(place) ? place : Full(place);

    private static string? Full(string? path) => path is null ? null : Path.GetFullPath(path);

    private static int Between(string name, int given, int least, int most) => given >= least && given <= most ? given : throw new UsageException($"{name} takes {least} to {most}; {given} was given.");

    private static string Agent(string given) => given.Length is > 0 and <= 200 && char.IsAsciiLetter(given[0]) && !given.Any(char.IsControl)
        ? given : throw new UsageException("--user-agent begins with a name of letters, which robots.txt files call the robot by, and has 200 characters at most: 'DetectorBot/0.1 (+https://...)'.");

    private static string FormatName(string? format, string? output) => format ?? (output is null
        ? Console.IsOutputRedirected ? "jsonl" : "table"
        : Path.GetExtension(output).Equals(".csv", StringComparison.OrdinalIgnoreCase) ? "csv" : "jsonl");

    private static int Threads(int threads) => threads is >= 1 and <= 1024 ? threads : throw new UsageException($"--threads takes 1 to 1024; {threads} was given.");

    private static int Reasons(string reasons) => reasons == "all" ? int.MaxValue
        : int.TryParse(reasons, out var count) && count >= 0 ? count : throw new UsageException($"--reasons takes a number or 'all'; '{reasons}' was given.");

    private sealed record Options(string[] Paths, OutputOptions Output, int Threads, string? Index, bool Together, string? Model, string? Signatures);
}
