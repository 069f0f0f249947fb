using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace Detector.Benchmarks.Service;

/// <summary>
/// A kept connection that posts one page after the other and does nothing else, from a thread of its own: on cores that caller and service share, what the caller does counts as the service's time.
/// </summary>
internal sealed class Wire : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _answer = new byte[256 * 1024];

    public Wire(Uri address) => _socket.Connect(new IPEndPoint(IPAddress.Loopback, address.Port));

    /// <summary>A request to judge a page, as it goes over the wire.</summary>
    public static byte[] Request(byte[] page) =>
        [.. Encoding.ASCII.GetBytes($"POST /v1/score?url=https://www.example.org/news/1 HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/html\r\nContent-Length: {page.Length}\r\n\r\n"), .. page];

    /// <summary>Sends a request and reads its answer to the end.</summary>
    /// <returns>The answer's status.</returns>
    /// <exception cref="IOException">It breaks off.</exception>
    public HttpStatusCode Post(byte[] request)
    {
        _socket.Send(request);
        var have = 0;
        do
        {
            var read = _socket.Receive(_answer.AsSpan(have));
            if (read == 0) throw new IOException("The answer breaks off.");
            have += read;
        }
        while (!IsWhole(_answer.AsSpan(0, have)));
        return (HttpStatusCode)int.Parse(_answer.AsSpan("HTTP/1.1 ".Length, 3), CultureInfo.InvariantCulture);
    }

    public void Dispose() => _socket.Dispose();

    // Verdicts have a length, problem documents come in chunks.
    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0) return false;
        var head = answer[..end];
        var field = head.IndexOf("Content-Length: "u8);
        if (field < 0) return answer.EndsWith("\r\n0\r\n\r\n"u8);
        var value = head[(field + "Content-Length: ".Length)..];
        return answer.Length >= end + 4 + int.Parse(value.IndexOf((byte)'\r') is >= 0 and var line ? value[..line] : value, CultureInfo.InvariantCulture);
    }
}

/// <summary>Calls at moments of their own, as callers that know nothing of one another make them: a slow answer does not hold back the next call, and a call's time counts from when it was due (no coordinated omission).</summary>
internal sealed class OpenLoop(Uri address, byte[] request)
{
    private const int MostThreads = 256;

    private readonly Lock _next = new();
    private readonly Random _chance = new(1);
    private double _due;
    private int _waiting;

    // Thread.Sleep knows whole milliseconds, in which several calls would gather; spinning would take from the cores that are measured.
    [DllImport("libc", EntryPoint = "usleep")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Sleep(uint microseconds);

    /// <summary>Calls for so long; the gaps between them are exponential.</summary>
    /// <param name="rate">Calls a second.</param>
    /// <param name="length">How long.</param>
    /// <param name="told">Told of each call's status and time.</param>
    public void Run(double rate, TimeSpan length, Action<HttpStatusCode, TimeSpan> told)
    {
        _due = 0;
        var start = Stopwatch.GetTimestamp();
        var threads = new List<Thread>();
        Add();
        // A thread takes each next call before it waits for its moment; when the last free one does, another is made.
        while (threads.Exists(thread => thread.IsAlive))
        {
            if (Volatile.Read(ref _waiting) == 0 && threads.Count < MostThreads && Volatile.Read(ref _due) < length.TotalSeconds) Add();
            Thread.Sleep(1);
        }

        void Add()
        {
            var thread = new Thread(Call) { IsBackground = true };
            threads.Add(thread);
            thread.Start();
        }

        void Call()
        {
            using var wire = new Wire(address);
            while (true)
            {
                double due;
                lock (_next)
                {
                    due = _due;
                    _due += -Math.Log(1 - _chance.NextDouble()) / rate;
                }
                if (due >= length.TotalSeconds) return;
                Interlocked.Increment(ref _waiting);
                while (Stopwatch.GetElapsedTime(start).TotalSeconds is var now && now < due) _ = Sleep((uint)(1 + 1e6 * (due - now)));
                Interlocked.Decrement(ref _waiting);
                var status = wire.Post(request);
                told(status, Stopwatch.GetElapsedTime(start) - TimeSpan.FromSeconds(due));
            }
        }
    }
}
