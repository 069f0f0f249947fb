using System.Text;

namespace Detector;

/// <summary>The data files compiled into the assembly from <c>Resources/</c>, by file name.</summary>
internal static class EmbeddedResource
{
    /// <summary>The whole file.</summary>
    /// <exception cref="InvalidOperationException">The file is not in the assembly: a build fault, never a matter of the page.</exception>
    public static byte[] Bytes(string file)
    {
        using var stream = Open(file);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>The file as UTF-8 text.</summary>
    public static string Text(string file) => Encoding.UTF8.GetString(Bytes(file));

    private static Stream Open(string file) =>
        typeof(EmbeddedResource).Assembly.GetManifestResourceStream("Detector.Resources." + file)
        ?? throw new InvalidOperationException($"The assembly has no resource '{file}'. Is it in src/Detector/Resources?");
}
