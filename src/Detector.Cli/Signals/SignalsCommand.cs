using System.CommandLine;
using System.Globalization;
using System.Text;
using Detector.Cli.Showing;
using Detector.Scanning;
using Detector.Signals;
using Detector.Verdicts;

namespace Detector.Cli.Signals;

/// <summary><c>detector signals</c>: what is looked at, in which direction it points, where it is known from and when it stays quiet.</summary>
internal static class SignalsCommand
{
    public static Command Make()
    {
        var name = new Argument<string?>("name") { Description = "One signal; without it, all.", Arity = ArgumentArity.ZeroOrOne };
        var markdown = new Option<bool>("--markdown") { Description = "The table of src/Detector/Signals/README.md." };
        var command = new Command("signals", "List the signals, or say all about one.") { name, markdown };
        command.SetAction(call =>
        {
            using var output = new StreamWriter(Console.OpenStandardOutput(), bufferSize: 16 * 1024);
            output.NewLine = "\n";
            if (call.GetValue(markdown)) output.Write(Markdown(Catalog.All));
            else if (call.GetValue(name) is { } wanted) One(Find(wanted), Screen.OfOutput(), output);
            else All(Catalog.All, Screen.OfTable(), output);
            return 0;
        });
        return command;
    }

    /// <summary>The catalogue as the committed table: a section a family, rows by name.</summary>
    public static string Markdown(IReadOnlyList<Signal> signals)
    {
        var table = new StringBuilder();
        table.Append("# Signals\n\nWritten by `detector signals --markdown > src/Detector/Signals/README.md`; a test compares it with the catalogue. Change the signals, not this file.\n\n");
        table.Append(CultureInfo.InvariantCulture, $"{signals.Count} signals. Direction: which way a higher value points, as the signal's author expects it. No signal decides alone.\n");
        foreach (var family in signals.GroupBy(signal => signal.Family).OrderBy(family => family.Key))
        {
            table.Append(CultureInfo.InvariantCulture, $"\n## {family.Key}\n\n| signal | measures | direction | unit | needs | stays quiet | source |\n|---|---|---|---|---|---|---|\n");
            foreach (var signal in family)
                table.Append(CultureInfo.InvariantCulture, $"| `{signal.Name}` | {Cell(signal.Title)} | {Names.Of(signal.Direction)} | {Names.Of(signal.Unit)} | {Needs(signal)} | {Cell(signal.Quiet)} | {Cell(signal.Source)} |\n");
        }
        return table.ToString();
    }

    private static void All(IReadOnlyList<Signal> signals, Screen screen, StreamWriter output)
    {
        var width = signals.Count == 0 ? 0 : signals.Max(signal => signal.Name.Length) + 2;
        foreach (var family in signals.GroupBy(signal => signal.Family).OrderBy(family => family.Key))
        {
            output.WriteLine(screen.Paint(Ink.Strong, family.Key.ToString()));
            foreach (var signal in family)
            {
                var title = Console.IsOutputRedirected ? signal.Title : Shown.Cut(signal.Title, Math.Max(20, screen.Width - width - 23));
                output.WriteLine($"  {signal.Name.PadRight(width)}{screen.Paint(Arrow(signal.Direction), Names.Of(signal.Direction).PadRight(11))}{Names.Of(signal.Unit).PadRight(8)}  {title}");
            }
            output.WriteLine();
        }
        output.WriteLine($"{signals.Count} signals. farm-high: higher on pages to flag; farm-low: higher on honest pages; context: says what kind of page it is.");
        output.WriteLine("'detector signals NAME' says all about one.");
    }

    private static void One(Signal signal, Screen screen, StreamWriter output)
    {
        output.WriteLine($"{screen.Paint(Ink.Strong, signal.Name)}  {signal.Title}");
        output.WriteLine();
        Field("Family", signal.Family.ToString().ToLowerInvariant());
        Field("Direction", signal.Direction switch
        {
            Direction.FarmHigh => "farm-high: higher on pages to flag",
            Direction.FarmLow => "farm-low: higher on honest pages",
            _ => "context: says what kind of page it is, and points neither way alone",
        });
        Field("Unit", Names.Of(signal.Unit));
        Field("Says", signal.Says);
        if (signal.SaysOtherwise is not null) Field("or", signal.SaysOtherwise);
        Field("Quiet", signal.Quiet);
        Field("Needs", Needs(signal) is { Length: > 0 } needs ? needs : "nothing but the words");
        Field("Source", signal.Source);
        Field("Version", string.Create(CultureInfo.InvariantCulture, $"{signal.Version}; {signal.Absent} stands for nothing in the model's column"));

        void Field(string label, string value)
        {
            var lead = "  " + screen.Paint(Ink.Faint, label.PadRight(11));
            foreach (var line in Shown.Wrap(value, screen.Width - 13))
            {
                output.WriteLine(lead + line);
                lead = new string(' ', 13);
            }
        }
    }

    private static Signal Find(string name)
    {
        if (Catalog.Find(name) is { } signal) return signal;
        var near = Catalog.All.Where(candidate => candidate.Name.Contains(name, StringComparison.OrdinalIgnoreCase)).Select(candidate => candidate.Name).ToList();
        throw new UsageException($"There is no signal '{name}'. {(near.Count > 0 ? $"Near it: {string.Join(", ", near)}." : "'detector signals' lists them all.")}");
    }

    private static string Needs(Signal signal) =>
        string.Join(", ", new[] { signal.NeedsAddress ? "address" : "", signal.NeedsMarkup ? "markup" : "", signal.NeedsIndex ? "index" : "" }.Where(need => need.Length > 0));

    private static Ink Arrow(Direction direction) => direction switch
    {
        Direction.FarmHigh => Ink.Alarm,
        Direction.FarmLow => Ink.Good,
        _ => Ink.Faint,
    };

    private static string Cell(string words) => words.Replace("|", "\\|", StringComparison.Ordinal).Replace('\n', ' ');
}
