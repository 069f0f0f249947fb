using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text;
using Detector.Desk.Cases;
using Detector.Desk.Runs;

namespace Detector.Cli.Moderating;

/// <summary>What the commands about a run have in common: which run, who stops it, where it writes.</summary>
internal static class OpenedRun
{
    /// <summary>Which run.</summary>
    public static Argument<string> Place() => new("run") { Description = "The run's file, or a PostgreSQL connection string." };

    /// <summary>Opens the run and does something with it until it is done or Ctrl-C.</summary>
    public static int Do(string place, Func<RunStore, CancellationToken, Task<int>> does)
    {
        using var stopping = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            return Task.Run(async () => await does(await RunStore.OpenAsync(place, stopping.Token), stopping.Token)).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return ExitCode.Stopped;
        }

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stopping.Cancel();
        }
    }

    /// <summary>The run's cases.</summary>
    public static async Task<DocketView> ViewAsync(RunStore store, CancellationToken stop)
    {
        using var docket = new Docket(store);
        return await docket.NowAsync(stop);
    }

    /// <summary>Writes a file whole or not at all: it is written beside its place and moved there.</summary>
    public static async Task WriteAsync(string path, Func<Stream, Task> write)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
        var aside = path + ".part";
        try
        {
            await using (var file = File.Create(aside)) await write(file);
            File.Move(aside, path, overwrite: true);
        }
        finally
        {
            File.Delete(aside);
        }
    }

    public static Task WriteAsync(string path, Func<TextWriter, Task> write) => WriteAsync(path, async Task (Stream file) =>
    {
        await using var writer = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        await write(writer);
    });
}
