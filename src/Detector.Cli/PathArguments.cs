using System.CommandLine;

namespace Detector.Cli;

/// <summary>Arguments that take paths, addresses or an index would take a mistyped option for one.</summary>
internal static class PathArguments
{
    /// <summary>Refuses what is written like an option unless a file or folder is called so.</summary>
    public static Argument<T> RefusingOptions<T>(this Argument<T> argument)
    {
        argument.Validators.Add(static result =>
        {
            foreach (var token in result.Tokens)
                if (token.Value.StartsWith("--", StringComparison.Ordinal) && !Path.Exists(token.Value))
                    result.AddError($"There is no option '{token.Value}' here, and no file of that name.");
        });
        return argument;
    }
}
