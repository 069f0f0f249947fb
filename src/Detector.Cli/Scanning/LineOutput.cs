using System.Buffers;
using System.Diagnostics;

namespace Detector.Cli.Scanning;

/// <summary>
/// Holds whole lines and hands them on whole: a run that is stopped, or killed between two writes, leaves no half line. A closed pipe (<c>| head</c>) is noticed, not
/// thrown.
/// </summary>
internal sealed class LineOutput(Stream stream, bool atOnce) : IDisposable
{
    private const int Enough = 64 * 1024;
    private static readonly TimeSpan LongEnough = TimeSpan.FromMilliseconds(200);

    private readonly ArrayBufferWriter<byte> _lines = new(2 * Enough);
    private long _flushed = Stopwatch.GetTimestamp();

    /// <summary>Whole lines are appended here; call <see cref="Line"/> after each.</summary>
    public IBufferWriter<byte> Lines => _lines;

    /// <summary>The reader went away.</summary>
    public bool Closed { get; private set; }

    public void Line()
    {
        if (atOnce || _lines.WrittenCount >= Enough || Stopwatch.GetElapsedTime(_flushed) > LongEnough) Flush();
    }

    public void Flush()
    {
        _flushed = Stopwatch.GetTimestamp();
        if (_lines.WrittenCount == 0 || Closed) return;
        try
        {
            stream.Write(_lines.WrittenSpan);
            stream.Flush();
        }
        catch (IOException failure) when (stream is not FileStream)
        {
            _ = failure;
            Closed = true;
        }
        _lines.ResetWrittenCount();
    }

    public void Dispose()
    {
        Flush();
        stream.Dispose();
    }
}
