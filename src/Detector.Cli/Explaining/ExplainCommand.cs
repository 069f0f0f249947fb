using System.CommandLine;
using System.Text.Json;
using Detector.Cli.Indexing;
using Detector.Cli.Showing;
using Detector.Contract;
using Detector.Fingerprints;
using Detector.Pages;
using Detector.Scanning;
using Detector.Signals;
using Detector.Sources;
using Detector.Verdicts;

namespace Detector.Cli.Explaining;

/// <summary><c>detector explain</c>: one page, all there is to say.</summary>
internal static class ExplainCommand
{
    public static Command Make()
    {
        var path = new Argument<string>("path") { Description = "A page (.html, .txt; its address may stand in addresses.csv beside it), JSON lines or a web archive with --id, or - for standard input." }.RefusingOptions();
        var url = new Option<string?>("--url") { Description = "The page's address. Nothing is fetched; brand, host and section are compared with it.", HelpName = "address" };
        var format = new Option<string?>("--format") { Description = "Read the page as html or as extracted text instead of looking.", HelpName = "html|text" };
        format.AcceptOnlyFromAmong("html", "text");
        var id = new Option<string?>("--id") { Description = "The page of this id, out of JSON lines, a web archive or a folder.", HelpName = "id" };
        var json = new Option<bool>("--json") { Description = "One JSON object with every signal, margin and notes." };
        var command = new Command("explain", "Judge one page and say why.") { path, url, format, id, json, Judging.Index, Judging.Model, Judging.Signatures };
        command.SetAction(call => Run(call.GetRequiredValue(path), call.GetValue(id), call.GetValue(url), call.GetValue(format), call.GetValue(json), call.GetValue(Judging.Index), call.GetValue(Judging.Model), call.GetValue(Judging.Signatures)));
        return command;
    }

    private static int Run(string path, string? id, string? url, string? format, bool json, string? index, string? model, string? signatures)
    {
        var detector = Loading.Detector(model, signatures);
        var page = Find(path, id);
        var request = page.Request with
        {
            Url = url ?? page.Request.Url,
            Format = format switch
            {
                "html" => PageFormat.Html,
                "text" => PageFormat.Text,
                _ => page.Request.Format,
            },
        };
        using var output = new StreamWriter(Console.OpenStandardOutput(), bufferSize: 16 * 1024);
        var explanation = new Explanation(Screen.OfOutput(), Catalog.All, detector.Model.Threshold);
        using var read = (page with { Request = request }).Read(detector.Limits, out var why);
        if (read is null)
        {
            var unjudged = new Unjudged(why!.Reason, why.Says);
            if (json) Json(ResultLines.Of(page.Id, request.Url, unjudged, 0));
            else explanation.Write(page.Id, request.Url, unjudged, output);
            return ExitCode.CouldNotRun;
        }
        var neighbours = Ask(index, read, page.Id);
        var everything = detector.Judge(read, Detail.Everything, neighbours);
        if (json) Json(ResultLines.Of(page.Id, request.Url, everything, int.MaxValue, full: true));
        else
        {
            explanation.Write(page.Id, request.Url, detector.Judge(read, Detail.Reasons, neighbours), everything.Reasons, output);
            new SideBySide(Screen.OfOutput()).Write(read, neighbours, output);
        }
        return everything.Flagged ? ExitCode.Flagged : ExitCode.NothingFlagged;

        void Json(ResultLine line) => output.WriteLine(JsonSerializer.Serialize(line, ResultJson.Indented.ResultLine));
    }

    private static Neighbours Ask(string? index, Page page, string id)
    {
        if (index is null) return Neighbours.NotChecked;
        var opened = CopyCheck.Open(index);
        try
        {
            return new CopyCheck(opened, null, DateTimeOffset.UtcNow).Ask(page, id);
        }
        finally
        {
            opened.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static SourcePage Find(string path, string? id)
    {
        BrokenPage? broken = null;
        var many = false;
        SourcePage? found = null;
        foreach (var item in PageSources.Of(path).Read(new SourceProgress()))
        {
            if (id is not null && item.Id != id) continue;
            if (item is BrokenPage problem)
            {
                broken ??= problem;
                if (id is not null) break;
                continue;
            }
            many = found is not null;
            found ??= (SourcePage)item;
            if (many || id is not null) break;
        }
        if (many) throw new UsageException($"'{path}' holds more than one page. Say which with --id (the first is '{found!.Id}'), or use 'detector scan' for all.");
        return found ?? throw new UsageException(broken is not null ? $"{broken.Where}: {broken.Says}" : id is not null ? $"'{path}' holds no page with the id '{id}'. 'detector scan' lists the ids." : $"'{path}' holds no page.");
    }
}
