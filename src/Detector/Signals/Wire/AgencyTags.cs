using Detector.Pages.Text;

namespace Detector.Signals.Wire;

/// <summary>The tags that news agencies put into datelines, and how their names read in credits.</summary>
internal static class AgencyTags
{
    // As printed in brackets. Their own style books; the German, French, Spanish, Italian and Asian agencies print theirs the same way.
    private static readonly string[] Tags =
    [
        "AP", "Reuters", "REUTERS", "AFP", "UPI", "dpa", "DPA", "TNS", "CP", "PTI", "ANI", "IANS", "Xinhua", "EFE", "ANSA", "TASS", "CNN", "CNN Newsource", "NPR", "PA", "AAP", "APA", "KNA", "epd", "Yonhap", "Kyodo", "Bernama",
        "The Canadian Press", "THE CANADIAN PRESS", "Associated Press", "The Associated Press", "ASSOCIATED PRESS", "States Newsroom", "The Center Square", "KFF Health News", "Bloomberg", "Thomson Reuters Foundation", "BUSINESS WIRE", "PRNewswire", "GLOBE NEWSWIRE",
    ];

    private static readonly string[] Names = ["Associated Press", "Reuters", "Agence France-Presse", "Canadian Press", "United Press International", "Deutsche Presse-Agentur", "Press Trust of India", "Tribune News Service", "States Newsroom", "Bloomberg News", "Press Association", "PA Media", "Xinhua", "EFE", "CNN Newsource", "CNN Wire"];

    public static bool IsTag(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        foreach (var tag in Tags)
            if (text.SequenceEqual(tag))
                return true;
        // Two agencies ("AP/WXYZ"), or a station of the member that filed it.
        var slash = text.IndexOf('/');
        return slash > 0 && (IsTag(text[..slash]) || IsTag(text[(slash + 1)..]));
    }

    /// <summary>A name that an author box or a publisher field carries when the story is an agency's.</summary>
    public static bool IsAgencyName(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.Equals("AP", StringComparison.Ordinal) || text.Equals("AFP", StringComparison.Ordinal) || text.Equals("dpa", StringComparison.OrdinalIgnoreCase) || text.Equals("UPI", StringComparison.Ordinal)) return true;
        foreach (var name in Names)
            if (text.Contains(name, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }
}
