using System.Globalization;
using Detector.Fingerprints;
using Detector.Pages;
using Detector.Signals;

namespace Detector.Verdicts;

/// <summary>What is said about a page: <see cref="Judged"/> or <see cref="Unjudged"/>.</summary>
public abstract record Verdict;

/// <summary>The page was not judged, and why.</summary>
public sealed record Unjudged(UnreadableReason Reason, string Says) : Verdict;

/// <summary>What kind of page it is. Printed in kebab-case (<see cref="Names"/>).</summary>
public enum Kind : byte
{
    // Kinds that flag.
    FarmTemplate,
    UnauthorisedCopy,
    Mirror,
    GeneratedLowQuality,
    Doorway,
    Imposter,
    // Kinds that don't.
    UncreditedRewrite,
    PaidOrRelease,
    Licensed,
    Ordinary,
    NeedsHuman,
}

/// <summary>First axis: is the body somebody else's text?</summary>
public enum Copied : byte
{
    /// <summary>Nothing on the page says so, and no index was asked, or not all of it answered.</summary>
    NotChecked,
    /// <summary>An index holds no earlier page with this text on another site.</summary>
    No,
    /// <summary>An earlier page on another site holds part of the text: <see cref="Fingerprints.Neighbours.Copy"/> and more.</summary>
    Partial,
    /// <summary>An earlier page on another site holds nearly all of it.</summary>
    Whole,
    /// <summary>The page itself shows that the text is an agency's or another outlet's.</summary>
    ByItsOwnMarks,
}

/// <summary>Second axis: is a right to the text shown?</summary>
public enum Authorised : byte
{
    /// <summary>Does not arise: nothing says the text is somebody else's.</summary>
    NotInQuestion,
    Shown,
    Plausible,
    NotShown,
    Contradicted,
}

/// <summary>One signal's part in the verdict.</summary>
/// <param name="Signal">Its name in the catalogue.</param>
/// <param name="Family">Its family.</param>
/// <param name="Value">What it measured.</param>
/// <param name="Contribution">What it added to the margin (log-odds before calibration); above 0 speaks for flagging. 0 for a signal the model does not weigh.</param>
/// <param name="Says">The sentence for a person.</param>
/// <param name="Evidence">The places that show it.</param>
/// <param name="Weighed">False: the model has not been taught this signal yet.</param>
public sealed record Reason(string Signal, Family Family, double Value, double Contribution, string Says, IReadOnlyList<Quote> Evidence, bool Weighed);

/// <summary>A piece of evidence in words.</summary>
/// <param name="Where">Which part of the page, in words ("body, paragraph 3").</param>
/// <param name="Words">The words there, at most 160 characters.</param>
/// <param name="Start">First character in the page's text; -1 when the words stand in markup, metadata or address.</param>
/// <param name="Length">Characters.</param>
public sealed record Quote(string Where, string Words, int Start, int Length);

/// <summary>A verdict that a moderator can defend.</summary>
public sealed record Judged : Verdict
{
    public required Kind Kind { get; init; }

    /// <summary>A moderator should be shown this page.</summary>
    public required bool Flagged { get; init; }

    /// <summary>Calibrated probability, 0..1, that a moderator would want it.</summary>
    public required double Probability { get; init; }

    public required Copied Copied { get; init; }

    public required Authorised Authorised { get; init; }

    public required PageKind PageKind { get; init; }

    /// <summary>Language the text is in, ISO 639-1, or "" when not known.</summary>
    public required string Language { get; init; }

    /// <summary>Log-odds before calibration: <see cref="Base"/> plus every contribution.</summary>
    public required double Margin { get; init; }

    /// <summary>The margin of a page of which nothing is known.</summary>
    public required double Base { get; init; }

    /// <summary>Why, strongest first, both ways. Every weighed signal when asked for, else those that moved it most.</summary>
    public required IReadOnlyList<Reason> Reasons { get; init; }

    /// <summary>Who else has the body, as far as an index was asked.</summary>
    public Neighbours Neighbours { get; init; } = Neighbours.NotChecked;

    /// <summary>Identity of the model that made the probability.</summary>
    public required string Model { get; init; }

    /// <summary>Sentences on why the kind was chosen, and why the verdict is not surer.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}

/// <summary>Kebab-case names, as printed and exchanged.</summary>
public static class Names
{
    public static string Of<T>(T value)
        where T : struct, Enum => Kebab(value.ToString());

    /// <summary>A probability for people: two digits, from 0.01 to 0.99, because nothing is certain.</summary>
    public static string Chance(double probability) => Math.Clamp(probability, 0.01, 0.99).ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>True for kinds that put a page before a moderator.</summary>
    public static bool Flags(Kind kind) => kind <= Kind.Imposter;

    internal static string Kebab(string pascal)
    {
        var result = new System.Text.StringBuilder(pascal.Length + 4);
        for (var i = 0; i < pascal.Length; i++)
        {
            if (char.IsUpper(pascal[i]) && i > 0) result.Append('-');
            result.Append(char.ToLowerInvariant(pascal[i]));
        }
        return result.ToString();
    }
}
