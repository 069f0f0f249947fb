using Detector.Models;
using Detector.Signals.Templates;

namespace Detector.Scanning;

/// <summary>Model and signatures from files, with a sentence where one cannot be used.</summary>
public static class Loading
{
    /// <exception cref="UsageException">A file that is missing, broken or does not fit.</exception>
    public static FarmDetector Detector(string? model, string? signatures) => new(Model(model), Signatures(signatures));

    /// <param name="path">Null: the model that comes with the library.</param>
    /// <exception cref="UsageException">The file is missing, broken or does not fit.</exception>
    public static Model Model(string? path)
    {
        try
        {
            return path is null
                ? Models.Model.Embedded ?? throw new UsageException("This build holds no model. Train one (see training/README.md) and give it with --model FILE.")
                : Models.Model.Load(File.ReadAllBytes(path));
        }
        catch (ModelFileException misfit)
        {
            throw new UsageException($"{path ?? "The model that comes with the program"}: {misfit.Message}");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The model '{path}' cannot be read: {failure.Message}");
        }
    }

    /// <param name="path">Null: the marks that come with the library; "none": none.</param>
    /// <exception cref="UsageException">The file is missing, broken or not of this format.</exception>
    public static TemplateSignatures? Signatures(string? path)
    {
        if (path is null) return null;
        if (path == "none") return TemplateSignatures.None;
        try
        {
            return TemplateSignatures.Load(File.ReadAllBytes(path));
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The signatures '{path}' cannot be used: {failure.Message}");
        }
    }
}
