using System.Buffers;
using Detector.Fingerprints;
using Detector.Models;
using Detector.Pages;
using Detector.Signals;
using Detector.Signals.Templates;
using Detector.Verdicts;

namespace Detector;

/// <summary>How much a verdict tells.</summary>
public enum Detail : byte
{
    /// <summary>Kind, probability and axes; reasons for flagged pages only.</summary>
    Brief,
    /// <summary>The reasons that moved it most, for every page.</summary>
    Reasons,
    /// <summary>Every signal that measured something.</summary>
    Everything,
}

/// <summary>The front door: a page in, an explained verdict out. Pure and thread-safe; make one and share it.</summary>
public sealed class FarmDetector
{
    /// <param name="model">Null: the model that comes with the library.</param>
    /// <param name="signatures">Null: the template signatures that come with the library. <see cref="TemplateSignatures.None"/>: none.</param>
    /// <param name="limits">Null: <see cref="PageLimits.Default"/>.</param>
    /// <exception cref="ModelMismatchException">The library was built with a model for other signals.</exception>
    public FarmDetector(Model? model = null, TemplateSignatures? signatures = null, PageLimits? limits = null)
    {
        Model = model ?? Model.Embedded ?? throw new InvalidOperationException("This build carries no model: train one (training/README.md) or pass one.");
        Signatures = signatures ?? TemplateSignatures.Default;
        Limits = limits ?? PageLimits.Default;
    }

    public Model Model { get; }

    public TemplateSignatures Signatures { get; }

    public PageLimits Limits { get; }

    /// <summary>Judges a page from its bytes, as fetched.</summary>
    public Verdict Judge(ReadOnlyMemory<byte> bytes, PageRequest request, Detail detail = Detail.Reasons)
    {
        using var page = PageReader.Read(bytes.Span, request, Limits, out var why);
        return page is null ? new Unjudged(why!.Reason, why.Says) : Judge(page, detail);
    }

    /// <summary>Judges a page from its characters.</summary>
    public Verdict Judge(string content, PageRequest request, Detail detail = Detail.Reasons)
    {
        using var page = PageReader.Read(content.AsSpan(), request, Limits, out var why);
        return page is null ? new Unjudged(why!.Reason, why.Says) : Judge(page, detail);
    }

    /// <summary>Judges a page that has been read.</summary>
    /// <param name="page">The page.</param>
    /// <param name="detail">How much the verdict tells.</param>
    /// <param name="neighbours">Who else has its body, from an index (<see cref="FingerprintReader"/> says what to ask it); null: copies are not checked.</param>
    /// <param name="stop">Ends the judging of a page that takes too long: between two signals, some milliseconds a megabyte.</param>
    /// <returns><see cref="Judged"/>; <see cref="Unjudged"/> when stopped.</returns>
    public Verdict Judge(Page page, CancellationToken stop, Detail detail = Detail.Reasons, Neighbours? neighbours = null)
    {
        try
        {
            return Judge(page, Measurements.Of(page, Signatures, neighbours, stop), detail, neighbours);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return new Unjudged(Unreadable.OutOfTime.Reason, Unreadable.OutOfTime.Says);
        }
    }

    /// <summary>Judges a page that has been read, however long it takes.</summary>
    public Judged Judge(Page page, Detail detail = Detail.Reasons, Neighbours? neighbours = null) => Judge(page, Measurements.Of(page, Signatures, neighbours), detail, neighbours);

    /// <summary>Probability, 0..1, that a moderator would want the page, by itself: whatever an index knows left out. What it is filed with (<see cref="PageQuery.Of"/>).</summary>
    public double Probability(Page page)
    {
        var row = ArrayPool<float>.Shared.Rent(Model.Columns.Count);
        try
        {
            Model.Schema.Fill(Measurements.Of(page, Signatures).All, row);
            return Model.Probability(Model.Margin(row.AsSpan(0, Model.Columns.Count)));
        }
        finally
        {
            ArrayPool<float>.Shared.Return(row);
        }
    }

    internal Judged Judge(Page page, Measurements measurements, Detail detail, Neighbours? neighbours = null)
    {
        var columns = Model.Columns.Count;
        var row = ArrayPool<float>.Shared.Rent(columns);
        try
        {
            Model.Schema.Fill(measurements.All, row);
            return Judgement.Make(page, measurements, neighbours ?? Neighbours.NotChecked, Model, row.AsSpan(0, columns), detail);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(row);
        }
    }
}
