using Detector.Fingerprints;
using Detector.Pages;
using Detector.Signals.Templates;

namespace Detector.Signals;

/// <summary>Every signal of the catalogue, measured once on one page.</summary>
public sealed class Measurements
{
    private readonly Measurement[] _values;

    private Measurements(Measurement[] values) => _values = values;

    /// <summary>One per signal of <see cref="Catalog.All"/>, in its order.</summary>
    public ReadOnlySpan<Measurement> All => _values;

    /// <summary>What a signal saw.</summary>
    /// <exception cref="ArgumentException">No such signal: a name changed without its callers.</exception>
    public Measurement this[string signal] => _values[Catalog.IndexOf(signal)];

    /// <summary>Measures a page.</summary>
    /// <exception cref="InvalidOperationException">A signal failed; names it. A bug in the signal, never the page's fault.</exception>
    /// <exception cref="OperationCanceledException">Stopped between two signals.</exception>
    /// <exception cref="ObjectDisposedException">The page was disposed of.</exception>
    public static Measurements Of(Page page, TemplateSignatures signatures, Neighbours? neighbours = null, CancellationToken stop = default)
    {
        page.ThrowIfDisposed();
        var observation = new Observation(page, signatures, neighbours);
        var signals = Catalog.All;
        var values = new Measurement[signals.Count];
        for (var i = 0; i < values.Length; i++)
        {
            stop.ThrowIfCancellationRequested();
            try
            {
                values[i] = signals[i].Measure(observation);
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"Signal '{signals[i].Name}' failed on {page.Url ?? "a page without address"}: {failure.Message}", failure);
            }
        }
        return new Measurements(values);
    }
}
