using System.Text;
using Detector.Fingerprints;
using Detector.Index;
using Detector.Pages.Addresses;
using Detector.Pages.Text;

namespace Detector.Benchmarks.IndexScale;

/// <summary>
/// Articles made up by number, the same every time: as long as news articles are (log-normal, median 545 words and mean 754 as the bodies of news-aeb, the longest 8,000), of words as frequent as words are
/// (Zipf-Mandelbrot over 200,000, the first hundred English function words), with stock phrases that many articles share, on sites of very different size.
/// </summary>
internal sealed class MadeArticles
{
    private const int Vocabulary = 200_000;
    private const int Phrases = 500_000;
    private const int Sites = 100_000;
    private const int TableBits = 22;

    private static readonly string[] Function =
        ("the of and to a in that is was for it with as his on be at by i this had not are but from or have an they which one you were her all she there would their we him been has when who will no more if out so " +
         "what up its about into than them can only other time new some could these two may first then do any like my now over such our man me even most made after also did many off before must well back through").Split(' ');

    private readonly string[] _words = new string[Vocabulary];
    private readonly ulong[] _hashes = new ulong[Vocabulary];
    private readonly int[] _table = new int[1 << TableBits];

    public MadeArticles()
    {
        var random = new Random(7);
        var known = new HashSet<string>(Function, StringComparer.Ordinal);
        for (var i = 0; i < Vocabulary; i++)
        {
            var word = i < Function.Length ? Function[i] : Invent(random, 1 + (int)Math.Log10(i));
            while (i >= Function.Length && !known.Add(word)) word += Invent(random, 1);
            _words[i] = word;
            _hashes[i] = WordHash.Of(word);
        }
        double Frequency(int rank) => 1 / Math.Pow(rank + 2.7, 1.05);
        double all = Enumerable.Range(0, Vocabulary).Sum(Frequency), sum = 0;
        for (int i = 0, at = 0; i < Vocabulary; i++)
        {
            sum += Frequency(i);
            for (var end = (int)Math.Round(sum / all * _table.Length); at < end; at++) _table[at] = i;
        }
    }

    public ulong[] Words(int article)
    {
        var random = new SplitMix((ulong)article + 1);
        var length = (int)Math.Clamp(545 * Math.Exp(.806 * random.Normal()), 60, 8000);
        var words = new ulong[length];
        for (var i = 0; i < length;)
        {
            // One word in eight begins a stock phrase, known ones often.
            if (random.Next(8) == 0)
            {
                var phrase = new SplitMix(0x5EED + (ulong)(Phrases * Math.Pow(random.Double(), 3)));
                for (var left = 3 + phrase.Next(3); left > 0 && i < length; left--) words[i++] = _hashes[_table[phrase.Next(_table.Length)]];
            }
            else words[i++] = _hashes[_table[random.Next(_table.Length)]];
        }
        return words;
    }

    public IndexEntry Entry(int article) => EntryOf(article, Words(article), null);

    /// <summary>A page of these words: the article's own, or its copy on another site.</summary>
    public IndexEntry EntryOf(int article, ulong[] words, string? site)
    {
        var random = new SplitMix(~(ulong)article);
        var title = new StringBuilder();
        for (var left = 7 + random.Next(6); left > 0; left--) title.Append(title.Length > 0 ? " " : "").Append(_words[_table[random.Next(_table.Length)]]);
        var number = (int)(Sites * Math.Pow(random.Double(), 3));
        var name = _words[Function.Length + number];
        site ??= $"{name}{number % 7}.com";
        var day = new DateOnly(2015, 1, 1).AddDays(article % 3650);
        var url = $"https://www.{site}/{day:yyyy/MM/dd}/{title.ToString().Replace(' ', '-')}/";
        var print = FingerprintReader.Of(words) with { Site = SiteMark.Of(Address.TryParse(url))?.With(random.Double()), Template = [Shingles.Mix((ulong)number), Shingles.Mix((ulong)number + 1_000_000), Shingles.Mix((ulong)number + 2_000_000), Shingles.Mix((ulong)article + 3_000_000)] };
        return new IndexEntry(print, new PageRecord
        {
            Address = url, Site = site, Title = title.ToString(), SiteName = name, FirstSeen = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).AddSeconds(random.Next(86400)),
            Shown = day, Words = print.Words, Level = print.Level, Lead = print.Lead,
        });
    }

    private static string Invent(Random random, int syllables)
    {
        const string consonants = "bcdfghjklmnprstvwz", vowels = "aeiou";
        var word = new StringBuilder();
        for (var i = 0; i < syllables; i++) word.Append(consonants[random.Next(consonants.Length)]).Append(vowels[random.Next(vowels.Length)]).Append(random.Next(3) == 0 ? consonants[random.Next(consonants.Length)].ToString() : "");
        return word.ToString();
    }

    /// <summary>SplitMix64 (Steele, Lea, Flood 2014): ten million seeds at no cost.</summary>
    private struct SplitMix(ulong seed)
    {
        private ulong _state = Shingles.Mix(seed);

        public int Next(int below) => (int)((UInt128)Bits() * (ulong)below >> 64);

        public double Double() => (Bits() >> 11) * (1.0 / (1UL << 53));

        public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Double())) * Math.Cos(2 * Math.PI * Double());

        private ulong Bits() => Shingles.Mix(_state += 0x9E3779B97F4A7C15);
    }
}
