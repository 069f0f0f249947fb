using Detector.Training.Simulate.Words;

namespace Detector.Training.Simulate;

/// <summary>
/// What the two pages of a pair have in common, drawn once: the dressed body (agency grammar), whether there is an address, the format,
/// the extractor's and the crawler's faults. None of it can tell them apart.
/// </summary>
internal sealed record Pairing
{
    public required string Agency { get; init; }
    public required IReadOnlyList<string> Body { get; init; }
    public required IReadOnlyList<string> Captions { get; init; }
    public required DateOnly Written { get; init; }
    public required bool HasUrl { get; init; }
    public required PageFormat Format { get; init; }
    public required Extraction Extraction { get; init; }
    public required bool DoubledHeadline { get; init; }
    public required bool Mojibake { get; init; }
    public required bool Https { get; init; }

    public static Pairing Draw(Chance c, Story story)
    {
        var written = story.Written is { Day: not 15 } exact ? exact
            : story.Written is { } month ? month.AddDays(c.Between(-13, 13))
            : new DateOnly(c.Between(2009, 2025), c.Between(1, 12), c.Between(1, 28));
        var wire = c.Of("wire");
        var agency = !story.IsNews ? "" : wire.Weighted([0.42, 0.32, 0.12, 0.08, 0.06]) switch { 1 => "AP", 2 => "Reuters", 3 => "AFP", 4 => story.Lang == "de" ? "dpa" : "CNN", _ => "" };
        // Bodies in other languages come from the agencies of those languages.
        if (agency.Length > 0)
            agency = story.Lang switch { "de" => "dpa", "fr" => "AFP", "es" => "EFE", "pl" => "PAP", _ => agency };
        var body = Linked(c.Of("links"), story.Paragraphs);
        var captions = Dress(wire, agency, written, body);
        return new Pairing
        {
            Agency = agency, Body = body, Captions = captions, Written = written,
            HasUrl = c.Is(0.65), Format = c.Is(0.35) ? PageFormat.Text : PageFormat.Html,
            Extraction = Extraction.Draw(c.Of("extraction")),
            DoubledHeadline = c.Is(0.12), Mojibake = c.Is(0.03), Https = c.Is(0.75),
        };
    }

    /// <summary>Dateline, photo captions and contributor's note as the agencies write them (AP style: CITY (AP) —; captions end in a full date and the credit).</summary>
    private static List<string> Dress(Chance c, string agency, DateOnly written, List<string> body)
    {
        var captions = new List<string>();
        if (agency.Length == 0)
            return captions;
        var city = c.Is(0.5) ? c.Pick(Names.BigCities) : Names.Town(c).ToUpperInvariant() + ", " + c.Pick(Names.StateMarks);
        if (c.Is(0.75) && !body[0].Contains(") —", StringComparison.Ordinal) && !body[0].Contains("(Reuters)", StringComparison.Ordinal))
            body[0] = agency switch
            {
                "Reuters" => $"{(c.Is(0.6) ? city + ", " + Labels.For("en").Months[written.Month - 1][..3] + " " + written.Day : city)} (Reuters) - {body[0]}",
                "dpa" or "EFE" or "PAP" => $"{Title(city)} ({agency}) - {body[0]}",
                "AFP" => $"{city} (AFP) – {body[0]}",
                "CNN" => $"({agency}) — {body[0]}",
                _ => $"{city} ({agency}) {(c.Is(0.8) ? "—" : "-")} {body[0]}",
            };
        if (c.Is(0.45))
            for (var i = c.Between(1, 3); i > 0; i--)
            {
                var person = Names.Person(c);
                var when = $"{Labels.For("en").Months[written.Month - 1]} {written.Day}, {written.Year}";
                var who = Names.Person(c);
                captions.Add(agency switch
                {
                    "AP" => string.Format(c.Pick(s_scenes), who, Title(city), $"{written.DayOfWeek}, {when}") + $" (AP Photo/{person})",
                    "Reuters" => $"{(c.Is(0.4) ? "FILE PHOTO: " : "")}{string.Format(c.Pick(s_scenes), who, Title(city), when)} REUTERS/{person}",
                    "EFE" or "PAP" => $"{(c.Is(0.5) ? "Foto: " : "")}{person}/{agency}",
                    "AFP" => $"{Title(city)}, {when}. Photo: {person} / AFP",
                    "dpa" => $"Foto: {person}/dpa",
                    _ => $"{Title(city)}, {when}. {person}/{agency}",
                });
            }

        if (c.Is(0.3))
            body.Add(agency switch
            {
                "AP" => $"___ Associated Press writer{(c.Is(0.4) ? "s " + Names.Person(c) + " in " + Title(c.Pick(Names.BigCities)) + " and" : "")} {Names.Person(c)} in {Title(c.Pick(Names.BigCities))} contributed to this report.",
                "Reuters" => $"(Reporting by {Names.Person(c)} in {Title(c.Pick(Names.BigCities))}; Editing by {Names.Person(c)})",
                "AFP" => $"{c.Of(2, "abcdefgjklmnprst")}-{c.Of(3, "abcdefgjklmnprst")}/{c.Of(2, "abcdefgjklmnprst")}",
                "EFE" or "PAP" => $"({agency})",
                "dpa" => $"© dpa-infocom, dpa:{written:yyMMdd}-99-{c.Digits(6)}/{c.Between(2, 6)}",
                _ => $"{agency}'s {Names.Person(c)} contributed to this report.",
            });
        return captions;
    }

    private static readonly string[] s_scenes =
    [
        "A scene in {1} on {2}.", "{0} speaks to reporters in {1}, {2}.", "{0} arrives for a meeting in {1} on {2}.", "People walk past a building in {1}, {2}.", "{0} listens during a hearing on {2}, in {1}.",
        "In this photo taken {2}, {0} poses for a photograph in {1}.", "A woman passes a sign in {1} on {2}.", "Workers clear debris in {1}, {2}.", "{0}, left, and others watch in {1} on {2}.",
    ];

    /// <summary>Puts links into the running text: the places where extractors glue words ("photographedfamous"), on both sides alike.</summary>
    private static List<string> Linked(Chance c, IReadOnlyList<string> paragraphs)
    {
        var rate = c.Is(0.4) ? 0 : c.Unit() * 0.5;
        var body = new List<string>(paragraphs.Count + 2);
        foreach (var paragraph in paragraphs)
        {
            if (!c.Is(rate) || paragraph.Length < 120)
            {
                body.Add(paragraph);
                continue;
            }

            var start = paragraph.IndexOf(' ', c.Between(20, paragraph.Length - 60)) + 1;
            var end = start;
            for (var words = c.Between(1, 4); words > 0 && end >= 0 && end < paragraph.Length; words--)
                end = paragraph.IndexOf(' ', end + 1);
            body.Add(start <= 0 || end <= start ? paragraph : paragraph[..start] + '\u0002' + paragraph[start..end] + '\u0003' + paragraph[end..]);
        }

        return body;
    }

    internal static string Title(string upper) => string.Join(' ', upper.Split(' ').Select(word => word.Length < 2 || word.Contains('.', StringComparison.Ordinal) ? word : char.ToUpperInvariant(word[0]) + word[1..].ToLowerInvariant()));
}

/// <summary>How plain text was taken from the page: by which kind of tool, and with which of its faults.</summary>
internal sealed record Extraction
{
    /// <summary>0: everything, menus too. 1: the main column with its lists. 2: headline and running text, little else.</summary>
    public required int Depth { get; init; }
    public required string Dash { get; init; }
    public required bool BlankLines { get; init; }
    public required bool GluedLinks { get; init; }
    public required bool GluedItems { get; init; }
    /// <summary>Characters kept; the tail of a page is often not stored.</summary>
    public required int Keep { get; init; }

    public static Extraction Draw(Chance c) => new()
    {
        Depth = c.Weighted([0.35, 0.5, 0.15]), Dash = c.Pick((string[])["- ", "- ", "", "", "• ", "* "]), BlankLines = c.Is(0.25),
        GluedLinks = c.Is(0.25), GluedItems = c.Is(0.1), Keep = c.Is(0.3) ? c.Between(1500, 6000) : int.MaxValue,
    };
}
