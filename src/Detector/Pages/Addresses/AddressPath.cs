namespace Detector.Pages.Addresses;

/// <summary>One parameter of a query, decoded. A name without an equals sign has an empty value.</summary>
public readonly record struct QueryParameter(string Name, string Value);

/// <summary>How a date is written in a path.</summary>
public enum PathDateForm
{
    /// <summary>Year, month, day: <c>/2024/11/16/</c>, <c>2024-11-16-slug</c>, <c>20241116</c>, <c>/2024/nov/16/</c>.</summary>
    YearFirst,

    /// <summary>Month, day, year: <c>/11/16/2024/</c>. Rare outside the United States and one of the marks of copy feeds.</summary>
    MonthFirst,

    /// <summary>Day, month, year, told apart from the former by a day over 12: <c>/16/11/2024/</c>.</summary>
    DayFirst,

    /// <summary>Year and month only: <c>/2024/11/</c>.</summary>
    YearMonth,
}

/// <summary>A date in a path. Years 1990..2099; the day is null for a year and a month.</summary>
public readonly record struct PathDate(int Year, int Month, int? Day, PathDateForm Form);

/// <summary>What a machine-made token looks like.</summary>
public enum IdKind
{
    /// <summary>8-4-4-4-12 hexadecimal digits.</summary>
    Uuid,

    /// <summary><c>article_&lt;uuid&gt;</c>: the BLOX system of many US newspapers.</summary>
    ArticleUuid,

    /// <summary>At least 8 hexadecimal digits, letters among them: <c>483c05399463</c>.</summary>
    Hex,

    /// <summary>Letters and digits mixed as no word is: <c>8a24344P1d43</c>.</summary>
    Mixed,

    /// <summary>At least 4 digits: an article's number.</summary>
    Number,

    /// <summary>10 digits (seconds) or 13 (milliseconds) that lie between 2001 and 2035.</summary>
    UnixTime,
}

/// <summary>A machine-made token and where it stands.</summary>
/// <param name="Text">The token as written, decoded.</param>
/// <param name="Kind">What it looks like.</param>
/// <param name="Segment">Index of its path segment, from 0; -1 in the query.</param>
/// <param name="Start">Its first character within the decoded segment or parameter value.</param>
public readonly record struct IdToken(string Text, IdKind Kind, int Segment, int Start);

/// <summary>The lazily read half of an <see cref="Address"/>: most links of a page need only a host.</summary>
internal sealed class AddressPath
{
    private const int LongestExtension = 5;
    private const string WordBreaks = "-_+.,~ ()!'\"=:;|&";
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    public AddressPath(string path, string query)
    {
        Segments = [.. path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];
        Query = ReadQuery(query);
        Extension = Segments.Length == 0 ? "" : ExtensionOf(Segments[^1]);
        Slug = "";
        var words = new List<string>();
        var slugWords = new List<string>();
        for (var i = 0; i < Segments.Length; i++)
        {
            var segment = Segments[i];
            if (i == Segments.Length - 1 && Extension.Length > 0) segment = segment[..^(Extension.Length + 1)];
            var own = SplitWords(segment);
            words.AddRange(own);
            if (own.Count < slugWords.Count) continue;
            slugWords = own;
            Slug = segment;
        }
        Words = words;
        SlugWords = slugWords;
        var dateTokens = new HashSet<(int, int)>();
        Date = FindDate(dateTokens);
        Ids = FindIds(dateTokens);
    }

    public string[] Segments { get; }
    public string Slug { get; }
    public IReadOnlyList<string> SlugWords { get; }
    public IReadOnlyList<string> Words { get; }
    public IReadOnlyList<QueryParameter> Query { get; }
    public string Extension { get; }
    public PathDate? Date { get; }
    public IReadOnlyList<IdToken> Ids { get; }

    private static List<QueryParameter> ReadQuery(string query)
    {
        var parameters = new List<QueryParameter>();
        foreach (var part in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            parameters.Add(equals < 0
                ? new QueryParameter(Decode(part), "")
                : new QueryParameter(Decode(part[..equals]), Decode(part[(equals + 1)..])));
        }
        return parameters;

        static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
    }

    private static string ExtensionOf(string segment)
    {
        var dot = segment.LastIndexOf('.');
        if (dot <= 0 || dot == segment.Length - 1 || segment.Length - dot - 1 > LongestExtension) return "";
        var extension = segment[(dot + 1)..].ToLowerInvariant();
        var letters = 0;
        foreach (var c in extension)
        {
            if (!char.IsAsciiLetterOrDigit(c)) return "";
            if (char.IsAsciiLetter(c)) letters++;
        }
        return letters == 0 ? "" : extension;
    }

    private static List<string> SplitWords(string segment)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 0; i <= segment.Length; i++)
        {
            var isBreak = i == segment.Length || WordBreaks.Contains(segment[i], StringComparison.Ordinal);
            // Camel case turns where a capital follows a small letter: "BreakingNews". An id such as 8a24344P1d43 stays whole.
            var turns = !isBreak && i > start && char.IsUpper(segment[i]) && char.IsLower(segment[i - 1]);
            if (!isBreak && !turns) continue;
            if (i > start) words.Add(segment[start..i].ToLowerInvariant());
            start = isBreak ? i + 1 : i;
        }
        return words;
    }

    /// <summary>A run of letters and digits: the unit dates and ids are made of.</summary>
    private readonly record struct Piece(int Segment, int Start, string Text, bool OpensSegment, bool ClosesSegment);

    private List<Piece> Pieces()
    {
        var pieces = new List<Piece>();
        for (var s = 0; s < Segments.Length; s++) AddPieces(pieces, s, Segments[s]);
        return pieces;
    }

    private static void AddPieces(List<Piece> pieces, int index, string text)
    {
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && char.IsAsciiLetterOrDigit(text[i]))
            {
                if (start < 0) start = i;
            }
            else if (start >= 0)
            {
                pieces.Add(new Piece(index, start, text[start..i], start == 0, i == text.Length));
                start = -1;
            }
        }
    }

    private PathDate? FindDate(HashSet<(int Segment, int Start)> used)
    {
        var pieces = Pieces();
        for (var i = 0; i < pieces.Count; i++)
        {
            if (i + 2 < pieces.Count && DateOf(pieces[i], pieces[i + 1], pieces[i + 2]) is { } whole)
            {
                for (var k = i; k < i + 3; k++) used.Add((pieces[k].Segment, pieces[k].Start));
                return whole;
            }
            var text = pieces[i].Text;
            if (text.Length == 8 && Number(text) is not null
                && Year(text[..4]) is { } year && Month(text[4..6]) is { } month && Day(text[6..], year, month) is { } day)
            {
                used.Add((pieces[i].Segment, pieces[i].Start));
                return new PathDate(year, month, day, PathDateForm.YearFirst);
            }
        }
        for (var i = 0; i < pieces.Count; i++)
        {
            // Year and month count only as whole segments, or as one: "top-2024-10-tips" names no month.
            var piece = pieces[i];
            if (!piece.OpensSegment) continue;
            if (piece.ClosesSegment && piece.Text.Length == 6 && Number(piece.Text) is not null
                && Year(piece.Text[..4]) is { } y && Month(piece.Text[4..]) is { } m)
            {
                used.Add((piece.Segment, piece.Start));
                return new PathDate(y, m, null, PathDateForm.YearMonth);
            }
            if (i + 1 < pieces.Count && pieces[i + 1].ClosesSegment && pieces[i + 1].Segment - piece.Segment == (piece.ClosesSegment ? 1 : 0)
                && Year(piece.Text) is { } year && Month(pieces[i + 1].Text) is { } month)
            {
                used.Add((piece.Segment, piece.Start));
                used.Add((pieces[i + 1].Segment, pieces[i + 1].Start));
                return new PathDate(year, month, null, PathDateForm.YearMonth);
            }
        }
        return null;
    }

    private static PathDate? DateOf(Piece a, Piece b, Piece c)
    {
        // Inside one slug a date has two-digit months and days; between slashes one digit will do.
        var inSlug = a.Segment == b.Segment && b.Segment == c.Segment && !(a.OpensSegment && c.ClosesSegment);
        if (Year(a.Text) is { } year && Month(b.Text) is { } month && Day(c.Text, year, month) is { } day)
            return inSlug && (b.Text.Length == 1 || c.Text.Length == 1) ? null : new PathDate(year, month, day, PathDateForm.YearFirst);
        if (Year(c.Text) is not { } last || (inSlug && (a.Text.Length == 1 || b.Text.Length == 1))) return null;
        if (Month(a.Text) is { } first && Day(b.Text, last, first) is { } second)
            return new PathDate(last, first, second, PathDateForm.MonthFirst);
        if (Month(b.Text) is { } middle && Day(a.Text, last, middle) is { } opening)
            return new PathDate(last, middle, opening, PathDateForm.DayFirst);
        return null;
    }

    private static int? Number(string text)
    {
        if (text.Length is 0 or > 9) return null;
        var value = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c)) return null;
            value = value * 10 + (c - '0');
        }
        return value;
    }

    private static int? Year(string text) => text.Length == 4 && Number(text) is >= 1990 and <= 2099 and var year ? year : null;

    private static int? Month(string text)
    {
        if (text.Length is 1 or 2) return Number(text) is >= 1 and <= 12 and var month ? month : null;
        if (text.Length is < 3 or > 9 || !char.IsAsciiLetter(text[0])) return null;
        for (var i = 0; i < Months.Length; i++)
        {
            if (text.Length == 3 ? text.Equals(Months[i], StringComparison.OrdinalIgnoreCase) : text.Equals(FullMonths[i], StringComparison.OrdinalIgnoreCase))
                return i + 1;
        }
        return null;
    }

    private static readonly string[] FullMonths =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    private static int? Day(string text, int year, int month) =>
        text.Length is 1 or 2 && Number(text) is >= 1 and var day && day <= DateTime.DaysInMonth(year, month) ? day : null;

    private List<IdToken> FindIds(HashSet<(int, int)> dates)
    {
        var ids = new List<IdToken>();
        for (var s = 0; s < Segments.Length; s++) AddIds(ids, s, Segments[s], dates);
        foreach (var parameter in Query) AddIds(ids, -1, parameter.Value, dates);
        return ids;
    }

    private static void AddIds(List<IdToken> ids, int segment, string text, HashSet<(int, int)> dates)
    {
        var pieces = new List<Piece>();
        AddPieces(pieces, segment, text);
        for (var i = 0; i < pieces.Count; i++)
        {
            var piece = pieces[i];
            if (piece.Start + 36 <= text.Length && piece.Text.Length == 8 && Guid.TryParseExact(text.AsSpan(piece.Start, 36), "D", out _))
            {
                var blox = i > 0 && piece.Start > 0 && text[piece.Start - 1] == '_' && pieces[i - 1].Text.Equals("article", StringComparison.OrdinalIgnoreCase);
                ids.Add(new IdToken(text.Substring(piece.Start, 36), blox ? IdKind.ArticleUuid : IdKind.Uuid, segment, piece.Start));
                var end = piece.Start + 36;
                while (i + 1 < pieces.Count && pieces[i + 1].Start < end) i++;
                continue;
            }
            if (segment >= 0 && dates.Contains((segment, piece.Start))) continue;
            if (KindOf(piece.Text) is { } kind) ids.Add(new IdToken(piece.Text, kind, segment, piece.Start));
        }
    }

    private static IdKind? KindOf(string text)
    {
        int digits = 0, letters = 0, turns = 0;
        var hex = true;
        for (var i = 0; i < text.Length; i++)
        {
            var isDigit = char.IsAsciiDigit(text[i]);
            if (isDigit) digits++;
            else letters++;
            hex &= char.IsAsciiHexDigit(text[i]);
            if (i > 0 && isDigit != char.IsAsciiDigit(text[i - 1])) turns++;
        }
        if (letters == 0)
        {
            if (digits < 4 || (digits == 4 && Year(text) is not null)) return null;
            if (digits is 10 or 13 && long.TryParse(text.AsSpan(0, 10), out var seconds) && seconds is >= 1_000_000_000 and < 2_051_222_400) return IdKind.UnixTime;
            return IdKind.Number;
        }
        // "decade1990" is hexadecimal by accident: a real hash turns between letters and digits, or is mostly digits.
        if (hex && text.Length >= 8 && digits > 0 && (turns >= 2 || digits >= letters)) return IdKind.Hex;
        return text.Length >= 8 && digits >= 3 && turns >= 2 ? IdKind.Mixed : null;
    }
}
