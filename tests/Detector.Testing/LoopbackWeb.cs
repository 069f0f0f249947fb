using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Detector.Testing;

/// <summary>A question that a <see cref="LoopbackWeb"/> was asked.</summary>
/// <param name="Host">The Host header without its port.</param>
/// <param name="Path">Path and query as sent; a full address where the client takes the server for a proxy.</param>
/// <param name="Fields">The other fields, names in lower case.</param>
public sealed record Asked(string Host, string Path, IReadOnlyDictionary<string, string> Fields);

/// <summary>
/// A line of the server's log: who was asked for what, and when, in seconds since the server began. It ends where the last piece of the answer is handed to the system: a busy machine may come back from that later
/// than the client has read it.
/// </summary>
public sealed record Logged(Asked Asked, double Began, double Ended);

/// <summary>What a server answers.</summary>
public sealed record Reply
{
    public int Status { get; init; } = 200;

    /// <summary>Lines of the head, "Name: value".</summary>
    public IReadOnlyList<string> Head { get; init; } = ["Content-Type: text/html; charset=utf-8"];

    public byte[] Body { get; init; } = [];

    /// <summary>Before the head is sent.</summary>
    public TimeSpan Wait { get; init; }

    /// <summary>Between every byte of the body.</summary>
    public TimeSpan Drip { get; init; }

    /// <summary>The connection ends after so many bytes of the body.</summary>
    public int? CutAfter { get; init; }

    /// <summary>In place of all of it.</summary>
    public byte[]? Raw { get; init; }

    /// <summary>The connection is not used again.</summary>
    public bool Close { get; init; }

    public static Reply Html(string body) => new() { Body = Encoding.UTF8.GetBytes(body) };

    public static Reply Text(string body, int status = 200) => new() { Status = status, Head = ["Content-Type: text/plain"], Body = Encoding.UTF8.GetBytes(body) };

    public static Reply To(string location, int status = 302) => new() { Status = status, Head = [$"Location: {location}"] };

    public static Reply Of(int status, params string[] head) => new() { Status = status, Head = [.. head] };
}

/// <summary>A web of any number of hosts on one port of a loopback address, told apart by the Host header. Speaks HTTP/1.1 byte by byte, so that it can misbehave in every way.</summary>
public sealed class LoopbackWeb : IAsyncDisposable
{
    private readonly Func<Asked, Reply> _answer;
    private readonly TcpListener _listener;
    private readonly X509Certificate2? _certificate;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly ConcurrentQueue<Logged> _log = new();
    private readonly ConcurrentQueue<string> _paths = new();
    private readonly Task _accepting;
    private readonly long _began = Stopwatch.GetTimestamp();
    private int _open;

    /// <param name="answer">What is answered; may be asked by many at once.</param>
    /// <param name="address">A loopback address; null: 127.0.0.1.</param>
    /// <param name="certificate">Speaks TLS with it.</param>
    public LoopbackWeb(Func<Asked, Reply> answer, IPAddress? address = null, X509Certificate2? certificate = null)
    {
        _answer = answer;
        _certificate = certificate;
        _listener = new TcpListener(address ?? IPAddress.Loopback, 0);
        _listener.Start(4096);
        _accepting = Task.Run(AcceptAsync, CancellationToken.None);
    }

    public IPAddress Address => ((IPEndPoint)_listener.LocalEndpoint).Address;

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Everything answered so far, in the order it ended; there before a client could have the end of its answer, unless that drips.</summary>
    public IReadOnlyList<Logged> Log => [.. _log];

    /// <summary>Paths asked for, robots.txt left out; there as soon as the request is, before a client could have its answer.</summary>
    public IReadOnlyList<string> Paths => [.. _paths.Where(static path => path != "/robots.txt")];

    /// <summary>Connections open at this moment.</summary>
    public int Open => Volatile.Read(ref _open);

    /// <summary>An address on a host of this web.</summary>
    public string Url(string host, string path = "/") => $"{(_certificate is null ? "http" : "https")}://{host}:{Port.ToString(CultureInfo.InvariantCulture)}{path}";

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections);
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                _connections.Add(Task.Run(() => ServeAsync(client), CancellationToken.None));
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var closing = client;
        client.NoDelay = true;
        Interlocked.Increment(ref _open);
        try
        {
            Stream stream = client.GetStream();
            if (_certificate is not null)
            {
                var secure = new SslStream(stream);
                await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stop.Token);
                stream = secure;
            }
            await using var whole = stream;
            var buffered = new byte[64 * 1024];
            var length = 0;
            while (true)
            {
                int end;
                while ((end = buffered.AsSpan(0, length).IndexOf("\r\n\r\n"u8)) < 0)
                {
                    var read = await stream.ReadAsync(buffered.AsMemory(length), _stop.Token);
                    if (read == 0) return;
                    length += read;
                }
                var asked = Parse(Encoding.Latin1.GetString(buffered, 0, end));
                length -= end + 4;
                Buffer.BlockCopy(buffered, end + 4, buffered, 0, length);
                _paths.Enqueue(asked.Path);
                var began = Seconds();
                var reply = _answer(asked);
                var sent = new Sending(last => _log.Enqueue(new Logged(asked, began, last)));
                try
                {
                    if (!await SendAsync(stream, reply, sent)) return;
                }
                finally
                {
                    sent.Log();
                }
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException or SocketException or System.Security.Authentication.AuthenticationException)
        {
            // The client went away, or the test is over.
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private async Task<bool> SendAsync(Stream stream, Reply reply, Sending sent)
    {
        sent.Last = Seconds();
        if (reply.Wait > TimeSpan.Zero) await Task.Delay(reply.Wait, _stop.Token);
        sent.Last = Seconds();
        if (reply.Raw is { } raw)
        {
            sent.Log();
            await stream.WriteAsync(raw, _stop.Token);
            return false;
        }
        var head = new StringBuilder($"HTTP/1.1 {reply.Status} {(reply.Status == 200 ? "OK" : "Said")}\r\n");
        foreach (var line in reply.Head) head.Append(line).Append("\r\n");
        if (reply.Status is not (204 or 304) && !reply.Head.Any(static line => line.StartsWith("Content-Length", StringComparison.OrdinalIgnoreCase) || line.StartsWith("Transfer-Encoding", StringComparison.OrdinalIgnoreCase)))
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {reply.Body.Length}\r\n");
        if (reply.Close) head.Append("Connection: close\r\n");
        byte[] bytes = Encoding.Latin1.GetBytes(head.Append("\r\n").ToString());
        if (reply.Drip > TimeSpan.Zero)
        {
            await stream.WriteAsync(bytes, _stop.Token);
            foreach (var b in reply.Body)
            {
                sent.Last = Seconds();
                await stream.WriteAsync(new[] { b }, _stop.Token);
                await stream.FlushAsync(_stop.Token);
                await Task.Delay(reply.Drip, _stop.Token);
            }
            return !reply.Close;
        }
        // First, so that a client that has its answer finds it in the log.
        sent.Log();
        await stream.WriteAsync((byte[])[.. bytes, .. reply.CutAfter is { } cut ? reply.Body[..cut] : reply.Body], _stop.Token);
        await stream.FlushAsync(_stop.Token);
        return reply.CutAfter is null && !reply.Close;
    }

    private sealed class Sending(Action<double> log)
    {
        private bool _isLogged;

        /// <summary>When the last byte so far went out.</summary>
        public double Last { get; set; }

        public void Log()
        {
            if (!_isLogged) log(Last);
            _isLogged = true;
        }
    }

    private double Seconds() => Stopwatch.GetElapsedTime(_began).TotalSeconds;

    private static Asked Parse(string head)
    {
        var lines = head.Split("\r\n");
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in lines.Skip(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0) fields[line[..colon].ToLowerInvariant()] = line[(colon + 1)..].Trim();
        }
        var host = fields.GetValueOrDefault("host", "");
        var port = host.LastIndexOf(':');
        return new Asked(port > 0 ? host[..port] : host, lines[0].Split(' ')[1], fields);
    }
}
