namespace Detector.Index.Embedded;

/// <summary>A part of an index file does not hold what was written; names file and place. Caught inside the index: the rest stays readable.</summary>
internal sealed class DamagedException(string file, string what) : Exception($"{file}: {what}");
