using System.CommandLine;
using System.Globalization;
using Detector.Desk.Acting;
using Detector.Desk.Cases;
using Detector.Scanning;

namespace Detector.Cli.Moderating;

/// <summary><c>detector dossier</c>: all about one page, for a hoster or an appeal.</summary>
internal static class DossierCommand
{
    public static Command Make()
    {
        var run = OpenedRun.Place();
        var page = new Argument<string>("page") { Description = "The page's address, what the list called it, or its number in the run." };
        var output = new Option<string>("--out") { Description = "Folder for dossier-N.html and dossier-N.json.", DefaultValueFactory = _ => ".", HelpName = "folder" };
        var command = new Command("dossier", "Write all that is held against a page and for it: evidence, passages, hashes, decisions.") { run, page, output };
        command.SetAction(call => OpenedRun.Do(call.GetRequiredValue(run), async (store, stop) =>
        {
            var name = call.GetRequiredValue(page);
            var row = await store.FindAsync(name, stop) ?? (long.TryParse(name, CultureInfo.InvariantCulture, out var number) ? await store.PageAsync(number, stop) : null)
                ?? throw new UsageException($"The run {store.Place} has no page '{name}'.");
            var file = await CaseFile.OfAsync(await OpenedRun.ViewAsync(store, stop), row.Id, store, stop)
                ?? throw new UsageException($"Page {row.Id} ({row.Asked}) was not judged: {row.ErrorSays ?? "it has not been fetched yet"}");
            var now = DateTimeOffset.UtcNow;
            var path = Path.Combine(call.GetRequiredValue(output), string.Create(CultureInfo.InvariantCulture, $"dossier-{row.Id}"));
            var html = await Dossier.HtmlAsync(file, store.Run.Name, now);
            await OpenedRun.WriteAsync(path + ".html", async Task (TextWriter writer) => await writer.WriteAsync(html));
            await OpenedRun.WriteAsync(path + ".json", async Task (TextWriter writer) => await writer.WriteAsync(Dossier.Json(file, store.Run.Name, now)));
            Console.Out.WriteLine(path + ".html");
            Console.Out.WriteLine(path + ".json");
            return ExitCode.NothingFlagged;
        }));
        return command;
    }
}
