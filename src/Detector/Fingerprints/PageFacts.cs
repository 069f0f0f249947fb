using System.IO.Hashing;
using System.Runtime.InteropServices;
using Detector.Pages.Addresses;

namespace Detector.Fingerprints;

/// <summary>What is needed of a page to compare places in it, kept where it is read fast.</summary>
/// <param name="Words">Words of the body.</param>
/// <param name="Level">See <see cref="Fingerprint.Level"/>.</param>
/// <param name="Site">Hash of the registrable domain; of the whole address where there is none, so that pages of unknown sites are each on their own.</param>
/// <param name="Host">Hash of the host, without <c>www</c>, <c>m</c>, <c>amp</c> and <c>mobile</c>.</param>
public readonly record struct PageFacts(int Words, int Level, uint Site, uint Host)
{
    public static PageFacts Of(PageRecord page)
    {
        if (page.Site.Length == 0 || Address.TryParse(page.Address) is not { } address) return new PageFacts(page.Words, page.Level, Key(page.Address), Key(page.Address));
        return new PageFacts(page.Words, page.Level, Key(page.Site), Key(HostOf(address)));
    }

    /// <summary>An address's host, without <c>www</c>, <c>m</c>, <c>amp</c> and <c>mobile</c>.</summary>
    public static ReadOnlySpan<char> HostOf(Address address)
    {
        var host = address.Host.AsSpan();
        for (var dot = host.IndexOf('.'); dot > 0 && host.Length - dot > address.Domain.Length && IsSameSite(host[..dot]); dot = host.IndexOf('.')) host = host[(dot + 1)..];
        return host;
    }

    public bool SameSite(PageFacts other) => Site == other.Site;

    public bool SameHost(PageFacts other) => Site == other.Site && Host == other.Host;

    private static bool IsSameSite(ReadOnlySpan<char> label) => label is "www" or "m" or "amp" or "mobile";

    private static uint Key(ReadOnlySpan<char> text) => (uint)(XxHash3.HashToUInt64(MemoryMarshal.AsBytes(text)) >> 32);
}
