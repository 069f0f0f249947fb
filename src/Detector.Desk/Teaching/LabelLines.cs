using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Detector.Desk.Cases;
using Detector.Desk.Runs;

namespace Detector.Desk.Teaching;

/// <summary>
/// What moderators decided, as the training tool's <c>review</c> reads it: one JSON object a page with id, url, decision, who and when. The outcome is what a page's decisions come to, so a dispute is <c>unsure</c> and teaches nothing.
/// </summary>
public static class LabelLines
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Lines, each without its line feed, in the order of the pages.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(DocketView view, RunStore store, CancellationToken stop = default)
    {
        var decided = view.Cases.Values.Where(page => page.Standing.Status != Status.Open).ToDictionary(page => page.Id);
        var lines = new List<string>(decided.Count);
        if (decided.Count == 0) return lines;
        await foreach (var row in store.PagesAsync(stop))
            if (decided.TryGetValue(row.Id, out var page))
                lines.Add(Line(page, row, view.Networks.Of(page.Id)));
        return lines;
    }

    private static string Line(Case page, ScannedPage row, Network? network)
    {
        var outcome = page.Standing.Status switch { Status.Confirmed => "confirm", Status.Rejected => "reject", _ => "unsure" };
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            json.WriteString("id", row.Asked);
            if (row.OwnAddress is { } url) json.WriteString("url", url);
            json.WriteString("decision", outcome);
            json.WriteString("who", string.Join(", ", page.Standing.ByWho.Select(decision => decision.Who)));
            json.WriteString("when", page.Standing.ByWho.Max(decision => decision.When).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            var why = string.Join("; ", page.Standing.ByWho.Select(decision => decision.Why).OfType<string>().Distinct(StringComparer.Ordinal));
            if (why.Length > 0) json.WriteString("why", why);
            // What is left out as one when a model is judged: a farm with all its sites.
            if (outcome == "confirm" && (network?.Sites[0] ?? page.Site) is { Length: > 0 } source) json.WriteString("source", source);
            if (page.Site.Length > 0) json.WriteString("group", page.Site);
            if (page.Language.Length > 0) json.WriteString("lang", page.Language);
            json.WriteString("model", page.Model);
            json.WriteString("kind", page.Kind);
            json.WriteNumber("probability", page.Probability);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
