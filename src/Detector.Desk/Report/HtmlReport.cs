using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Detector.Desk.Cases;
using Detector.Desk.Runs;
using Detector.Desk.Showing;

namespace Detector.Desk.Report;

/// <summary>
/// A run as one HTML file that opens from disk: overview, table, evidence of each page. Its only script and style are its own, allowed by their hashes; trusted types forbid every way of making markup from text. Evidence is
/// kept compressed, forty pages a chunk, and unpacked when somebody looks.
/// </summary>
public static class HtmlReport
{
    private const int FilesInChunk = 40;

    /// <summary>Writes the report.</summary>
    /// <param name="store">The run.</param>
    /// <param name="view">Its cases.</param>
    /// <param name="everything">Evidence of every page; else of those that are flagged, doubtful or decided.</param>
    /// <param name="output">Where to.</param>
    /// <param name="now">When it is written.</param>
    /// <param name="stop">Stops.</param>
    public static async Task WriteAsync(RunStore store, DocketView view, bool everything, TextWriter output, DateTimeOffset now, CancellationToken stop = default)
    {
        var summary = await RunSummary.OfAsync(store, view, now, stop);
        var style = StaticHtml.Minified(Review.SiteFiles.Style);
        var script = Encoding.UTF8.GetString(Review.SiteFiles.Read("report.js"));
        var body = await StaticHtml.RenderAsync<ReportBody>(("Summary", summary));
        await output.WriteAsync($"""
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '{StaticHtml.HashOf(style)}'; script-src '{StaticHtml.HashOf(script)}'; img-src data:; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'">
            <meta name="referrer" content="no-referrer"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
            <link rel="icon" href="data:,">
            <title>{HtmlEncoder.Default.Encode(store.Run.Name)}</title><style>{style}</style></head>
            <body><a class="skip" href="#list">To the pages</a>{body}
            """);

        var shown = view.Cases.Values.Where(page => everything || page.Waits || page.Flagged || page.Standing.Status != Status.Open).Select(page => page.Id).Order().ToList();
        var chunkOf = shown.Index().ToDictionary(one => one.Item, one => one.Index / FilesInChunk);
        var rows = new List<ReportRow>();
        await foreach (var page in store.PagesAsync(stop)) rows.Add(Row(view, page, chunkOf));
        await output.WriteAsync("\n<script type=\"application/json\" id=\"rows\">");
        await output.WriteAsync(JsonSerializer.Serialize(rows, ReportJson.InHtml.IReadOnlyListReportRow));
        await output.WriteAsync("</script>");
        var number = 0;
        foreach (var chunk in shown.Chunk(FilesInChunk))
        {
            await output.WriteAsync($"\n<script type=\"text/plain\" id=\"chunk-{number++}\">");
            await output.WriteAsync(Convert.ToBase64String(await PackAsync(store, view, chunk, stop)));
            await output.WriteAsync("</script>");
        }
        await output.WriteAsync($"\n<script>{script}</script></body></html>\n");
    }

    private static ReportRow Row(DocketView view, ScannedPage row, Dictionary<long, int> chunkOf)
    {
        if (!view.Cases.TryGetValue(row.Id, out var page))
            return new ReportRow(row.Id, "", row.OwnAddress ?? row.Asked, row.Site, row.ErrorClass ?? (row.State == PageState.Pending ? "pending" : "not-judged"), "", null, "", "", "", row.ErrorSays ?? "", -1);
        var status = page.Standing.Status;
        return new ReportRow(page.Id, page.Title, page.Address, page.Site, page.Kind ?? "not-judged", Words.Tone(page), page.Kind is null ? null : Math.Round(page.Probability, 4), status == Status.Open ? "" : Words.Of(status), Words.Tone(status),
            view.Networks.Of(page.Id)?.Sites[0] ?? "", page.Says, chunkOf.GetValueOrDefault(page.Id, -1));
    }

    private static async Task<byte[]> PackAsync(RunStore store, DocketView view, long[] ids, CancellationToken stop)
    {
        var results = await store.ResultsAsync([.. ids.Select(id => view.Cases[id].VerdictId)], stop);
        var twins = ids.ToDictionary(id => id, id => (IReadOnlyList<long>)[.. view.Networks.TextTwins(id).Where(view.Cases.ContainsKey).Take(4)]);
        var texts = await store.TextsAsync([.. ids.Concat(twins.Values.SelectMany(others => others)).Distinct()], stop);
        var pages = await store.PagesAsync(ids, stop);
        var verdicts = await store.VerdictsAsync(ids, stop);
        var files = new List<ReportFile>(ids.Length);
        foreach (var id in ids) files.Add(ReportFile.Of(CaseFile.Of(view, view.Cases[id], pages[id], [.. verdicts[id]], results[view.Cases[id].VerdictId], texts, twins[id])));
        using var buffer = new MemoryStream();
        await using (var gzip = new GZipStream(buffer, CompressionLevel.Optimal, leaveOpen: true)) await JsonSerializer.SerializeAsync(gzip, files, ReportJson.InHtml.IReadOnlyListReportFile, stop);
        return buffer.ToArray();
    }
}
