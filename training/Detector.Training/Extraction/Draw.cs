using System.IO.Hashing;
using System.Text;

namespace Detector.Training.Extraction;

/// <summary>Chance that depends on a name alone: the same page gets the same draw on every machine, in every order, on any number of threads.</summary>
internal static class Draw
{
    /// <summary>0..1, even, for a page, a question and a seed.</summary>
    public static double Of(string id, string question, int seed) =>
        (XxHash3.HashToUInt64(Encoding.UTF8.GetBytes($"{id}\n{question}"), seed) >> 11) * (1.0 / (1UL << 53));
}
