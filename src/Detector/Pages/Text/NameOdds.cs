namespace Detector.Pages.Text;

/// <summary>
/// What marked pages teach of the words in classes, ids and roles: how much more often than others the blocks under such a name are main content, as log-odds. Beside the vocabulary of <see cref="ContainerNames"/>, which people chose, this
/// knows the names that publishing systems give, and paths of elements (<see cref="BlockFeatures.Path"/>) as names of their own. Words are kept as 32-bit hashes only. Immutable and thread-safe.
/// </summary>
internal sealed class NameOdds
{
    private readonly Entry[] _entries;
    private readonly WordTable<uint, (float Near, float Far)> _table;

    /// <param name="entries">Each word once. Log-odds are rounded to the half precision that the file has.</param>
    public NameOdds(IEnumerable<Entry> entries)
    {
        _entries = [.. entries.OrderBy(entry => entry.Word).Select(entry => new Entry(entry.Word, (float)(Half)entry.Near, (float)(Half)entry.Far))];
        _table = new WordTable<uint, (float Near, float Far)>(Array.ConvertAll(_entries, entry => KeyValuePair.Create(entry.Word, (entry.Near, entry.Far))));
    }

    /// <summary>Knows no name.</summary>
    public static NameOdds None { get; } = new([]);

    public int Count => _entries.Length;

    /// <summary>What is known of a word; zeros if nothing.</summary>
    public (float Near, float Far) Of(uint word) => _table.Of(word);

    public static NameOdds Read(BinaryReader reader)
    {
        var entries = new Entry[reader.ReadInt32()];
        for (var i = 0; i < entries.Length; i++) entries[i] = new Entry(reader.ReadUInt32(), (float)reader.ReadHalf(), (float)reader.ReadHalf());
        return new NameOdds(entries);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Count);
        foreach (var (word, near, far) in _entries)
        {
            writer.Write(word);
            writer.Write((Half)near);
            writer.Write((Half)far);
        }
    }

    /// <summary>A word and its log-odds; 0 where it was not seen on enough sites.</summary>
    /// <param name="Word">The low half of its <see cref="WordHash"/>, or a path's hash.</param>
    /// <param name="Near">Of blocks whose own box, or the one around, is called so.</param>
    /// <param name="Far">Of blocks where one of the next four boxes is.</param>
    internal readonly record struct Entry(uint Word, float Near, float Far);
}
