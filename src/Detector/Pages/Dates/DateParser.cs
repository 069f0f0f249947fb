using Detector.Pages.Html;

namespace Detector.Pages.Dates;

/// <summary>A date as written. Year 0 when only month and day are given ("Apr 27"); month and day 0 when not given.</summary>
internal readonly record struct WrittenDate(int Year, int Month, int Day, bool HasTime = false, bool HasSeconds = false)
{
    /// <summary>All numbers, and either could be the month: "04/05/2025". Read day first; <see cref="Swapped"/> is the other reading.</summary>
    public bool CouldSwap { get; init; }

    /// <summary>All numbers, and only one order makes sense: the day came first ("27/04/2025"), or the month did ("04/27/2025").</summary>
    public bool? DayCameFirst { get; init; }

    public WrittenDate Swapped => this with { Month = Day, Day = Month };

    public bool IsPossible => Month is >= 1 and <= 12 && Day >= 0 && (Day == 0 || Day <= DateTime.DaysInMonth(Year == 0 ? 2000 : Year, Month)) && Year is 0 or (>= 1000 and <= 2100);
}

/// <summary>
/// Reads one date at the start of a piece of text. By hand, since this runs at every number of every page: <see cref="DateTime"/>'s own parsers want
/// one format, one culture and no words after the date.
/// </summary>
internal static class DateParser
{
    /// <summary>The longest date worth looking at: "Wednesday" is not part of it, a time with zone may be.</summary>
    public const int Longest = 64;

    /// <summary>Reads a date whose first character is the first of <paramref name="text"/>. <paramref name="length"/> includes the time of day.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out WrittenDate date, out int length)
    {
        date = default;
        length = 0;
        if (text.IsEmpty) return false;
        var digits = Digits(text, 0);
        var found = digits switch
        {
            0 => MonthFirst(text, ref date, ref length),
            1 or 2 => DayFirst(text, digits, ref date, ref length),
            4 => YearFirst(text, ref date, ref length),
            _ => false,
        };
        if (!found || !date.IsPossible) return false;
        if (date.Day > 0) length = WithTime(text, length, ref date);
        return true;
    }

    /// <summary>Reads a machine-readable date: ISO 8601, the date of a mail or feed header (RFC 5322), eight digits, or seconds since 1970.</summary>
    public static bool TryParseMachine(ReadOnlySpan<char> text, out WrittenDate date)
    {
        date = default;
        text = text.Trim().Trim('"');
        var digits = Digits(text, 0);
        if (digits is 8 or 12 or 14)
        {
            date = new WrittenDate(Number(text, 0, 4), Number(text, 4, 2), Number(text, 6, 2), digits > 8, digits > 12);
            if (date.IsPossible && date.Day > 0) return true;
        }
        if (digits == text.Length && digits is 10 or 13)
        {
            var moment = DateTimeOffset.FromUnixTimeSeconds(long.Parse(text[..10]));
            date = new WrittenDate(moment.Year, moment.Month, moment.Day, true, true);
            return true;
        }
        // "Sun, 27 Apr 2025 14:15:15 GMT", "Published: 2025-04-27": the date starts at the first digit or month.
        for (var i = 0; i < text.Length && i < 40; i++)
        {
            if (i > 0 && char.IsLetterOrDigit(text[i - 1])) continue;
            if (!char.IsLetterOrDigit(text[i])) continue;
            if (TryParse(text[i..Math.Min(text.Length, i + Longest)], out date, out _) && date.Year > 0) return true;
        }
        // "Sun Apr 27 14:15:15 UTC 2025" and bare years or year-months.
        if (digits == 4 && text.Length <= 7 && (text.Length == 4 || (text.Length == 7 && text[4] == '-' && Digits(text, 5) == 2)))
        {
            date = new WrittenDate(Number(text, 0, 4), text.Length == 7 ? Number(text, 5, 2) : 0, 0);
            return date.Year is >= 1000 and <= 2100 && date.Month <= 12;
        }
        return false;
    }

    public static int Digits(ReadOnlySpan<char> text, int at)
    {
        var i = at;
        while (i < text.Length && char.IsAsciiDigit(text[i])) i++;
        return i - at;
    }

    public static int Number(ReadOnlySpan<char> text, int at, int length)
    {
        var value = 0;
        for (var i = at; i < at + length; i++) value = (value * 10) + (text[i] - '0');
        return value;
    }

    // "April 27, 2025", "Apr. 27", "April 2025", "Jan 5-7, 2025".
    private static bool MonthFirst(ReadOnlySpan<char> text, ref WrittenDate date, ref int length)
    {
        var word = Word(text, 0);
        var month = Months.Of(text[..word]);
        if (month == 0) return false;
        var i = SkipGap(text, word);
        if (i == word) return false;
        var digits = Digits(text, i);
        if (digits == 4)
        {
            date = new WrittenDate(Number(text, i, 4), month, 0);
            length = i + 4;
            return date.Year is >= 1900 and <= 2100;
        }
        if (digits is not (1 or 2)) return false;
        var day = Number(text, i, digits);
        i += digits;
        i += Ordinal(text, i);
        // A letter right after is no day: "May 4x4s". A clock time is no day either: "Sep 10:30".
        if (i < text.Length && (char.IsLetter(text[i]) || (text[i] == ':' && Digits(text, i + 1) == 2))) return false;
        length = i;
        var next = SkipRange(text, i);
        next = SkipGap(text, next);
        var year = 0;
        if (next > i && Digits(text, next) == 4 && IsYear(Number(text, next, 4)))
        {
            year = Number(text, next, 4);
            length = next + 4;
        }
        date = new WrittenDate(year, month, day);
        return day > 0;
    }

    // "27 April 2025", "27. April", "27th of April 2025", "27 de abril de 2025", "27-Apr-2025", "27.04.2025", "04/27/2025".
    private static bool DayFirst(ReadOnlySpan<char> text, int digits, ref WrittenDate date, ref int length)
    {
        var first = Number(text, 0, digits);
        var i = digits;
        if (i >= text.Length) return false;
        var separator = text[i];
        if (separator is '.' or '/' or '-' && Digits(text, i + 1) is 1 or 2)
        {
            var secondDigits = Digits(text, i + 1);
            var second = Number(text, i + 1, secondDigits);
            var at = i + 1 + secondDigits;
            if (at < text.Length && text[at] == separator)
            {
                // "27. 04. 2025" is written so in Central Europe, but its spaces also make lists of numbers: left out.
                var yearDigits = Digits(text, at + 1);
                if (yearDigits == 4) return Numeric(first, second, Number(text, at + 1, 4), at + 5, ref date, ref length);
                // Two digits for the year, as in "04/27/25"; with dots or dashes only when nothing looks like a version or a telephone number.
                if (yearDigits == 2 && (separator == '/' || (separator == '.' && digits == 2 && secondDigits == 2)) && !ContinuesNumber(text, at + 3))
                    return Numeric(first, second, Century(Number(text, at + 1, 2)), at + 3, ref date, ref length);
            }
            return false;
        }

        i += Ordinal(text, i);
        i = SkipGap(text, i);
        i = SkipLink(text, i);
        if (i == digits) return false;
        var word = Word(text, i);
        var month = Months.Of(text.Slice(i, word));
        if (month == 0) return false;
        i += word;
        length = i;
        var next = SkipLink(text, SkipGap(text, i));
        var year = 0;
        if (next > i && Digits(text, next) == 4 && IsYear(Number(text, next, 4)))
        {
            year = Number(text, next, 4);
            length = next + 4;
        }
        else if (next == i + 1 && text[i] == '-' && Digits(text, next) == 2)
        {
            year = Century(Number(text, next, 2));
            length = next + 2;
        }
        // Without a year, short lower-case words are too often something else: "3 mar", "2 set", "1 out".
        if (year == 0 && word <= 3 && !char.IsUpper(text[i - word])) return false;
        date = new WrittenDate(year, month, first);
        return first > 0;
    }

    // "2025-04-27", "2025/04/27", "2025.04.27", "2025 Apr 27", and the year, month and day characters of Chinese and Japanese.
    private static bool YearFirst(ReadOnlySpan<char> text, ref WrittenDate date, ref int length)
    {
        if (text.Length < 7) return false;
        var separator = text[4];
        if (separator is '-' or '/' or '.' or '\u5E74')
        {
            var digits = Digits(text, 5);
            if (digits is not (1 or 2)) return false;
            var at = 5 + digits;
            var ends = separator == '\u5E74' ? '\u6708' : separator;
            if (at >= text.Length || text[at] != ends) return false;
            var dayDigits = Digits(text, at + 1);
            if (dayDigits is not (1 or 2)) return false;
            date = new WrittenDate(Number(text, 0, 4), Number(text, 5, digits), Number(text, at + 1, dayDigits));
            length = at + 1 + dayDigits;
            if (separator == '\u5E74' && length < text.Length && text[length] == '\u65E5') length++;
            return date.Day > 0 && date.Month > 0;
        }
        if (separator != ' ') return false;
        var word = Word(text, 5);
        var month = Months.Of(text.Slice(5, word));
        var i = 5 + word;
        if (month == 0 || i >= text.Length || text[i] != ' ' || Digits(text, i + 1) is not (1 or 2)) return false;
        var day = Digits(text, i + 1);
        date = new WrittenDate(Number(text, 0, 4), month, Number(text, i + 1, day));
        length = i + 1 + day;
        return date.Day > 0;
    }

    private static bool Numeric(int first, int second, int year, int end, ref WrittenDate date, ref int length)
    {
        if (first is < 1 or > 31 || second is < 1 or > 31 || (first > 12 && second > 12)) return false;
        length = end;
        date = first > 12 ? new WrittenDate(year, second, first) { DayCameFirst = true }
            : second > 12 ? new WrittenDate(year, first, second) { DayCameFirst = false }
            : new WrittenDate(year, second, first) { CouldSwap = first != second };
        return true;
    }

    // The time of day, when it follows within a few characters: "T14:15:15Z", " at 10:30 p.m.", ", 5 PM", " um 14:15 Uhr", " à 14h15".
    private static int WithTime(ReadOnlySpan<char> text, int at, ref WrittenDate date)
    {
        var i = at;
        var words = 0;
        while (i < text.Length && i - at < 10)
        {
            var c = text[i];
            if (char.IsAsciiDigit(c)) break;
            if (char.IsLetter(c))
            {
                var word = Word(text, i);
                if (words++ > 0 || word > 4) return at;
                i += word;
            }
            else if (Spaces.IsSpace(c) || c is ',' or '-' or '\u2013' or '|' or '\u00B7' or '@' or '.' or ':') i++;
            else return at;
        }
        if (i == at) return at;
        var hours = Digits(text, i);
        if (hours is not (1 or 2) || Number(text, i, hours) > 24) return at;
        var next = i + hours;
        if (next < text.Length && text[next] is ':' or 'h' or 'H' && Digits(text, next + 1) == 2)
        {
            var seconds = next + 3 < text.Length && text[next + 3] == ':' && Digits(text, next + 4) >= 2;
            date = date with { HasTime = true, HasSeconds = seconds };
            return seconds ? next + 6 : next + 3;
        }
        var half = next < text.Length && text[next] == ' ' ? next + 1 : next;
        if (half + 1 < text.Length && (text[half] | 0x20) is 'a' or 'p' && (text[half + 1] | 0x20) is 'm' or '.')
        {
            date = date with { HasTime = true };
            return next;
        }
        return at;
    }

    private static int Word(ReadOnlySpan<char> text, int at)
    {
        var i = at;
        while (i < text.Length && char.IsLetter(text[i])) i++;
        return i - at;
    }

    // Ends of ordinal numbers: 1st, 2nd, 3rd, 4th, 1er, 1º.
    private static int Ordinal(ReadOnlySpan<char> text, int at)
    {
        if (at < text.Length && text[at] is '\u00BA' or '\u00AA' or '\u00B0') return 1;
        if (at + 1 >= text.Length) return 0;
        var two = text.Slice(at, 2);
        var ends = two.Equals("st", StringComparison.OrdinalIgnoreCase) || two.Equals("nd", StringComparison.OrdinalIgnoreCase) || two.Equals("rd", StringComparison.OrdinalIgnoreCase)
            || two.Equals("th", StringComparison.OrdinalIgnoreCase) || two is "er" or "de" or "ste";
        return ends && (at + 2 >= text.Length || !char.IsLetter(text[at + 2])) ? 2 : 0;
    }

    private static int SkipGap(ReadOnlySpan<char> text, int at)
    {
        var i = at;
        while (i < text.Length && i - at < 4 && (Spaces.IsSpace(text[i]) || text[i] is '.' or ',' or '-' or '/')) i++;
        return i;
    }

    // "of", "de", "del", "di" between day, month and year.
    private static int SkipLink(ReadOnlySpan<char> text, int at)
    {
        var word = Word(text, at);
        if (word is < 2 or > 3 || at + word >= text.Length || !Spaces.IsSpace(text[at + word])) return at;
        return text.Slice(at, word) is "of" or "de" or "del" or "di" or "do" ? at + word + 1 : at;
    }

    // The second day of "Jan 5-7, 2025".
    private static int SkipRange(ReadOnlySpan<char> text, int at)
    {
        if (at + 1 >= text.Length || text[at] is not ('-' or '\u2013')) return at;
        var digits = Digits(text, at + 1);
        return digits is 1 or 2 ? at + 1 + digits : at;
    }

    private static bool ContinuesNumber(ReadOnlySpan<char> text, int at)
        => at < text.Length && (char.IsLetterOrDigit(text[at]) || (text[at] is '.' or '-' or '/' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])));

    private static bool IsYear(int number) => number is >= 1000 and <= 2100;

    private static int Century(int twoDigits) => twoDigits < 70 ? 2000 + twoDigits : 1900 + twoDigits;
}
