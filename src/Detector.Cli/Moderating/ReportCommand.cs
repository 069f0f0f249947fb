using System.CommandLine;
using Detector.Desk.Report;

namespace Detector.Cli.Moderating;

/// <summary><c>detector report</c>: a run as a page, tables or a summary.</summary>
internal static class ReportCommand
{
    public static Command Make()
    {
        var run = OpenedRun.Place();
        var html = new Option<string?>("--html") { Description = "Write one HTML page that opens from disk: a file, or a folder (then report.html in it).", HelpName = "file|folder" };
        var everything = new Option<bool>("--all") { Description = "With --html: evidence of every page, not only of those flagged, doubtful or decided." };
        var csv = new Option<string?>("--csv") { Description = "Write every page as CSV.", HelpName = "file" };
        var json = new Option<string?>("--json") { Description = "Write every page as JSON lines, with reasons and decisions.", HelpName = "file" };
        var markdown = new Option<string?>("--markdown") { Description = "Write the figures as Markdown.", HelpName = "file" };
        var command = new Command("report", "Show what a run found. Without an option: the figures, on standard output.") { run, html, everything, csv, json, markdown };
        command.SetAction(call => OpenedRun.Do(call.GetRequiredValue(run), async (store, stop) =>
        {
            var view = await OpenedRun.ViewAsync(store, stop);
            var now = DateTimeOffset.UtcNow;
            if (call.GetValue(html) is { } page)
            {
                var path = page.EndsWith(".html", StringComparison.OrdinalIgnoreCase) || page.EndsWith(".htm", StringComparison.OrdinalIgnoreCase) ? page : Path.Combine(page, "report.html");
                await OpenedRun.WriteAsync(path, async Task (TextWriter writer) => await HtmlReport.WriteAsync(store, view, call.GetValue(everything), writer, now, stop));
                Console.Error.WriteLine($"detector: {path}");
            }
            if (call.GetValue(csv) is { } table) await OpenedRun.WriteAsync(table, async Task (TextWriter writer) => await RunTables.CsvAsync(store, view, writer, stop));
            if (call.GetValue(json) is { } lines) await OpenedRun.WriteAsync(lines, async Task (Stream file) => await RunTables.JsonAsync(store, view, file, stop));
            var wanted = call.GetValue(markdown);
            if (wanted is not null || (call.GetValue(html) ?? call.GetValue(csv) ?? call.GetValue(json)) is null)
            {
                var words = RunTables.Markdown(await RunSummary.OfAsync(store, view, now, stop));
                if (wanted is null) Console.Out.Write(words);
                else await OpenedRun.WriteAsync(wanted, async Task (TextWriter writer) => await writer.WriteAsync(words));
            }
            return ExitCode.NothingFlagged;
        }));
        return command;
    }
}
