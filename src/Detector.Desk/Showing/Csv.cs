using System.Globalization;

namespace Detector.Desk.Showing;

/// <summary>Fields of RFC 4180.</summary>
internal static class Csv
{
    public static string Field(string? value)
    {
        if (value is null) return "";
        // A spreadsheet runs a field that begins like a formula; words from a page must not (OWASP, CSV injection).
        if (value.Length > 0 && value[0] is '=' or '+' or '-' or '@' or '\t' or '\r' && !double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _)) value = "'" + value;
        return value.AsSpan().ContainsAny(",\"\r\n") ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;
    }
}
