using System.Diagnostics;
using System.Globalization;
using System.Net;
using Detector.Testing;

namespace Detector.Benchmarks.Service;

/// <summary>The scoring API as it runs in earnest: the release build in a process of its own, on loopback.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly string Program = Repository.PathOf("artifacts/bin/Detector.Api/release/detector-api");

    private readonly List<string> _log = [];
    private readonly Process _process;

    private ServerProcess(Process process) => _process = process;

    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <summary>From the process's start to its first answer that it is ready.</summary>
    public TimeSpan Ready { get; private set; }

    public int Id => _process.Id;

    /// <summary>Resident bytes.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Seconds of processor time so far.</summary>
    public double Processor
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime.TotalSeconds;
        }
    }

    /// <summary>Null, with the reason said, when there is no release build.</summary>
    public static ServerProcess? Start(params string[] arguments)
    {
        if (!File.Exists(Program))
        {
            Console.Error.WriteLine($"'{Program}' is not there: dotnet build -c Release Detector.sln makes it.");
            return null;
        }
        using var finder = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        finder.Start();
        var port = ((IPEndPoint)finder.LocalEndpoint).Port;
        finder.Stop();
        var began = Stopwatch.GetTimestamp();
        var server = new ServerProcess(Process.Start(new ProcessStartInfo(Program, ["--urls", $"http://127.0.0.1:{port}", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!) { Address = new Uri($"http://127.0.0.1:{port}") };
        server._process.OutputDataReceived += (_, line) => { lock (server._log) server._log.Add(line.Data ?? ""); };
        server._process.ErrorDataReceived += (_, line) => { lock (server._log) server._log.Add(line.Data ?? ""); };
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        using var http = new HttpClient { BaseAddress = server.Address };
        while (true)
        {
            try
            {
                if (http.GetAsync("/health/ready").GetAwaiter().GetResult().IsSuccessStatusCode) break;
            }
            catch (HttpRequestException) when (!server._process.HasExited && Stopwatch.GetElapsedTime(began) < TimeSpan.FromMinutes(1))
            {
                Thread.Sleep(2);
            }
        }
        server.Ready = Stopwatch.GetElapsedTime(began);
        return server;
    }

    /// <summary>Posts JSON lines; what is answered can be read while they are still being sent.</summary>
    /// <exception cref="IOException">The answer is no 200.</exception>
    public Task<Stream> PostLines(byte[] body) => Duplex.Post(Address, "/v1/score/batch", body, "application/x-ndjson");

    /// <summary>Lines of its log that tell of an error.</summary>
    public IReadOnlyList<string> Errors()
    {
        lock (_log) return [.. _log.Where(line => line.Contains(" fail: ", StringComparison.Ordinal) || line.Contains(" crit: ", StringComparison.Ordinal) || line.Contains("Unhandled", StringComparison.Ordinal))];
    }

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited) Kill();
        _process.Dispose();
    }
}
