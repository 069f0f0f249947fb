using System.IO.Hashing;
using System.Text;

namespace Detector.Benchmarks.Corpora;

/// <summary>Splits a set in two by the hash of the group (site), so that the halves never share a site and stay what they are for ever.</summary>
public static class Halves
{
    public static bool IsTuned(string group) => (XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(group)) & 1) == 0;

    /// <summary>One of <paramref name="folds"/> parts, by group.</summary>
    public static int Fold(string group, int folds) => (int)((XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(group)) >> 8) % (ulong)folds);

    /// <summary>A split that has nothing to do with <see cref="Fold"/>: for parts of parts.</summary>
    public static int InnerFold(string group, int folds) => (int)((XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(group)) >> 34) % (ulong)folds);
}
