namespace Detector.Training.Simulate;

/// <summary>A real article body and headline, and what the simulator has to know of it to render an honest page around it.</summary>
public sealed record Story
{
    public required string Id { get; init; }

    /// <summary>The collection the body is from; empty where nobody said.</summary>
    public string Source { get; init; } = "";

    /// <summary>Its site; empty where nobody said.</summary>
    public string Group { get; init; } = "";

    public required string Headline { get; init; }

    public required IReadOnlyList<string> Paragraphs { get; init; }

    public string Lang { get; init; } = "en";

    /// <summary>What the story is about, or <see cref="Topic.General"/> where its words do not say clearly.</summary>
    public Topic Topic { get; init; } = Topic.General;

    /// <summary>When it was written, as far as its address or its text shows; null where neither does.</summary>
    public DateOnly? Written { get; init; }

    /// <summary>News can be wired and syndicated; a recipe or a help page cannot, and gets twins that publish such things.</summary>
    public bool IsNews { get; init; } = true;

    /// <summary>A stolen page may carry the name of the site it was taken from.</summary>
    public string? Outlet { get; init; }
}

public enum Topic
{
    General,
    Politics,
    Business,
    Sports,
    Health,
    Science,
    Tech,
    Entertainment,
    Crime,
    World,
    Food,
    Travel,
}
