using Detector.Pages.Addresses;

namespace Detector.Outlets;

/// <summary>
/// The known publishers, from <c>Resources/outlets.tsv</c>: by address, by name, and wherever their names stand in a text. An outlet that
/// is missing here is only unknown; that is no mark against a page.
/// </summary>
public static class KnownOutlets
{
    private const int FilterBits = 16;
    private static readonly Lazy<Tables> Loaded = new(() => new Tables(EmbeddedResource.Text("outlets.tsv")));

    /// <summary>All outlets in the file's order: by kind, country, language, name.</summary>
    public static IReadOnlyList<Outlet> All => Loaded.Value.Outlets;

    /// <summary>
    /// The outlet that publishes on a host: the longest of its endings that is listed, so that <c>news.yahoo.com</c> finds Yahoo. Never goes
    /// above the registrable domain. Null when unknown. Allocates nothing.
    /// </summary>
    public static Outlet? ByDomain(ReadOnlySpan<char> hostOrDomain)
    {
        var host = hostOrDomain.TrimEnd('.');
        var shortest = Address.RegistrableDomain(host).Length;
        var tables = Loaded.Value;
        while (host.Length >= shortest && !host.IsEmpty)
        {
            if (tables.ByDomain.TryGetValue(PublicSuffixes.KeyOf(host), out var outlet)) return outlet;
            var dot = host.IndexOf('.');
            if (dot < 0) break;
            host = host[(dot + 1)..];
        }
        return null;
    }

    /// <summary>
    /// The outlet with this whole name or alias, whatever its case, punctuation or leading "the". Null when unknown.
    /// Use it where the text is known to be a name: a byline, a publisher field, a title suffix.
    /// </summary>
    public static Outlet? ByName(ReadOnlySpan<char> name)
    {
        var words = NameWords.Of(name);
        return words.Length == 0 ? null : ByName(words.AsSpan());
    }

    /// <summary><inheritdoc cref="ByName(ReadOnlySpan{char})" path="/summary"/></summary>
    /// <param name="wordHashes">The <see cref="Pages.Text.WordHash"/> of each word of the name.</param>
    public static Outlet? ByName(ReadOnlySpan<ulong> wordHashes)
    {
        var byName = Loaded.Value.ByName;
        if (byName.TryGetValue(NameWords.Key(wordHashes), out var outlet)) return outlet;
        return wordHashes.Length > 1 && wordHashes[0] == NameWords.The && byName.TryGetValue(NameWords.Key(wordHashes[1..]), out outlet) ? outlet : null;
    }

    /// <summary>
    /// All outlet names in a text, given as the <see cref="Pages.Text.WordHash"/> of its words in order: the longest name at each place, left to right,
    /// none inside another. One probe of an 8 KB filter a word; the result is the shared empty list when nothing is found.
    /// </summary>
    public static IReadOnlyList<OutletMention> FindNames(ReadOnlySpan<ulong> wordHashes)
    {
        var tables = Loaded.Value;
        List<OutletMention>? found = null;
        for (var i = 0; i < wordHashes.Length; i++)
        {
            if (!tables.MayOpen(wordHashes[i]) || !tables.ByFirstWord.TryGetValue(wordHashes[i], out var entry)) continue;
            for (; entry is not null; entry = entry.Next)
            {
                if (entry.Words.Length > wordHashes.Length - i || !wordHashes.Slice(i, entry.Words.Length).SequenceEqual(entry.Words)) continue;
                var hasThe = i > 0 && wordHashes[i - 1] == NameWords.The;
                if (entry.NeedsThe && !hasThe) continue;
                var the = entry.NeedsThe ? 1 : 0;
                (found ??= []).Add(new OutletMention(i - the, entry.Words.Length + the, entry.Outlet, entry.IsAmbiguous));
                i += entry.Words.Length - 1;
                break;
            }
        }
        return found is null ? [] : found;
    }

    /// <summary>Whether a name, alone, is an ordinary word or a shared abbreviation; false for unknown names.</summary>
    public static bool IsAmbiguous(ReadOnlySpan<char> name)
    {
        var words = NameWords.Of(name);
        var mentions = FindNames(words);
        return mentions.Count == 1 && mentions[0].Length == words.Length && mentions[0].IsAmbiguous;
    }

    /// <summary>A name that starts with some word, chained from the longest to the shortest.</summary>
    private sealed class Entry(ulong[] words, Outlet outlet, bool isAmbiguous, bool needsThe)
    {
        public ulong[] Words { get; } = words;
        public Outlet Outlet { get; } = outlet;
        public bool IsAmbiguous { get; } = isAmbiguous;

        /// <summary>The word before must be "the", which is not among <see cref="Words"/>.</summary>
        public bool NeedsThe { get; } = needsThe;
        public Entry? Next { get; set; }
    }

    private sealed class Tables
    {
        public readonly List<Outlet> Outlets = new(1400);
        public readonly Dictionary<ulong, Outlet> ByDomain = new(1600);
        public readonly Dictionary<ulong, Outlet> ByName = new(4000);
        public readonly Dictionary<ulong, Entry> ByFirstWord = new(2500);
        private readonly ulong[] _filter = new ulong[(1 << FilterBits) / 64];

        public Tables(string text)
        {
            var rest = text.AsSpan();
            while (!rest.IsEmpty)
            {
                var end = rest.IndexOf('\n');
                var line = end < 0 ? rest : rest[..end];
                rest = end < 0 ? [] : rest[(end + 1)..];
                if (!line.IsEmpty && line[0] != '#') Read(line.ToString().Split('\t'));
            }
        }

        public bool MayOpen(ulong word) => (_filter[(int)(word >> 6) & (_filter.Length - 1)] >> (int)word & 1) != 0;

        private void Read(string[] columns)
        {
            if (columns.Length != 6) throw new InvalidDataException($"outlets.tsv: '{columns[0]}' has {columns.Length} columns instead of 6.");
            var aliases = columns[1].Split('|', StringSplitOptions.RemoveEmptyEntries);
            var outlet = new Outlet
            {
                Name = columns[0].TrimStart('~'),
                Aliases = Array.ConvertAll(aliases, alias => alias.TrimStart('~')),
                Domains = columns[2].Split('|', StringSplitOptions.RemoveEmptyEntries),
                Kind = KindOf(columns[3]),
                Country = columns[4],
                Language = columns[5],
            };
            Outlets.Add(outlet);
            foreach (var domain in outlet.Domains) ByDomain.TryAdd(PublicSuffixes.KeyOf(domain), outlet);
            AddName(columns[0], outlet);
            foreach (var alias in aliases) AddName(alias, outlet);
        }

        private void AddName(ReadOnlySpan<char> marked, Outlet outlet)
        {
            var isAmbiguous = marked[0] == '~';
            var name = isAmbiguous ? marked[1..] : marked;
            var remark = name.IndexOf(" (");
            if (remark > 0) name = name[..remark];
            if (name.IsEmpty) throw new InvalidDataException($"outlets.tsv: '{outlet.Name}' has an empty name.");
            var words = NameWords.Of(name);
            AddName(words, outlet, isAmbiguous);
            // "Washington Post" is as good as "The Washington Post"; "Hill" is not as good as "The Hill".
            if (words.Length > 2 && words[0] == NameWords.The) AddName(words[1..], outlet, isAmbiguous);
        }

        private void AddName(ulong[] words, Outlet outlet, bool isAmbiguous)
        {
            if (!ByName.TryAdd(NameWords.Key(words), outlet)) return;
            // "The Hill" is found at "hill": a chain of every name with "the" would be walked at every "the" of the text.
            var needsThe = words.Length > 1 && words[0] == NameWords.The;
            if (needsThe) words = words[1..];
            var first = words[0];
            var entry = new Entry(words, outlet, isAmbiguous, needsThe);
            _filter[(int)(first >> 6) & (_filter.Length - 1)] |= 1UL << (int)first;
            if (!ByFirstWord.TryGetValue(first, out var at) || Rank(at) < Rank(entry))
            {
                entry.Next = at;
                ByFirstWord[first] = entry;
                return;
            }
            while (at.Next is { } next && Rank(next) >= Rank(entry)) at = next;
            entry.Next = at.Next;
            at.Next = entry;

            // The longer name first; of two with the same words, the one that asks for "the" as well.
            static int Rank(Entry entry) => entry.Words.Length * 2 + (entry.NeedsThe ? 1 : 0);
        }

        private static OutletKind KindOf(string kind) => kind switch
        {
            "agency" => OutletKind.Agency,
            "newspaper" => OutletKind.Newspaper,
            "broadcaster" => OutletKind.Broadcaster,
            "station" => OutletKind.Station,
            "stationgroup" => OutletKind.StationGroup,
            "publicradio" => OutletKind.PublicRadio,
            "newsroom" => OutletKind.Newsroom,
            "magazine" => OutletKind.Magazine,
            "technology" => OutletKind.Technology,
            "sport" => OutletKind.Sport,
            "celebrity" => OutletKind.Celebrity,
            "health" => OutletKind.Health,
            "finance" => OutletKind.Finance,
            "portal" => OutletKind.Portal,
            "releasewire" => OutletKind.ReleaseWire,
            "reference" => OutletKind.Reference,
            _ => throw new InvalidDataException($"outlets.tsv: no kind is called '{kind}'."),
        };
    }
}
