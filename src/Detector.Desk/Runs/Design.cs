using Microsoft.EntityFrameworkCore.Design;

namespace Detector.Desk.Runs;

/// <summary>What <c>dotnet ef</c> makes migrations with (see Migrations/README.md); nothing calls it at run time.</summary>
internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteRunContext>
{
    public SqliteRunContext CreateDbContext(string[] args) => (SqliteRunContext)RunPlace.Of("design.run").Context();
}

/// <summary>The same for PostgreSQL.</summary>
internal sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresRunContext>
{
    public PostgresRunContext CreateDbContext(string[] args) => (PostgresRunContext)RunPlace.Of("Host=localhost;Database=design").Context();
}
