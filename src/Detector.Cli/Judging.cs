using System.CommandLine;
using Detector.Models;
using Detector.Signals.Templates;

namespace Detector.Cli;

/// <summary>The detector a command judges with, from its options.</summary>
internal static class Judging
{
    public static Option<string?> Model { get; } = new("--model") { Description = "Judge with this model file instead of the one that comes with the program.", HelpName = "file" };

    public static Option<string?> Signatures { get; } = new("--signatures") { Description = "Dated marks of known networks from this file instead of those that come with the program; none: do without.", HelpName = "file|none" };

    /// <exception cref="UsageException">A file that is missing, broken or does not fit.</exception>
    public static FarmDetector Detector(string? model, string? signatures) => new(LoadModel(model), LoadSignatures(signatures));

    private static Model LoadModel(string? path)
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

    private static TemplateSignatures? LoadSignatures(string? path)
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
