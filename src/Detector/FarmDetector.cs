using System.Buffers;
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
    public Judged Judge(Page page, Detail detail = Detail.Reasons) => Judge(page, Measurements.Of(page, Signatures), detail);

    internal Judged Judge(Page page, Measurements measurements, Detail detail)
    {
        var columns = Model.Columns.Count;
        var row = ArrayPool<float>.Shared.Rent(columns);
        try
        {
            Model.Schema.Fill(measurements.All, row);
            return Judgement.Make(page, measurements, Model, row.AsSpan(0, columns), detail);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(row);
        }
    }
}
