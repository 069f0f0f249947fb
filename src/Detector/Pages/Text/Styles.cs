namespace Detector.Pages.Text;

/// <summary>What an inline style does to the visibility of text.</summary>
internal static class Styles
{
    /// <summary>True for display:none, visibility:hidden, zero size, and positions far off the screen.</summary>
    public static bool Hides(ReadOnlySpan<char> style)
    {
        while (!style.IsEmpty)
        {
            var end = style.IndexOf(';');
            var rule = end < 0 ? style : style[..end];
            style = end < 0 ? default : style[(end + 1)..];
            var colon = rule.IndexOf(':');
            if (colon < 0) continue;
            var name = rule[..colon].Trim();
            var value = rule[(colon + 1)..].Trim();
            if (name.Equals("display", StringComparison.OrdinalIgnoreCase))
            {
                if (value.StartsWith("none", StringComparison.OrdinalIgnoreCase)) return true;
            }
            else if (name.Equals("visibility", StringComparison.OrdinalIgnoreCase))
            {
                if (value.StartsWith("hidden", StringComparison.OrdinalIgnoreCase)) return true;
            }
            else if (name.Equals("font-size", StringComparison.OrdinalIgnoreCase))
            {
                if (IsZero(value)) return true;
            }
            else if (name.Equals("left", StringComparison.OrdinalIgnoreCase) || name.Equals("top", StringComparison.OrdinalIgnoreCase) || name.Equals("text-indent", StringComparison.OrdinalIgnoreCase) || name.Equals("margin-left", StringComparison.OrdinalIgnoreCase))
            {
                if (value.Length >= 5 && value[0] == '-' && char.IsAsciiDigit(value[1]) && char.IsAsciiDigit(value[2]) && char.IsAsciiDigit(value[3]) && char.IsAsciiDigit(value[4])) return true;
            }
        }
        return false;
    }

    private static bool IsZero(ReadOnlySpan<char> value) => value is "0" || value.StartsWith("0px", StringComparison.OrdinalIgnoreCase) || value.StartsWith("0em", StringComparison.OrdinalIgnoreCase) || value.StartsWith("0pt", StringComparison.OrdinalIgnoreCase) || value.StartsWith("0 ", StringComparison.Ordinal);
}
