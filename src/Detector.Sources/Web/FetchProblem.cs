namespace Detector.Sources.Web;

/// <summary>Why an address gave no page.</summary>
public enum FetchProblem : byte
{
    /// <summary>The address may not be asked: scheme, user name, port, or a network that is not the public internet.</summary>
    Refused,
    /// <summary>The site's robots.txt asks robots not to fetch it.</summary>
    Robots,
    /// <summary>The site's robots.txt could not be had, which counts as a no (RFC 9309, 2.3.1.4).</summary>
    RobotsUnreachable,
    /// <summary>The name could not be looked up.</summary>
    NameNotFound,
    /// <summary>No connection came about.</summary>
    NoConnection,
    /// <summary>No secure connection: certificate or protocol.</summary>
    NotSecure,
    /// <summary>It took too long.</summary>
    TimedOut,
    /// <summary>What came was no valid HTTP, or broke off.</summary>
    BrokenAnswer,
    /// <summary>The body is over the limit.</summary>
    TooLarge,
    /// <summary>Too many redirects, or a circle of them.</summary>
    RedirectedTooOften,
    /// <summary>A redirect leads to an address that may not be asked.</summary>
    RedirectRefused,
    /// <summary>A picture, a document, a feed: not a web page.</summary>
    NotAPage,
    /// <summary>The server asked to be left alone for longer than is waited for (429 or 503 with Retry-After).</summary>
    AskedToWait,
    /// <summary>Other addresses of the host failed before; this one was not tried.</summary>
    HostDown,
}

/// <summary>How problems are called.</summary>
public static class FetchProblems
{
    /// <summary>Whether it may have passed by another day: the network, the server or its robots.txt was at fault, not the address or the page.</summary>
    public static bool MayPass(FetchProblem problem) => problem is FetchProblem.RobotsUnreachable or FetchProblem.NameNotFound or FetchProblem.NoConnection or FetchProblem.NotSecure or FetchProblem.TimedOut
        or FetchProblem.BrokenAnswer or FetchProblem.AskedToWait or FetchProblem.HostDown;

    /// <summary>The same of a status: 408, 425, 429 and all that speak of the server (RFC 9110, 15.5 and 15.6).</summary>
    public static bool MayPass(int status) => status is 408 or 425 or 429 or (>= 500 and <= 599);

    /// <summary>The name in files and on screen: kebab-case.</summary>
    public static string NameOf(FetchProblem problem) => problem switch
    {
        FetchProblem.Refused => "refused",
        FetchProblem.Robots => "robots",
        FetchProblem.RobotsUnreachable => "robots-unreachable",
        FetchProblem.NameNotFound => "name-not-found",
        FetchProblem.NoConnection => "no-connection",
        FetchProblem.NotSecure => "not-secure",
        FetchProblem.TimedOut => "timed-out",
        FetchProblem.BrokenAnswer => "broken-answer",
        FetchProblem.TooLarge => "too-large",
        FetchProblem.RedirectedTooOften => "redirected-too-often",
        FetchProblem.RedirectRefused => "redirect-refused",
        FetchProblem.NotAPage => "not-a-page",
        FetchProblem.AskedToWait => "asked-to-wait",
        FetchProblem.HostDown => "host-down",
        _ => throw new ArgumentOutOfRangeException(nameof(problem), problem, "This problem has no name."),
    };
}

/// <summary>A request that came to nothing: which class, and one sentence for a person.</summary>
internal sealed class FetchException(FetchProblem problem, string says, bool lasting = false, Exception? inner = null) : IOException(says, inner)
{
    public FetchProblem Problem { get; } = problem;

    /// <summary>Trying again would change nothing.</summary>
    public bool IsLasting { get; } = lasting;
}
