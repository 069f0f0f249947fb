using System.ComponentModel;
using System.CommandLine;
using System.Diagnostics;
using System.Net;
using Detector.Desk.Review;
using Detector.Scanning;

namespace Detector.Cli.Moderating;

/// <summary><c>detector review</c>: the moderators' site for one run.</summary>
internal static class ReviewCommand
{
    public static Command Make()
    {
        var run = OpenedRun.Place();
        var bind = new Option<string>("--bind") { Description = "Address to listen on. Beyond loopback, moderators sign in with a token (detector moderator add), and what they type travels unencrypted unless a proxy in front speaks TLS.", DefaultValueFactory = _ => "127.0.0.1", HelpName = "address" };
        var port = new Option<int>("--port") { Description = "Port to listen on; 0: any free one.", DefaultValueFactory = _ => 0, HelpName = "n" };
        var quiet = new Option<bool>("--no-browser") { Description = "Print the address and open no browser." };
        var command = new Command("review", "Decide on a run's pages in the browser.") { run, bind, port, quiet };
        command.SetAction(call => OpenedRun.Do(call.GetRequiredValue(run), async (store, stop) =>
        {
            if (!IPAddress.TryParse(call.GetRequiredValue(bind), out var address)) throw new UsageException($"--bind wants an IP address (127.0.0.1, ::1, 0.0.0.0), not '{call.GetRequiredValue(bind)}'.");
            if (call.GetValue(port) is < 0 or > 65_535) throw new UsageException($"--port wants a number from 0 to 65535, not {call.GetValue(port)}.");
            await using var host = await ReviewHost.StartAsync(store, address, call.GetValue(port), TimeProvider.System, stop);
            Console.Out.WriteLine(host.Address);
            Console.Error.WriteLine("detector: Ctrl-C ends the review; every decision is stored when it is made.");
            if (!call.GetValue(quiet) && !Open(host.Address)) Console.Error.WriteLine("detector: no browser could be opened; the address is above.");
            await host.RunAsync(stop);
            return ExitCode.NothingFlagged;
        }));
        return command;
    }

    private static bool Open(string address)
    {
        try
        {
            using var browser = Process.Start(new ProcessStartInfo(address) { UseShellExecute = true });
            return true;
        }
        catch (Exception none) when (none is Win32Exception or InvalidOperationException or FileNotFoundException)
        {
            return false;
        }
    }
}
