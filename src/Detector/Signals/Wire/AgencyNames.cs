using Detector.Outlets;

namespace Detector.Signals.Wire;

/// <summary>Whether an author or a publisher is an agency.</summary>
internal static class AgencyNames
{
    /// <summary>"Associated Press", "AFP", "Jane Doe, Associated Press".</summary>
    public static bool IsAgency(ReadOnlySpan<char> name)
    {
        name = name.Trim();
        if (Agencies.Find(name, CreditSlots.Byline) is not null || KnownOutlets.ByName(name) is { Kind: OutletKind.Agency }) return true;
        var cut = name.LastIndexOfAny(",/|");
        if (cut < 0) cut = name.LastIndexOf(" - ", StringComparison.Ordinal);
        return cut > 0 && cut + 1 < name.Length && Agencies.Find(name[(cut + 1)..].TrimStart(" -"), CreditSlots.Byline) is not null;
    }
}
