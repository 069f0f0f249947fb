using Detector.Scanning;
using Detector.Sources.Archives;
using Detector.Sources.Web;

namespace Detector.Cli.Scanning;

/// <summary>
/// The archive a run writes to. Records go to the disk before the run points to them, so what follows the last record that is pointed to was never acknowledged: a record
/// cut in half by a kill is cut off when the run goes on.
/// </summary>
internal sealed class ArchiveFile : IDisposable
{
    private readonly FileStream _file;

    private ArchiveFile(FileStream file) => _file = file;

    /// <summary>Its name without its folder: what pages are recorded with.</summary>
    public string Name => Path.GetFileName(_file.Name);

    /// <summary>Whether a new archive may be made there; asked before the run is.</summary>
    /// <exception cref="UsageException">It may not.</exception>
    public static void Check(string path)
    {
        if (!path.EndsWith(".warc.gz", StringComparison.OrdinalIgnoreCase)) throw new UsageException($"'{path}' is to be an archive of gzip records: give --save-warc a name that ends in .warc.gz.");
        if (File.Exists(path)) throw new UsageException($"The archive '{path}' exists. Choose another name with --save-warc; what was seen before must stay as it is.");
    }

    /// <summary>A new archive.</summary>
    /// <exception cref="UsageException">It cannot be written.</exception>
    public static ArchiveFile Create(string path, FetchOptions options)
    {
        var archive = Open(path, FileMode.CreateNew);
        archive.Begin(options);
        return archive;
    }

    /// <summary>The archive of a run that goes on.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="end">Where the last record ends that the run points to; 0 when it points to none.</param>
    /// <param name="options">How pages are fetched.</param>
    /// <exception cref="UsageException">It is shorter than the run says, or cannot be written.</exception>
    public static ArchiveFile Resume(string path, long end, FetchOptions options)
    {
        var archive = Open(path, end == 0 ? FileMode.OpenOrCreate : FileMode.Open);
        if (archive._file.Length < end)
        {
            var length = archive._file.Length;
            archive.Dispose();
            throw new UsageException($"The archive '{path}' has {length:N0} bytes, and the run points to records up to byte {end:N0}: it is not this run's, or was cut. Put the right one there.");
        }
        archive._file.SetLength(end);
        archive._file.Position = end;
        if (end == 0) archive.Begin(options);
        return archive;
    }

    /// <summary>Where the next record will begin.</summary>
    public long Position => _file.Position;

    public void Append(ReadOnlyMemory<byte> records) => _file.Write(records.Span);

    /// <summary>Everything appended is on the disk.</summary>
    public void Sync() => _file.Flush(flushToDisk: true);

    public void Dispose() => _file.Dispose();

    private void Begin(FetchOptions options)
    {
        Append(WarcWriter.Info(Name, DateTimeOffset.UtcNow, options, $"detector/{typeof(ArchiveFile).Assembly.GetName().Version?.ToString(3)}"));
        Sync();
    }

    private static ArchiveFile Open(string path, FileMode mode)
    {
        try
        {
            return new ArchiveFile(new FileStream(path, mode, FileAccess.ReadWrite, FileShare.Read));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The archive '{path}' cannot be written: {failure.Message}");
        }
    }
}
