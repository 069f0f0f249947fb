using System.Buffers.Binary;
using Detector.Fingerprints;

namespace Detector.Index.Shared;

/// <summary>A page's facts as 13 bytes.</summary>
internal static class FactsCodec
{
    private const int Size = 13;

    public static byte[] Write(PageFacts facts)
    {
        var bytes = new byte[Size];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, facts.Words);
        bytes[4] = (byte)facts.Level;
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(5), facts.Site);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(9), facts.Host);
        return bytes;
    }

    /// <summary>Null when these are no facts.</summary>
    public static PageFacts? Read(ReadOnlySpan<byte> bytes) => bytes.Length != Size ? null
        : new PageFacts(BinaryPrimitives.ReadInt32LittleEndian(bytes), bytes[4], BinaryPrimitives.ReadUInt32LittleEndian(bytes[5..]), BinaryPrimitives.ReadUInt32LittleEndian(bytes[9..]));
}
