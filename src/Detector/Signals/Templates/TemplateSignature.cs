using System.Text.RegularExpressions;

namespace Detector.Signals.Templates;

/// <summary>Where a signature looks.</summary>
public enum SignaturePlace : byte
{
    /// <summary>The page's title.</summary>
    Title,
    /// <summary>The first <see cref="TemplateSignatures.LeadLines"/> lines, with the line before and after.</summary>
    Lead,
    /// <summary>One line anywhere on the page.</summary>
    Line,
    /// <summary>Anywhere, with the line before and after.</summary>
    Text,
    /// <summary>The page's address.</summary>
    Address,
    /// <summary>Several whole lines in their order, others between them.</summary>
    Lines,
}

/// <summary>One dated mark of a farm network's template.</summary>
public sealed class TemplateSignature
{
    private readonly Lazy<Regex>? _regex;

    internal TemplateSignature(string? pattern)
    {
        Pattern = pattern;
        // Compiled when its literal first turns up. Non-backtracking: linear in the text whatever the pattern.
        _regex = pattern is null ? null : new Lazy<Regex>(() => new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline));
    }

    public required string Id { get; init; }

    /// <summary>The network or kit.</summary>
    public required string Family { get; init; }

    /// <summary>Signatures of one group are one observation: two of them together count once.</summary>
    public required string Group { get; init; }

    public required SignaturePlace Where { get; init; }

    /// <summary>Must occur, in any case, for the pattern to be tried: pages without it cost nothing.</summary>
    public required string Literal { get; init; }

    /// <summary>A .NET regular expression without look-around and back-references; null when <see cref="Lines"/> is used.</summary>
    public string? Pattern { get; }

    public IReadOnlyList<string> Lines { get; init; } = [];

    /// <summary>Registrable domains on which it means nothing: the real owner of the grammar.</summary>
    public IReadOnlyList<string> NotOn { get; init; } = [];

    /// <summary>Text that matches, in our own words.</summary>
    public required string Example { get; init; }

    /// <summary>Year and month, "2024-12".</summary>
    public required string FirstSeen { get; init; }

    public string? LastSeen { get; init; }

    internal bool TryMatch(ReadOnlySpan<char> text, out int start, out int length)
    {
        foreach (var match in _regex!.Value.EnumerateMatches(text))
        {
            (start, length) = (match.Index, match.Length);
            return true;
        }
        (start, length) = (0, 0);
        return false;
    }
}

/// <summary>A signature found on a page.</summary>
public readonly record struct TemplateHit(TemplateSignature Signature, Evidence Evidence);
