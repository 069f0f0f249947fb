namespace Detector.Sources.Web;

/// <summary>An address to fetch.</summary>
/// <param name="Position">Its place in the list, from 0; what comes of it carries the number.</param>
/// <param name="Url">The address, in the spelling <see cref="AddressList"/> gives it.</param>
public sealed record FetchTask(long Position, string Url)
{
    /// <summary>What is known from an earlier fetch; a page that has not changed since is not sent again.</summary>
    public Validators Validators { get; init; }
}

/// <summary>A step from one address to the next.</summary>
/// <param name="Response">The redirect itself.</param>
/// <param name="To">Where it leads, in one spelling; as written where it may not be asked.</param>
/// <param name="LeavesSite">The next address belongs to another site (registrable domain).</param>
public sealed record Hop(Exchange Response, string To, bool LeavesSite);

/// <summary>What came of an address. Exactly one for each <see cref="FetchTask"/> that was not stopped.</summary>
/// <param name="Task">What was to be fetched.</param>
public sealed record Fetched(FetchTask Task)
{
    /// <summary>Redirects on the way, in order.</summary>
    public IReadOnlyList<Hop> Hops { get; init; } = [];

    /// <summary>The last address asked, or that would have been asked.</summary>
    public required string FinalUrl { get; init; }

    /// <summary>The last answer; null where none came.</summary>
    public Exchange? Response { get; init; }

    /// <summary>Why there is no page; null where there is an answer to judge (an error of the server among them).</summary>
    public FetchProblem? Problem { get; init; }

    /// <summary>One sentence on <see cref="Problem"/>.</summary>
    public string? Says { get; init; }

    /// <summary>The page has not changed since it was fetched before (304).</summary>
    public bool IsUnchanged { get; init; }

    /// <summary>What came of asking for the robots.txt that decided about it, redirects included; only with the first address of each host, scheme and port that was handed on, empty with the others.</summary>
    public IReadOnlyList<Exchange> Robots { get; init; } = [];

    /// <summary>Questions asked for it, redirects and repetitions included, robots.txt not.</summary>
    public int Requests { get; init; }

    /// <summary>Whether some redirect led to another site: an address that lends its name to another is evidence.</summary>
    public bool LeavesSite => Hops.Any(static hop => hop.LeavesSite);
}
