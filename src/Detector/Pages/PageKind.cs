namespace Detector.Pages;

/// <summary>What kind of page it is, decided before it is judged as an article.</summary>
public enum PageKind : byte
{
    Article,
    /// <summary>Category, tag, archive, index of entries.</summary>
    Listing,
    /// <summary>Results of a search.</summary>
    Search,
    /// <summary>Raw feed, API answer or source printed as a page.</summary>
    FeedDump,
    /// <summary>Documentation, FAQ, manual, terms.</summary>
    Help,
    Home,
    /// <summary>Discussion with several writers.</summary>
    Forum,
    Product,
    /// <summary>What a business or club says about itself.</summary>
    Service,
    Other,
}
