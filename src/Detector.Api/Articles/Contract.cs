namespace Detector.Api.Articles;

/// <summary>What came of articles.</summary>
/// <param name="Added">Filed, or filed before with the same body.</param>
/// <param name="Left">Not filed, for no page could be read.</param>
/// <param name="Reasons">Why not, the first hundred.</param>
internal sealed record ArticlesAdded(int Added, int Left, IReadOnlyList<ArticleLeft> Reasons);

/// <summary>An article that was not filed.</summary>
/// <param name="Id">Echoed.</param>
/// <param name="Says">Why.</param>
internal sealed record ArticleLeft(string Id, string Says);

/// <summary>Articles to be taken out.</summary>
/// <param name="Urls">The addresses they were filed under.</param>
internal sealed record ArticlesToRemove(string[]? Urls);
