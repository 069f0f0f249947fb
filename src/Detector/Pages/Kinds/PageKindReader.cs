using Detector.Pages.Text;

namespace Detector.Pages.Kinds;

/// <summary>Decides what kind of page it is, before it is judged as an article.</summary>
internal static class PageKindReader
{
    public static PageKind Read(Page page)
    {
        var text = page.Text;
        var address = page.Address;
        if (address is not null)
        {
            if (address.PathSegments.Count == 0 && address.Query.Count == 0) return PageKind.Home;
            foreach (var segment in address.PathSegments)
            {
                if (segment is "search") return PageKind.Search;
                if (segment is "forum" or "forums" or "viewtopic.php" or "showthread.php" or "threads" or "thread" or "topic") return PageKind.Forum;
                if (segment is "tag" or "tags" or "category" or "archive" or "archives") return PageKind.Listing;
            }
        }
        int linked = 0, visible = 0;
        foreach (ref readonly var block in text.Blocks)
        {
            if (block.IsHidden) continue;
            linked += block.LinkTokens;
            visible += block.TokenCount;
        }
        if (page.Format == PageFormat.Html && text.MainTokens < 120 && linked * 2 > visible) return PageKind.Listing;
        return text.MainTokens >= 100 ? PageKind.Article : PageKind.Other;
    }
}
