using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Detector.Languages;
using Detector.Training.Tables;

namespace Detector.Training.Style;

/// <summary>
/// The style models that have not seen a page: one per machine-written source, fitted without it and without its share of the honest groups. A page of the table is measured by one of these, so that what the
/// signal is worth there is what it will be worth on a site it has never seen.
/// </summary>
/// <param name="Sources">The fold of every source that was learnt from; -1 where its groups are spread over all.</param>
/// <param name="Models">One per fold.</param>
internal sealed record HeldStyles(IReadOnlyDictionary<string, int> Sources, IReadOnlyList<WritingStyle> Models)
{
    private const string Index = "folds.tsv";

    /// <summary>No model but the shipped one: for pages it was not fitted on.</summary>
    public static HeldStyles None { get; } = new(new Dictionary<string, int>(StringComparer.Ordinal), []);

    /// <summary>Which folds there are, and who is in which.</summary>
    public static HeldStyles Plan(IEnumerable<(string Source, bool Machine)> pages)
    {
        var sources = pages.GroupBy(page => page.Source, StringComparer.Ordinal).OrderBy(source => source.Key, StringComparer.Ordinal).ToArray();
        var fold = 0;
        return new HeldStyles(sources.ToDictionary(source => source.Key, source => source.Any(page => page.Machine) ? fold++ : -1, StringComparer.Ordinal), []);
    }

    public int Count => Models.Count > 0 ? Models.Count : Sources.Values.Count(fold => fold >= 0);

    /// <summary>The fold that holds a page; -1 for a page of a source that was not learnt from.</summary>
    public int FoldOf(string source, string group) =>
        !Sources.TryGetValue(source, out var fold) ? -1 : fold >= 0 ? fold : (int)(XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(group)) % (ulong)Count);

    /// <summary>The model that has not seen a page; the shipped one where none has.</summary>
    public WritingStyle For(string source, string group) => FoldOf(source, group) is >= 0 and var fold ? Models[fold] : WritingStyle.Machine;

    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var old in Directory.GetFiles(folder, "*.tsv")) File.Delete(old);
        File.WriteAllText(Path.Combine(folder, Index), string.Concat(Sources.Select(source => string.Create(CultureInfo.InvariantCulture, $"{source.Key}\t{source.Value}\n"))));
        for (var fold = 0; fold < Models.Count; fold++) File.WriteAllText(FileOf(folder, fold), Models[fold].ToString());
    }

    /// <exception cref="TrainingException">The folder does not hold what <see cref="Write"/> wrote.</exception>
    public static HeldStyles Read(string folder)
    {
        var index = Path.Combine(folder, Index);
        if (!File.Exists(index)) throw new TrainingException($"There is no {index}: the style models that have not seen a page. Fit them with `style`, or name their folder.");
        var sources = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(index))
        {
            if (line.Split('\t') is not [var source, var number] || !int.TryParse(number, CultureInfo.InvariantCulture, out var fold)) throw new TrainingException($"{index}: '{line}' is no source and fold.");
            sources[source] = fold;
        }
        return new HeldStyles(sources, [.. Enumerable.Range(0, sources.Values.Count(fold => fold >= 0)).Select(fold => WritingStyle.Parse(File.ReadAllText(FileOf(folder, fold)), FileOf(folder, fold)))]);
    }

    private static string FileOf(string folder, int fold) => Path.Combine(folder, $"without-{fold}.tsv");
}
