namespace Detector.Desk.Runs;

/// <summary>One scan and all that came of it: what was asked for, by which version of the program, since when. A store holds exactly one.</summary>
public sealed class Run
{
    public int Id { get; set; }

    /// <summary>What people call it: the file's name unless given.</summary>
    public required string Name { get; set; }

    public required DateTimeOffset Started { get; set; }

    /// <summary>Version of the program that began it.</summary>
    public required string ToolVersion { get; set; }

    /// <summary>The settings it was begun with, as JSON; a resumed run goes by them.</summary>
    public required string Settings { get; set; }
}
