namespace Detector.Contract;

/// <summary>What came of articles.</summary>
/// <param name="Added">Filed, or filed before with the same body.</param>
/// <param name="Left">Not filed, for no page could be read.</param>
/// <param name="Reasons">Why not, the first hundred.</param>
public sealed record ArticlesAdded(int Added, int Left, IReadOnlyList<ArticleLeft> Reasons);

/// <summary>An article that was not filed.</summary>
/// <param name="Id">Echoed; "line:3" for the third of a request when it had none.</param>
/// <param name="Says">Why.</param>
public sealed record ArticleLeft(string Id, string Says);

/// <summary>Articles to be taken out.</summary>
/// <param name="Urls">The addresses they were filed under.</param>
public sealed record ArticlesToRemove(IReadOnlyList<string>? Urls);
