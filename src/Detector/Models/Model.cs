using Detector.Features;

namespace Detector.Models;

/// <summary>A fitted model bound to the catalogue of signals. Immutable and thread-safe; scoring allocates nothing.</summary>
public sealed class Model
{
    private static readonly Lazy<Model?> Shipped = new(LoadShipped);

    private readonly ModelFile _file;
    private readonly Ensemble _ensemble;

    private Model(ModelFile file, string id)
    {
        _file = file;
        Id = id;
        Schema = FeatureSchema.Of(file.Columns, out var mismatches) ?? throw new ModelMismatchException(mismatches);
        _ensemble = file.Ensemble();
    }

    /// <summary>The model that comes with the library; null when it was built without one (before the first training).</summary>
    /// <exception cref="ModelMismatchException">The catalogue has moved on since it was trained.</exception>
    public static Model? Embedded => Shipped.Value;

    /// <summary>Identity: 16 hexadecimal digits over the file's bytes. Equal files, equal verdicts.</summary>
    public string Id { get; }

    /// <summary>How measurements become the model's row.</summary>
    public FeatureSchema Schema { get; }

    public IReadOnlyList<Column> Columns => _file.Columns;

    /// <summary>Probability from which a page is flagged, 0..1.</summary>
    public double Threshold => _file.Threshold;

    /// <summary>
    /// The quantiles of <see cref="ModelFile.QuantileSteps"/> of each column among the honest pages it was trained on ("most pages stay under ..."), counting
    /// only pages where the signal had something to measure; empty when there were none.
    /// </summary>
    public IReadOnlyList<float[]> Quantiles => _file.Quantiles;

    /// <summary>Facts about how it was made and how well it does, by name.</summary>
    public IReadOnlyDictionary<string, string> Card => _file.Card;

    /// <summary>Reads a model file and binds its columns to the catalogue.</summary>
    /// <param name="utf8">The file's bytes (see <see cref="ModelFile"/>).</param>
    /// <exception cref="ModelFileException">Not a model, or a broken one.</exception>
    /// <exception cref="ModelMismatchException">A model for other signals: every mismatch is listed.</exception>
    public static Model Load(ReadOnlyMemory<byte> utf8) => new(ModelFile.Read(utf8.Span), ModelFile.IdOf(utf8.Span));

    /// <summary>The sum of the trees for one row: log-odds before calibration.</summary>
    public double Margin(ReadOnlySpan<float> row) => _ensemble.Margin(row);

    /// <summary>Calibrated probability, 0..1 and never either end, that a moderator would want to see a page of this margin.</summary>
    public double Probability(double margin) => _file.Calibration.Of(margin);

    /// <summary>Each column's part in the margin (exact Shapley values); returns the base, and base + sum = margin within 1e-9.</summary>
    /// <param name="row">One number per column (see <see cref="Schema"/>).</param>
    /// <param name="contributions">One per column, log-odds, above 0 towards flagging; overwritten.</param>
    public double Explain(ReadOnlySpan<float> row, Span<double> contributions) => _ensemble.Explain(row, contributions);

    private static Model? LoadShipped()
    {
        using var resource = typeof(Model).Assembly.GetManifestResourceStream("Detector.Resources.model.json");
        if (resource is null) return null;
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return Load(bytes);
    }
}
