using System.CommandLine;
using Detector.Desk.Acting;
using Detector.Desk.Runs;
using Detector.Desk.Teaching;
using Detector.Scanning;

namespace Detector.Cli.Moderating;

/// <summary>The smaller commands of the desk: labels, another judgement, moderators, the allow-list.</summary>
internal static class DeskCommands
{
    /// <summary><c>detector labels</c>: decisions for the training tool.</summary>
    public static Command Labels()
    {
        var run = OpenedRun.Place();
        var output = new Option<string?>("--out") { Description = "Write to this file instead of standard output.", HelpName = "file" };
        var command = new Command("labels", "Write moderators' decisions as labels, one JSON object a line, for the training tool's review.") { run, output };
        command.SetAction(call => OpenedRun.Do(call.GetRequiredValue(run), async (store, stop) =>
        {
            var lines = await LabelLines.OfAsync(await OpenedRun.ViewAsync(store, stop), store, stop);
            if (call.GetValue(output) is { } path)
            {
                await OpenedRun.WriteAsync(path, async Task (TextWriter writer) =>
                {
                    foreach (var line in lines) await writer.WriteAsync(line + "\n");
                });
            }
            else foreach (var line in lines) Console.Out.Write(line + "\n");
            Console.Error.WriteLine($"detector: {lines.Count} pages decided");
            return ExitCode.NothingFlagged;
        }));
        return command;
    }

    /// <summary><c>detector rejudge</c>: a newer model on an older run.</summary>
    public static Command Rejudge()
    {
        var run = OpenedRun.Place();
        var archives = new Option<string[]>("--warc") { Description = "Archives that keep the pages' bytes (scan --save-warc). Pages in none are judged from their stored text.", HelpName = "file", AllowMultipleArgumentsPerToken = true };
        var command = new Command("rejudge", "Judge a run's pages again; earlier verdicts stay to be seen.") { run, archives, Judging.Index, Judging.Model, Judging.Signatures };
        command.SetAction(call => OpenedRun.Do(call.GetRequiredValue(run), async (store, stop) =>
        {
            var detector = Loading.Detector(call.GetValue(Judging.Model), call.GetValue(Judging.Signatures));
            await using var index = call.GetValue(Judging.Index) is { } place ? CopyCheck.Open(place) : null;
            var copies = index is null ? null : new CopyCheck(index, null, DateTimeOffset.UtcNow);
            var judge = new RunJudge(detector, copies is null ? null : page => copies.Ask(page, page.Url ?? ""), TimeProvider.System);
            await using var held = await store.HoldAsync(stop);
            var done = await new Rejudging(store, judge).RunAsync(call.GetValue(archives) ?? [], static _ => { }, stop);
            Console.Error.WriteLine($"detector: {done.FromBytes} pages judged again from their bytes, {done.FromText} from their stored text, {done.Left} left as they were");
            return ExitCode.NothingFlagged;
        }));
        return command;
    }

    /// <summary><c>detector moderator</c>: who may sign in.</summary>
    public static Command Moderator()
    {
        var run = OpenedRun.Place();
        var name = new Argument<string>("name") { Description = "As it stands beside decisions." };
        var add = new Command("add", "Make a token for a moderator (a second one replaces the first). It is shown once.") { run, name };
        add.SetAction(call => OpenedRun.Do(call.GetRequiredValue(run), async (store, stop) =>
        {
            Console.Out.WriteLine(await store.AddModeratorAsync(call.GetRequiredValue(name), DateTimeOffset.UtcNow, stop));
            return ExitCode.NothingFlagged;
        }));
        var revoke = new Command("revoke", "Take a moderator's token away; decisions stay.") { run, name };
        revoke.SetAction(call => OpenedRun.Do(call.GetRequiredValue(run), async (store, stop) =>
            await store.RevokeModeratorAsync(call.GetRequiredValue(name), stop) ? ExitCode.NothingFlagged : throw new UsageException($"No moderator is called '{call.GetRequiredValue(name)}'. 'detector moderator list' names them.")));
        var list = new Command("list", "Name the moderators.") { run };
        list.SetAction(call => OpenedRun.Do(call.GetRequiredValue(run), async (store, stop) =>
        {
            foreach (var moderator in await store.ModeratorsAsync(stop)) Console.Out.WriteLine($"{Showing.Shown.Clean(moderator.Name)}\t{moderator.Since:yyyy-MM-dd}{(moderator.Revoked ? "\trevoked" : "")}");
            return ExitCode.NothingFlagged;
        }));
        return new Command("moderator", "Who may sign in to a review that others can reach.") { add, revoke, list };
    }

    /// <summary><c>detector allow</c>: sites no export may name.</summary>
    public static Command Allow()
    {
        var run = OpenedRun.Place();
        var site = new Argument<string>("site") { Description = "A site or host." };
        var reason = new Option<string>("--reason") { Description = "Why.", Required = true, HelpName = "words" };
        var who = new Option<string>("--who") { Description = "Who says so.", DefaultValueFactory = _ => Environment.UserName, HelpName = "name" };
        var remove = new Option<bool>("--remove") { Description = "Take it off the list." };
        var command = new Command("allow", "Put a site on the run's allow-list, which wins over every decision, or take it off.") { run, site, reason, who, remove };
        command.SetAction(call => OpenedRun.Do(call.GetRequiredValue(run), async (store, stop) =>
        {
            var wrong = await AllowList.SetAsync(store, call.GetRequiredValue(site), !call.GetValue(remove), call.GetRequiredValue(reason), call.GetRequiredValue(who), DateTimeOffset.UtcNow, stop);
            return wrong is null ? ExitCode.NothingFlagged : throw new UsageException(wrong);
        }));
        return command;
    }
}
