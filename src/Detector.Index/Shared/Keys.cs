using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using StackExchange.Redis;

namespace Detector.Index.Shared;

/// <summary>
/// What stands under which key. A key is the index's name, the number of its partition as hash tag, a letter for what it is, and a number as bytes. The tag puts a whole partition into one slot of a cluster, so that
/// what is asked of a partition is one command (Redis cluster specification, "Hash tags"); there are enough partitions to spread evenly over a few dozen nodes.
/// </summary>
internal sealed class Keys
{
    /// <summary>Part of the format: an index written with another number cannot be read.</summary>
    public const int Partitions = 64;

    private const char HashKind = 's';

    private readonly byte[][] _tags;

    public Keys(string name)
    {
        _tags = [.. Enumerable.Range(0, Partitions).Select(partition => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{name}{{{partition:x2}}}")))];
        Version = Single('v');
        NextPage = Single('n');
        Postings = Single('p');
        Removed = Single('x');
        Hashes = $"{name}{{??}}{HashKind}*";
    }

    /// <summary>The format's version; there when there is an index.</summary>
    public RedisKey Version { get; }

    /// <summary>Numbers given to pages so far.</summary>
    public RedisKey NextPage { get; }

    /// <summary>Places pages were filed under.</summary>
    public RedisKey Postings { get; }

    /// <summary>Numbers of removed pages one after the other, 8 bytes each; it only grows.</summary>
    public RedisKey Removed { get; }

    /// <summary>A pattern (KEYS command) of what <see cref="OfHash"/> makes.</summary>
    public RedisValue Hashes { get; }

    // Low bits of hashes are thinned, high ones are not.
    public static int PartitionOfHash(ulong hash) => (int)(hash >> 58);

    public static int PartitionOfPage(long page) => (int)(page % Partitions);

    public static int PartitionOfAddress(UInt128 address) => (int)(ulong)address & (Partitions - 1);

    /// <summary>The partition of a key of <see cref="OfHash"/>.</summary>
    public int PartitionOf(RedisKey ofHash) => PartitionOfHash(BinaryPrimitives.ReadUInt64BigEndian(((byte[])ofHash!).AsSpan(_tags[0].Length + 1)));

    /// <summary>Pages filed under a hash: see <see cref="PostingList"/>.</summary>
    public RedisKey OfHash(ulong hash) => Numbered(PartitionOfHash(hash), HashKind, hash);

    /// <summary>A page's facts; there as long as the page is found.</summary>
    public RedisKey Facts(long page) => Numbered(PartitionOfPage(page), 'f', (ulong)page);

    public RedisKey Record(long page) => Numbered(PartitionOfPage(page), 'r', (ulong)page);

    /// <summary>A hash of what an address was filed with: body's hash to page.</summary>
    public RedisKey Address(UInt128 address)
    {
        var key = Begin(PartitionOfAddress(address), 'a', 16);
        BinaryPrimitives.WriteUInt128BigEndian(key.AsSpan(key.Length - 16), address);
        return key;
    }

    /// <summary>A bit for each page of a partition that is there: page over <see cref="Partitions"/>.</summary>
    public RedisKey Pages(int partition) => Begin(partition, 'b', 0);

    private RedisKey Single(char kind) => Begin(0, kind, 0);

    private RedisKey Numbered(int partition, char kind, ulong number)
    {
        var key = Begin(partition, kind, 8);
        BinaryPrimitives.WriteUInt64BigEndian(key.AsSpan(key.Length - 8), number);
        return key;
    }

    private byte[] Begin(int partition, char kind, int more)
    {
        var tag = _tags[partition];
        var key = new byte[tag.Length + 1 + more];
        tag.CopyTo(key, 0);
        key[tag.Length] = (byte)kind;
        return key;
    }
}
