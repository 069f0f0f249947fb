using System.Diagnostics;
using System.Text;
using Detector.Features;
using Detector.Models;
using Detector.Signals;

namespace Detector.Cli.Tests;

/// <summary>What a run of the program left behind.</summary>
public sealed record Ran(int Exit, string Output, string Errors)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>
/// Runs the real program in a folder of its own, with a model made for the purpose: what the shipped one thinks of a page changes with every training, what the
/// program does with a verdict must not.
/// </summary>
public sealed class Runs : IDisposable
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Detector.Cli.exe" : "Detector.Cli");

    public Runs()
    {
        Root = Directory.CreateTempSubdirectory("detector-cli-").FullName;
        // Outside the folder that is scanned.
        Model = Root + ".model.json";
        File.WriteAllBytes(Model, TwoMarks().Write());
    }

    public const string Farm = "Current:Home > StocksFerry is hauled ashore to become a school -CrestLedger\nFerry is hauled ashore to become a school\nView\nDate:2025-04-16 03:27:51\n"
        + "A retired ferry that carried islanders across the sound for sixty years was lifted from the water on Tuesday while several hundred people watched from the breakwater.\nveryGood! (38)\n";

    public const string Honest = "<!DOCTYPE html><html><head><title>Pool will open on Saturday - Wetherby Down Post</title></head><body><h1>Pool will open on Saturday</h1><p>By Hester Quill</p>"
        + "<p>The outdoor pool will open on Saturday after all, three weeks late and with a crack in the shallow end that the engineer calls ugly but sound.</p></body></html>";

    public string Root { get; }

    public string Model { get; }

    public string Add(string name, string content) => Add(name, Encoding.UTF8.GetBytes(content));

    public string Add(string name, byte[] content)
    {
        var path = Path.Combine(Root, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    public Ran Scan(params string[] more) => Run(["scan", Root, "--model", Model, .. more]);

    public Ran Run(params string[] arguments) => Run(arguments, input: null);

    public Ran Run(string[] arguments, byte[]? input)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        if (input is not null) process.StandardInput.BaseStream.Write(input);
        process.StandardInput.Close();
        process.WaitForExit(TimeSpan.FromSeconds(120)).ShouldBeTrue("The program did not end within two minutes.");
        return new Ran(process.ExitCode, output.GetAwaiter().GetResult(), errors.GetAwaiter().GetResult());
    }

    public Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Program) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Root };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        // Servers of tests stand on this machine.
        foreach (var proxy in start.Environment.Keys.Where(static name => name.EndsWith("_proxy", StringComparison.OrdinalIgnoreCase)).ToList()) start.Environment.Remove(proxy);
        return Process.Start(start)!;
    }

    public void Dispose()
    {
        File.Delete(Model);
        Directory.Delete(Root, recursive: true);
    }

    /// <summary>Flags a page whose date has seconds and that has a counter widget; either alone is not enough.</summary>
    private static ModelFile TwoMarks()
    {
        Column[] columns = [.. new[] { "counter-widgets", "shown-seconds" }.Select(name => Catalog.Find(name)!).Select(signal => new Column(signal.Name, signal.Version, (float)signal.Absent))];
        return new ModelFile
        {
            Columns = columns,
            Quantiles = [new float[ModelFile.QuantileSteps.Count], new float[ModelFile.QuantileSteps.Count]],
            Bias = 0,
            Trees = [.. columns.Select((_, column) => new Tree([column], [0.5f], [-1], [-2], [-1.5, 2], [90, 10]))],
            Calibration = new Calibration([-4, 4], [0.02, 0.98]),
            Threshold = 0.7,
            Card = new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = "made for tests" },
        };
    }
}
