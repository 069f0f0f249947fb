using System.CommandLine;
using Detector.Desk.Acting;
using Detector.Scanning;

namespace Detector.Cli.Moderating;

/// <summary><c>detector export</c>: confirmed sites for the programs that act on them.</summary>
internal static class ExportCommand
{
    public static Command Make()
    {
        var formats = Enum.GetValues<ListFormat>().Select(SiteList.NameOf).ToArray();
        var run = OpenedRun.Place();
        var format = new Option<string>("--format") { Description = "What reads it.", Required = true, HelpName = string.Join('|', formats) };
        format.AcceptOnlyFromAmong(formats);
        var output = new Option<string?>("--out") { Description = "Write to this file instead of standard output.", HelpName = "file" };
        var since = new Option<string?>("--since") { Description = "Write what changed since this earlier export (in any format): + and - with reasons.", HelpName = "file" };
        var command = new Command("export", "Write the sites moderators confirmed. The allow-list is never in it.") { run, format, output, since };
        command.SetAction(call => OpenedRun.Do(call.GetRequiredValue(run), async (store, stop) =>
        {
            var sites = ConfirmedSites.Of(await OpenedRun.ViewAsync(store, stop), await store.AllowListAsync(stop));
            var form = Enum.Parse<ListFormat>(call.GetRequiredValue(format), ignoreCase: true);
            var text = call.GetValue(since) is { } before ? SiteList.Since(sites, Read(before)) : SiteList.Write(sites, form, store.Run.Name, DateTimeOffset.UtcNow);
            if (call.GetValue(output) is { } path) await OpenedRun.WriteAsync(path, async Task (TextWriter writer) => await writer.WriteAsync(text));
            else Console.Out.Write(text);
            Console.Error.WriteLine($"detector: {sites.Sites.Count} {(sites.Sites.Count == 1 ? "site" : "sites")}{(sites.Spared.Count > 0 ? $", {sites.Spared.Count} spared:" : "")}");
            foreach (var spared in sites.Spared) Console.Error.WriteLine($"  {Showing.Shown.Clean(spared.Site)}: {Showing.Shown.Clean(spared.Why)}");
            return ExitCode.NothingFlagged;
        }));
        return command;
    }

    private static IReadOnlySet<string> Read(string path)
    {
        try
        {
            return SiteList.Read(File.ReadAllText(path));
        }
        catch (FormatException wrong)
        {
            throw new UsageException($"--since '{path}': {wrong.Message}");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--since '{path}' cannot be read: {failure.Message}");
        }
    }
}
