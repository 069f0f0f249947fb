using System.CommandLine;
using Detector.Api;
using Detector.Api.Access;
using Detector.Scanning;
using Microsoft.Extensions.Options;

var urls = new Option<string?>("--urls") { Description = $"Addresses to listen at. Default: {ApiHost.DefaultUrls}. Beyond this machine a file of keys is needed.", HelpName = "http://host:port;..." };
var config = new Option<string?>("--config") { Description = "Settings file. Default: detector-api.json in the current folder, if it is there.", HelpName = "file" };
var set = new Option<string[]>("--set") { Description = "Any setting by name: --set PageSeconds=3 --set Judges=4.", HelpName = "name=value", DefaultValueFactory = _ => [] };
var model = Setting("--model", "Model file instead of the one that comes with the program; watched.", "file");
var signatures = Setting("--signatures", "Marks of known networks instead of those that come with the program; none: do without; watched.", "file|none");
var index = Setting("--index", "Folder of the index (made when it is not there), redis://host:port, or none.", "folder|redis://...|none");
var keys = Setting("--keys", "File of API keys; watched. See 'detector-api key add'.", "file");
var review = Setting("--review", "Serve the review site of this run at /review.", "file|postgres://...");
var root = new RootCommand("Judges pages that are posted to it. It never fetches a page.") { urls, config, model, signatures, index, keys, review, set };
root.SetAction((call, stop) => ApiHost.Run(new ApiHost.Start(
    call.GetValue(urls),
    call.GetValue(config),
    [
        .. new (string, string?)[] { ("Model", call.GetValue(model)), ("Signatures", call.GetValue(signatures)), ("Index", call.GetValue(index)), ("Keys", call.GetValue(keys)), ("Review", call.GetValue(review)) }.Where(one => one.Item2 is not null),
        .. call.GetValue(set)!.Select(Pair),
    ])));
root.Add(KeyCommand.Make());

var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors) Console.Error.WriteLine($"detector-api: {error.Message}");
    Console.Error.WriteLine("Try 'detector-api --help'.");
    return 2;
}
try
{
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
}
catch (Exception wrong) when (wrong is UsageException or OptionsValidationException or IOException or InvalidOperationException { InnerException: IOException })
{
    Console.Error.WriteLine($"detector-api: {wrong.Message}");
    return 2;
}

static Option<string?> Setting(string name, string says, string help) => new(name) { Description = says, HelpName = help };

static (string, string?) Pair(string setting) => setting.Split('=', 2) is [{ Length: > 0 } name, var value] ? (name, value) : throw new UsageException($"--set takes name=value; '{setting}' was given.");
