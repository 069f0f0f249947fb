namespace Detector.Learning.Tests;

/// <summary>Rows made by rule, with chance from a seed: two columns decide, two are noise, some values are missing.</summary>
internal static class Made
{
    public static Examples Examples(int rows, int seed)
    {
        var random = new Random(seed);
        var data = new List<float[]>();
        var labels = new List<bool>();
        var weights = new List<float>();
        for (var i = 0; i < rows; i++)
        {
            var row = new[] { random.NextSingle(), random.Next(6), random.NextSingle(), random.Next(4) == 0 ? -1 : random.NextSingle() };
            data.Add(row);
            labels.Add(row[0] + (row[1] > 3 ? 0.5 : 0) + 0.3 * random.NextDouble() > 0.9);
            weights.Add(0.5f + random.NextSingle());
        }
        return new Examples(data, labels, weights);
    }
}
