using System.Text;
using Detector.Pages;

namespace Detector.Sources;

internal enum FileKind : byte { Unknown, Html, Text, JsonLines, Warc }

/// <summary>What a file holds, by its name and, where the name does not say, by its first bytes.</summary>
internal static class FileKinds
{
    /// <summary>Bytes looked at when the name does not say.</summary>
    public const int HeadBytes = 4096;

    private static readonly string[] HtmlMarks = ["<!doctype html", "<html", "<head", "<body", "<title", "<meta "];

    public static bool IsCompressed(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    /// <summary>By the name alone; ".gz" is looked through, and ".zst" for archives.</summary>
    public static FileKind OfName(string path)
    {
        if (IsCompressed(path)) path = path[..^3];
        if (IsArchive(path) || (path.EndsWith(".zst", StringComparison.OrdinalIgnoreCase) && IsArchive(path[..^4]))) return FileKind.Warc;
        return Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".html" or ".htm" or ".xhtml" => FileKind.Html,
            ".txt" or ".text" => FileKind.Text,
            ".jsonl" or ".ndjson" or ".json" => FileKind.JsonLines,
            _ => FileKind.Unknown,
        };
    }

    public static PageFormat Format(FileKind kind) => kind switch
    {
        FileKind.Html => PageFormat.Html,
        FileKind.Text => PageFormat.Text,
        _ => PageFormat.Detect,
    };

    /// <summary>
    /// What a file of unknown name holds. Only what is surely a page, JSON lines or a web archive: a folder that was handed over whole also holds style sheets, programs and notes.
    /// </summary>
    public static FileKind OfHead(ReadOnlySpan<byte> head)
    {
        if (LooksLikeJsonLines(head)) return FileKind.JsonLines;
        if (LooksLikeWarc(head)) return FileKind.Warc;
        if (head.Contains((byte)0)) return FileKind.Unknown;
        var text = Encoding.Latin1.GetString(head);
        foreach (var mark in HtmlMarks)
            if (text.Contains(mark, StringComparison.OrdinalIgnoreCase))
                return FileKind.Html;
        return FileKind.Unknown;
    }

    public static bool LooksLikeWarc(ReadOnlySpan<byte> head) => head.StartsWith("WARC/1."u8);

    /// <summary>An object opens the first line. Used for standard input and for .json files in folders, which may be anything.</summary>
    public static bool LooksLikeJsonLines(ReadOnlySpan<byte> head)
    {
        head = JsonLinesReader.WithoutMark(head).TrimStart(" \t\r\n"u8);
        return head.StartsWith("{"u8) && head[1..].TrimStart(" \t"u8) is [(byte)'"', ..];
    }

    private static bool IsArchive(string path) => Path.GetExtension(path).ToLowerInvariant() is ".warc" or ".wet";
}
