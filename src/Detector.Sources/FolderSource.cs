using Detector.Sources.Archives;

namespace Detector.Sources;

/// <summary>
/// Every page below a folder, ordered by name (ordinal, so the same on every machine), folders among files. Hidden files and folders are passed over; a file
/// whose name does not say what it is is looked into and left out, counted, unless it is HTML, JSON lines or a web archive. Names of one folder at a time are held in memory.
/// </summary>
internal sealed class FolderSource(string root, SourceLimits limits) : IPageSource
{
    public IEnumerable<SourceItem> Read(SourceProgress progress, CancellationToken stop = default) => Read(root, [RealPath(root)], progress, stop);

    public long? Length(CancellationToken stop = default)
    {
        long sum = 0;
        foreach (var file in new DirectoryInfo(root).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.ReparsePoint }))
        {
            if (stop.IsCancellationRequested) return null;
            sum += file.Length;
        }
        return sum;
    }

    // ancestors: the real paths of the folders being walked, to tell a link back to one of them from a link elsewhere.
    private IEnumerable<SourceItem> Read(string folder, string[] ancestors, SourceProgress progress, CancellationToken stop)
    {
        BrokenPage? broken = null;
        var names = new List<string>();
        try
        {
            names.AddRange(Directory.EnumerateFileSystemEntries(folder));
        }
        catch (Exception failure) when (Failures.IsOfInput(failure))
        {
            broken = new BrokenPage(folder, folder, Failures.Say(folder, failure));
        }
        if (broken is not null) yield return broken;

        names.Sort(StringComparer.Ordinal);
        var addresses = Addresses.Beside(folder);
        foreach (var problem in addresses.Broken) yield return problem;
        foreach (var path in names)
        {
            if (stop.IsCancellationRequested) yield break;
            var name = Path.GetFileName(path);
            if (name.StartsWith('.') || name == Addresses.FileName) continue;
            foreach (var item in Directory.Exists(path) ? Below(path, ancestors, progress, stop) : Of(path, addresses.Of(name), progress, stop)) yield return item;
        }
    }

    private IEnumerable<SourceItem> Below(string folder, string[] ancestors, SourceProgress progress, CancellationToken stop)
    {
        var real = RealPath(folder);
        return ancestors.Contains(real, StringComparer.Ordinal)
            ? [new BrokenPage(folder, folder, $"'{folder}' is a link back to a folder it stands in ('{real}'); it is not followed. Remove the link, or hide it with a leading dot.")]
            : Read(folder, [.. ancestors, real], progress, stop);
    }

    private IEnumerable<SourceItem> Of(string path, string? url, SourceProgress progress, CancellationToken stop)
    {
        var kind = FileKinds.OfName(path);
        // A .json file in a folder may be anything (a manifest, settings); named .jsonl or .ndjson it is what it says.
        if (kind == FileKind.Unknown || (kind == FileKind.JsonLines && Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase)))
        {
            BrokenPage? broken = null;
            try
            {
                kind = FileKinds.OfHead(Head(path));
            }
            catch (Exception failure) when (Failures.IsOfInput(failure))
            {
                broken = new BrokenPage(path, path, Failures.Say(path, failure)) { Url = url };
            }
            if (broken is not null)
            {
                yield return broken;
                yield break;
            }
        }

        if (kind == FileKind.Unknown) progress.Skip();
        else if (kind == FileKind.JsonLines)
            foreach (var item in new JsonLinesSource(path, limits).Read(progress, stop)) yield return item;
        else if (kind == FileKind.Warc)
            foreach (var item in new WarcSource(path, limits).Read(progress, stop)) yield return item;
        else yield return PageFileSource.Read(path, kind, url, limits, progress);
    }

    private static byte[] Head(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        // A pipe or a device would wait for ever.
        if (!file.CanSeek) return [];
        using Stream stream = FileKinds.IsCompressed(path) ? Gzip.Open(file) : file;
        var head = new byte[FileKinds.HeadBytes];
        return head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
    }

    private static string RealPath(string folder)
    {
        try
        {
            // A folder reached over a link below another link keeps the link in its full name: resolve from the top.
            var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
            var real = Path.GetPathRoot(full)!;
            foreach (var part in full[real.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
            {
                real = Path.Combine(real, part);
                if (new DirectoryInfo(real).ResolveLinkTarget(returnFinalTarget: true) is { } target) real = Path.TrimEndingDirectorySeparator(target.FullName);
            }
            return real;
        }
        catch (IOException)
        {
            // Too many links in a row: nothing real is behind it, and it is its own loop.
            return Path.GetFullPath(folder);
        }
    }
}
