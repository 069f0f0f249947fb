using System.Globalization;
using Detector.Desk.Cases;
using Detector.Desk.Runs;
using Detector.Verdicts;

namespace Detector.Desk.Showing;

/// <summary>How things are called on a page, and which of the style's three colours they have.</summary>
internal static class Words
{
    private static readonly HashSet<string> Flagging = [.. Enum.GetValues<Kind>().Where(Names.Flags).Select(Names.Of)];

    public static string Kind(string? kind) => kind is null ? "not judged" : kind.Replace('-', ' ');

    public static string Tone(Case page) => page.Flagged ? "alarm" : page.Kind is "needs-human" or "uncredited-rewrite" ? "doubt" : page.Kind is null ? "" : "calm";

    public static string Tone(string? kind) => kind is null ? "" : Flagging.Contains(kind) ? "alarm" : kind is "needs-human" or "uncredited-rewrite" ? "doubt" : "calm";

    public static string Tone(Status status) => status switch
    {
        Status.Confirmed => "alarm",
        Status.Rejected => "calm",
        Status.Disputed or Status.Unsure => "doubt",
        _ => "",
    };

    public static string Of(Status status) => status switch
    {
        Status.Open => "open",
        Status.Confirmed => "confirmed",
        Status.Rejected => "rejected",
        Status.Unsure => "unsure",
        Status.Disputed => "second opinion wanted",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Another status needs a word of its own."),
    };

    public static string Did(Decided what) => what switch
    {
        Decided.Confirm => "confirmed",
        Decided.Reject => "rejected",
        Decided.Unsure => "unsure",
        Decided.Undo => "took back",
        Decided.Note => "note",
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, "Another decision needs a word of its own."),
    };

    public static string Signed(double contribution) => contribution.ToString("+0.00;−0.00", CultureInfo.InvariantCulture);

    public static string Share(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.##}%");

    public static string Number(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);

    public static string Count(int count, string one, string? many = null) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? one : many ?? one + "s")}");

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A page's name in a list.</summary>
    public static string Title(Case page) => page.Title.Length > 0 ? page.Title : page.Address;
}
