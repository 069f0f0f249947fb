namespace Detector.Testing;

/// <summary>Where the repository stands whose build is being tested.</summary>
public static class Repository
{
    /// <summary>The folder of Detector.sln, found upwards from the test's own.</summary>
    /// <exception cref="InvalidOperationException">The tests were copied out of the repository.</exception>
    public static string Root { get; } = Find();

    /// <summary>A file or folder of the repository.</summary>
    public static string PathOf(params ReadOnlySpan<string> parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Detector.sln"))) folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Detector.sln is in no folder above the tests.");
        return folder;
    }
}
