using System.Globalization;
using Detector.Testing;
using Garnet;

namespace Detector.Index.Tests.Shared;

/// <summary>A Garnet server in this process.</summary>
public sealed class Garnet : IDisposable
{
    private readonly GarnetServer _server;

    public Garnet()
    {
        var port = RedisServer.FreePort();
        EndPoint = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");
        _server = new GarnetServer(["--bind", "127.0.0.1", "--port", port.ToString(CultureInfo.InvariantCulture), "--memory", "64m", "--index", "16m", "-q"]);
        _server.Start();
    }

    public string EndPoint { get; }

    public void Dispose() => _server.Dispose();
}
