namespace Detector.Pages.Structure;

/// <summary>
/// Inline styles that leave text in place and yet unreadable: the colour of its own background, no opacity, a box or letters of a pixel. Readable text never
/// looks so; display:none and the like are known from reading the page. Classes are left alone: screen-reader text is honest.
/// </summary>
internal static class HiddenStyles
{
    public static bool Hides(ReadOnlySpan<char> style)
    {
        ReadOnlySpan<char> colour = default, background = default, height = default, width = default;
        var clipped = false;
        foreach (var range in style.Split(';'))
        {
            var rule = style[range];
            var colon = rule.IndexOf(':');
            if (colon < 0) continue;
            var name = rule[..colon].Trim();
            var value = rule[(colon + 1)..].Trim();
            if (Is(name, "color")) colour = value;
            else if (Is(name, "background-color") || Is(name, "background")) background = value;
            else if (Is(name, "height") || Is(name, "max-height")) height = value;
            else if (Is(name, "width")) width = value;
            else if (Is(name, "overflow")) clipped = Is(value, "hidden");
            else if (Is(name, "opacity") && value is "0" or "0.0" or "0.01") return true;
            else if (Is(name, "font-size") && value is "1px" or "0.1px" or "1pt") return true;
        }
        if (!colour.IsEmpty && Same(colour, background)) return true;
        return clipped && (IsTiny(height) || IsTiny(width));
    }

    private static bool Is(ReadOnlySpan<char> one, ReadOnlySpan<char> other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static bool IsTiny(ReadOnlySpan<char> size) => size is "0" or "0px" or "1px";

    // "#fff", "#ffffff" and "white" are the same ink; only the forms writers of such styles use.
    private static bool Same(ReadOnlySpan<char> colour, ReadOnlySpan<char> background)
    {
        if (background.IsEmpty) return false;
        if (Is(colour, background)) return true;
        return IsWhite(colour) && IsWhite(background);
    }

    private static bool IsWhite(ReadOnlySpan<char> colour) => Is(colour, "white") || Is(colour, "#fff") || Is(colour, "#ffffff") || Is(colour, "rgb(255,255,255)") || Is(colour, "rgb(255, 255, 255)");
}
