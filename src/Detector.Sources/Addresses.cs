using System.Text;

namespace Detector.Sources;

/// <summary>
/// The addresses of pages kept as files: an optional <c>addresses.csv</c> beside them, with the columns <c>file</c> and <c>url</c> (others are passed over; a
/// field may stand in double quotes). It speaks for its own folder only. A page's address is half of what can be said about it, and a file name cannot hold one.
/// </summary>
internal sealed class Addresses
{
    public const string FileName = "addresses.csv";

    private readonly Dictionary<string, string> _byFile = new(StringComparer.Ordinal);
    private readonly List<BrokenPage> _broken = [];

    public static Addresses None { get; } = new();

    /// <summary>Lines that could not be used.</summary>
    public IReadOnlyList<BrokenPage> Broken => _broken;

    public string? Of(string fileName) => _byFile.GetValueOrDefault(fileName);

    /// <summary>Reads a folder's list; <see cref="None"/> when it has none.</summary>
    public static Addresses Beside(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) return None;
        var addresses = new Addresses();
        try
        {
            addresses.Read(path);
        }
        catch (Exception failure) when (Failures.IsOfInput(failure))
        {
            addresses._broken.Add(new BrokenPage(path, path, Failures.Say(path, failure)));
        }
        return addresses;
    }

    private void Read(string path)
    {
        var file = -1;
        var url = -1;
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            var fields = Fields(line);
            if (file < 0)
            {
                file = fields.FindIndex(field => field.Trim().Equals("file", StringComparison.OrdinalIgnoreCase));
                url = fields.FindIndex(field => field.Trim().Equals("url", StringComparison.OrdinalIgnoreCase));
                if (file >= 0 && url >= 0) continue;
                _broken.Add(new BrokenPage(path, $"{path}, line {number}", "The first line must name the columns 'file' and 'url'. Pages of this folder are judged without addresses."));
                return;
            }
            if (fields.Count <= Math.Max(file, url))
                _broken.Add(new BrokenPage($"{path}:{number}", $"{path}, line {number}", $"The line has {fields.Count} of the columns the first line names; 'file' and 'url' are needed."));
            else
                _byFile[fields[file].Trim()] = fields[url].Trim();
        }
    }

    private static List<string> Fields(string line)
    {
        var fields = new List<string>(2);
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (c == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                field.Append('"');
                i++;
            }
            else if (c == '"') quoted = !quoted;
            else if (c == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else field.Append(c);
        }
        fields.Add(field.ToString());
        return fields;
    }
}
