using System.IO.Compression;

namespace Detector.Sources;

/// <summary>Opens gzip so that a cut-off file is noticed.</summary>
internal static class Gzip
{
    // Without it .NET 10 takes the end of a cut-off file for the end of the data, and half a list passes for a whole one. It holds for the process and
    // must be set before the first stream is made.
    static Gzip() => AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", isEnabled: true);

    public static Stream Open(Stream stream) => new GZipStream(stream, CompressionMode.Decompress);
}
