using System.IO.Hashing;
using System.Runtime.InteropServices;
using Detector.Outlets;
using Detector.Pages.Addresses;

namespace Detector.Fingerprints;

/// <summary>What a page is filed under besides its text: its host, with how likely a model held it, by itself, for a page to flag.</summary>
/// <param name="Host">Hash of the host, <c>www</c> and the like left out.</param>
/// <param name="Likely">Log-odds of <see cref="LeastLogOdds"/> and less to minus that and more in steps from 1 to 255; 0: not judged, and not filed.</param>
public readonly record struct SiteMark(ulong Host, byte Likely)
{
    /// <summary>Log-odds that <see cref="Likely"/> 1 stands for; 255 stands for the opposite.</summary>
    public const double LeastLogOdds = -4;

    private const double Steps = byte.MaxValue - 1;

    /// <summary>The mark of a page that was not judged; null where the address says nothing of whose page it is: it is not known, or an outlet's, portal's or archive's, where many write.</summary>
    public static SiteMark? Of(Address? address) => address is null || address.Domain.Length == 0 || KnownOutlets.ByDomain(address.Host) is not null ? null
        : new SiteMark(FingerprintReader.Marked('h', XxHash3.HashToUInt64(MemoryMarshal.AsBytes(PageFacts.HostOf(address)))), 0);

    /// <summary>The mark of a page of the same host that a model gave this probability.</summary>
    /// <param name="probability">0..1.</param>
    public SiteMark With(double probability)
    {
        var odds = Math.Clamp(Math.Log(probability / (1 - probability)), LeastLogOdds, -LeastLogOdds);
        return this with { Likely = (byte)(1 + Math.Round((odds - LeastLogOdds) / (-2 * LeastLogOdds) * Steps)) };
    }

    /// <summary>The log-odds that a step stands for.</summary>
    public static double LogOdds(byte likely) => LeastLogOdds - (2 * LeastLogOdds * (likely - 1) / Steps);
}
