using System.Globalization;
using System.Text.RegularExpressions;
using Detector.Pages.Text;

namespace Detector.Outlets;

/// <summary>A broadcast call sign as printed.</summary>
/// <param name="Letters">Three or four capitals: <c>KSTP</c>.</param>
/// <param name="Service"><c>TV</c>, <c>FM</c>, <c>DT</c>… or empty.</param>
/// <param name="IsCertain">It names its service, or has four letters that make no common word. A bare three-letter one is only possible.</param>
public readonly record struct CallSign(string Letters, string Service, bool IsCertain);

/// <summary>
/// How North American stations are named. Call signs: United States K or W with two or three more letters (47 CFR 73.3550), Canada CB, CF-CK or CY, CZ
/// (ITU Radio Regulations, appendix 42). A named station is a sign of a local newsroom, which often runs agency copy by contract.
/// </summary>
public static partial class CallSigns
{
    private static readonly Lazy<HashSet<ulong>> Words = new(() =>
    [
        .. ("wait wake walk wall want ward warm warn wars wash wave ways weak wear weed week well went were west what when whom wide wife wiki wild will wind wine wing wins wipe wire wise wish with woke wolf wood wool word wore work worm worn wrap wtfs www wwii wwe" +
            " keen keep kept keys kick kids kill kind king kiss kits knee knew knot know kpis kyiv kobe kent kate karl kane kurt kong kyle" +
            " chad chai cham chan char chat chef chew chic chin chip chop chow chub cfos cite city civil cfpb clia ckan cias cios cibc chil chum cfaa cbse cbdc cbrn" +
            " why who way war was wet won web wed win wit wto who wsj kfc kid key kit kia kim ken key kgb kkk kpi cbd cbi cbo cbs cbc cfo cfr cfc chi cia cio ckd cke wpa wfp wwf wwi wmd wip wim wiz wnba whos"
            ).Split(' ').Select(word => WordHash.Of(word)),
    ]);

    /// <summary>Reads a word as a call sign: capitals only, nothing around it. Null when it is none.</summary>
    public static CallSign? Read(ReadOnlySpan<char> word)
    {
        var dash = word.IndexOf('-');
        var letters = dash < 0 ? word : word[..dash];
        var service = dash < 0 ? [] : word[(dash + 1)..];
        if (letters.Length is not (3 or 4) || letters.ContainsAnyExceptInRange('A', 'Z')) return null;
        var american = letters[0] is 'K' or 'W';
        var canadian = letters[0] == 'C' && letters.Length == 4 && letters[1] is 'B' or 'F' or 'G' or 'H' or 'I' or 'J' or 'K' or 'Y' or 'Z';
        if (!american && !canadian) return null;
        if (!service.IsEmpty && !IsService(service)) return null;
        var certain = !service.IsEmpty || (letters.Length == 4 && !Words.Value.Contains(WordHash.Of(letters)));
        return new CallSign(letters.ToString(), service.ToString(), certain);
    }

    /// <summary>
    /// Reads a registrable label as a station's (<c>kstp</c>, <c>wbaltv</c>, <c>kcbsradio</c>, <c>kxyz12</c>, <c>wxyz2news</c>): four letters, K or W first, and an optional channel (2 to 69) and
    /// <c>tv</c>, <c>fm</c>, <c>am</c>, <c>news</c>, <c>radio</c>. Null when it is none. Any four-letter name with K or W fits: a weak cue.
    /// </summary>
    public static CallSign? InDomain(ReadOnlySpan<char> label)
    {
        if (label.Length < 4 || char.ToLowerInvariant(label[0]) is not ('k' or 'w')) return null;
        foreach (var c in label[..4])
        {
            if (!char.IsAsciiLetter(c)) return null;
        }
        if (Words.Value.Contains(WordHash.Of(label[..4]))) return null;
        var rest = label[4..].TrimStart('-');
        Span<char> upper = stackalloc char[4];
        label[..4].ToUpperInvariant(upper);
        var letters = upper.ToString();
        if (rest.IsEmpty) return new CallSign(letters, "", false);
        var digits = rest.IndexOfAnyExceptInRange('0', '9') is var end and >= 0 ? end : rest.Length;
        if (digits > 2 || (digits > 0 && int.Parse(rest[..digits], CultureInfo.InvariantCulture) is < 2 or > 69)) return null;
        if (digits == rest.Length) return new CallSign(letters, "", false);
        rest = rest[digits..];
        if (rest.Equals("tv", StringComparison.OrdinalIgnoreCase) || rest.Equals("fm", StringComparison.OrdinalIgnoreCase) || rest.Equals("am", StringComparison.OrdinalIgnoreCase))
            return new CallSign(letters, rest.ToString().ToUpperInvariant(), true);
        return rest.Equals("news", StringComparison.OrdinalIgnoreCase) || rest.Equals("radio", StringComparison.OrdinalIgnoreCase)
            ? new CallSign(letters, "", true)
            : null;
    }

    /// <summary>
    /// Whether a whole name is a channel's: "NewsChannel 9", "FOX 29", "ABC7", "News 12", "KING 5 News", "Eyewitness News", "Action News Jax". The number is
    /// 2 to 69, the range of over-the-air channels and of cable news numbers.
    /// </summary>
    public static bool IsChannelName(ReadOnlySpan<char> name) => name.Length is >= 4 and <= 40 && ChannelName().IsMatch(name);

    /// <summary>Whether a name is a station's: a channel's, or one that begins with a call sign.</summary>
    public static bool IsStationName(ReadOnlySpan<char> name) => IsChannelName(name) || Read(name.IndexOf(' ') is var end and >= 0 ? name[..end] : name) is not null;

    private static bool IsService(ReadOnlySpan<char> service) => service is "TV" or "FM" or "AM" or "DT" or "LP" or "LD" or "CD" or "CA" or "HD"
        || (service.Length is 3 or 4 && (service.StartsWith("DT") || service.StartsWith("HD") || service.StartsWith("FM") || service.StartsWith("TV")) && char.IsAsciiDigit(service[2]));

    // No time limit, which would be a clock: on a busy machine a page would fail. Forty characters bound the work.
    [GeneratedRegex(
        @"^(?:the )?(?:" +
        @"(?:\w{2,12} )?(?:abc|cbs|nbc|fox|cw|pix|news|newschannel|news channel|channel|local|my|first coast|[kw][a-z]{2,3}) ?-?(?:[2-9]|[1-6][0-9])(?: ?(?:news|now|action news|eyewitness news|on your side|first alert))?(?: \w{2,14}){0,2}" +
        @"|(?:[2-9]|[1-6][0-9]) ?(?:news|action news|eyewitness news|on your side)" +
        @"|(?:\w{2,12} ?\d{0,2} )?(?:action|eyewitness) news(?: \w{1,12}){0,2}" +
        @")$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex ChannelName();
}
