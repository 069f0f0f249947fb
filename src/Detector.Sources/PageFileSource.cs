using Detector.Pages;

namespace Detector.Sources;

/// <summary>One page in one file, compressed or not. Its address is looked up in <c>addresses.csv</c> beside it.</summary>
internal sealed class PageFileSource(string path, SourceLimits limits) : IPageSource
{
    public IEnumerable<SourceItem> Read(SourceProgress progress, CancellationToken stop = default)
    {
        if (stop.IsCancellationRequested) yield break;
        var addresses = Addresses.Beside(Path.GetDirectoryName(path) is { Length: > 0 } folder ? folder : ".");
        foreach (var broken in addresses.Broken) yield return broken;
        yield return Read(path, FileKinds.OfName(path), addresses.Of(Path.GetFileName(path)), limits, progress);
    }

    public long? Length(CancellationToken stop = default) => OpenedFile.Length(path);

    public static SourceItem Read(string path, FileKind kind, string? url, SourceLimits limits, SourceProgress progress)
    {
        CountedStream? counted = null;
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
            using var stream = counted = new CountedStream(file, progress);
            var stored = file.CanSeek ? file.Length : 0;
            if (!FileKinds.IsCompressed(path))
            {
                // Known before a byte is read: the file is left alone.
                if (stored > limits.MaximumPageBytes) return TooLarge(path, url, $"{stored:N0}", limits);
                var bytes = ReadAll(stream, (int)stored, limits.MaximumPageBytes);
                return bytes is null ? TooLarge(path, url, "more", limits) : Page(path, bytes.Value, kind, url);
            }
            using var inflated = Gzip.Open(stream);
            var content = ReadAll(inflated, 0, limits.MaximumPageBytes);
            return content is null ? TooLarge(path, url, "more, decompressed", limits) : Page(path, content.Value, kind, url);
        }
        catch (InvalidDataException damage)
        {
            return new BrokenPage(path, $"{path}, byte {counted?.Offset ?? 0:N0}", $"The gzip data is damaged or cut off: {damage.Message} Fetch or compress the file again.") { Url = url };
        }
        catch (Exception failure) when (Failures.IsOfInput(failure))
        {
            return new BrokenPage(path, path, Failures.Say(path, failure)) { Url = url };
        }
    }

    /// <summary>Null when there is more than the limit; never holds more than that.</summary>
    public static ReadOnlyMemory<byte>? ReadAll(Stream stream, int expected, int limit)
    {
        var buffer = new byte[Math.Clamp(expected + 1, 16 * 1024, limit + 1)];
        var length = 0;
        while (true)
        {
            var read = stream.Read(buffer, length, buffer.Length - length);
            if (read == 0) return buffer.AsMemory(0, length);
            length += read;
            if (length > limit) return null;
            if (length == buffer.Length) Array.Resize(ref buffer, (int)Math.Min(2L * buffer.Length, limit + 1L));
        }
    }

    public static BrokenPage TooLarge(string path, string? url, string size, SourceLimits limits) =>
        new(path, path, $"The page is over the size limit: {size} bytes, and {limits.MaximumPageBytes:N0} are the most that is read. No page a person reads is that long; cut it, or leave it out.", UnreadableReason.TooLarge)
        {
            Url = url,
        };

    private static SourcePage Page(string path, ReadOnlyMemory<byte> bytes, FileKind kind, string? url) =>
        new(path) { Bytes = bytes, Request = new PageRequest { Url = string.IsNullOrEmpty(url) ? null : url, Format = FileKinds.Format(kind) } };
}
