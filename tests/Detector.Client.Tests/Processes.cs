using System.Diagnostics;

namespace Detector.Client.Tests;

/// <summary>What a run of a program left behind.</summary>
public sealed record Ran(int Exit, string Output, string Errors);

/// <summary>Runs programs to their end.</summary>
public static class Processes
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    public static async Task<Ran> Run(string program, string folder, IReadOnlyDictionary<string, string?> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        using var late = new CancellationTokenSource(Patience);
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException cancelled)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} did not end within {Patience.TotalMinutes} minutes. {await output}{await errors}", cancelled);
        }
        return new Ran(process.ExitCode, await output, await errors);
    }
}
