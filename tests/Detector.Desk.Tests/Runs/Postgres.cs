using System.Diagnostics;

namespace Detector.Desk.Tests.Runs;

/// <summary>A PostgreSQL server of its own, in a temporary folder, reached over a Unix socket: Debian's package, started by the tests.</summary>
public sealed class Postgres : IAsyncLifetime
{
    // Sockets have short names: 107 bytes at most.
    private readonly string _folder = Directory.CreateTempSubdirectory("pg-").FullName;
    private bool _runs;

    private static string? Programs { get; } = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).FirstOrDefault(bin => File.Exists(Path.Combine(bin, "initdb"))) : null;

    /// <summary>A schema of its own in the server's database.</summary>
    public async Task<string> SchemaAsync(string name)
    {
        Assert.SkipWhen(!_runs, "PostgreSQL is not installed (apt-get install postgresql): its side of the store was not tested.");
        var connection = $"Host={_folder};Username=detector;Database=postgres";
        await using var opened = new Npgsql.NpgsqlConnection(connection);
        await opened.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = opened.CreateCommand();
        command.CommandText = $"CREATE SCHEMA {name}";
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return $"{connection};Search Path={name}";
    }

    public async ValueTask InitializeAsync()
    {
        if (Programs is null || OperatingSystem.IsWindows()) return;
        if (Environment.IsPrivilegedProcess) await RunAsync("chown", "postgres", _folder);
        await RunAsync(Path.Combine(Programs, "initdb"), "-D", Path.Combine(_folder, "data"), "-A", "trust", "-U", "detector", "--no-sync", "--no-locale", "-E", "UTF8");
        await RunAsync(Path.Combine(Programs, "pg_ctl"), "-D", Path.Combine(_folder, "data"), "-w", "-t", "60", "-l", Path.Combine(_folder, "log"), "-o", $"-k {_folder} -c listen_addresses='' -c fsync=off", "start");
        _runs = true;
    }

    public async ValueTask DisposeAsync()
    {
        if (_runs)
        {
            Npgsql.NpgsqlConnection.ClearAllPools();
            await RunAsync(Path.Combine(Programs!, "pg_ctl"), "-D", Path.Combine(_folder, "data"), "-m", "immediate", "stop");
        }
        Directory.Delete(_folder, recursive: true);
    }

    // The server refuses to run as root; its package brings a user for it.
    private static async Task RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        if (Environment.IsPrivilegedProcess && program != "chown")
        {
            start.FileName = "setpriv";
            foreach (var argument in new[] { "--reuid=postgres", "--regid=postgres", "--clear-groups", program }) start.ArgumentList.Add(argument);
        }
        else start.FileName = program;
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        // pg_ctl's server keeps the pipes: the process is waited for, not their end.
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
