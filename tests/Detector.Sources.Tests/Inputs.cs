using System.IO.Compression;
using System.Text;
using Detector.Pages;

namespace Detector.Sources.Tests;

/// <summary>A folder of its own for one test.</summary>
public sealed class Inputs : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("detector-sources-").FullName;

    public string Add(string name, string content) => Add(name, Encoding.UTF8.GetBytes(content));

    public string Add(string name, byte[] content)
    {
        var path = Path.Combine(Root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return path;
    }

    public static byte[] Compressed(string content)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionMode.Compress)) gzip.Write(Encoding.UTF8.GetBytes(content));
        return bytes.ToArray();
    }

    public static List<SourceItem> Read(string path, SourceLimits? limits = null, SourceProgress? progress = null) =>
        [.. PageSources.Of(path, limits).Read(progress ?? new SourceProgress(), TestContext.Current.CancellationToken)];

    public static List<SourceItem> ReadInput(byte[] input) => [.. PageSources.Of("-", null, () => new MemoryStream(input)).Read(new SourceProgress(), TestContext.Current.CancellationToken)];

    public static string Content(SourceItem item) => item.ShouldBeOfType<SourcePage>() is var page && page.Text is { } text ? text.ToString() : Encoding.UTF8.GetString(page.Bytes.Span);

    public static PageFormat Format(SourceItem item) => item.ShouldBeOfType<SourcePage>().Request.Format;

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
