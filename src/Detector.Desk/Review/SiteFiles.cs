using System.Reflection;
using System.Security.Cryptography;

namespace Detector.Desk.Review;

/// <summary>Style and keys, embedded.</summary>
internal static class SiteFiles
{
    public const string ProofField = "proof";

    public static byte[] Style { get; } = Read("desk.css");

    public static byte[] Keys { get; } = Read("review.js");

    /// <summary>Of both: part of their addresses, so that they may be kept for ever.</summary>
    public static string Version { get; } = Convert.ToHexStringLower(SHA256.HashData([.. Style, .. Keys]))[..12];

    public static byte[] Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The resource {name} is not embedded.");
        using var all = new MemoryStream();
        stream.CopyTo(all);
        return all.ToArray();
    }
}
