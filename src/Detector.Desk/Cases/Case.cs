using Detector.Desk.Runs;

namespace Detector.Desk.Cases;

/// <summary>A judged page as lists need it: its last verdict and where it stands.</summary>
public sealed record Case
{
    public required long Id { get; init; }

    /// <summary>The page's own address, or what the input calls it.</summary>
    public required string Address { get; init; }

    public required string Host { get; init; }

    /// <summary>Registrable domain; "" when the address is not known.</summary>
    public required string Site { get; init; }

    public string Title { get; init; } = "";

    public DateOnly? Shown { get; init; }

    public DateTimeOffset? FetchedAt { get; init; }

    public required long VerdictId { get; init; }

    public required string Model { get; init; }

    /// <summary>Kebab-case; null when the page was not judged.</summary>
    public string? Kind { get; init; }

    public bool Flagged { get; init; }

    /// <summary>0..1; 0 when the page was not judged.</summary>
    public double Probability { get; init; }

    public string Language { get; init; } = "";

    /// <summary>The strongest reason.</summary>
    public string Says { get; init; } = "";

    public IReadOnlyList<ulong> Marks { get; init; } = [];

    public IReadOnlyList<ulong> Shingles { get; init; } = [];

    public Standing Standing { get; init; } = Standing.None;

    /// <summary>Wants a moderator: flagged or doubtful by its kind, and nobody has settled it.</summary>
    public bool Waits => Standing.Status is Status.Disputed || (Standing.Status is Status.Open or Status.Unsure && (Flagged || Kind is "needs-human" or "uncredited-rewrite"));

    /// <summary>How little the model knows, in bits: entropy of the probability, 1 where it cannot tell.</summary>
    public double Doubt => Kind == "needs-human" ? 1 : Entropy(Probability);

    private static double Entropy(double p) => p is <= 0 or >= 1 ? 0 : -(p * Math.Log2(p)) - ((1 - p) * Math.Log2(1 - p));
}

/// <summary>How the queue is ordered.</summary>
public enum Order : byte
{
    /// <summary>What hurts most and settles most: probability, times how many pages one decision would settle; a page that poses as an outlet counts half as much again. Disputes first.</summary>
    Urgency,
    /// <summary>Where a decision teaches most: the model's doubt.</summary>
    Doubt,
    /// <summary>The order of the list.</summary>
    List,
}

/// <summary>Which cases are shown.</summary>
public sealed record Filter
{
    /// <summary><c>waiting</c>, <c>all</c>, or a status in lower case.</summary>
    public string Show { get; init; } = "waiting";

    public string? Kind { get; init; }

    public string? Site { get; init; }

    /// <summary>A network's id.</summary>
    public long? Network { get; init; }

    /// <summary>Words that address, title or reason must all hold.</summary>
    public string? Search { get; init; }

    public Order Order { get; init; }

    public bool Passes(Case page, long? network) =>
        (Show switch
        {
            "all" => true,
            "waiting" => page.Waits,
            _ => string.Equals(page.Standing.Status.ToString(), Show, StringComparison.OrdinalIgnoreCase),
        })
        && (Kind is null || page.Kind == Kind) && (Site is null || page.Site == Site) && (Network is null || network == Network) && Found(page);

    private bool Found(Case page)
    {
        if (string.IsNullOrWhiteSpace(Search)) return true;
        foreach (var word in Search.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            if (!page.Address.Contains(word, StringComparison.OrdinalIgnoreCase) && !page.Title.Contains(word, StringComparison.OrdinalIgnoreCase) && !page.Says.Contains(word, StringComparison.OrdinalIgnoreCase))
                return false;
        return true;
    }
}
