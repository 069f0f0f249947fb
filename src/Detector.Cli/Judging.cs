using System.CommandLine;

namespace Detector.Cli;

/// <summary>What a command judges with, from its options.</summary>
internal static class Judging
{
    public static Option<string?> Model { get; } = new("--model") { Description = "Judge with this model file instead of the one that comes with the program.", HelpName = "file" };

    public static Option<string?> Signatures { get; } = new("--signatures") { Description = "Dated marks of known networks from this file instead of those that come with the program; none: do without.", HelpName = "file|none" };

    public static Option<string?> Index { get; } = new("--index") { Description = "Look for copies in this index: a folder, or redis://host[:port][/name] of a shared one ('detector index add' makes either).", HelpName = "folder|redis://" };
}
