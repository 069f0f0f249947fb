using System.IO.Hashing;
using System.Runtime.InteropServices;
using Detector.Fingerprints;

namespace Detector.Index;

/// <summary>What makes a page the same page: its address and its body, as hashes.</summary>
internal readonly record struct PageIdentity(UInt128 Address, ulong Body)
{
    /// <summary>The hash a page is filed under to be found by its address.</summary>
    public ulong AddressHash => FingerprintReader.Marked('a', (ulong)Address);

    /// <summary>The hash a page is filed under to be found by address and body.</summary>
    public ulong FilingHash => FingerprintReader.Marked('f', (ulong)Address ^ Shingles.Mix(Body));

    public static PageIdentity Of(IndexEntry entry) => new(Of(entry.Page.Address), BodyOf(entry.Fingerprint));

    public static UInt128 Of(string address) => XxHash128.HashToUInt128(MemoryMarshal.AsBytes(address.AsSpan()));

    private static ulong BodyOf(Fingerprint print)
    {
        var hash = Shingles.Mix((ulong)print.Words);
        foreach (var shingle in print.Body) hash = Shingles.Mix(hash ^ shingle.Hash ^ ((ulong)shingle.Word << 32));
        return hash;
    }
}
