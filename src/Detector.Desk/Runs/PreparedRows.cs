using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Detector.Desk.Runs;

/// <summary>
/// Writes many rows of one table by a command that is prepared once. The model stays the one place that says which columns there are, how they are called and how values are kept; what is saved is the tracking of
/// every row's every column, which costs a scan several times as much as the rows.
/// </summary>
internal sealed class PreparedRows<TRow> : IAsyncDisposable
    where TRow : class
{
    private readonly DbCommand _command;
    private readonly List<(Func<TRow, object?> Value, DbParameter Parameter)> _columns = [];

    private PreparedRows(RunContext context, Func<IProperty, bool> wanted, Func<IEntityType, ISqlGenerationHelper, IReadOnlyList<(string Column, string Parameter)>, string> statement)
    {
        var type = context.Model.FindEntityType(typeof(TRow)) ?? throw new InvalidOperationException($"The model knows no {typeof(TRow).Name}.");
        var sql = context.GetService<ISqlGenerationHelper>();
        var table = StoreObjectIdentifier.Table(type.GetTableName()!, type.GetSchema());
        _command = context.Database.GetDbConnection().CreateCommand();
        _command.Transaction = context.Database.CurrentTransaction!.GetDbTransaction();
        var names = new List<(string, string)>();
        foreach (var property in type.GetProperties().Where(wanted))
        {
            var mapping = property.GetRelationalTypeMapping();
            var getter = property.GetGetter();
            var convert = mapping.Converter?.ConvertToProvider;
            var name = sql.GenerateParameterName(property.Name);
            var parameter = mapping.CreateParameter(_command, name, value: null, property.IsNullable);
            _command.Parameters.Add(parameter);
            _columns.Add((convert is null ? getter.GetClrValue : row => convert(getter.GetClrValue(row)), parameter));
            names.Add((sql.DelimitIdentifier(property.GetColumnName(table)!), name));
        }
        _command.CommandText = statement(type, sql, names);
    }

    /// <summary>New rows; a key that the database gives is left to it.</summary>
    /// <param name="context">With an open transaction.</param>
    /// <param name="stop">Ctrl-C.</param>
    public static Task<PreparedRows<TRow>> InsertAsync(RunContext context, CancellationToken stop) => PreparedAsync(new PreparedRows<TRow>(context, property => !IsGiven(property), static (type, sql, columns) =>
    {
        var given = type.GetProperties().Where(IsGiven).Select(property => $" RETURNING {sql.DelimitIdentifier(property.GetColumnName())}");
        return $"INSERT INTO {sql.DelimitIdentifier(type.GetTableName()!, type.GetSchema())} ({string.Join(", ", columns.Select(column => column.Column))}) VALUES ({string.Join(", ", columns.Select(column => column.Parameter))}){string.Concat(given)}";
    }), stop);

    /// <summary>Rows that are there already: of the row with this key, and only if it answers a condition, the columns named are set.</summary>
    /// <param name="context">With an open transaction.</param>
    /// <param name="kept">Columns that stay as they are.</param>
    /// <param name="condition">What must be true of the row as it is, over quoted column names.</param>
    /// <param name="stop">Ctrl-C.</param>
    public static Task<PreparedRows<TRow>> UpdateAsync(RunContext context, IReadOnlyCollection<string> kept, string condition, CancellationToken stop) =>
        PreparedAsync(new PreparedRows<TRow>(context, property => !kept.Contains(property.Name), (type, sql, columns) =>
        {
            var key = type.FindPrimaryKey()!.Properties[0];
            var set = columns.Where(column => column.Parameter != sql.GenerateParameterName(key.Name)).Select(column => $"{column.Column} = {column.Parameter}");
            return $"UPDATE {sql.DelimitIdentifier(type.GetTableName()!, type.GetSchema())} SET {string.Join(", ", set)} WHERE {sql.DelimitIdentifier(key.GetColumnName())} = {sql.GenerateParameterName(key.Name)} AND {condition}";
        }), stop);

    /// <summary>Writes a new row.</summary>
    /// <returns>The key the database gave it; 0 where it gives none.</returns>
    public async Task<long> AddAsync(TRow row, CancellationToken stop)
    {
        Take(row);
        return await _command.ExecuteScalarAsync(stop) is { } given and not DBNull ? Convert.ToInt64(given, System.Globalization.CultureInfo.InvariantCulture) : 0;
    }

    /// <summary>Sets a row's columns.</summary>
    /// <returns>False when there is no such row, or it does not answer the condition.</returns>
    public async Task<bool> SetAsync(TRow row, CancellationToken stop)
    {
        Take(row);
        return await _command.ExecuteNonQueryAsync(stop) == 1;
    }

    public ValueTask DisposeAsync() => _command.DisposeAsync();

    private static bool IsGiven(IProperty property) => property.IsPrimaryKey() && property.ValueGenerated == ValueGenerated.OnAdd;

    private static async Task<PreparedRows<TRow>> PreparedAsync(PreparedRows<TRow> rows, CancellationToken stop)
    {
        await rows._command.PrepareAsync(stop);
        return rows;
    }

    private void Take(TRow row)
    {
        foreach (var (value, parameter) in _columns) parameter.Value = value(row) ?? DBNull.Value;
    }
}
