using System.CommandLine;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Detector.Cli.Indexing;
using Detector.Cli.Showing;
using Detector.Pages;
using Detector.Scanning;
using Detector.Sources;
using Detector.Verdicts;

namespace Detector.Cli.Scanning;

/// <summary><c>detector scan</c>: many pages, one line each.</summary>
internal static class ScanCommand
{
    private const int BrokenShown = 20;

    public static Command Make()
    {
        var paths = new Argument<string[]>("path")
        {
            Description = "Pages (.html, .txt), folders, JSON lines (.jsonl, also .gz; fields html or text, url, id), web archives (.warc and .wet, also .gz and .zst), or - for standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        var format = new Option<string?>("--format") { Description = "table (the default on a terminal), jsonl (the default elsewhere) or csv.", HelpName = "table|jsonl|csv" };
        format.AcceptOnlyFromAmong("table", "jsonl", "csv");
        var only = new Option<string?>("--only") { Description = "Write only these pages; the summary still counts all.", HelpName = "flagged" };
        only.AcceptOnlyFromAmong("flagged");
        var output = new Option<string?>("--out") { Description = "Write results to this file; its ending (.jsonl, .csv) chooses the format unless --format does.", HelpName = "file" };
        var threads = new Option<int>("--threads") { Description = "Pages judged at once. Results do not depend on it.", DefaultValueFactory = _ => Environment.ProcessorCount, HelpName = "n" };
        var reasons = new Option<string>("--reasons") { Description = "Reasons per page in jsonl and csv: a number, or all.", DefaultValueFactory = _ => "5", HelpName = "n|all" };
        var command = new Command("scan", "Judge many pages: files, folders, JSON lines, web archives or standard input.") { paths, format, only, output, threads, reasons, Judging.Index, Judging.Model, Judging.Signatures };
        command.SetAction(call => Run(new Options(
            call.GetRequiredValue(paths),
            FormatName(call.GetValue(format), call.GetValue(output)),
            call.GetValue(only) is not null,
            call.GetValue(output),
            Threads(call.GetValue(threads)),
            Reasons(call.GetRequiredValue(reasons)),
            call.GetValue(Judging.Index),
            call.GetValue(Judging.Model),
            call.GetValue(Judging.Signatures))));
        return command;
    }

    private static int Run(Options options)
    {
        var detector = Loading.Detector(options.Model, options.Signatures);
        using var stopping = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

        var sources = options.Paths.Select(path => PageSources.Of(path)).ToList();
        using var copies = options.Index is null ? null : BatchCheck.Open(options.Index, options.Paths, sources);
        var progress = new SourceProgress();
        var tally = new Tally();
        var started = Stopwatch.GetTimestamp();
        var format = Format(options);
        SourceItem? last = null;
        using (var line = new ProgressLine(sources, progress, stopping.Token))
        using (var output = Open(options))
        {
            format.Begin(output.Lines);
            output.Line();
            // Rows and the progress line may share a terminal.
            void Flush() => line.Aside(output.Flush);
            foreach (var outcome in new ScanRun(page => copies is null ? page.JudgedBy(detector, Needed(options)) : copies.Check.Judge(page, detector, Needed(options)), options.Threads).Outcomes(sources, progress, Flush, stopping.Token))
            {
                last = outcome.Item;
                var verdict = Verdict(outcome, tally, line);
                if (!options.OnlyFlagged || verdict is Judged { Flagged: true })
                {
                    format.Write(outcome.Item, verdict, output.Lines);
                    line.Aside(output.Line);
                }
                line.Count(tally.Pages, tally.Flagged);
                if (output.Closed) break;
            }
        }

        foreach (var sentence in tally.Summary(Stopwatch.GetElapsedTime(started), progress)) Console.Error.WriteLine(sentence);
        if (!stopping.IsCancellationRequested) return tally.Exit;
        Console.Error.WriteLine(last is null ? "Stopped before the first page." : $"Stopped early. The last page done is {Shown.Clean(last.Id)}; every line written is whole.");
        return ExitCode.Stopped;

        void Stop(PosixSignalContext context)
        {
            // The second time the system's own way applies.
            if (stopping.IsCancellationRequested) return;
            context.Cancel = true;
            stopping.Cancel();
        }
    }

    // A page that could not be had is an outcome like others, told on standard error as well: a list must not lose its inputs silently.
    private static Verdict Verdict(in Outcome outcome, Tally tally, ProgressLine line)
    {
        if (outcome.Failure is { } bug)
        {
            tally.CountFailure();
            var id = outcome.Item.Id;
            line.Aside(() => Console.Error.WriteLine($"detector: {Shown.Clean(id)}: {Shown.Clean(bug.ToString())}"));
            return new Failed(bug.Message);
        }
        var verdict = outcome.Verdict ?? new Unjudged(((BrokenPage)outcome.Item).Reason, ((BrokenPage)outcome.Item).Says);
        tally.Count(verdict);
        if (outcome.Item is BrokenPage broken && tally.Broken <= BrokenShown)
            line.Aside(() => Console.Error.WriteLine($"detector: {Shown.Clean(broken.Where)}: {Shown.Clean(broken.Says)}{(tally.Broken == BrokenShown ? " (further ones are only counted)" : "")}"));
        return verdict;
    }

    private static Detail Needed(Options options) => options switch
    {
        { Reasons: int.MaxValue, Format: not "table" } => Detail.Everything,
        { OnlyFlagged: true } or { Format: "table" } => Detail.Brief,
        _ => Detail.Reasons,
    };

    private static IResultFormat Format(Options options) => options.Format switch
    {
        "table" => new TableFormat(options.Out is null ? Screen.OfTable() : Screen.Redirected, cut: options.Out is null && !Console.IsOutputRedirected),
        "csv" => new CsvFormat(options.Reasons),
        _ => new JsonLinesFormat(options.Reasons),
    };

    private static LineOutput Open(Options options)
    {
        if (options.Out is null) return new LineOutput(Console.OpenStandardOutput(), atOnce: !Console.IsOutputRedirected);
        try
        {
            return new LineOutput(new FileStream(options.Out, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0), atOnce: false);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The results cannot be written to '{options.Out}': {failure.Message} Choose another file with --out.");
        }
    }

    private static string FormatName(string? format, string? output) => format ?? (output is null
        ? Console.IsOutputRedirected ? "jsonl" : "table"
        : Path.GetExtension(output).Equals(".csv", StringComparison.OrdinalIgnoreCase) ? "csv" : "jsonl");

    private static int Threads(int threads) => threads is >= 1 and <= 1024 ? threads : throw new UsageException($"--threads takes 1 to 1024; {threads} was given.");

    private static int Reasons(string reasons) => reasons == "all" ? int.MaxValue
        : int.TryParse(reasons, out var count) && count >= 0 ? count : throw new UsageException($"--reasons takes a number or 'all'; '{reasons}' was given.");

    private sealed record Options(string[] Paths, string Format, bool OnlyFlagged, string? Out, int Threads, int Reasons, string? Index, string? Model, string? Signatures);
}
