using System.Buffers.Binary;
using System.CommandLine;
using System.Globalization;
using Detector.Pages.Addresses;

namespace Detector.Training.Resources;

/// <summary>
/// <c>detector-training suffixes build --list FILE --out FILE</c>: turns the public-suffix list (Debian's package <c>publicsuffix</c> puts
/// it at <c>/usr/share/publicsuffix/public_suffix_list.dat</c>) into the resource that <see cref="PublicSuffixes"/> reads.
/// The same list gives the same bytes.
/// </summary>
internal static class SuffixesCommand
{
    public static Command Create()
    {
        var list = new Option<FileInfo>("--list") { Description = "The public-suffix list in its published text form.", Required = true };
        var output = new Option<FileInfo>("--out") { Description = "The resource file to write.", Required = true };
        var build = new Command("build", "Builds the public-suffix resource from the published list.") { list, output };
        build.SetAction(parsed =>
        {
            var from = parsed.GetRequiredValue(list);
            var to = parsed.GetRequiredValue(output);
            if (!from.Exists)
            {
                Console.Error.WriteLine($"No list at {from.FullName}. On Debian: apt-get install publicsuffix");
                return 1;
            }
            var bytes = Build(File.ReadLines(from.FullName));
            File.WriteAllBytes(to.FullName, bytes);
            Console.WriteLine($"{bytes.Length / 8} names, {bytes.Length} bytes -> {to.FullName}");
            return 0;
        });
        return new Command("suffixes", "The public-suffix list as a resource.") { build };
    }

    /// <summary>The resource's bytes: 64-bit little-endian entries (60 bits of name, 4 of flags), ascending.</summary>
    /// <exception cref="InvalidDataException">Two names share a key, or the list has no rules.</exception>
    internal static byte[] Build(IEnumerable<string> lines)
    {
        var idn = new IdnMapping { AllowUnassigned = true };
        var names = new SortedDictionary<ulong, (string Name, PublicSuffixes.SuffixFlags Flags)>();
        var inPrivate = false;
        foreach (var line in lines)
        {
            if (line.Contains("===BEGIN PRIVATE DOMAINS===", StringComparison.Ordinal)) inPrivate = true;
            if (line.Contains("===END PRIVATE DOMAINS===", StringComparison.Ordinal)) inPrivate = false;
            // A rule ends at the first white space; a comment starts with two slashes.
            var rule = line.Trim().Split(' ', '\t')[0];
            if (rule.Length == 0 || rule.StartsWith("//", StringComparison.Ordinal)) continue;

            var (name, flags) = rule switch
            {
                ['!', ..] => (rule[1..], PublicSuffixes.SuffixFlags.Exception),
                ['*', '.', ..] => (rule[2..], PublicSuffixes.SuffixFlags.Wildcard),
                _ => (rule, PublicSuffixes.SuffixFlags.Exact),
            };
            if (name.Contains('*', StringComparison.Ordinal))
                throw new InvalidDataException($"'{rule}': only a leading '*.' is understood.");
            if (inPrivate) flags |= PublicSuffixes.SuffixFlags.Private;
            Add(name.ToLowerInvariant(), flags);
            var ascii = idn.GetAscii(name).ToLowerInvariant();
            if (!string.Equals(ascii, name, StringComparison.OrdinalIgnoreCase)) Add(ascii, flags);
        }
        if (names.Count == 0) throw new InvalidDataException("The list has no rules.");

        var bytes = new byte[names.Count * 8];
        var at = 0;
        foreach (var (key, (_, flags)) in names)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(at), key | (ulong)flags);
            at += 8;
        }
        return bytes;

        void Add(string name, PublicSuffixes.SuffixFlags flags)
        {
            var key = PublicSuffixes.KeyOf(name);
            if (!names.TryGetValue(key, out var known))
                names[key] = (name, flags);
            else if (string.Equals(known.Name, name, StringComparison.Ordinal))
                names[key] = (name, Merge(known.Flags, flags));
            else
                throw new InvalidDataException($"'{known.Name}' and '{name}' have one key. Widen the hash in {nameof(PublicSuffixes)}.");
        }
    }

    // "ck" may be a rule of the registries and "*.ck" one of theirs too; a name that is ICANN's in one line and private in another
    // (a registry's suffix with customers' wildcards below it) is private only where every line says so.
    private static PublicSuffixes.SuffixFlags Merge(PublicSuffixes.SuffixFlags one, PublicSuffixes.SuffixFlags other) =>
        ((one | other) & ~PublicSuffixes.SuffixFlags.Private) | (one & other & PublicSuffixes.SuffixFlags.Private);
}
