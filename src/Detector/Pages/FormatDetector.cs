namespace Detector.Pages;

/// <summary>HTML or plain text, when nobody says: by the content type, else by looking for tags that only HTML has.</summary>
internal static class FormatDetector
{
    private static readonly string[] Marks = ["<!doctype html", "<html", "<head", "<body", "<title", "<meta ", "<div", "<p>", "<p ", "<table", "<a href", "<span", "<br", "<ul", "<h1", "<script", "<link ", "<article"];

    public static PageFormat Detect(ReadOnlySpan<char> content, string? contentType)
    {
        if (contentType is not null)
        {
            if (contentType.Contains("html", StringComparison.OrdinalIgnoreCase)) return PageFormat.Html;
            if (contentType.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase) && !StartsWithTag(content)) return PageFormat.Text;
        }
        if (StartsWithTag(content)) return PageFormat.Html;
        var head = content[..Math.Min(content.Length, 8192)];
        var found = 0;
        foreach (var mark in Marks)
            if (head.Contains(mark, StringComparison.OrdinalIgnoreCase) && ++found >= 2)
                return PageFormat.Html;
        return PageFormat.Text;
    }

    private static bool StartsWithTag(ReadOnlySpan<char> content)
    {
        content = content.TrimStart();
        return content.StartsWith("<!doctype", StringComparison.OrdinalIgnoreCase) || content.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
            || content.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) || content.StartsWith("<!--", StringComparison.Ordinal);
    }
}
