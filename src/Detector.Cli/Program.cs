using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using Detector.Cli;
using Detector.Cli.Explaining;
using Detector.Cli.Indexing;
using Detector.Cli.Moderating;
using Detector.Cli.Scanning;
using Detector.Cli.Showing;
using Detector.Cli.Signals;
using Detector.Desk.Runs;
using Detector.Scanning;

// Windows consoles start in a legacy code page; asking elsewhere would only cost time.
if (OperatingSystem.IsWindows()) Console.OutputEncoding = Encoding.UTF8;

var root = new RootCommand("Tells whether web pages are content-farm pages, and why. Only 'scan --urls' fetches anything.")
{
    ScanCommand.Make(),
    ExplainCommand.Make(),
    IndexCommand.Make(),
    SignalsCommand.Make(),
    ReportCommand.Make(),
    ReviewCommand.Make(),
    ExportCommand.Make(),
    DossierCommand.Make(),
    DeskCommands.Labels(),
    DeskCommands.Rejudge(),
    DeskCommands.Moderator(),
    DeskCommands.Allow(),
};

var call = root.Parse(args);
if (call.Errors.Count > 0)
{
    foreach (var error in call.Errors) Console.Error.WriteLine($"detector: {Shown.Clean(error.Message)}");
    var command = new Stack<string>();
    for (SymbolResult? at = call.CommandResult; at is CommandResult { Command: not RootCommand } inner; at = inner.Parent) command.Push(inner.Command.Name);
    Console.Error.WriteLine($"Try '{string.Join(' ', ["detector", .. command, "--help"])}'.");
    return ExitCode.CouldNotRun;
}

try
{
    // Ctrl-C is the commands' own: scan leaves whole lines behind, the others have nothing to lose.
    return call.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
}
catch (UsageException wrong)
{
    Console.Error.WriteLine($"detector: {Shown.Clean(wrong.Message)}");
    return ExitCode.CouldNotRun;
}
catch (RunException wrong)
{
    Console.Error.WriteLine($"detector: {Shown.Clean(wrong.Message)}");
    return ExitCode.CouldNotRun;
}
catch (IOException failure)
{
    Console.Error.WriteLine($"detector: {Shown.Clean(failure.Message)}");
    return ExitCode.CouldNotRun;
}
catch (Exception bug)
{
    Console.Error.WriteLine($"detector: this is a bug, please report it with what follows: {bug}");
    return ExitCode.CouldNotRun;
}
