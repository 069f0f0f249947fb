using System.Net;
using System.Text;
using Detector.Models;
using Detector.Training.Evaluation;
using Detector.Training.Fitting;
using Detector.Training.Tables;

namespace Detector.Training.Cards;

/// <summary>
/// What a model is, what it was made of and what it is worth, on one page (Mitchell et al. 2019, doi:10.1145/3287560.3287596): nothing is loaded from elsewhere, and the same tables are
/// given as JSON.
/// </summary>
internal static class ModelCard
{
    private const string Style = """
        body{font:15px/1.5 system-ui,DejaVu Sans,sans-serif;color:#1b1f24;background:#fff;max-width:76rem;margin:0 auto;padding:1.5rem}
        h1{font-size:1.7rem;margin:0}h2{font-size:1.2rem;margin:2.2rem 0 .4rem;border-top:1px solid #d5d9df;padding-top:1.2rem}
        p{max-width:60rem;margin:.3rem 0 .8rem}.note{color:#4d5560}nav{columns:3 16rem;margin:1rem 0}nav a{display:block;color:#1f5fa8;text-decoration:none}
        .wide{overflow-x:auto}table{border-collapse:collapse;font-size:.86rem;font-variant-numeric:tabular-nums}th,td{padding:.22rem .6rem;border-bottom:1px solid #e4e7eb;text-align:left;vertical-align:top}
        th{background:#f4f6f8}td.n,th.n{text-align:right;white-space:nowrap}.plots{display:flex;flex-wrap:wrap;gap:1rem;margin:.6rem 0}svg{max-width:100%;height:auto}
        @media print{nav{display:none}h2{break-after:avoid}}
        """;

    /// <summary>The card's tables: facts first, then the evaluation, then what the model itself says of every page it has seen.</summary>
    /// <exception cref="TrainingException">The model is not the one this table and recipe make.</exception>
    public static IReadOnlyList<ReportTable> Tables(FeatureTable table, Recipe recipe, ModelFile model, string id, IReadOnlyList<ReportTable> evaluation)
    {
        Belongs(table, recipe, model);
        var facts = new ReportTable("The model", "Tells whether a moderator would want to be shown a web page. It gives a probability with reasons, for people who decide; it is not meant to act alone.", "fact", "value");
        facts.Add("id", id);
        facts.Add("flagged from a probability of", model.Threshold);
        foreach (var (name, value) in model.Card.OrderBy(fact => fact.Key, StringComparer.Ordinal)) facts.Add(name, value);
        var left = new ReportTable("Signals left out", "Measured and shown to people, and kept out of the model by its recipe.", "signal", "why");
        foreach (var (name, why) in recipe.Excluded.OrderBy(signal => signal.Key, StringComparer.Ordinal)) left.Add(name, why);
        return [facts, .. evaluation, FiguresCommand.Figures(table, recipe, model, id), left];
    }

    /// <summary>Refuses a model of another table or recipe: its card would describe something else.</summary>
    public static void Belongs(FeatureTable table, Recipe recipe, ModelFile model)
    {
        var digest = Trainer.Digest(table);
        Same("table", digest);
        Same("options", recipe.Options.ToString());
        Same("recipe", recipe.Title);

        void Same(string fact, string here)
        {
            var there = model.Card.GetValueOrDefault(fact, "nothing");
            if (there != here) throw new TrainingException($"The model says '{there}' for its {fact}; the one given here is '{here}'. Make the model of this table and recipe with: detector-training train");
        }
    }

    public static string Html(string id, IReadOnlyList<ReportTable> tables)
    {
        var page = new StringBuilder();
        page.Append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
        page.Append("<title>Model card ").Append(Safe(id)).Append("</title>\n<style>\n").Append(Style).Append("\n</style>\n</head>\n<body>\n<h1>Model card</h1>\n");
        page.Append("<p class=\"note\">Every figure but those of the full scan is held out: each page is judged by a model that has not seen its source or site. Figures of real and of simulated pages are never added up.</p>\n<nav>\n");
        foreach (var table in tables) page.Append("<a href=\"#").Append(Anchor(table)).Append("\">").Append(Safe(table.Title)).Append("</a>\n");
        page.Append("</nav>\n");
        foreach (var table in tables)
        {
            page.Append("<section id=\"").Append(Anchor(table)).Append("\">\n<h2>").Append(Safe(table.Title)).Append("</h2>\n");
            if (table.Note is not null) page.Append("<p class=\"note\">").Append(Safe(table.Note)).Append("</p>\n");
            var plots = Plots.Of(table).ToArray();
            if (plots.Length > 0) page.Append("<div class=\"plots\">\n").AppendJoin('\n', plots).Append("\n</div>\n");
            if (!table.IsCurve) Write(page, table);
            page.Append("</section>\n");
        }
        return Plots.Renumber(page.Append("</body>\n</html>\n").ToString());
    }

    private static void Write(StringBuilder page, ReportTable table)
    {
        var numbers = table.Columns.Select((_, i) => table.Rows.Count > 0 && table.Rows.All(row => row[i] is null or int or double)).ToArray();
        page.Append("<div class=\"wide\"><table>\n<thead><tr>");
        for (var i = 0; i < table.Columns.Length; i++) page.Append(numbers[i] ? "<th class=\"n\" scope=\"col\">" : "<th scope=\"col\">").Append(Safe(table.Columns[i])).Append("</th>");
        page.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in table.Rows)
        {
            page.Append("<tr>");
            for (var i = 0; i < row.Length; i++) page.Append(numbers[i] ? "<td class=\"n\">" : "<td>").Append(Safe(ReportTable.Show(row[i]))).Append("</td>");
            page.Append("</tr>\n");
        }
        page.Append("</tbody>\n</table></div>\n");
    }

    private static string Anchor(ReportTable table) => string.Concat(table.Title.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
