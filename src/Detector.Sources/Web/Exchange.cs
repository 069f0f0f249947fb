using System.Net;
using System.Security.Cryptography;

namespace Detector.Sources.Web;

/// <summary>One header field as sent.</summary>
public readonly record struct HeaderField(string Name, string Value);

/// <summary>One question and its answer, as they went over the wire apart from transfer coding: what a web archive keeps.</summary>
public sealed record Exchange
{
    private byte[]? _digest;

    /// <summary>What was asked for.</summary>
    public required Uri Url { get; init; }

    /// <summary>When the question was sent.</summary>
    public required DateTimeOffset Asked { get; init; }

    /// <summary>How long it took, body included.</summary>
    public TimeSpan Took { get; init; }

    /// <summary>Where the connection went; null behind a proxy.</summary>
    public IPAddress? Server { get; init; }

    /// <summary>Fields of the question, Host included.</summary>
    public required IReadOnlyList<HeaderField> Sent { get; init; }

    public required int Status { get; init; }

    /// <summary>The words beside the status; empty where the protocol has none.</summary>
    public string Phrase { get; init; } = "";

    /// <summary>1.0, 1.1 or 2.0.</summary>
    public required Version Protocol { get; init; }

    public required IReadOnlyList<HeaderField> Fields { get; init; }

    /// <summary>The body, content codings still on.</summary>
    public ReadOnlyMemory<byte> Body { get; init { (field, _digest) = (value, null); } }

    /// <summary>SHA-256 of <see cref="Body"/>: the payload's digest in an archive, and of a body without codings the page's. Taken once.</summary>
    public ReadOnlyMemory<byte> BodyDigest => _digest ??= SHA256.HashData(Body.Span);

    /// <summary>The body was not read to its end, because only the head mattered.</summary>
    public bool IsCut { get; init; }

    /// <summary>Holds one of the few places for large bodies.</summary>
    internal bool IsHeavy { get; init; }

    /// <summary>The value of a field; of one sent several times, all with commas between. Null when there is none.</summary>
    public string? Field(string name)
    {
        string? value = null;
        foreach (var field in Fields)
            if (field.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                value = value is null ? field.Value : $"{value}, {field.Value}";
        return value;
    }
}
