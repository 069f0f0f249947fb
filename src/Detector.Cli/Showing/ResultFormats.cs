using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Detector.Contract;
using Detector.Scanning;
using Detector.Sources;
using Detector.Verdicts;

namespace Detector.Cli.Showing;

/// <summary>How results are written. Each call appends whole lines, so that a run that is stopped leaves whole lines.</summary>
internal interface IResultFormat
{
    /// <summary>What stands before the first result.</summary>
    void Begin(IBufferWriter<byte> output);

    void Write(SourceItem item, Verdict verdict, IBufferWriter<byte> output);
}

/// <summary>One JSON object a line.</summary>
internal sealed class JsonLinesFormat(int reasons) : IResultFormat
{
    public void Begin(IBufferWriter<byte> output)
    {
    }

    public void Write(SourceItem item, Verdict verdict, IBufferWriter<byte> output)
    {
        output.Write(JsonSerializer.SerializeToUtf8Bytes(ResultLines.Of(item, verdict, reasons), ResultJson.Line.ResultLine));
        output.Write("\n"u8);
    }
}

/// <summary>RFC 4180, with a header; the reasons' sentences in one field.</summary>
internal sealed class CsvFormat(int reasons) : IResultFormat
{
    public void Begin(IBufferWriter<byte> output) => output.Write("id,url,kind,flagged,probability,copied,authorised,page_kind,language,model,unjudged,says\r\n"u8);

    public void Write(SourceItem item, Verdict verdict, IBufferWriter<byte> output)
    {
        var line = ResultLines.Of(item, verdict, reasons);
        var says = line.Says ?? string.Join(" | ", (line.Reasons ?? []).Select(reason => reason.Says));
        string?[] fields =
        [
            line.Id, line.Url, line.Kind, line.Flagged is { } flagged ? (flagged ? "true" : "false") : null, line.Probability?.ToString(CultureInfo.InvariantCulture),
            line.Copied, line.Authorised, line.PageKind, line.Language, line.Model, line.Unjudged, says,
        ];
        Encoding.UTF8.GetBytes(string.Join(',', fields.Select(Field)) + "\r\n", output);
    }

    private static string Field(string? value)
    {
        if (value is null) return "";
        // A spreadsheet runs a field that begins like a formula; words from a page must not (OWASP, CSV injection).
        if (value.Length > 0 && value[0] is '=' or '+' or '-' or '@' && !double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _)) value = "'" + value;
        return value.AsSpan().ContainsAny(",\"\r\n") ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;
    }
}

/// <summary>One row a page. Column widths are fixed beforehand: a million rows cannot be measured first.</summary>
internal sealed class TableFormat(Screen screen, bool cut) : IResultFormat
{
    private const int KindCells = 22;
    private const int ProbabilityCells = 6;

    private readonly int _page = Math.Clamp((screen.Width - KindCells - ProbabilityCells - 2) * 2 / 5, 20, 60);

    private int Rest => Math.Max(10, screen.Width - KindCells - ProbabilityCells - _page - 2);

    public void Begin(IBufferWriter<byte> output)
    {
        var header = Shown.Pad("kind", KindCells) + Shown.Pad("prob.", ProbabilityCells) + Shown.Pad("page", _page) + "  strongest reason";
        Encoding.UTF8.GetBytes(screen.Paint(Ink.Strong, header) + "\n", output);
    }

    public void Write(SourceItem item, Verdict verdict, IBufferWriter<byte> output)
    {
        var (kind, ink, probability, says) = verdict switch
        {
            Judged judged => (Names.Of(judged.Kind), judged.Flagged ? Ink.Alarm : judged.Kind == Kind.NeedsHuman ? Ink.Doubt : Ink.Plain,
                Names.Chance(judged.Probability), judged.Flagged || judged.Kind != Kind.Ordinary ? Strongest(judged) : ""),
            Unjudged unjudged => ("not judged", Ink.Faint, "", $"{Names.Of(unjudged.Reason)}: {unjudged.Says}"),
            Kept { Line: var line } => (line.Kind ?? "not judged", line.Flagged is true ? Ink.Alarm : line.Kind is null ? Ink.Faint : Ink.Plain, line.Probability is { } said ? Names.Chance(said) : "", $"unchanged; {line.Says ?? (line.Reasons is [var first, ..] ? first.Says : "")}"),
            Failed failed => ("not judged", Ink.Alarm, "", $"{Failed.Name}: {failed.Says}"),
            _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "Another kind of verdict needs a row of its own."),
        };
        // A record's id in an archive tells a person nothing.
        var page = Shown.Clean(item is SourcePage { Request.Url: { } url } && item.Id.StartsWith("urn:", StringComparison.OrdinalIgnoreCase) ? url : item.Id);
        says = Shown.Clean(says);
        if (cut)
        {
            page = Shown.CutStart(page, _page);
            says = Shown.Cut(says, Rest);
        }
        var row = screen.Paint(ink, Shown.Pad(kind, KindCells)) + Shown.Pad(probability, ProbabilityCells) + Shown.Pad(page, _page) + "  " + says;
        Encoding.UTF8.GetBytes(row.TrimEnd() + "\n", output);
    }

    private static string Strongest(Judged judged)
    {
        foreach (var reason in judged.Reasons)
            if (reason.Contribution > 0 == judged.Flagged)
                return reason.Says;
        return judged.Reasons.Count > 0 ? judged.Reasons[0].Says : "";
    }
}
