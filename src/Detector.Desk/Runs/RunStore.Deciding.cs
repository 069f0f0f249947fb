using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Detector.Desk.Runs;

/// <summary>A page to decide on and what the moderator had seen of it.</summary>
/// <param name="PageId">The page.</param>
/// <param name="Seen">Sequence of the last decision on it that was on the screen; 0 for none.</param>
/// <param name="VerdictId">The verdict on the screen.</param>
public sealed record Wanted(long PageId, int Seen, long? VerdictId);

/// <summary>What came of decisions.</summary>
/// <param name="Stored">Those that stand in the store now.</param>
/// <param name="Missed">Decisions of others, made meanwhile on pages of the list; for those pages nothing was stored.</param>
public sealed record Deciding(IReadOnlyList<Decision> Stored, IReadOnlyList<Decision> Missed);

public sealed partial class RunStore
{
    private const int Attempts = 5;

    /// <summary>
    /// Stores a decision on each page, durably, before it returns. A page somebody else decided on since it was shown is left out and told (<see cref="Deciding.Missed"/>): nobody decides past a decision they have not seen.
    /// </summary>
    public async Task<Deciding> DecideAsync(IReadOnlyList<Wanted> wanted, string who, Decided what, string? why, DateTimeOffset now, CancellationToken stop = default)
    {
        var group = wanted.Count > 1 ? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)) : null;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryDecideAsync(wanted, who, what, why, group, now, stop);
            }
            catch (DbUpdateException race) when (attempt < Attempts && IsRace(race))
            {
                // Somebody decided between our look and our write: look again, and tell.
            }
        }
    }

    private async Task<Deciding> TryDecideAsync(IReadOnlyList<Wanted> wanted, string who, Decided what, string? why, string? group, DateTimeOffset now, CancellationToken stop)
    {
        await using var context = _place.Context();
        await using var transaction = await context.Database.BeginTransactionAsync(stop);
        var missed = new List<Decision>();
        var stored = new List<Decision>();
        foreach (var chunk in wanted.Chunk(RowsAtOnce))
        {
            var ids = chunk.Select(one => one.PageId).ToList();
            var made = (await context.Decisions.AsNoTracking().Where(decision => ids.Contains(decision.PageId)).ToListAsync(stop)).ToLookup(decision => decision.PageId);
            foreach (var one in chunk)
            {
                var unseen = made[one.PageId].Where(decision => decision.Sequence > one.Seen).ToList();
                if (unseen.Count > 0) missed.AddRange(unseen);
                else stored.Add(new Decision { PageId = one.PageId, Sequence = one.Seen + 1, Who = who, When = now, What = what, Why = string.IsNullOrWhiteSpace(why) ? null : why.Trim(), VerdictId = one.VerdictId, GroupId = group });
            }
        }
        context.Decisions.AddRange(stored);
        await context.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return new Deciding(stored, missed);
    }

    private static bool IsRace(DbUpdateException failure) => failure.InnerException switch
    {
        // SQLITE_CONSTRAINT and SQLITE_BUSY (the snapshot grew old).
        SqliteException sqlite => sqlite.SqliteErrorCode is 19 or 5,
        PostgresException postgres => postgres.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.SerializationFailure,
        _ => false,
    };

    /// <summary>Puts a site on the allow-list, or takes it off.</summary>
    public async Task AllowAsync(string site, bool allowed, string reason, string who, DateTimeOffset now, CancellationToken stop = default)
    {
        if (string.IsNullOrWhiteSpace(reason)) throw new RunException($"The allow-list wants a reason for {site}.");
        await using var context = _place.Context();
        context.AllowedSites.Add(new AllowedSite { Site = site, Allowed = allowed, Reason = reason.Trim(), Who = who, When = now });
        await context.SaveChangesAsync(stop);
    }

    /// <summary>The allow-list's lines in order; the last on a site counts.</summary>
    public async Task<IReadOnlyList<AllowedSite>> AllowListAsync(CancellationToken stop = default)
    {
        await using var context = _place.Context();
        return await context.AllowedSites.AsNoTracking().OrderBy(line => line.Id).ToListAsync(stop);
    }

    /// <summary>Makes a moderator known, or gives a known one a new token.</summary>
    /// <returns>The token to sign in with: shown once, only its hash is kept.</returns>
    public async Task<string> AddModeratorAsync(string name, DateTimeOffset now, CancellationToken stop = default)
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        await using var context = _place.Context();
        var known = await context.Moderators.FirstOrDefaultAsync(row => row.Name == name, stop);
        if (known is null) context.Moderators.Add(new Moderator { Name = name, TokenSha256 = HashOf(token), Since = now });
        else (known.TokenSha256, known.Revoked) = (HashOf(token), false);
        await context.SaveChangesAsync(stop);
        return token;
    }

    /// <summary>Takes a moderator's token away; the decisions stay.</summary>
    /// <returns>False: nobody is known by that name.</returns>
    public async Task<bool> RevokeModeratorAsync(string name, CancellationToken stop = default)
    {
        await using var context = _place.Context();
        return await context.Moderators.Where(row => row.Name == name).ExecuteUpdateAsync(row => row.SetProperty(moderator => moderator.Revoked, true), stop) > 0;
    }

    public async Task<IReadOnlyList<Moderator>> ModeratorsAsync(CancellationToken stop = default)
    {
        await using var context = _place.Context();
        return await context.Moderators.AsNoTracking().OrderBy(row => row.Name).ToListAsync(stop);
    }

    /// <summary>Who signs in with a token; null when nobody does.</summary>
    public async Task<string?> ModeratorOfAsync(string token, CancellationToken stop = default)
    {
        var hash = HashOf(token.Trim());
        await using var context = _place.Context();
        return await context.Moderators.AsNoTracking().Where(row => row.TokenSha256 == hash && !row.Revoked).Select(row => row.Name).FirstOrDefaultAsync(stop);
    }

    private static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
