using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Detector.Client;

/// <summary>
/// One POST whose answer is read while its body is written. <see cref="HttpClient"/> cannot do that over HTTP/1.1: it reads nothing before the whole body is sent, and a service that stops reading until its answers are
/// taken would wait for it for ever. So a stream has a connection of its own (RFC 9112: chunks out; chunks, a length or the connection's end in). Proxies of the system are not asked.
/// </summary>
internal sealed class DuplexPost : IAsyncDisposable
{
    private const int MostHead = 64 * 1024;

    private readonly Stream _wire;
    private readonly byte[] _buffer = new byte[MostHead];
    private int _start, _end;
    private long _left;
    private bool _chunked, _toTheEnd;

    private DuplexPost(Stream wire) => _wire = wire;

    public HttpStatusCode Status { get; private set; }

    public string? RetryAfter { get; private set; }

    public static async Task<DuplexPost> Open(DetectorClientOptions options, Uri target, string contentType, CancellationToken stop)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(stop);
        late.CancelAfter(options.ConnectTimeout);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        // A stream may be quiet for long; a peer that is gone without a word is noticed.
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        var host = target.HostNameType == UriHostNameType.IPv6 ? $"[{target.IdnHost}]" : target.IdnHost;
        Stream? wire = null;
        try
        {
            await socket.ConnectAsync(new DnsEndPoint(target.IdnHost, target.Port), late.Token).ConfigureAwait(false);
            wire = new NetworkStream(socket, ownsSocket: true);
            if (target.Scheme == Uri.UriSchemeHttps)
            {
                var tls = new SslStream(wire);
                wire = tls;
                await tls.AuthenticateAsClientAsync(Tls(options.Tls, target.IdnHost), late.Token).ConfigureAwait(false);
            }
            var head = $"POST {target.PathAndQuery} HTTP/1.1\r\nHost: {host}:{target.Port}\r\nContent-Type: {contentType}\r\nTransfer-Encoding: chunked\r\nAccept: application/x-ndjson\r\nConnection: close\r\n"
                + (options.Key is null ? "" : $"Authorization: Bearer {options.Key}\r\n") + "\r\n";
            await wire.WriteAsync(Encoding.ASCII.GetBytes(head), late.Token).ConfigureAwait(false);
            return new DuplexPost(wire);
        }
        catch (Exception failure)
        {
            if (wire is not null) await wire.DisposeAsync().ConfigureAwait(false);
            socket.Dispose();
            if (failure is OperationCanceledException && !stop.IsCancellationRequested) throw new IOException($"No connection to {target.Authority} within {options.ConnectTimeout.TotalSeconds:0.#} s.", failure);
            if (failure is SocketException refused) throw new IOException($"No connection to {target.Authority}: {refused.Message}", failure);
            throw;
        }
    }

    /// <summary>Sends a piece of the body. Waits while the service does not read.</summary>
    public async Task Write(ReadOnlyMemory<byte> piece, CancellationToken stop)
    {
        if (piece.IsEmpty) return;
        var chunk = new byte[piece.Length + 20];
        Utf8Formatter.TryFormat(piece.Length, chunk, out var digits, new System.Buffers.StandardFormat('x'));
        "\r\n"u8.CopyTo(chunk.AsSpan(digits));
        piece.CopyTo(chunk.AsMemory(digits + 2));
        "\r\n"u8.CopyTo(chunk.AsSpan(digits + 2 + piece.Length));
        await _wire.WriteAsync(chunk.AsMemory(0, digits + piece.Length + 4), stop).ConfigureAwait(false);
    }

    /// <summary>The body is complete.</summary>
    public Task End(CancellationToken stop) => _wire.WriteAsync("0\r\n\r\n"u8.ToArray(), stop).AsTask();

    /// <summary>Waits for the head of the answer.</summary>
    public async Task ReadHead(CancellationToken stop)
    {
        do
        {
            var line = await Line(stop).ConfigureAwait(false);
            var parts = line.Split(' ', 3);
            if (parts.Length < 2 || !parts[0].StartsWith("HTTP/1.", StringComparison.Ordinal) || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var status)) throw new IOException("What answers does not speak HTTP/1.1.");
            Status = (HttpStatusCode)status;
            (_chunked, _toTheEnd, _left, RetryAfter) = (false, true, 0, null);
            while ((line = await Line(stop).ConfigureAwait(false)).Length > 0) Field(line);
        }
        while ((int)Status < 200);
        if (_chunked) (_toTheEnd, _left) = (false, 0);
    }

    /// <summary>The answer's body.</summary>
    public Stream Body => new Answer(this);

    public ValueTask DisposeAsync() => _wire.DisposeAsync();

    private static SslClientAuthenticationOptions Tls(SslClientAuthenticationOptions? given, string host) => new()
    {
        TargetHost = given?.TargetHost ?? host,
        // HTTP/2 would be another protocol on this wire.
        ApplicationProtocols = [SslApplicationProtocol.Http11],
        ClientCertificates = given?.ClientCertificates,
        ClientCertificateContext = given?.ClientCertificateContext,
        LocalCertificateSelectionCallback = given?.LocalCertificateSelectionCallback,
        RemoteCertificateValidationCallback = given?.RemoteCertificateValidationCallback,
        CertificateChainPolicy = given?.CertificateChainPolicy,
        CertificateRevocationCheckMode = given?.CertificateRevocationCheckMode ?? System.Security.Cryptography.X509Certificates.X509RevocationMode.NoCheck,
    };

    private void Field(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0) throw new IOException("What answers does not speak HTTP/1.1: a header field has no colon.");
        var value = line[(colon + 1)..].Trim();
        switch (line[..colon].ToLowerInvariant())
        {
            case "transfer-encoding":
                _chunked = value.EndsWith("chunked", StringComparison.OrdinalIgnoreCase);
                break;
            case "content-length":
                if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _left)) throw new IOException($"The answer's Content-Length is '{value}'.");
                _toTheEnd = false;
                break;
            case "retry-after":
                RetryAfter = value;
                break;
        }
    }

    private async Task<string> Line(CancellationToken stop)
    {
        while (true)
        {
            var length = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (length >= 0)
            {
                var line = Encoding.Latin1.GetString(_buffer, _start, length).TrimEnd('\r');
                _start += length + 1;
                return line;
            }
            if (_end - _start == MostHead) throw new IOException("A line of the answer's head is over 64 KiB.");
            if (!await Fill(stop).ConfigureAwait(false)) throw new IOException("The connection ended before the answer was complete.");
        }
    }

    private async ValueTask<bool> Fill(CancellationToken stop)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
        var read = await _wire.ReadAsync(_buffer.AsMemory(_end), stop).ConfigureAwait(false);
        _end += read;
        return read > 0;
    }

    private bool _first = true, _done;

    private async ValueTask<int> ReadBody(Memory<byte> into, CancellationToken stop)
    {
        if (_done) return 0;
        if (_chunked && _left == 0)
        {
            if (!_first) await Line(stop).ConfigureAwait(false);
            _first = false;
            var size = await Line(stop).ConfigureAwait(false);
            if (!long.TryParse(size.Split(';')[0].Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _left)) throw new IOException($"A chunk of the answer has the size '{size}'.");
            if (_left == 0)
            {
                while ((await Line(stop).ConfigureAwait(false)).Length > 0)
                {
                    // Trailers.
                }
            }
        }
        if (_left == 0 && !_toTheEnd)
        {
            _done = true;
            return 0;
        }
        if (_start == _end && !await Fill(stop).ConfigureAwait(false))
        {
            _done = true;
            return _toTheEnd ? 0 : throw new IOException("The connection ended before the answer was complete.");
        }
        var read = (int)Math.Min(_toTheEnd ? into.Length : Math.Min(into.Length, _left), _end - _start);
        _buffer.AsMemory(_start, read).CopyTo(into);
        _start += read;
        if (!_toTheEnd) _left -= read;
        return read;
    }

    private sealed class Answer(DuplexPost post) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => post.ReadBody(buffer, cancellationToken);

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => post.ReadBody(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read it asynchronously.");

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
