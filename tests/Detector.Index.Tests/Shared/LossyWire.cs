using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Detector.Index.Tests.Shared;

/// <summary>A wire to a server that can be cut in the middle of a reply: requests arrive and are carried out, and who asked does not learn it.</summary>
internal sealed class LossyWire : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _server;
    private readonly CancellationTokenSource _stop = new();
    private long _repliesLeft = long.MaxValue;

    public LossyWire(int server)
    {
        _server = server;
        _listener.Start();
        _ = Accept();
    }

    public string EndPoint => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>Lets so many more bytes of replies pass, then cuts.</summary>
    public void CutAfter(long bytes) => Interlocked.Exchange(ref _repliesLeft, bytes);

    public void Mend() => Interlocked.Exchange(ref _repliesLeft, long.MaxValue);

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (!_stop.IsCancellationRequested) _ = Serve(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception failure) when (failure is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Serve(TcpClient client)
    {
        using (client)
        using (var server = new TcpClient())
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _server, _stop.Token);
                var requests = client.GetStream().CopyToAsync(server.GetStream(), _stop.Token);
                var replies = Replies(server.GetStream(), client.GetStream());
                await Task.WhenAny(requests, replies);
            }
            catch (Exception failure) when (failure is OperationCanceledException or IOException or SocketException)
            {
                // Either side hung up.
            }
        }
    }

    private async Task Replies(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[512];
        while (await from.ReadAsync(buffer, _stop.Token) is > 0 and var read)
        {
            if (Interlocked.Add(ref _repliesLeft, -read) < 0) return;
            await to.WriteAsync(buffer.AsMemory(0, read), _stop.Token);
        }
    }
}
