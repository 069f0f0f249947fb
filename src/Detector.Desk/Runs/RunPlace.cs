using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Detector.Desk.Runs;

/// <summary>
/// Where a run is kept: a file (SQLite), or a PostgreSQL connection string (<c>Host=...;Database=...</c> or <c>postgres://user@host/database</c>). A database holds one run; <c>Search Path=</c> in the connection
/// string gives each of several a schema.
/// </summary>
public sealed class RunPlace
{
    private readonly string _connection;
    private readonly string? _file;
    private readonly Lazy<DbContextOptions> _options;

    private RunPlace(string connection, string? file)
    {
        _connection = connection;
        _file = file;
        _options = new Lazy<DbContextOptions>(Options);
    }

    /// <summary>True for a connection string of PostgreSQL.</summary>
    public bool IsPostgres => _file is null;

    /// <summary>The file; null for PostgreSQL.</summary>
    public string? File => _file;

    /// <summary>The place without a password: fit to be shown.</summary>
    public string Shown => _file ?? Database;

    internal string Connection => _connection;

    private string Database
    {
        get
        {
            var parts = new NpgsqlConnectionStringBuilder(_connection);
            return string.Create(CultureInfo.InvariantCulture, $"{parts.Database} on {parts.Host}");
        }
    }

    /// <summary>Takes a place as written on a command line.</summary>
    /// <exception cref="RunException">A connection string that is none.</exception>
    public static RunPlace Of(string place)
    {
        if (place.StartsWith("postgres://", StringComparison.OrdinalIgnoreCase) || place.StartsWith("postgresql://", StringComparison.OrdinalIgnoreCase)) return new RunPlace(OfUri(place), null);
        if (place.Contains('=', StringComparison.Ordinal) && (place.Contains("host=", StringComparison.OrdinalIgnoreCase) || place.Contains("server=", StringComparison.OrdinalIgnoreCase)))
        {
            try
            {
                return new RunPlace(new NpgsqlConnectionStringBuilder(place).ConnectionString, null);
            }
            catch (ArgumentException wrong)
            {
                throw new RunException($"The connection string is none of PostgreSQL's: {wrong.Message} Write Host=...;Database=...;Username=... or postgres://user@host/database.", wrong);
            }
        }
        return new RunPlace(new SqliteConnectionStringBuilder { DataSource = Path.GetFullPath(place), Mode = SqliteOpenMode.ReadWriteCreate, DefaultTimeout = 30 }.ConnectionString, Path.GetFullPath(place));
    }

    internal RunContext Context() => _options.Value is DbContextOptions<PostgresRunContext> postgres ? new PostgresRunContext(postgres) : new SqliteRunContext((DbContextOptions<SqliteRunContext>)_options.Value);

    private DbContextOptions Options() => IsPostgres
        ? new DbContextOptionsBuilder<PostgresRunContext>().UseNpgsql(_connection).ConfigureWarnings(Quiet).Options
        : new DbContextOptionsBuilder<SqliteRunContext>().UseSqlite(_connection).AddInterceptors(Durable.Instance).ConfigureWarnings(Quiet).Options;

    // The model is compared with the migrations by a test, not at each start.
    private static void Quiet(WarningsConfigurationBuilder warnings) => warnings.Ignore(RelationalEventId.PendingModelChangesWarning);

    private static string OfUri(string place)
    {
        if (!Uri.TryCreate(place, UriKind.Absolute, out var uri) || uri.AbsolutePath.Length < 2) throw new RunException($"'{place}' names no database. Write postgres://user@host/database.");
        var user = uri.UserInfo.Split(':', 2);
        var parts = new NpgsqlConnectionStringBuilder { Host = uri.Host, Database = Uri.UnescapeDataString(uri.AbsolutePath[1..]) };
        if (uri.Port > 0) parts.Port = uri.Port;
        if (user[0].Length > 0) parts.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length > 1) parts.Password = Uri.UnescapeDataString(user[1]);
        return parts.ConnectionString;
    }

    /// <summary>
    /// What is acknowledged survives a kill and a power cut: the write-ahead log is synced at each commit (<c>synchronous=FULL</c>; NORMAL would lose the last commits with the power), on macOS down to the disk's platter
    /// (https://www.sqlite.org/pragma.html#pragma_synchronous, #pragma_fullfsync).
    /// </summary>
    private sealed class Durable : DbConnectionInterceptor
    {
        public static readonly Durable Instance = new();

        private const string Pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA fullfsync=1; PRAGMA foreign_keys=1;";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = Pragmas;
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            var command = connection.CreateCommand();
            await using (command)
            {
                command.CommandText = Pragmas;
                await command.ExecuteNonQueryAsync(cancellationToken);
            }
        }
    }
}

/// <summary>A run that cannot be opened, made or written, in a sentence for the person who asked.</summary>
public sealed class RunException : Exception
{
    public RunException(string message)
        : base(message)
    {
    }

    public RunException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
