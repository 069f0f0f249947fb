using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Detector.Contract;
using Detector.Desk.Cases;
using Detector.Desk.Runs;
using Detector.Desk.Showing;

namespace Detector.Desk.Report;

/// <summary>A run as tables for other programs, and as a summary for people.</summary>
public static class RunTables
{
    private const int SitesShown = 25;
    private const int PagesAtOnce = 200;

    /// <summary>Every page in order, as CSV (RFC 4180).</summary>
    public static async Task CsvAsync(RunStore store, DocketView view, TextWriter output, CancellationToken stop = default)
    {
        var text = new StringBuilder("id,asked,address,site,status,error,fetched,kind,flagged,probability,language,model,decision,decided_by,network,title,says\r\n");
        await foreach (var page in store.PagesAsync(stop))
        {
            var seen = view.Cases.GetValueOrDefault(page.Id);
            Row(text, Text(page.Id), page.Asked, page.OwnAddress, page.Site, page.Status is { } status ? Text(status) : null, page.ErrorClass, page.FetchedAt is { } fetched ? Stamp(fetched) : null, seen?.Kind, seen?.Kind is null ? null : seen.Flagged ? "true" : "false",
                seen?.Kind is null ? null : seen.Probability.ToString("0.######", CultureInfo.InvariantCulture), seen?.Language, seen?.Model, seen is null ? null : seen.Standing.Status.ToString().ToLowerInvariant(),
                seen is null ? null : string.Join("; ", seen.Standing.ByWho.Select(decision => decision.Who)), view.Networks.Of(page.Id)?.Sites[0], page.Title, page.ErrorSays ?? seen?.Says);
            if (text.Length < 64 * 1024) continue;
            await output.WriteAsync(text, stop);
            text.Clear();
        }
        await output.WriteAsync(text, stop);
    }

    /// <summary>Every page in order, one JSON object a line: its record, its last verdict as <c>explain --json</c> has it, its decisions.</summary>
    public static async Task JsonAsync(RunStore store, DocketView view, Stream output, CancellationToken stop = default)
    {
        var decisions = view.Decisions.ToLookup(decision => decision.PageId);
        await foreach (var chunk in ChunksAsync(store, stop))
        {
            var results = await store.ResultsAsync([.. chunk.Select(page => view.Cases.GetValueOrDefault(page.Id)?.VerdictId).OfType<long>()], stop);
            foreach (var page in chunk)
            {
                await using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) Write(json, page, view.Cases.GetValueOrDefault(page.Id), results, decisions[page.Id]);
                output.WriteByte((byte)'\n');
            }
        }
    }

    /// <summary>The run in figures, as Markdown.</summary>
    public static string Markdown(RunSummary summary)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {Cell(summary.Run)}\n\nScan begun {Words.Time(summary.Started)}, written {Words.Time(summary.Written)}{(summary.Models.Count > 0 ? $", model {Cell(string.Join(", ", summary.Models))}" : "")}.\n\n");
        text.Append("| | |\n|---|---:|\n");
        foreach (var (name, count) in new[] { ("addresses", summary.Pages), ("not fetched yet", summary.Pending), ("judged", summary.Judged), ("flagged", summary.Flagged), ("sites with flagged pages", summary.FlaggedSites), ("networks", summary.View.Networks.All.Count), ("confirmed by moderators", summary.Confirmed) })
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {count:N0} |\n");
        text.Append("\n## By kind\n\n| kind | pages |\n|---|---:|\n");
        foreach (var (kind, count) in summary.Kinds) text.Append(CultureInfo.InvariantCulture, $"| {Cell(kind)} | {count:N0} |\n");
        if (summary.Failures.Count > 0)
        {
            text.Append("\n## Not judged\n\n| why | pages |\n|---|---:|\n");
            foreach (var (why, count) in summary.Failures) text.Append(CultureInfo.InvariantCulture, $"| {Cell(why)} | {count:N0} |\n");
        }
        if (summary.Sites.Count > 0)
        {
            text.Append("\n## Sites with most flagged pages\n\n| site | flagged | pages | mostly |\n|---|---:|---:|---|\n");
            foreach (var site in summary.Sites.Take(SitesShown)) text.Append(CultureInfo.InvariantCulture, $"| {Cell(site.Site)} | {site.Flagged:N0} | {site.Pages:N0} | {Cell(site.Kind)} |\n");
        }
        if (summary.View.Networks.All.Count > 0)
        {
            text.Append("\n## Networks\n\n| sites | pages | |\n|---:|---:|---|\n");
            foreach (var network in summary.View.Networks.All.Take(SitesShown)) text.Append(CultureInfo.InvariantCulture, $"| {network.Sites.Count:N0} | {network.Pages.Count:N0} | {Cell(string.Join(", ", network.Sites.Take(8)))}{(network.Sites.Count > 8 ? " …" : "")} |\n");
        }
        return text.ToString();
    }

    /// <summary>Every decision in order, as CSV.</summary>
    public static string Decisions(DocketView view)
    {
        var text = new StringBuilder("when,who,what,page,address,why,group\r\n");
        foreach (var decision in view.Decisions) Row(text, Stamp(decision.When), decision.Who, decision.What.ToString().ToLowerInvariant(), Text(decision.PageId), view.Cases.GetValueOrDefault(decision.PageId)?.Address, decision.Why, decision.GroupId);
        return text.ToString();
    }

    private static void Write(Utf8JsonWriter json, ScannedPage page, Case? seen, IReadOnlyDictionary<long, ResultLine> results, IEnumerable<Decision> decisions)
    {
        json.WriteStartObject();
        json.WriteNumber("page", page.Id);
        json.WriteString("asked", page.Asked);
        if (page.OwnAddress is { } address) json.WriteString("address", address);
        if (page.Site.Length > 0) json.WriteString("site", page.Site);
        if (page.Status is { } status) json.WriteNumber("status", status);
        if (page.ErrorClass is { } error)
        {
            json.WriteString("error", error);
            json.WriteString("says", page.ErrorSays);
        }
        if (page.FetchedAt is { } fetched) json.WriteString("fetched", Stamp(fetched));
        if (page.Sha256 is { } hash) json.WriteString("sha256", hash);
        if (page.Title is { } title) json.WriteString("title", title);
        if (seen is not null)
        {
            json.WriteString("decision", seen.Standing.Status.ToString().ToLowerInvariant());
            if (results.TryGetValue(seen.VerdictId, out var result))
            {
                json.WritePropertyName("verdict");
                JsonSerializer.Serialize(json, result, ResultJson.Line.ResultLine);
            }
        }
        json.WriteStartArray("decisions");
        foreach (var decision in decisions)
        {
            json.WriteStartObject();
            json.WriteString("when", Stamp(decision.When));
            json.WriteString("who", decision.Who);
            json.WriteString("what", decision.What.ToString().ToLowerInvariant());
            if (decision.Why is { } why) json.WriteString("why", why);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static async IAsyncEnumerable<IReadOnlyList<ScannedPage>> ChunksAsync(RunStore store, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        var chunk = new List<ScannedPage>(PagesAtOnce);
        await foreach (var page in store.PagesAsync(stop))
        {
            chunk.Add(page);
            if (chunk.Count < PagesAtOnce) continue;
            yield return chunk;
            chunk = new List<ScannedPage>(PagesAtOnce);
        }
        if (chunk.Count > 0) yield return chunk;
    }

    private static void Row(StringBuilder text, params ReadOnlySpan<string?> fields)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            if (i > 0) text.Append(',');
            text.Append(Csv.Field(fields[i]));
        }
        text.Append("\r\n");
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Stamp(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    // Words of pages and lists in a table cell: no new cell, line, link or element out of them.
    private static string Cell(string words)
    {
        var text = new StringBuilder(words.Length);
        foreach (var c in words)
        {
            if (char.IsControl(c)) text.Append(' ');
            else if (c is '|' or '\\' or '`' or '*' or '_' or '[' or ']' or '!' or '#') text.Append('\\').Append(c);
            else if (c == '<') text.Append("&lt;");
            else if (c == '&') text.Append("&amp;");
            else text.Append(c);
        }
        return text.ToString();
    }
}
