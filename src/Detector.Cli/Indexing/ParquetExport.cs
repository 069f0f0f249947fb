using Detector.Fingerprints;
using Detector.Scanning;
using Detector.Verdicts;
using Parquet;
using Parquet.Schema;

namespace Detector.Cli.Indexing;

/// <summary>Pages of an index as a Parquet table, a row each.</summary>
internal static class ParquetExport
{
    private const int RowsInGroup = 100_000;

    private static readonly DataField[] Fields =
    [
        new DataField<string>("address"), new DataField<string>("site"), new DataField<string>("title"), new DataField<string>("site_name"), new DataField<DateTime>("first_seen"), new DataField<DateTime?>("shown"),
        new DataField<string>("kind"), new DataField<int>("words"), new DataField<bool>("text_kept"),
    ];

    /// <summary>Writes all pages; returns how many.</summary>
    /// <exception cref="UsageException">The file cannot be written.</exception>
    public static long Write(IEnumerable<PageRecord> pages, string path)
    {
        try
        {
            return WriteAsync(pages, path).GetAwaiter().GetResult();
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new UsageException($"'{path}' cannot be written: {failure.Message} Choose another file with --out.");
        }
    }

    private static async Task<long> WriteAsync(IEnumerable<PageRecord> pages, string path)
    {
        var written = 0L;
        await using var file = File.Create(path);
        await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(Fields), file).ConfigureAwait(false);
        foreach (var rows in pages.Chunk(RowsInGroup))
        {
            using var group = writer.CreateRowGroup();
            await group.WriteAsync(Fields[0], Column(rows, static page => page.Address)).ConfigureAwait(false);
            await group.WriteAsync(Fields[1], Column(rows, static page => page.Site)).ConfigureAwait(false);
            await group.WriteAsync(Fields[2], Column(rows, static page => page.Title)).ConfigureAwait(false);
            await group.WriteAsync(Fields[3], Column(rows, static page => page.SiteName)).ConfigureAwait(false);
            await group.WriteAsync<DateTime>(Fields[4], Column(rows, static page => page.FirstSeen.UtcDateTime)).ConfigureAwait(false);
            await group.WriteAsync<DateTime>(Fields[5], new ReadOnlyMemory<DateTime?>(Column(rows, static page => page.Shown?.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc)))).ConfigureAwait(false);
            await group.WriteAsync(Fields[6], Column(rows, static page => Names.Of(page.Kind))).ConfigureAwait(false);
            await group.WriteAsync<int>(Fields[7], Column(rows, static page => page.Words)).ConfigureAwait(false);
            await group.WriteAsync<bool>(Fields[8], Column(rows, static page => page.Text is not null)).ConfigureAwait(false);
            written += rows.Length;
        }
        return written;
    }

    private static T[] Column<T>(PageRecord[] rows, Func<PageRecord, T> value) => Array.ConvertAll(rows, row => value(row));
}
