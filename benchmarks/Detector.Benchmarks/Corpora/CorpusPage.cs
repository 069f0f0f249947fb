namespace Detector.Benchmarks.Corpora;

/// <summary>One page of the corpus, as far as the benchmarks need it.</summary>
public sealed class CorpusPage
{
    public required string Id { get; init; }

    public required string Group { get; init; }

    public required byte[] Bytes { get; init; }

    public string? Url { get; init; }

    /// <summary>The main content a person marked; null where only segments are given.</summary>
    public string? Gold { get; init; }

    public string? Type { get; init; }

    public IReadOnlyList<string> MustHave { get; init; } = [];

    public IReadOnlyList<string> MustNot { get; init; } = [];

    /// <summary>The half of the groups that settings may be chosen on; the other half only says how well they hold.</summary>
    public bool Tuned => Halves.IsTuned(Group);
}
