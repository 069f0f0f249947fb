namespace Detector.Benchmarks.Copies;

/// <summary>Exact containment of 5-word shingles, the plain reference: slow, unthinned, and never wrong about what is the same word for word.</summary>
internal sealed class ExactContainment
{
    public const double Least = .3;
    private const int Length = 5;

    private readonly Dictionary<ulong, List<int>> _postings = [];
    private readonly List<int> _sizes = [];

    public void Add(ulong[] words)
    {
        var page = _sizes.Count;
        var shingles = Of(words, Length);
        foreach (var shingle in shingles)
        {
            if (!_postings.TryGetValue(shingle, out var pages)) _postings[shingle] = pages = [];
            pages.Add(page);
        }
        _sizes.Add(shingles.Count);
    }

    /// <summary>The larger of both containments with every page that shares a shingle.</summary>
    public Dictionary<int, double> Lookup(ulong[] words)
    {
        var shingles = Of(words, Length);
        var shared = new Dictionary<int, int>();
        foreach (var shingle in shingles)
            if (_postings.TryGetValue(shingle, out var pages))
                foreach (var page in pages)
                    shared[page] = shared.GetValueOrDefault(page) + 1;
        return shared.ToDictionary(pair => pair.Key, pair => (double)pair.Value / Math.Max(1, Math.Min(shingles.Count, _sizes[pair.Key])));
    }

    public static HashSet<ulong> Of(ulong[] words, int length)
    {
        var shingles = new HashSet<ulong>();
        for (var i = 0; i + length <= words.Length; i++)
        {
            var hash = 1469598103934665603UL;
            for (var j = 0; j < length; j++) hash = ((hash ^ words[i + j]) * 0x9E3779B97F4A7C15) ^ (hash >> 29);
            shingles.Add(hash);
        }
        return shingles;
    }
}

/// <summary>MinHash with LSH at common defaults: 128 permutations, 5-word shingles, bands chosen for the threshold as datasketch does, candidates kept when their estimate reaches it.</summary>
internal sealed class MinHashLsh
{
    private const int Permutations = 128;
    private const int Length = 5;

    private readonly double _threshold;
    private readonly int _bands;
    private readonly int _rows;
    private readonly List<uint[]> _signatures = [];
    private readonly Dictionary<(int Band, ulong Key), List<int>> _buckets = [];
    private readonly ulong[] _seeds = new ulong[Permutations];

    public MinHashLsh(double threshold)
    {
        _threshold = threshold;
        (_bands, _rows) = Bands(threshold);
        var random = new Random(1);
        for (var i = 0; i < Permutations; i++) _seeds[i] = ((ulong)random.NextInt64() << 1) | 1;
    }

    public string Name => $"MinHash-LSH {_threshold:0.0} ({_bands} bands of {_rows})";

    public void Add(ulong[] words)
    {
        var signature = Sign(words);
        for (var band = 0; band < _bands; band++)
        {
            var key = (band, KeyOf(signature, band));
            if (!_buckets.TryGetValue(key, out var pages)) _buckets[key] = pages = [];
            pages.Add(_signatures.Count);
        }
        _signatures.Add(signature);
    }

    public List<int> Lookup(ulong[] words)
    {
        var signature = Sign(words);
        var found = new HashSet<int>();
        for (var band = 0; band < _bands; band++)
            if (_buckets.TryGetValue((band, KeyOf(signature, band)), out var pages))
                found.UnionWith(pages);
        return [.. found.Where(page => Estimate(signature, _signatures[page]) >= _threshold)];
    }

    private uint[] Sign(ulong[] words)
    {
        var signature = new uint[Permutations];
        Array.Fill(signature, uint.MaxValue);
        foreach (var shingle in ExactContainment.Of(words, Length))
            for (var i = 0; i < Permutations; i++)
                signature[i] = Math.Min(signature[i], (uint)(((shingle ^ (shingle >> 31)) * _seeds[i]) >> 32));
        return signature;
    }

    private static double Estimate(uint[] one, uint[] other)
    {
        var same = 0;
        for (var i = 0; i < Permutations; i++)
            if (one[i] == other[i])
                same++;
        return (double)same / Permutations;
    }

    private ulong KeyOf(uint[] signature, int band)
    {
        var key = 14695981039346656037UL;
        for (var i = band * _rows; i < (band + 1) * _rows; i++) key = (key ^ signature[i]) * 0x9E3779B97F4A7C15;
        return key;
    }

    // The split that makes the sum of false positives below and false negatives above the threshold least (Zhu, Nargesian, Pu, Miller 2016; datasketch's default weights).
    private static (int Bands, int Rows) Bands(double threshold)
    {
        var best = (1, 1);
        var least = double.MaxValue;
        for (var bands = 1; bands <= Permutations; bands++)
            for (var rows = 1; rows * bands <= Permutations; rows++)
            {
                double wrong = 0, missed = 0;
                for (var j = .0005; j < 1; j += .001)
                {
                    var found = 1 - Math.Pow(1 - Math.Pow(j, rows), bands);
                    if (j < threshold) wrong += found;
                    else missed += 1 - found;
                }
                if (wrong + missed < least) (least, best) = (wrong + missed, (bands, rows));
            }
        return best;
    }
}
