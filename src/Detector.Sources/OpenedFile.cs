namespace Detector.Sources;

/// <summary>A file that holds many pages, opened once they are asked for.</summary>
internal static class OpenedFile
{
    /// <summary>The pages that <paramref name="read"/> makes of the file's bytes, or the one sentence on why it cannot be opened.</summary>
    public static IEnumerable<SourceItem> Read(string path, SourceProgress progress, Func<CountedStream, IEnumerable<SourceItem>> read)
    {
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
            return Closing(new CountedStream(file, progress), read);
        }
        catch (Exception failure) when (Failures.IsOfInput(failure))
        {
            return [new BrokenPage(path, path, Failures.Say(path, failure))];
        }
    }

    public static long Length(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;

    private static IEnumerable<SourceItem> Closing(CountedStream counted, Func<CountedStream, IEnumerable<SourceItem>> read)
    {
        using (counted)
            foreach (var item in read(counted)) yield return item;
    }
}
