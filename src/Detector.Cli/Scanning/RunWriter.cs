using System.Data.Common;
using System.Diagnostics;
using Detector.Desk.Runs;
using Detector.Scanning;
using Detector.Sources;
using Detector.Sources.Archives;
using Detector.Verdicts;
using Microsoft.EntityFrameworkCore;

namespace Detector.Cli.Scanning;

/// <summary>What came of one page, judged and ready to be recorded.</summary>
/// <param name="Item">The page without its content, or what stood in its place.</param>
/// <param name="Verdict">What was said; null for a <see cref="BrokenPage"/>.</param>
/// <param name="Outcome">The record.</param>
internal sealed record Done(SourceItem Item, Verdict? Verdict, PageOutcome Outcome)
{
    /// <summary>What the archive keeps of it.</summary>
    public WarcRecords? Records { get; init; }

    /// <summary>A bug met while judging.</summary>
    public Exception? Failure { get; init; }
}

/// <summary>
/// Records what was done, several pages at a time: into the archive, to the disk, then into the run in one transaction, and only then to whoever reads the results. A kill between two of these loses
/// nothing that was told.
/// </summary>
internal sealed class RunWriter(RunStore store, ArchiveFile? archive, ScanOutput output)
{
    private const int PagesAtOnce = 64;
    private const long BytesAtOnce = 16 * 1024 * 1024;

    // A disk takes some hundredths of a second to promise anything: one promise a page would be all a scan does.
    private static readonly TimeSpan LongEnough = TimeSpan.FromMilliseconds(500);

    private readonly List<Done> _waiting = [];
    private long _bytes;
    private long _since = Stopwatch.GetTimestamp();

    /// <summary>Takes a page; writes when enough have gathered.</summary>
    public void Add(Done done)
    {
        if (_waiting.Count == 0) _since = Stopwatch.GetTimestamp();
        _waiting.Add(done);
        _bytes += done.Records?.Bytes.Length ?? 0;
        if (_waiting.Count >= PagesAtOnce || _bytes >= BytesAtOnce) Flush();
    }

    /// <summary>Nothing more is there at the moment: writes what has waited long enough.</summary>
    public void Waiting()
    {
        if (_waiting.Count == 0) output.Flush();
        else if (Stopwatch.GetElapsedTime(_since) >= LongEnough) Flush();
    }

    /// <exception cref="UsageException">The run or the archive cannot be written: the disk is full, or the server is away.</exception>
    public void Flush()
    {
        if (_waiting.Count > 0)
        {
            try
            {
                var outcomes = _waiting.ConvertAll(Archived);
                archive?.Sync();
                store.RecordAsync(outcomes).GetAwaiter().GetResult();
            }
            catch (Exception failure) when (failure is DbException or DbUpdateException or IOException)
            {
                throw new UsageException($"The last {_waiting.Count} pages could not be recorded in {store.Place}: {failure.GetBaseException().Message} Everything before is safe; make room and go on with --resume.");
            }
            foreach (var done in _waiting) output.Write(done.Item, done.Verdict, done.Failure);
            _waiting.Clear();
            _bytes = 0;
        }
        output.Flush();
    }

    private PageOutcome Archived(Done done)
    {
        if (archive is null || done.Records is not { } records) return done.Outcome;
        var at = archive.Position;
        archive.Append(records.Bytes);
        return done.Outcome with { WarcFile = archive.Name, WarcOffset = at + records.Offset, WarcLength = records.Length };
    }
}
