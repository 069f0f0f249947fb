namespace Detector.Sources;

/// <summary>What a file system's refusal means to a person, and the way out.</summary>
internal static class Failures
{
    /// <summary>Failures of an input, as against bugs.</summary>
    public static bool IsOfInput(Exception failure) => failure is IOException or UnauthorizedAccessException or InvalidDataException or NotSupportedException or System.Security.SecurityException;

    public static string Say(string path, Exception failure) => failure switch
    {
        FileNotFoundException or DirectoryNotFoundException => $"There is no file or folder '{path}'. Check the name, or quote it if it holds spaces or wildcards.",
        UnauthorizedAccessException or System.Security.SecurityException => $"'{path}' may not be read by this user. Change its permissions, or run as a user who may.",
        PathTooLongException => $"'{path}' is too long a name for this system.",
        _ => $"'{path}' could not be read: {failure.Message}",
    };
}
