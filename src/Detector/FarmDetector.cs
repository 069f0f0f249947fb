using Detector.Models;
using Detector.Pages;
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
    /// <summary>Every signal.</summary>
    Everything,
}

/// <summary>The front door: a page in, an explained verdict out. Thread-safe; make one and share it.</summary>
public sealed class FarmDetector
{
    public FarmDetector(Model? model = null, TemplateSignatures? signatures = null, PageLimits? limits = null)
    {
        Model = model;
        Signatures = signatures ?? TemplateSignatures.None;
        Limits = limits ?? PageLimits.Default;
    }

    public Model? Model { get; }

    public TemplateSignatures Signatures { get; }

    public PageLimits Limits { get; }

    /// <summary>Judges a page from its bytes, as fetched.</summary>
    public Verdict Judge(ReadOnlyMemory<byte> bytes, PageRequest request, Detail detail = Detail.Reasons) => throw new NotSupportedException();

    /// <summary>Judges a page from its characters.</summary>
    public Verdict Judge(string content, PageRequest request, Detail detail = Detail.Reasons) => throw new NotSupportedException();
}
