using Detector.Benchmarks.Corpora;
using Detector.Pages.Text;

namespace Detector.Benchmarks.MainText;

/// <summary>A page with what its blocks look like and which of them a person marked.</summary>
internal sealed class Example : IDisposable
{
    public required CorpusPage Page { get; init; }

    public required string Set { get; init; }

    public required PageText Text { get; init; }

    public required BlockFeatures Features { get; init; }

    /// <summary>By block, 0 to 1; NaN where nobody said.</summary>
    public required float[] Labels { get; init; }

    /// <summary>What another library's reader takes of a page that nobody marked, by block.</summary>
    public float[]? Taught { get; set; }

    /// <summary>Where its blocks start among those of all pages.</summary>
    public int FirstRow { get; set; }

    /// <summary>The model at work learns from it.</summary>
    public bool Learnt { get; set; }

    public void Dispose() => Features.Dispose();
}
