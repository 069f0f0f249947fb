using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Detector.Testing;

/// <summary>A Redis server process of its own on loopback, with its data in a temporary folder. It may be killed and started again.</summary>
public sealed class RedisServer : IDisposable
{
    private const int Attempts = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _folder = Directory.CreateTempSubdirectory("detector-redis-").FullName;
    private readonly string[] _options;
    private Process? _process;

    /// <param name="options">More options of the server, each name (with dashes) and value an entry of its own; BUSPORT and TLSPORT in them stand for <see cref="BusPort"/> and <see cref="TlsPort"/>.</param>
    public RedisServer(params string[] options)
    {
        _options = options;
        for (var attempt = 1; ; attempt++)
        {
            (Port, BusPort, TlsPort) = (FreePort(), FreePort(), FreePort());
            try
            {
                Start();
                return;
            }
            catch (InvalidOperationException) when (_process is { HasExited: true } && attempt < Attempts)
            {
                // Somebody took the port between our looking and the server's.
                Kill();
            }
        }
    }

    public int Port { get; private set; }

    /// <summary>Where the nodes of a cluster talk to each other.</summary>
    public int BusPort { get; private set; }

    public string EndPoint => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{Port}");

    /// <summary>Where the server is asked for TLS, when its options say so.</summary>
    public int TlsPort { get; private set; }

    /// <summary>Processor time the server has used since it was started.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process!.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>A port nobody listens on.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Starts the server, again after <see cref="Kill"/>, and waits until it answers.</summary>
    public void Start()
    {
        var start = new ProcessStartInfo(Program()) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        string[] own = ["--port", Port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--dir", _folder, "--save", "", "--daemonize", "no", "--loglevel", "warning"];
        foreach (var option in own.Concat(_options))
            start.ArgumentList.Add(option.Replace("BUSPORT", BusPort.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal).Replace("TLSPORT", TlsPort.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        var said = new StringBuilder();
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => said.AppendLine(line.Data);
        _process.ErrorDataReceived += (_, line) => said.AppendLine(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        for (var waited = Stopwatch.StartNew(); !Answers() || _process.HasExited;)
        {
            if (_process.HasExited) throw new InvalidOperationException($"redis-server on port {Port} ended with code {_process.ExitCode}: {said}");
            if (waited.Elapsed > Patience) throw new InvalidOperationException($"redis-server on port {Port} does not answer after {Patience.TotalSeconds} s: {said}");
            Thread.Sleep(20);
        }
    }

    /// <summary>Kills the process at once, as a crash would.</summary>
    public void Kill()
    {
        if (_process is null) return;
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Holds the process still: it is connected to, and answers nothing.</summary>
    public void Pause() => Signal("STOP");

    public void Resume() => Signal("CONT");

    public void Dispose()
    {
        Kill();
        Directory.Delete(_folder, recursive: true);
    }

    private void Signal(string signal)
    {
        using var kill = Process.Start("/bin/sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -{signal} {_process!.Id}")]);
        kill.WaitForExit();
    }

    // Ready when it says so, not while it still loads its data.
    private bool Answers()
    {
        try
        {
            using var client = new TcpClient();
            client.Connect(IPAddress.Loopback, Port);
            client.ReceiveTimeout = 1000;
            var stream = client.GetStream();
            stream.Write("PING\r\n"u8);
            var answer = new byte[64];
            // One that asks for a password first is ready too.
            return Encoding.ASCII.GetString(answer, 0, stream.Read(answer)) is var said && (said.StartsWith("+PONG", StringComparison.Ordinal) || said.StartsWith("-NOAUTH", StringComparison.Ordinal));
        }
        catch (Exception failure) when (failure is IOException or SocketException)
        {
            return false;
        }
    }

    private static string Program()
    {
        foreach (var name in new[] { "redis-server", "valkey-server" })
            foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
                if (File.Exists(Path.Combine(folder, name)))
                    return Path.Combine(folder, name);
        throw new InvalidOperationException("A Redis server is needed and neither redis-server nor valkey-server is on the path. Install one: apt-get install redis-server.");
    }
}
