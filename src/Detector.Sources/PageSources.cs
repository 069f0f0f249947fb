using Detector.Pages;
using Detector.Sources.Archives;

namespace Detector.Sources;

/// <summary>Bounds of a source.</summary>
public sealed record SourceLimits
{
    public static SourceLimits Default { get; } = new();

    /// <summary>Bytes of one page, decompressed; a larger one is named, not loaded.</summary>
    public int MaximumPageBytes { get; init; } = PageLimits.Default.MaximumBytes;

    /// <summary>Bytes of one JSON line: a page of the largest size with every second character escaped. A longer one is named and passed over in bounded memory.</summary>
    public int MaximumLineBytes { get; init; } = 64 * 1024 * 1024;
}

/// <summary>From a path to its pages.</summary>
public static class PageSources
{
    /// <summary>The path that stands for standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>
    /// The source a path names: a folder, a file of JSON lines (.jsonl, .ndjson, .json, each also .gz), a web archive (.warc, .wet, each also .gz and .zst), one page in a file, or "-" for standard input. A path
    /// that does not exist is a source too: it gives one <see cref="BrokenPage"/> that says so, and the batch goes on.
    /// </summary>
    /// <param name="path">A path, or "-".</param>
    /// <param name="limits">Bounds; null: <see cref="SourceLimits.Default"/>.</param>
    /// <param name="standardInput">Opens standard input; null: the process's own.</param>
    public static IPageSource Of(string path, SourceLimits? limits = null, Func<Stream>? standardInput = null)
    {
        limits ??= SourceLimits.Default;
        if (path == StandardInput) return new StandardInputSource(standardInput ?? Console.OpenStandardInput, limits);
        if (Directory.Exists(path)) return new FolderSource(path, limits);
        return FileKinds.OfName(path) switch
        {
            FileKind.JsonLines => new JsonLinesSource(path, limits),
            FileKind.Warc => new WarcSource(path, limits),
            _ => new PageFileSource(path, limits),
        };
    }
}
