using Detector.Pages;
using Detector.Pages.Metadata;

namespace Detector.Signals.Category;

/// <summary>The category a page is filed under, by what it declares: innermost crumb, sections, the folder in its path.</summary>
internal sealed class CategoryLabels
{
    // First stops of every trail: no category.
    private static readonly string[] Roots = ["home", "homepage", "home page", "current", "current home", "start", "startseite", "accueil", "inicio", "main", "you are here", "here", "frontpage", "front page", "blog", "index"];

    private CategoryLabels(Page page)
    {
        var metadata = page.Metadata;
        for (var i = metadata.Breadcrumb.Count - 1; i >= 0 && Crumb is null; i--)
            if (IsLabel(metadata.Breadcrumb[i].Value))
                Crumb = metadata.Breadcrumb[i];
        for (var i = 0; i < metadata.Sections.Count && Section is null; i++)
            if (IsLabel(metadata.Sections[i].Value))
                Section = metadata.Sections[i];
        if (page.Address is not { } address) return;
        for (var i = 0; i + 1 < address.PathSegments.Count && i < 3 && Folder is null; i++)
            if (IsFolder(address.PathSegments[i]))
                Folder = address.PathSegments[i];
    }

    /// <summary>The innermost crumb that is not the start of every trail.</summary>
    public Declared? Crumb { get; }

    /// <summary>The first declared section.</summary>
    public Declared? Section { get; }

    /// <summary>The first folder of the path that is a word ("sports"), not a date, an id or a language.</summary>
    public string? Folder { get; }

    /// <summary>Crumb, else section.</summary>
    public Declared? Shown => Crumb ?? Section;

    public static CategoryLabels Of(Observation seen) => seen.Shared(static observation => new CategoryLabels(observation.Page));

    // One to four words; longer crumbs are headlines.
    private static bool IsLabel(string label)
    {
        var trimmed = label.AsSpan().Trim(" :>»/");
        if (trimmed.Length is < 2 or > 40 || trimmed.Count(' ') > 3) return false;
        foreach (var root in Roots)
            if (trimmed.Equals(root, StringComparison.OrdinalIgnoreCase))
                return false;
        return true;
    }

    private static bool IsFolder(string segment)
    {
        if (segment.Length is < 4 or > 24) return false;
        foreach (var c in segment)
            if (!char.IsAsciiLetter(c) && c != '-')
                return false;
        return segment.ToLowerInvariant() is not ("html" or "news" or "article" or "articles" or "story" or "stories" or "blog" or "post" or "posts" or "index" or "category" or "archive" or "archives" or "content" or "page" or "pages" or "site" or "wiki" or "text" or "video" or "photos" or "features" or "feature");
    }
}
