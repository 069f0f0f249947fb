using System.Data;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Detector.Pages.Addresses;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Detector.Desk.Runs;

/// <summary>
/// A run: addresses, what came of them, verdicts, decisions, the allow-list. Everything a method has returned from is on the disk (<see cref="RunPlace"/>). Safe to use from several threads and, with the one exception of
/// <see cref="HoldAsync"/>, from several processes: each call has a connection of its own.
/// </summary>
public sealed partial class RunStore
{
    private const int AddressesAtOnce = 1_000;

    private const int LongestKey = 512;

    private readonly RunPlace _place;

    private RunStore(RunPlace place, Run run)
    {
        _place = place;
        Run = run;
    }

    /// <summary>Name, start, version and settings.</summary>
    public Run Run { get; }

    /// <summary>Where it is kept, fit to be shown.</summary>
    public string Place => _place.Shown;

    private string Busy => $"Another process is scanning {Place}. Wait for it, or stop it.";

    /// <summary>Makes a new run.</summary>
    /// <param name="place">A file or a PostgreSQL connection string (<see cref="RunPlace"/>).</param>
    /// <param name="settings">The settings it goes by, as JSON.</param>
    /// <param name="toolVersion">Version of the program.</param>
    /// <param name="now">When it starts.</param>
    /// <param name="stop">Ctrl-C.</param>
    /// <exception cref="RunException">There is one already, or the place cannot be written.</exception>
    public static async Task<RunStore> CreateAsync(string place, string settings, string toolVersion, DateTimeOffset now, CancellationToken stop = default)
    {
        var at = RunPlace.Of(place);
        if (at.File is { } file && File.Exists(file) && new FileInfo(file).Length > 0) throw new RunException($"'{place}' exists. Go on with it with --resume, or name another file.");
        return await Guarded(at, async () =>
        {
            await using var context = at.Context();
            await context.Database.MigrateAsync(stop);
            if (await context.Runs.AnyAsync(stop)) throw new RunException($"{at.Shown} holds a run. Go on with it with --resume, or name another database or schema (Search Path=).");
            var run = new Run { Name = at.File is { } path ? Path.GetFileNameWithoutExtension(path) : at.Shown, Started = now, ToolVersion = toolVersion, Settings = settings };
            context.Runs.Add(run);
            await context.SaveChangesAsync(stop);
            return new RunStore(at, run);
        });
    }

    /// <summary>Opens a run; one of an earlier version of the program is brought up to date.</summary>
    /// <exception cref="RunException">There is none, it is no run, or it is of a later version.</exception>
    public static async Task<RunStore> OpenAsync(string place, CancellationToken stop = default)
    {
        var at = RunPlace.Of(place);
        if (at.File is { } file && !File.Exists(file)) throw new RunException($"There is no run '{place}'. 'detector scan ... --run {place}' makes one.");
        return await Guarded(at, async () =>
        {
            await using var context = at.Context();
            await BringUpToDateAsync(at, context, stop);
            var run = await context.Runs.AsNoTracking().FirstOrDefaultAsync(stop) ?? throw new RunException($"{at.Shown} holds no run: its scan was stopped before it began. Start it again.");
            return new RunStore(at, run);
        });
    }

    /// <summary>
    /// Claims the run for one scan: two at once would fetch everything twice. Given up when disposed, and by the system when the process dies.
    /// </summary>
    /// <exception cref="RunException">Another process holds it.</exception>
    public async Task<IAsyncDisposable> HoldAsync(CancellationToken stop = default)
    {
        if (_place.File is { } file)
        {
            try
            {
                // Left behind empty: deleting it would let two processes hold two files of one name.
                return new FileStream(file + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException held) when (File.Exists(file + ".lock"))
            {
                throw new RunException(Busy, held);
            }
        }
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_place.Connection) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(stop);
        await using var command = connection.CreateCommand();
        // Advisory locks are per database: the schema's own number keeps runs of one database apart.
        command.CommandText = "SELECT pg_try_advisory_lock(hashtext('detector-run'), hashtext(current_schema()))";
        if (await command.ExecuteScalarAsync(stop) is true) return new Held(connection);
        await connection.DisposeAsync();
        throw new RunException(Busy);
    }

    /// <summary>An advisory lock, given up by asking for it: a server notices some time later that a connection was closed.</summary>
    private sealed class Held(NpgsqlConnection connection) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await using var closing = connection;
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT pg_advisory_unlock_all()";
            try
            {
                await command.ExecuteNonQueryAsync();
            }
            catch (NpgsqlException) when (connection.State != System.Data.ConnectionState.Open)
            {
                // The server is gone, and the lock with it.
            }
        }
    }

    /// <summary>Adds addresses in order, all of them or none. Spellings of an address the run has already are passed over.</summary>
    /// <returns>How many were new.</returns>
    public async Task<int> AddAsync(IEnumerable<string> asked, CancellationToken stop = default)
    {
        var added = 0;
        await using var context = _place.Context();
        // A list that was cut in two by a kill could not be told from a short one.
        await using var transaction = await context.Database.BeginTransactionAsync(stop);
        await using var pages = await PreparedRows<ScannedPage>.InsertAsync(context, stop);
        foreach (var chunk in asked.Chunk(AddressesAtOnce))
        {
            var rows = chunk.Select(static one => Pending(one)).DistinctBy(row => row.Key, StringComparer.Ordinal).ToList();
            var keys = rows.ConvertAll(row => row.Key);
            var known = await context.Pages.AsNoTracking().Where(row => keys.Contains(row.Key)).Select(row => row.Key).ToHashSetAsync(stop);
            rows.RemoveAll(row => known.Contains(row.Key));
            foreach (var row in rows) await pages.AddAsync(row, stop);
            added += rows.Count;
        }
        await transaction.CommitAsync(stop);
        return added;
    }

    /// <summary>Addresses that still wait, in order.</summary>
    /// <param name="count">At most.</param>
    /// <param name="after">Only ids above it: what was taken before and is under way. 0 for the first.</param>
    /// <param name="stop">Ctrl-C.</param>
    public async Task<IReadOnlyList<PendingPage>> PendingAsync(int count, long after = 0, CancellationToken stop = default)
    {
        await using var context = _place.Context();
        return await context.Pages.AsNoTracking().Where(row => row.State == PageState.Pending && row.Id > after).OrderBy(row => row.Id).Take(count)
            .Select(row => new PendingPage(row.Id, row.Asked, row.Address, row.Host)).ToListAsync(stop);
    }

    /// <summary>Writes final records, with their texts and verdicts, in one transaction: all of them or none.</summary>
    /// <returns>The pages' ids, in the order of the outcomes.</returns>
    /// <exception cref="RunException">One of the pages has its final record already, or is not of this run.</exception>
    public async Task<IReadOnlyList<long>> RecordAsync(IReadOnlyList<PageOutcome> outcomes, CancellationToken stop = default)
    {
        await using var context = _place.Context();
        await using var transaction = await context.Database.BeginTransactionAsync(stop);
        await using var rows = new RecordRows(context);
        var ids = new List<long>(outcomes.Count);
        foreach (var outcome in outcomes)
        {
            var id = await rows.PageAsync(outcome, stop);
            ids.Add(id);
            if (outcome.Traits is { Text.Length: > 0 } traits) await rows.TextAsync(id, traits.Text, stop);
            if (outcome.Verdict is { } verdict) await rows.VerdictAsync(id, verdict, outcome.Traits, stop);
        }
        await transaction.CommitAsync(stop);
        return ids;
    }

    /// <summary>Adds newer verdicts to pages that have their record; what was said before stays.</summary>
    public async Task JudgeAgainAsync(IReadOnlyList<(long PageId, NewVerdict Verdict, PageTraits? Traits)> verdicts, CancellationToken stop = default)
    {
        await using var context = _place.Context();
        await using var transaction = await context.Database.BeginTransactionAsync(stop);
        await using var rows = new RecordRows(context);
        foreach (var (page, verdict, traits) in verdicts) await rows.VerdictAsync(page, verdict, traits, stop);
        await transaction.CommitAsync(stop);
    }

    public async Task<RunCounts> CountAsync(CancellationToken stop = default)
    {
        await using var context = _place.Context();
        var states = await context.Pages.GroupBy(row => row.State).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(stop);
        var errors = await context.Pages.Where(row => row.ErrorClass != null).GroupBy(row => row.ErrorClass!).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(stop);
        var last = context.Verdicts.Where(row => !context.Verdicts.Any(other => other.PageId == row.PageId && other.Id > row.Id));
        var kinds = await last.GroupBy(row => new { row.Kind, row.Unjudged }).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(stop);
        return new RunCounts(
            states.Sum(state => state.Count),
            states.Where(state => state.Key == PageState.Pending).Sum(state => state.Count),
            kinds.Where(kind => kind.Key.Kind is not null).ToDictionary(kind => kind.Key.Kind!, kind => kind.Count, StringComparer.Ordinal),
            kinds.Where(kind => kind.Key.Kind is null && kind.Key.Unjudged is not null).ToDictionary(kind => kind.Key.Unjudged!, kind => kind.Count, StringComparer.Ordinal),
            errors.ToDictionary(error => error.Key, error => error.Count, StringComparer.Ordinal));
    }

    /// <summary>A page's record by what it was asked as, in any spelling; null when the run has none.</summary>
    public async Task<ScannedPage?> FindAsync(string asked, CancellationToken stop = default)
    {
        var address = Address.TryParse(asked)?.Url ?? asked;
        string[] keys = [KeyOf(address), KeyOf(asked)];
        await using var context = _place.Context();
        return await context.Pages.AsNoTracking().FirstOrDefaultAsync(row => keys.Contains(row.Key) || row.FinalAddress == address, stop);
    }

    // An index of PostgreSQL takes 2,704 bytes a row.
    internal static string KeyOf(string asked) => asked.Length <= LongestKey ? asked : string.Concat(asked.AsSpan(0, LongestKey - 65), "#", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(asked))));

    private static ScannedPage Pending(string asked, long id = 0)
    {
        // "http://bank.example@evil.example/" is another thing than "http://evil.example/", and not asked for: it must not take the honest address's place.
        var address = HasUserName(asked) ? null : Address.TryParse(asked);
        return new ScannedPage { Id = id, Asked = asked, Key = KeyOf(address?.Url ?? asked), Address = address?.Url, Host = address?.Host ?? "", Site = address?.Domain ?? "" };
    }

    private static bool HasUserName(string asked)
    {
        var path = asked.AsSpan(asked.IndexOf("//", StringComparison.Ordinal) is var slashes and >= 0 ? slashes + 2 : 0);
        var end = path.IndexOfAny('/', '?', '#');
        return (end < 0 ? path : path[..end]).Contains('@');
    }

    // Asking for the last migration's name is one small query; Migrate() would take a lock and read the whole history each time a run is opened.
    private static async Task BringUpToDateAsync(RunPlace place, RunContext context, CancellationToken stop)
    {
        var known = context.Database.GetMigrations().ToList();
        var connection = context.Database.GetDbConnection();
        await context.Database.OpenConnectionAsync(stop);
        var last = await LastMigrationAsync(connection, stop);
        if (last == known[^1]) return;
        if (last is null) throw new RunException($"{place.Shown} is no run of this program.");
        if (!known.Contains(last, StringComparer.Ordinal)) throw new RunException($"{place.Shown} was written by a later version of this program (its last change is {last}, the last one known here {known[^1]}). Use that version.");
        await context.Database.MigrateAsync(stop);
    }

    private static async Task<string?> LastMigrationAsync(DbConnection connection, CancellationToken stop)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT MAX(\"MigrationId\") FROM \"__EFMigrationsHistory\"";
        try
        {
            return await command.ExecuteScalarAsync(stop) as string;
        }
        catch (SqliteException none) when (none.SqliteErrorCode == 1)
        {
            return null;
        }
        catch (PostgresException none) when (none.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return null;
        }
    }

    // Files that are no database, folders that cannot be written, servers that are away: one sentence each.
    private static async Task<RunStore> Guarded(RunPlace place, Func<Task<RunStore>> open)
    {
        try
        {
            return await open();
        }
        catch (SqliteException failure) when (failure.SqliteErrorCode is 26 or 11)
        {
            throw new RunException($"{place.Shown} is no run of this program, or it is damaged: {failure.Message}", failure);
        }
        catch (Exception failure) when (failure is SqliteException or NpgsqlException or IOException or UnauthorizedAccessException or InvalidOperationException { InnerException: NpgsqlException })
        {
            throw new RunException($"The run {place.Shown} cannot be opened: {(failure.InnerException as NpgsqlException ?? failure).Message}", failure);
        }
    }
}
