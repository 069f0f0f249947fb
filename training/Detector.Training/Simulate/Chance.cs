namespace Detector.Training.Simulate;

/// <summary>
/// Seeded chance: SplitMix64 (Steele, Lea, Flood 2014, doi:10.1145/2714064.2660195), seeded by a path of names.
/// <see cref="System.Random"/> does not promise its sequence between versions of .NET; a simulated page has to stay the same page.
/// A stream is named (seed, "pair", 17, "wire"), never passed along: adding one draw to a family then cannot change the others.
/// </summary>
public sealed class Chance
{
    private readonly ulong _origin;
    private ulong _state;

    public Chance(ulong seed) => _state = _origin = Mix(seed + 0x9E3779B97F4A7C15UL);

    /// <summary>A stream of its own: depends on this stream's name only, not on how much was drawn from it.</summary>
    public Chance Of(string name) => new(_origin ^ Hash(name));

    public Chance Of(string name, int number) => new(_origin ^ Mix(Hash(name) + (ulong)number * 0xD1342543DE82EF95UL));

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15UL;
        return Mix(_state);
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [0, below). The multiply-shift of Lemire 2019, without the rejection: its bias is under 2^-40 for our ranges.</summary>
    public int Below(int below) => (int)(((UInt128)Next() * (ulong)below) >> 64);

    /// <summary>Uniform in [low, high], both ends included.</summary>
    public int Between(int low, int high) => low + Below(high - low + 1);

    public bool Is(double probability) => Unit() < probability;

    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];

    /// <summary>Draws an index with probability proportional to its weight.</summary>
    public int Weighted(ReadOnlySpan<double> weights)
    {
        var total = 0.0;
        foreach (var weight in weights)
            total += weight;
        var at = Unit() * total;
        for (var i = 0; i < weights.Length; i++)
            if ((at -= weights[i]) < 0)
                return i;
        return weights.Length - 1;
    }

    public void Shuffle<T>(IList<T> items)
    {
        for (var i = items.Count - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    /// <summary><paramref name="count"/> different items, or all of them where there are fewer.</summary>
    public List<T> Some<T>(IReadOnlyList<T> from, int count)
    {
        var all = new List<T>(from);
        Shuffle(all);
        if (all.Count > count)
            all.RemoveRange(count, all.Count - count);
        return all;
    }

    public string Digits(int count) => string.Create(count, this, static (span, chance) =>
    {
        for (var i = 0; i < span.Length; i++)
            span[i] = (char)('0' + chance.Below(10));
    });

    public string Of(int count, string alphabet)
    {
        Span<char> letters = stackalloc char[count];
        for (var i = 0; i < count; i++)
            letters[i] = alphabet[Below(alphabet.Length)];
        return new string(letters);
    }

    /// <summary>FNV-1a, 64 bit: the name of a stream and the shard of a story; the same in every process.</summary>
    public static ulong Hash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in text)
            hash = (hash ^ letter) * 1099511628211UL;
        return Mix(hash);
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
