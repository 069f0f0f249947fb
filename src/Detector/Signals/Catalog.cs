using System.Reflection;

namespace Detector.Signals;

/// <summary>
/// Every signal, once: each file in the folders below adds a field. Found by reflection and ordered by name, so one new file brings the schema column, the
/// training column, the explanation and the row in the generated table.
/// </summary>
public static partial class Catalog
{
    /// <summary>All signals, ordered by name.</summary>
    public static IReadOnlyList<Signal> All => Everything.Signals;

    /// <summary>Changes when a signal comes, goes or changes its version.</summary>
    public static string Id => Everything.Id;

    public static Signal? Find(string name) => Everything.Indices.TryGetValue(name, out var index) ? All[index] : null;

    /// <summary>Position in <see cref="All"/>.</summary>
    /// <exception cref="ArgumentException">No signal has the name.</exception>
    public static int IndexOf(string name) =>
        Everything.Indices.TryGetValue(name, out var index) ? index : throw new ArgumentException($"No signal is named '{name}'.", nameof(name));

    // A class of its own: the fields of the partial class are initialised before it is first touched, whatever the order of files.
    private static class Everything
    {
        public static readonly Signal[] Signals =
        [
            .. typeof(Catalog).GetFields(BindingFlags.Public | BindingFlags.Static)
                .Where(field => field.FieldType == typeof(Signal))
                .Select(field => (Signal)field.GetValue(null)!)
                .OrderBy(signal => signal.Name, StringComparer.Ordinal),
        ];

        public static readonly Dictionary<string, int> Indices = Signals.Select((signal, index) => (signal.Name, index)).ToDictionary(pair => pair.Name, pair => pair.index, StringComparer.Ordinal);

        public static readonly string Id = System.IO.Hashing.XxHash3.HashToUInt64(
            System.Text.Encoding.UTF8.GetBytes(string.Join('\n', Signals.Select(signal => $"{signal.Name}:{signal.Version}")))).ToString("x16");
    }
}
