using System.Text.Json;
using System.Text.Json.Serialization;
using Detector.Features;
using Detector.Learning;
using Detector.Training.Tables;

namespace Detector.Training.Fitting;

/// <summary>Everything that decides a model besides its table. A file people read, so every choice can carry its reason.</summary>
internal sealed record Recipe
{
    /// <summary>What this recipe is for.</summary>
    public string Title { get; init; } = "";

    /// <summary>Signals left out of the model, each with the reason.</summary>
    public IReadOnlyDictionary<string, string> Excluded { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public FastTreeOptions Options { get; init; } = new();

    /// <summary>Decides which addresses are hidden and how sites fall into folds.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Sources that share one template: held out together and weighted as one.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Kits { get; init; } = [];

    /// <summary>Domains where copies of sites are stored: an address there says nothing about the site, so its pages count as without address.</summary>
    public IReadOnlyList<string> StoredOn { get; init; } = [];

    /// <summary>Pages' worth that one group (site or template) may count at most, so that one farm does not dominate.</summary>
    public double GroupCap { get; init; } = 40;

    /// <summary>How a source's weight grows with its size: 1 by pages, 0 all sources alike.</summary>
    public double SourcePower { get; init; } = 0.5;

    /// <summary>Share of the weight on pages to flag, 0..1.</summary>
    public double FlaggedShare { get; init; } = 0.4;

    /// <summary>Share of the weight on simulated pages, 0..1, when there are any.</summary>
    public double SimulatedShare { get; init; } = 0.3;

    /// <summary>What a text twin counts beside its page.</summary>
    public double TwinWeight { get; init; } = 0.5;

    /// <summary>Share of training pages shown without address at least, on either side; more when one side has fewer addresses.</summary>
    public double Hidden { get; init; } = 0.5;

    /// <summary>
    /// What a signal with nothing to measure looks like to the model: this quantile of real honest pages, counted from the farm's end of a signal that points somewhere; 0.5 is the
    /// usual honest page, 1 the most innocent. Null: the signal's own number outside its range, from which trees can learn.
    /// </summary>
    public double? Silence { get; init; }

    /// <summary>
    /// Quantile of real honest pages, 0..1, beyond which more is no worse, so that no tree ends in a corner where there is no honest page to speak for it. A signal that is all but never seen on
    /// honest pages keeps its range. Null: no bound.
    /// </summary>
    public double? Extreme { get; init; }

    /// <summary>Log-odds for each doubling of how far a signal stands beyond honest pages (see <see cref="Fitting.FarOut"/>); 0: no such ladders.</summary>
    public double FarOut { get; init; }

    /// <summary>
    /// Signals that may speak against their declared direction too, each with the reason; all others only ever speak along it (see <see cref="Directed"/>), so that what merely goes with a rich or a cheap site teaches nothing. Null:
    /// trees stay as they were fitted.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Undirected { get; init; }

    /// <summary>Honest pages flagged at most, 0..1.</summary>
    public double FalseAlarmRate { get; init; } = 0.005;

    /// <summary>Share of any one honest site's pages flagged at most, 0..1.</summary>
    public double SiteRate { get; init; } = 0.05;

    /// <summary>Pages from which a site is held to <see cref="SiteRate"/>.</summary>
    public int SitePages { get; init; } = 5;

    /// <summary>Simulated honest pages flagged at most, as found, 0..1, where real ones would allow more; 1: whatever the real ones allow.</summary>
    public double SimulatedRate { get; init; } = 1;

    /// <summary>Sources and labels of honest pages none of which may be flagged: whom a false accusation would hurt most.</summary>
    public IReadOnlyList<string> Spared { get; init; } = [];

    /// <summary>
    /// Views of the held-out honest pages on which the promises are kept: "found" (as a scan meets them), "hidden" (without address), "text" (their plain-text twins). The strictest decides.
    /// </summary>
    public IReadOnlyList<string> Promises { get; init; } = ["found", "hidden", "text"];

    /// <summary>Folds that simulated families are spread over, besides one fold per real source to flag.</summary>
    public int SimulatedFolds { get; init; } = 4;

    public static Recipe Read(string path)
    {
        if (!File.Exists(path)) throw new TrainingException($"There is no recipe at {path}.");
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), RecipeJson.Default.Recipe) ?? throw new TrainingException($"The recipe {path} is empty.");
        }
        catch (JsonException exception)
        {
            throw new TrainingException($"The recipe {path} cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>The columns of a model made by this recipe: indexes into the table's.</summary>
    public int[] ColumnsOf(FeatureTable table)
    {
        foreach (var (name, does) in Excluded.Keys.Select(static name => (name, "excludes")).Concat((Undirected?.Keys ?? []).Select(static name => (name, "lets both ends speak of"))))
            if (table.Find(name) < 0)
                throw new TrainingException($"The recipe {does} '{name}', which is no column of the table: correct or remove the line.");
        var columns = Enumerable.Range(0, table.Columns.Count).Where(i => !FeatureTable.IsProbe(table.Columns[i]) && !Excluded.ContainsKey(table.Columns[i].Name)).ToArray();
        return columns.Length > 0 ? columns : throw new TrainingException("The table has no column to learn from: it was extracted without signals, or the recipe excludes them all.");
    }

    /// <summary>The honest rows a promise is kept on.</summary>
    public bool IsSeen(FeatureRow row, string view) => view switch
    {
        "found" => IsNatural(row),
        "hidden" => !row.Twin && row.Masked,
        "text" => row.Twin && row.Masked,
        _ => throw new TrainingException($"The recipe promises something about '{view}'; it can be found, hidden or text."),
    };

    /// <summary>The page must not be flagged, whatever the rates allow.</summary>
    public bool IsSpared(FeatureRow row) => Spared.Contains(row.Source, StringComparer.Ordinal) || Spared.Contains(row.Label, StringComparer.Ordinal);

    /// <summary>The unit that is held out together: a kit, else the source.</summary>
    public string KitOf(string source) => Kits.FirstOrDefault(kit => kit.Contains(source, StringComparer.Ordinal)) is { } kit ? string.Join('+', kit) : source;

    /// <summary>The page's address is known and says something about its site.</summary>
    public bool HasAddress(FeatureRow row)
    {
        if (row.Url.Length == 0) return false;
        if (!Uri.TryCreate(row.Url, UriKind.Absolute, out var url)) return true;
        foreach (var domain in StoredOn)
            if (url.Host.Equals(domain, StringComparison.OrdinalIgnoreCase) || url.Host.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase))
                return false;
        return true;
    }

    /// <summary>The row as a scan would meet the page: not a twin, with its address where that says something.</summary>
    public bool IsNatural(FeatureRow row) => !row.Twin && row.Masked == !HasAddress(row);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, WriteIndented = true)]
[JsonSerializable(typeof(Recipe))]
internal sealed partial class RecipeJson : JsonSerializerContext;
