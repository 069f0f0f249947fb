namespace Detector.Benchmarks.IndexScale;

/// <summary>What a figure was measured on.</summary>
internal static class Machine
{
    public static string Facts => $"{Environment.ProcessorCount} cores ({Processor}), {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GB, {Environment.OSVersion}, .NET {Environment.Version}";

    private static string Processor =>
        File.Exists("/proc/cpuinfo") && File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) is { } line ? line.Split(':')[1].Trim() : "unknown";
}
