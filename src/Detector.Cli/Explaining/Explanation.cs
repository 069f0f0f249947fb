using System.Globalization;
using Detector.Cli.Showing;
using Detector.Signals;
using Detector.Verdicts;

namespace Detector.Cli.Explaining;

/// <summary>A verdict as a person reads it: what, how sure, why, what speaks against, what was looked for in vain, and what nobody knows yet.</summary>
/// <param name="screen">What it is shown on.</param>
/// <param name="catalog">Every signal, to name those that found nothing.</param>
/// <param name="threshold">Probability from which pages are flagged.</param>
internal sealed class Explanation(Screen screen, IReadOnlyList<Signal> catalog, double threshold)
{
    private const int ReasonsShown = 8;
    private const int TitlesShown = 8;

    /// <summary>Contributions below this (log-odds) would not move a probability by a percent.</summary>
    private const double Slight = 0.05;

    private const int LabelCells = 14;
    private const int Indent = 9;

    /// <summary>Says why a page was not judged.</summary>
    public void Write(string id, string? url, Unjudged verdict, TextWriter output)
    {
        output.WriteLine(screen.Paint(Ink.Doubt, $"not judged: {Names.Of(verdict.Reason)}"));
        output.WriteLine();
        Field("Page", id, "", output);
        if (url is not null) Field("Address", url, "", output);
        Paragraph(verdict.Says, 2, output);
    }

    /// <summary>Says what was judged and why.</summary>
    /// <param name="id">What the input calls the page.</param>
    /// <param name="url">Address, where known.</param>
    /// <param name="judged">The verdict with the reasons that moved it (<see cref="Detail.Reasons"/>).</param>
    /// <param name="everything">Every signal's part (<see cref="Detail.Everything"/>).</param>
    /// <param name="output">Where it is shown.</param>
    public void Write(string id, string? url, Judged judged, IReadOnlyList<Reason> everything, TextWriter output)
    {
        var ink = judged.Flagged ? Ink.Alarm : judged.Kind == Kind.NeedsHuman ? Ink.Doubt : Ink.Good;
        output.WriteLine($"{screen.Paint(ink, Names.Of(judged.Kind))}  {screen.Paint(Ink.Strong, judged.Flagged ? "flagged" : "not flagged")}  probability {Names.Chance(judged.Probability)}");
        Paragraph(Meaning(judged.Kind), 0, output);
        output.WriteLine();
        Field("Page", id, "", output);
        Field("Address", url ?? "not known", url is null ? "signals that need it kept quiet; give it with --url" : "", output);
        Field("Read as", $"{Names.Of(judged.PageKind)}, {(judged.Language.Length == 0 ? "language not known" : judged.Language)}", "", output);
        Field("Copied", Names.Of(judged.Copied), Meaning(judged.Copied), output);
        Field("Authorised", Names.Of(judged.Authorised), Meaning(judged.Authorised), output);
        Field("Quality", Names.Chance(judged.Probability), $"chance that a moderator would want to see it; flagged from {Names.Chance(threshold)}", output);

        var told = new HashSet<string>(StringComparer.Ordinal);
        var sum = Reasons("Speaks for flagging", judged, towardsFarm: true, told, output) + Reasons("Speaks against", judged, towardsFarm: false, told, output);
        ByFamily(everything, output);
        NotFound(everything, told, output);
        NotTaught(judged, output);
        NothingToMeasure(everything, url, output);
        if (judged.Notes.Count > 0)
        {
            Heading("How sure, and why not surer", output);
            foreach (var note in judged.Notes) Item(note, output);
        }
        output.WriteLine();
        // The four numbers add up: nothing is left out of the account.
        Paragraph(string.Create(CultureInfo.InvariantCulture, $"margin {judged.Margin:0.00} = {judged.Base:0.00} for a page of which nothing is known {Signed(sum)} for the reasons above {Signed(judged.Margin - judged.Base - sum)} for all other signals; model {judged.Model}"), 0, output, Ink.Faint);
    }

    // Returns the sum of what it told.
    private double Reasons(string heading, Judged judged, bool towardsFarm, HashSet<string> told, TextWriter output)
    {
        Heading(heading, output);
        var sum = 0.0;
        var count = 0;
        foreach (var reason in judged.Reasons)
        {
            if (!reason.Weighed || reason.Contribution > 0 != towardsFarm || Math.Abs(reason.Contribution) < Slight) continue;
            if (++count > ReasonsShown) break;
            told.Add(reason.Signal);
            sum += reason.Contribution;
            One(reason, Contribution(reason.Contribution), towardsFarm ? Ink.Alarm : Ink.Good, output);
        }
        if (count == 0) Paragraph("nothing of weight", 2, output, Ink.Faint);
        return sum;
    }

    // Signals of one family measure related things and share a weight between them at the trees' whim; their sum is steadier than any one of them.
    private void ByFamily(IReadOnlyList<Reason> everything, TextWriter output)
    {
        var families = everything.Where(reason => reason.Weighed).GroupBy(reason => reason.Family).Select(family => (Name: family.Key.ToString().ToLowerInvariant(), Sum: family.Sum(reason => reason.Contribution)))
            .Where(family => Math.Abs(family.Sum) >= Slight).OrderByDescending(family => Math.Abs(family.Sum)).ThenBy(family => family.Name, StringComparer.Ordinal).ToList();
        if (families.Count == 0) return;
        Heading("All signals of a family together", output);
        Paragraph(string.Join(", ", families.Select(family => $"{family.Name} {Contribution(family.Sum)}")), 2, output);
    }

    private void One(Reason reason, string lead, Ink ink, TextWriter output)
    {
        var first = true;
        foreach (var line in Shown.Wrap(Shown.Clean(reason.Says), screen.Width - Indent))
        {
            output.WriteLine(first ? $"  {screen.Paint(ink, lead.PadLeft(5))}  {line}" : new string(' ', Indent) + line);
            first = false;
        }
        foreach (var quote in reason.Evidence) Paragraph($"{quote.Where}: “{quote.Words}”", Indent + 2, output, Ink.Accent);
        Paragraph($"{reason.Signal} = {reason.Value.ToString("0.###", CultureInfo.InvariantCulture)}", Indent + 2, output, Ink.Faint);
    }

    // Zero is a measurement: the signal had something to look at, and it was not there.
    private void NotFound(IReadOnlyList<Reason> everything, HashSet<string> told, TextWriter output)
    {
        var zero = everything.Where(reason => reason.Value == 0 && !told.Contains(reason.Signal)).Select(reason => reason.Signal).ToHashSet(StringComparer.Ordinal);
        var marks = catalog.Where(signal => zero.Contains(signal.Name) && signal.Absent != 0 && signal.Direction == Direction.FarmHigh).ToList();
        var cues = catalog.Where(signal => zero.Contains(signal.Name) && signal.Absent != 0 && signal.Direction == Direction.FarmLow).ToList();
        if (marks.Count == 0 && cues.Count == 0) return;
        Heading("Looked for and not found", output);
        Titles("marks of a farm", marks, output);
        Titles("cues of an honest page", cues, output);
    }

    private void Titles(string what, List<Signal> signals, TextWriter output)
    {
        if (signals.Count == 0) return;
        var titles = string.Join("; ", signals.Take(TitlesShown).Select(signal => Lower(signal.Title)));
        if (signals.Count > TitlesShown) titles += string.Create(CultureInfo.InvariantCulture, $"; and {signals.Count - TitlesShown} more");
        Paragraph($"{what}: {titles}", 2, output);
    }

    private void NotTaught(Judged judged, TextWriter output)
    {
        var unknown = judged.Reasons.Where(reason => !reason.Weighed).ToList();
        if (unknown.Count == 0) return;
        Heading("Seen, but the model has not been taught it yet", output);
        foreach (var reason in unknown.Take(ReasonsShown)) One(reason, "·", Ink.Faint, output);
        if (unknown.Count > ReasonsShown) Paragraph(string.Create(CultureInfo.InvariantCulture, $"and {unknown.Count - ReasonsShown} more (--json has all)"), Indent, output, Ink.Faint);
    }

    // A signal that had nothing to measure either is not among the reasons or stands there with its absent value.
    private void NothingToMeasure(IReadOnlyList<Reason> everything, string? url, TextWriter output)
    {
        var values = everything.ToDictionary(reason => reason.Signal, reason => reason.Value, StringComparer.Ordinal);
        var quiet = catalog.Where(signal => !values.TryGetValue(signal.Name, out var value) || value == signal.Absent).ToList();
        if (quiet.Count == 0) return;
        var words = string.Create(CultureInfo.InvariantCulture, $"{quiet.Count} of {catalog.Count} signals had nothing to measure on this page");
        var forAddress = url is null ? quiet.Count(signal => signal.NeedsAddress) : 0;
        if (forAddress > 0) words += string.Create(CultureInfo.InvariantCulture, $", {forAddress} of them for want of its address");
        Heading("Kept quiet", output);
        Paragraph(words + ".", 2, output);
    }

    private void Heading(string words, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine(screen.Paint(Ink.Strong, words));
    }

    private void Field(string label, string value, string remark, TextWriter output)
    {
        var words = Shown.Clean(value);
        var lines = Shown.Wrap(remark.Length == 0 ? words : $"{words} – {remark}", screen.Width - LabelCells).ToList();
        for (var i = 0; i < lines.Count; i++) output.WriteLine((i == 0 ? $"  {screen.Paint(Ink.Faint, Shown.Pad(label, LabelCells - 2))}" : new string(' ', LabelCells)) + lines[i]);
    }

    private void Item(string words, TextWriter output)
    {
        var first = true;
        foreach (var line in Shown.Wrap(Shown.Clean(words), screen.Width - 4))
        {
            output.WriteLine((first ? "  - " : "    ") + line);
            first = false;
        }
    }

    private void Paragraph(string words, int indent, TextWriter output, Ink ink = Ink.Plain)
    {
        foreach (var line in Shown.Wrap(Shown.Clean(words), screen.Width - indent)) output.WriteLine(new string(' ', indent) + screen.Paint(ink, line));
    }

    private static string Contribution(double contribution) => contribution.ToString("+0.00;−0.00", CultureInfo.InvariantCulture);

    // "+ 1.20" or "− 1.20", to be read as a sum.
    private static string Signed(double value) => value.ToString("+ 0.00;− 0.00;+ 0.00", CultureInfo.InvariantCulture);

    private static string Lower(string title) => title.Length > 1 && char.IsUpper(title[0]) && (char.IsLower(title[1]) || title[1] == ' ') ? char.ToLowerInvariant(title[0]) + title[1..] : title;

    private static string Meaning(Kind kind) => kind switch
    {
        Kind.FarmTemplate => "Made by the template of a content farm.",
        Kind.UnauthorisedCopy => "Another outlet's text without a right to it that shows.",
        Kind.Mirror => "Another site's pages under a foreign address.",
        Kind.GeneratedLowQuality => "Machine filler, or a machine's rewrite of somebody's story.",
        Kind.Doorway => "Made for search engines: keywords, snippets, rings of links.",
        Kind.Imposter => "Poses as an outlet it is not.",
        Kind.UncreditedRewrite => "Retells a story without naming its source. Worth a look; never a penalty.",
        Kind.PaidOrRelease => "A release or a paid text. A label, not a fault.",
        Kind.Licensed => "Somebody else's text, with a right to it that shows.",
        Kind.NeedsHuman => "The evidence conflicts: a person should look. Never a penalty.",
        _ => "Nothing that a moderator would want to see.",
    };

    private static string Meaning(Copied copied) => copied switch
    {
        Copied.NotChecked => "nothing on the page says so, and no index was asked",
        Copied.No => "no other page with this text is known",
        Copied.Partial => "part of the text stands elsewhere",
        Copied.Whole => "the whole text stands elsewhere",
        _ => "the page itself shows that the text is an agency's or another outlet's",
    };

    private static string Meaning(Authorised authorised) => authorised switch
    {
        Authorised.Shown => "a right to the text is shown",
        Authorised.Plausible => "a right to the text is plausible, not shown",
        Authorised.NotShown => "no right to the text is shown",
        Authorised.Contradicted => "what the page says of its right does not hold together",
        _ => "nothing says that the text is somebody else's",
    };
}
