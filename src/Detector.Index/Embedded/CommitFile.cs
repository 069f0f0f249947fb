using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;

namespace Detector.Index.Embedded;

/// <summary>A segment as the commit file lists it.</summary>
/// <param name="File">The segment's file.</param>
/// <param name="Pages">Pages in it, removed ones included.</param>
/// <param name="Postings">Places they are filed under.</param>
/// <param name="Bytes">The segment's bytes.</param>
internal sealed record Part(string File, int Pages, long Postings, long Bytes)
{
    /// <summary>The file that lists the removed pages; null when there are none.</summary>
    public string? Removed { get; init; }

    public int RemovedPages { get; init; }

    public long RemovedBytes { get; init; }
}

/// <summary>
/// The one file that says which segments are the index: a few lines a person can read, ending in a checksum. It is replaced by renaming a complete new one over it, after everything it names is on the disk, so
/// whoever opens the index sees one commit or the next, never a mixture.
/// </summary>
internal sealed partial record CommitFile(int NextFile, IReadOnlyList<Part> Parts)
{
    public const string Name = "commit";
    private const string NoFile = "-";
    private const string FirstLine = "detector-index 2";

    public static CommitFile Empty { get; } = new(1, []);

    /// <summary>Pages that are numbered, removed ones included.</summary>
    public long Pages => Parts.Sum(part => (long)part.Pages);

    public long LivePages => Parts.Sum(part => (long)part.Pages - part.RemovedPages);

    /// <summary>Reads a folder's commit; null when it holds no index.</summary>
    /// <exception cref="IndexAwayException">The file is damaged or of another version.</exception>
    public static CommitFile? Read(string folder)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path)) return null;
        var text = File.ReadAllText(path);
        var end = text.LastIndexOf("checksum ", StringComparison.Ordinal);
        if (end < 0 || text[end..].Trim() != $"checksum {Checksum(text[..end])}") throw new IndexAwayException($"{path}: the commit file is damaged. Segments that are whole can be brought back by adding their pages again.");
        var lines = text[..end].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length < 2 || lines[0] != FirstLine) throw new IndexAwayException($"{path}: the index is of another version ('{lines.FirstOrDefault()}', this program writes '{FirstLine}').");
        return new CommitFile(int.Parse(lines[1].Split(' ')[1], CultureInfo.InvariantCulture), [.. lines.Skip(2).Select(PartOf)]);
    }

    /// <summary>Puts this commit in place of the one before; when it returns, it is on the disk.</summary>
    public void Write(string folder)
    {
        var text = new StringBuilder(FirstLine).Append('\n').Append(CultureInfo.InvariantCulture, $"next {NextFile}\n");
        foreach (var part in Parts) text.Append(CultureInfo.InvariantCulture, $"segment {part.File} {part.Pages} {part.Postings} {part.Bytes} {part.Removed ?? NoFile} {part.RemovedPages} {part.RemovedBytes}\n");
        var sum = Checksum(text.ToString());
        text.Append(CultureInfo.InvariantCulture, $"checksum {sum}\n");
        var fresh = Path.Combine(folder, Name + ".new");
        using (var file = new FileStream(fresh, FileMode.Create, FileAccess.Write, FileShare.None, 1))
        {
            file.Write(Encoding.UTF8.GetBytes(text.ToString()));
            file.Flush(flushToDisk: true);
        }
        FlushFolder(folder);
        File.Move(fresh, Path.Combine(folder, Name), overwrite: true);
        FlushFolder(folder);
    }

    private static Part PartOf(string line)
    {
        var fields = line.Split(' ');
        return new Part(fields[1], int.Parse(fields[2], CultureInfo.InvariantCulture), long.Parse(fields[3], CultureInfo.InvariantCulture), long.Parse(fields[4], CultureInfo.InvariantCulture))
        {
            Removed = fields[5] == NoFile ? null : fields[5], RemovedPages = int.Parse(fields[6], CultureInfo.InvariantCulture), RemovedBytes = long.Parse(fields[7], CultureInfo.InvariantCulture),
        };
    }

    private static string Checksum(string text) => XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(text)).ToString("x16", CultureInfo.InvariantCulture);

    // A new name is safe only when its folder is on the disk too (fsync(2)). .NET opens no folders; Windows keeps names safe by itself.
    private static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        var descriptor = Open(folder, 0);
        if (descriptor < 0) throw new IOException($"The folder '{folder}' cannot be opened to make its names safe: error {Marshal.GetLastPInvokeError()}.");
        var result = Synchronise(descriptor);
        var error = Marshal.GetLastPInvokeError();
        _ = Close(descriptor);
        if (result != 0) throw new IOException($"The folder '{folder}' cannot be written to the disk: error {error}.");
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Synchronise(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
