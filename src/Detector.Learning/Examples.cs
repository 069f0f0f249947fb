namespace Detector.Learning;

/// <summary>Rows to learn from.</summary>
/// <param name="Rows">One finite number per column (absent values filled in: never NaN).</param>
/// <param name="Labels">True: a page to flag.</param>
/// <param name="Weights">How much each row counts, above 0.</param>
public sealed record Examples(IReadOnlyList<float[]> Rows, IReadOnlyList<bool> Labels, IReadOnlyList<float> Weights)
{
    /// <summary>Numbers in a row.</summary>
    public int Columns => Rows.Count == 0 ? 0 : Rows[0].Length;

    internal void Check()
    {
        if (Rows.Count == 0) throw new ArgumentException("There are no rows to learn from.");
        if (Labels.Count != Rows.Count || Weights.Count != Rows.Count) throw new ArgumentException($"{Rows.Count} rows, {Labels.Count} labels and {Weights.Count} weights: one of each per row is wanted.");
        for (var i = 0; i < Rows.Count; i++)
        {
            if (Rows[i].Length != Columns) throw new ArgumentException($"Row {i} has {Rows[i].Length} numbers, row 0 has {Columns}.");
            // FastTree takes NaN without a word and then scores missing values as farms.
            for (var j = 0; j < Columns; j++)
                if (!float.IsFinite(Rows[i][j]))
                    throw new ArgumentException($"Row {i}, column {j} is {Rows[i][j]}: fill absent values in first.");
            if (!(Weights[i] > 0) || !float.IsFinite(Weights[i])) throw new ArgumentException($"Row {i} has the weight {Weights[i]}: weights are above 0.");
        }
        if (!Labels.Contains(true) || !Labels.Contains(false)) throw new ArgumentException("All rows have the same label: both kinds are needed.");
    }
}
