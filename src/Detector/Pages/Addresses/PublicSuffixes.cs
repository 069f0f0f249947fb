using System.Buffers.Binary;
using Detector.Pages.Text;

namespace Detector.Pages.Addresses;

/// <summary>
/// The public-suffix list (https://publicsuffix.org, MPL-2.0): under which names anybody can register or open a host. It decides where one
/// site ends and another begins: <c>a.co.uk</c> and <c>b.co.uk</c> are two sites, and so are <c>a.github.io</c> and <c>b.github.io</c>.
/// </summary>
/// <remarks>
/// A rule is kept as 64 bits: 60 of a hash over its characters read from the right, so that one walk over a host meets every suffix it
/// has, and 4 flags. No rule text is kept, nothing is allocated by a look-up, and a table of 75 KB is ready in well under a millisecond.
/// With about 10,000 rules a foreign name is taken for a rule once in 10^14.
/// </remarks>
public static class PublicSuffixes
{
    /// <summary>The resource's file name, also the builder's default output.</summary>
    internal const string File = "public-suffixes.bin";

    private const int DirectoryBits = 12;
    private const int MaximumLabels = 6;
    private const ulong FlagMask = 0xF;
    private static readonly Lazy<Table> Loaded = new(() => new Table(EmbeddedResource.Bytes(File)));

    /// <summary>Number of different names in the embedded list, Unicode and punycode spellings counted apart.</summary>
    public static int Count => Loaded.Value.Rules.Length;

    /// <summary>
    /// The longest public suffix of a host, as a part of it: <c>co.uk</c> of <c>www.bbc.co.uk</c>. A name under no rule has its last label
    /// (the list's own default rule <c>*</c>). Empty for an empty host. The host carries no port; a trailing dot is tolerated; case is free;
    /// Unicode and punycode are both known. An IP address has no suffix, which this method does not check: see <see cref="Address.IsIp"/>.
    /// </summary>
    public static ReadOnlySpan<char> SuffixOf(ReadOnlySpan<char> host) => SuffixOf(host, out _);

    /// <summary><inheritdoc cref="SuffixOf(ReadOnlySpan{char})" path="/summary"/></summary>
    /// <param name="host">The host.</param>
    /// <param name="rule">What kind of rule decided.</param>
    public static ReadOnlySpan<char> SuffixOf(ReadOnlySpan<char> host, out SuffixRule rule)
    {
        host = host.TrimEnd('.');
        rule = SuffixRule.Default;
        if (host.IsEmpty) return host;
        var table = Loaded.Value;
        var state = WordHash.Seed;
        var found = -1;
        var wildcard = SuffixFlags.None;
        var labels = 0;
        var previous = 0;
        for (var at = host.Length - 1; at >= -1; at--)
        {
            if (at >= 0 && host[at] != '.')
            {
                state = WordHash.Step(state, WordHash.Fold(host[at]));
                continue;
            }
            var start = at + 1;
            if (labels == 0) found = start;
            // A wildcard one label to the right names this label, whatever it is.
            if ((wildcard & SuffixFlags.Wildcard) != 0)
            {
                found = start;
                rule = (wildcard & SuffixFlags.Private) != 0 ? SuffixRule.Private : SuffixRule.Icann;
            }
            var flags = table.Find(WordHash.Finish(state));
            if ((flags & SuffixFlags.Exception) != 0)
            {
                // "!www.ck": the suffix is the rule without its leftmost label.
                rule = (flags & SuffixFlags.Private) != 0 ? SuffixRule.Private : SuffixRule.Icann;
                return host[previous..];
            }
            if ((flags & SuffixFlags.Exact) != 0)
            {
                found = start;
                rule = (flags & SuffixFlags.Private) != 0 ? SuffixRule.Private : SuffixRule.Icann;
            }
            wildcard = flags;
            previous = start;
            if (++labels == MaximumLabels) break;
            if (at >= 0) state = WordHash.Step(state, '.');
        }
        return host[found..];
    }

    /// <summary>
    /// The registrable domain of a host, as a part of it: <c>bbc.co.uk</c> of <c>www.bbc.co.uk</c>. Empty when the host is itself a public
    /// suffix or a single label.
    /// </summary>
    public static ReadOnlySpan<char> RegistrableDomain(ReadOnlySpan<char> host)
    {
        host = host.TrimEnd('.');
        var rest = host.Length - SuffixOf(host).Length - 1;
        if (rest < 1) return [];
        var label = host[..rest].LastIndexOf('.') + 1;
        return label == rest ? [] : host[label..];
    }

    /// <summary>The key of a rule's name: a hash of its lower-case characters from last to first, the flags' bits cleared.</summary>
    internal static ulong KeyOf(ReadOnlySpan<char> name)
    {
        var state = WordHash.Seed;
        for (var i = name.Length - 1; i >= 0; i--) state = WordHash.Step(state, WordHash.Fold(name[i]));
        return WordHash.Finish(state) & ~FlagMask;
    }

    [Flags]
    internal enum SuffixFlags
    {
        None = 0,
        Exact = 1,
        Wildcard = 2,
        Exception = 4,
        Private = 8,
    }

    /// <summary>Sorted keys and a directory over their highest bits: about two comparisons a look-up.</summary>
    private sealed class Table
    {
        public readonly ulong[] Rules;
        private readonly int[] _directory = new int[(1 << DirectoryBits) + 1];

        public Table(byte[] bytes)
        {
            Rules = new ulong[bytes.Length / 8];
            for (var i = 0; i < Rules.Length; i++) Rules[i] = BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(i * 8));
            foreach (var rule in Rules) _directory[(int)(rule >> (64 - DirectoryBits)) + 1]++;
            for (var i = 1; i < _directory.Length; i++) _directory[i] += _directory[i - 1];
        }

        public SuffixFlags Find(ulong hash)
        {
            var bucket = (int)(hash >> (64 - DirectoryBits));
            for (var i = _directory[bucket]; i < _directory[bucket + 1]; i++)
            {
                if ((Rules[i] ^ hash) <= FlagMask) return (SuffixFlags)(Rules[i] & FlagMask);
            }
            return SuffixFlags.None;
        }
    }
}

/// <summary>Which part of the public-suffix list a suffix comes from.</summary>
public enum SuffixRule
{
    /// <summary>Under no rule: the last label stands in.</summary>
    Default,

    /// <summary>A registry's suffix: <c>com</c>, <c>co.uk</c>.</summary>
    Icann,

    /// <summary>A company that lends names to its customers: free or shared hosting, dynamic DNS (<c>github.io</c>, <c>workers.dev</c>).</summary>
    Private,
}
