namespace Detector.Models;

/// <summary>A file that is not a model, or a broken one: the message says where and what to do.</summary>
public class ModelFileException : Exception
{
    public ModelFileException(string message)
        : base(message)
    {
    }

    public ModelFileException(string message, Exception inner)
        : base(message, inner)
    {
    }

    public ModelFileException()
    {
    }
}

/// <summary>A good model for another catalogue of signals.</summary>
public sealed class ModelMismatchException : ModelFileException
{
    public ModelMismatchException(IReadOnlyList<string> mismatches)
        : base($"The model does not fit this version's signals: {string.Join("; ", mismatches)}. Use the model that came with this version, or train it again: detector-training extract, then train.") =>
        Mismatches = mismatches;

    public ModelMismatchException()
        : this([])
    {
    }

    public ModelMismatchException(string message)
        : base(message) => Mismatches = [];

    public ModelMismatchException(string message, Exception inner)
        : base(message, inner) => Mismatches = [];

    /// <summary>Each column that does not fit, in words.</summary>
    public IReadOnlyList<string> Mismatches { get; }
}
