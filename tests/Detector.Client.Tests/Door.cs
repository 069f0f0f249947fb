using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Detector.Client.Tests;

/// <summary>Stands before a service, as a proxy does that ends TLS, or as a network does that breaks connections.</summary>
public sealed class Door : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Uri _service;
    private readonly X509Certificate2? _certificate;
    private readonly int _after;
    private readonly Task _accepting;
    private int _cuts;

    /// <param name="service">What it leads to.</param>
    /// <param name="cuts">Connections that are cut.</param>
    /// <param name="after">Bytes of answers after which they are.</param>
    /// <param name="certificate">TLS is spoken with it.</param>
    public Door(Uri service, int cuts = 0, int after = 0, X509Certificate2? certificate = null)
    {
        (_service, _cuts, _after, _certificate) = (service, cuts, after, certificate);
        _listener.Start();
        Address = new Uri($"{(certificate is null ? "http" : "https")}://localhost:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = Accept();
    }

    public Uri Address { get; }

    /// <summary>Connections that have been cut.</summary>
    public int Cut { get; private set; }

    /// <summary>A certificate for localhost that signs itself.</summary>
    public static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(2));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true) _ = Serve(await _listener.AcceptSocketAsync(_stop.Token));
        }
        catch (OperationCanceledException)
        {
            // It is closed.
        }
    }

    private async Task Serve(Socket caller)
    {
        using var inner = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var outer = caller;
        try
        {
            await inner.ConnectAsync(new DnsEndPoint(_service.Host, _service.Port), _stop.Token);
            await using Stream front = _certificate is null ? new NetworkStream(outer) : new SslStream(new NetworkStream(outer));
            await using var back = new NetworkStream(inner);
            if (front is SslStream tls) await tls.AuthenticateAsServerAsync(_certificate!);
            var asking = front.CopyToAsync(back, _stop.Token);
            await Answer(back, front, outer);
            inner.Close();
            await asking;
        }
        catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One side left.
        }
    }

    private async Task Answer(NetworkStream back, Stream front, Socket outer)
    {
        var buffer = new byte[4096];
        var bytes = 0;
        while (await back.ReadAsync(buffer, _stop.Token) is > 0 and var read)
        {
            await front.WriteAsync(buffer.AsMemory(0, read), _stop.Token);
            bytes += read;
            if (_after == 0 || bytes < _after || Interlocked.Decrement(ref _cuts) < 0) continue;
            Cut++;
            outer.LingerState = new LingerOption(enable: true, seconds: 0);
            outer.Close();
            return;
        }
        if (front is SslStream tls) await tls.ShutdownAsync();
        else outer.Shutdown(SocketShutdown.Send);
    }
}
