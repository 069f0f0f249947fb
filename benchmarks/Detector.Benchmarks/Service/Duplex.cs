using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Detector.Benchmarks.Service;

/// <summary>A request whose answer is read while its body is still being sent. <see cref="HttpClient"/> sends an HTTP/1.1 body to its end first, and a service that answers as it reads would wait for a reader for ever. The client library's is not used: here the body goes out as it lies, so that a caller on the service's own cores costs next to nothing.</summary>
internal static class Duplex
{
    /// <summary>The body of the answer.</summary>
    /// <exception cref="IOException">The answer is no 200, or breaks off.</exception>
    public static async Task<Stream> Post(Uri address, string path, byte[] body, string type)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, address.Port).ConfigureAwait(false);
        var stream = client.GetStream();
        _ = Task.Run(async () =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: close\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\n\r\n")).ConfigureAwait(false);
            await stream.WriteAsync(body).ConfigureAwait(false);
        });
        var buffered = new BufferedStream(stream, 256 * 1024);
        var status = Line(buffered);
        if (!status.StartsWith("HTTP/1.1 200", StringComparison.Ordinal)) throw new IOException($"The service answered {status}.");
        while (Line(buffered).Length > 0)
        {
        }
        return new Chunks(buffered, client);
    }

    private static string Line(Stream stream)
    {
        var line = new StringBuilder();
        for (int next; (next = stream.ReadByte()) != '\n';)
        {
            if (next < 0) throw new IOException("The answer breaks off.");
            if (next != '\r') line.Append((char)next);
        }
        return line.ToString();
    }

    /// <summary>A chunked body (RFC 9112, 7.1).</summary>
    private sealed class Chunks(Stream stream, TcpClient client) : Stream
    {
        private int _left;
        private bool _ended;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (_ended) return 0;
            if (_left == 0)
            {
                _left = int.Parse(Line(stream), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                _ended = _left == 0;
                if (_ended) return 0;
            }
            var read = stream.Read(buffer, offset, Math.Min(count, _left));
            if (read == 0) throw new IOException("The answer breaks off.");
            _left -= read;
            if (_left == 0) Line(stream);
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) client.Dispose();
            base.Dispose(disposing);
        }
    }
}
