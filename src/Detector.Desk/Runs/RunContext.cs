using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Detector.Desk.Runs;

/// <summary>The one model of a run's store; each database has its own migrations.</summary>
public abstract class RunContext(DbContextOptions options) : DbContext(options)
{
    private const int NameCharacters = 64;

    public DbSet<Run> Runs => Set<Run>();

    public DbSet<ScannedPage> Pages => Set<ScannedPage>();

    public DbSet<PastRecord> PastRecords => Set<PastRecord>();

    public DbSet<PageText> Texts => Set<PageText>();

    public DbSet<PageVerdict> Verdicts => Set<PageVerdict>();

    public DbSet<VerdictDetail> Details => Set<VerdictDetail>();

    public DbSet<Decision> Decisions => Set<Decision>();

    public DbSet<AllowedSite> AllowedSites => Set<AllowedSite>();

    public DbSet<Moderator> Moderators => Set<Moderator>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<PageState>().HaveConversion<string>().HaveMaxLength(NameCharacters);
        configurationBuilder.Properties<Decided>().HaveConversion<string>().HaveMaxLength(NameCharacters);
        configurationBuilder.Properties<string>().HaveConversion<Storable>();
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UniversalTime>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Run>().ToTable("run");
        modelBuilder.Entity<ScannedPage>(page =>
        {
            page.ToTable("page");
            page.HasIndex(row => row.Key).IsUnique();
            // Pending pages are taken by this index in their order.
            page.HasIndex(row => new { row.State, row.Id });
            page.HasIndex(row => row.Site);
            // A record is final once: an update of a page that is no longer pending finds no row.
            page.Property(row => row.State).IsConcurrencyToken();
            page.Property(row => row.Hops).HasConversion(new AsJson<Hop>(RowJson.Default.IReadOnlyListHop), ByReference<Hop>());
            page.Property(row => row.Headers).HasConversion(new AsJson<HeaderField>(RowJson.Default.IReadOnlyListHeaderField), ByReference<HeaderField>());
            page.Ignore(row => row.OwnAddress);
        });
        modelBuilder.Entity<PastRecord>(record =>
        {
            record.ToTable("past_record");
            record.HasIndex(row => row.PageId);
            record.HasOne<ScannedPage>().WithMany().HasForeignKey(row => row.PageId);
            record.Property(row => row.Hops).HasConversion(new AsJson<Hop>(RowJson.Default.IReadOnlyListHop), ByReference<Hop>());
            record.Property(row => row.Headers).HasConversion(new AsJson<HeaderField>(RowJson.Default.IReadOnlyListHeaderField), ByReference<HeaderField>());
        });
        modelBuilder.Entity<PageText>(text =>
        {
            text.ToTable("page_text");
            text.HasKey(row => row.PageId);
            text.HasOne<ScannedPage>().WithOne().HasForeignKey<PageText>(row => row.PageId);
        });
        modelBuilder.Entity<PageVerdict>(verdict =>
        {
            verdict.ToTable("verdict");
            verdict.HasIndex(row => new { row.PageId, row.Id });
            verdict.HasOne<ScannedPage>().WithMany().HasForeignKey(row => row.PageId);
        });
        modelBuilder.Entity<VerdictDetail>(detail =>
        {
            detail.ToTable("verdict_detail");
            detail.HasKey(row => row.VerdictId);
            detail.HasOne<PageVerdict>().WithOne().HasForeignKey<VerdictDetail>(row => row.VerdictId);
        });
        modelBuilder.Entity<Decision>(decision =>
        {
            decision.ToTable("decision");
            decision.HasIndex(row => new { row.PageId, row.Sequence }).IsUnique();
            decision.HasOne<ScannedPage>().WithMany().HasForeignKey(row => row.PageId);
            decision.HasOne<PageVerdict>().WithMany().HasForeignKey(row => row.VerdictId);
        });
        modelBuilder.Entity<AllowedSite>().ToTable("allowed_site");
        modelBuilder.Entity<Moderator>(moderator =>
        {
            moderator.ToTable("moderator");
            moderator.HasIndex(row => row.Name).IsUnique();
        });
    }

    // The lists are replaced, never changed in place.
    private static ValueComparer<IReadOnlyList<T>> ByReference<T>() => new((one, other) => ReferenceEquals(one, other), list => list.Count, list => list);

    private sealed class AsJson<T>(System.Text.Json.Serialization.Metadata.JsonTypeInfo<IReadOnlyList<T>> type)
        : ValueConverter<IReadOnlyList<T>, string>(list => JsonSerializer.Serialize(list, type), json => JsonSerializer.Deserialize(json, type) ?? Array.Empty<T>());

    // Pages, headers and lists hold what PostgreSQL's text does not take: zero characters and halves of surrogate pairs.
    private sealed class Storable() : ValueConverter<string, string>(text => Whole(text), text => text)
    {
        private static string Whole(string text)
        {
            if (!text.Contains('\0') && !HasHalves(text)) return text;
            return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Replace('\0', '\uFFFD')));
        }

        private static bool HasHalves(string text)
        {
            for (var i = 0; i < text.Length; i++)
            {
                if (!char.IsSurrogate(text[i])) continue;
                if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1])) return true;
                i++;
            }
            return false;
        }
    }

    // PostgreSQL's timestamp with time zone takes nothing but universal time.
    private sealed class UniversalTime() : ValueConverter<DateTimeOffset, DateTimeOffset>(time => time.ToUniversalTime(), time => time);
}

/// <summary>A run in an SQLite file.</summary>
public sealed class SqliteRunContext(DbContextOptions<SqliteRunContext> options) : RunContext(options);

/// <summary>A run in a PostgreSQL database.</summary>
public sealed class PostgresRunContext(DbContextOptions<PostgresRunContext> options) : RunContext(options);

/// <summary>Source-generated: no reflection at start-up.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(IReadOnlyList<Hop>))]
[JsonSerializable(typeof(IReadOnlyList<HeaderField>))]
internal sealed partial class RowJson : JsonSerializerContext;
