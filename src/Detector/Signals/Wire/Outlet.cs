namespace Detector.Signals.Wire;

/// <summary>What is known about outlets, asked about this page.</summary>
internal static class Outlet
{
    /// <summary>The host is a known outlet's own.</summary>
    public static bool OfHost(Observation seen) => false;
}
