namespace Detector.Cli.Showing;

internal enum Ink : byte { Plain, Strong, Faint, Alarm, Good, Doubt, Accent }

/// <summary>
/// What text is shown on: how wide it is and whether it has colours. Written by hand rather than with a console library: explaining one page has to answer before a
/// person notices waiting, and a table of a million pages cannot be laid out in memory.
/// </summary>
/// <param name="Width">Cells in a line.</param>
/// <param name="Colours">Whether styles are shown.</param>
internal sealed record Screen(int Width, bool Colours)
{
    private const int Narrowest = 60;
    private const int Widest = 100;

    /// <summary>No colours, no cutting to a window.</summary>
    public static Screen Redirected { get; } = new(Widest, Colours: false);

    /// <summary>The terminal standard output is on, or <see cref="Redirected"/>. Honours NO_COLOR (no-color.org) and TERM=dumb.</summary>
    public static Screen OfOutput() => Console.IsOutputRedirected ? Redirected : new Screen(Math.Clamp(Window() - 1, Narrowest, Widest), WantsColours());

    /// <summary>The whole window: tables use what there is.</summary>
    public static Screen OfTable() => Console.IsOutputRedirected ? Redirected : new Screen(Math.Max(Narrowest, Window() - 1), WantsColours());

    public string Paint(Ink ink, string words) => !Colours || ink == Ink.Plain ? words : $"\e[{Code(ink)}m{words}\e[0m";

    private static string Code(Ink ink) => ink switch
    {
        Ink.Strong => "1",
        Ink.Faint => "2",
        Ink.Alarm => "1;31",
        Ink.Good => "32",
        Ink.Doubt => "33",
        _ => "36",
    };

    private static bool WantsColours() => string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") is not "dumb";

    private static int Window()
    {
        try
        {
            return Console.WindowWidth is > 0 and var width ? width : 80;
        }
        catch (IOException)
        {
            return 80;
        }
    }
}
