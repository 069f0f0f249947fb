namespace Detector.Topics;

/// <summary>
/// The bodies of honest articles, as one cloud: where its centre is and how it spreads. With it, a cosine becomes a number of standard deviations
/// ("this label fits this body better than it fits 98 of 100 bodies") for any direction, without a table per word:
/// over bodies b of length 1, w·b has the mean w·m and the variance w'Sw.
/// </summary>
internal static unsafe class Background
{
    private const int N = WordVectors.Dimensions;

    /// <summary>How many standard deviations the cosine of <paramref name="direction"/> with <paramref name="body"/> lies above its mean over honest bodies; 0 when either is empty.</summary>
    public static float Deviations(ReadOnlySpan<float> direction, in TopicVector body)
    {
        var length = body.Length;
        if (length == 0) return 0;
        float variance = 0;
        for (var a = 0; a < N; a += 4)
        {
            var along = TopicVector.DotFour(TopicsResource.BodyCovariance + (a * N), direction);
            for (var i = 0; i < 4; i++) variance += direction[a + i] * along[i];
        }
        if (!(variance > 0)) return 0;
        var mean = TopicVector.Dot(direction, new ReadOnlySpan<float>(TopicsResource.BodyMean, N));
        return ((TopicVector.Dot(direction, body.Span) / length) - mean) / MathF.Sqrt(variance);
    }
}
