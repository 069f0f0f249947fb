using Detector.Pages;

namespace Detector.Signals.Text;

/// <summary>Terms, notices and conditions, by what their title or address calls them: texts that say the same again so that it holds in every clause.</summary>
internal static class LegalTexts
{
    private static readonly string[] Names =
    [
        "terms and conditions", "terms & conditions", "terms conditions", "terms of use", "terms of service", "terms of sale", "promo terms", "privacy policy", "privacy notice", "privacy statement", "cookie policy",
        "official rules", "legal notice", "license agreement", "licence agreement", "datenschutzerklärung", "geschäftsbedingungen", "nutzungsbedingungen", "mentions légales", "conditions générales",
        "politique de confidentialité", "términos y condiciones", "política de privacidad", "aviso legal", "termini e condizioni", "informativa sulla privacy", "termos de uso", "algemene voorwaarden", "polityka prywatności",
    ];

    public static bool IsOne(Page page) =>
        Names.Any(page.Metadata.Title) || Names.Any(page.Metadata.Headline?.Value) || (page.Address is { PathSegments: [.., var last] } && Names.Any(last.Replace('-', ' ').Replace('_', ' ')));

    private static bool Any(this string[] names, string? title)
    {
        if (title is not { Length: > 0 and < 200 }) return false;
        foreach (var name in names)
            if (title.Contains(name, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }
}
