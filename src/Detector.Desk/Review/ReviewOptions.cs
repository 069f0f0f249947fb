using Detector.Desk.Runs;

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

    /// <summary>The options for where a host listens.</summary>
    /// <param name="store">The run.</param>
    /// <param name="onlyThisMachine">Nobody else can reach the host.</param>
    /// <param name="root">See <see cref="Root"/>.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="RunException">Others can reach it, and nobody has a token to sign in with.</exception>
    public static async Task<ReviewOptions> ForAsync(RunStore store, bool onlyThisMachine, string root = "", CancellationToken stop = default)
    {
        if (!onlyThisMachine && !(await store.ModeratorsAsync(stop)).Any(moderator => !moderator.Revoked))
            throw new RunException($"Others can reach the desk, and no moderator has a token yet. Give one: detector moderator add {store.Place} NAME.");
        return new ReviewOptions { Root = root, TokenNeeded = !onlyThisMachine };
    }
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
