namespace Detector.Cli;

/// <summary>
/// What a run says to the program that started it, as linters and grep do. The gravest wins: a list that is not complete must not pass for one that is, so an
/// input that could not be read counts above a flagged page.
/// </summary>
internal static class ExitCode
{
    /// <summary>Every input was read and nothing was flagged.</summary>
    public const int NothingFlagged = 0;

    /// <summary>Every input was read and something was flagged.</summary>
    public const int Flagged = 1;

    /// <summary>Wrong usage, a model that does not fit, nothing that could be judged, or an input that could not be read (the rest was, and its results stand).</summary>
    public const int CouldNotRun = 2;

    /// <summary>Stopped by Ctrl-C (128 + SIGINT, as shells have it); what was written is whole.</summary>
    public const int Stopped = 130;
}
