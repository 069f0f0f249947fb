namespace Detector.Desk.Tests;

/// <summary>A folder that is gone after the test.</summary>
public sealed class Folder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("detector-desk-").FullName;

    public string PathOf(string name) => Path.Combine(Root, name);

    public void Dispose()
    {
        // A pooled connection would keep the file open.
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Root, recursive: true);
    }
}
