namespace Detector.Signals.Templates;

/// <summary>Dated marks of known farm networks, read from data (see Resources/signatures.json), so that people add one without retraining.</summary>
public sealed class TemplateSignatures
{
    public static TemplateSignatures None { get; } = new();

    /// <summary>The signatures that come with the library.</summary>
    public static TemplateSignatures Default => None;
}
