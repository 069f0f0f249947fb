namespace Detector.Desk.Review;

/// <summary>How the review site is reached.</summary>
public sealed record ReviewOptions
{
    /// <summary>Path it is mounted under, without a slash at its end: <c>/review</c>; "" for the root.</summary>
    public string Root { get; init; } = "";

    /// <summary>
    /// True: a moderator signs in with a token (<c>detector moderator add</c>). False only where nobody but this machine's own users can reach the site: they are asked their name once, and requests for any other host than
    /// this machine are refused, so that no web page can reach it through a name of its own (DNS rebinding).
    /// </summary>
    public bool TokenNeeded { get; init; } = true;
}

/// <summary>Who looks at what: what every page of the site knows.</summary>
/// <param name="Root">Path the site is mounted under.</param>
/// <param name="Run">The run's name.</param>
/// <param name="Who">The moderator; null before signing in.</param>
/// <param name="Theme"><c>light</c>, <c>dark</c>, or "" for the system's.</param>
/// <param name="Token">Proof that a form came from this site (antiforgery).</param>
/// <param name="TokenNeeded">See <see cref="ReviewOptions.TokenNeeded"/>.</param>
public sealed record Visit(string Root, string Run, string? Who, string Theme, string Token, bool TokenNeeded)
{
    public string To(string path) => Root + path;
}
