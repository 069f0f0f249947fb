using Detector.Pages.Html;
using Detector.Pages.Text;

namespace Detector.Pages.Metadata;

/// <summary>Declared facts as they are found, without repeats and within bounds; <see cref="MetadataReader"/> makes the view of it.</summary>
internal sealed class MetadataDraft
{
    /// <summary>The longest value kept.</summary>
    public const int LongestValue = 500;

    // A page lists a handful of each; a hostile one lists thousands.
    private const int MostOfAKind = 24;

    private List<(string Id, string Name, string Url)>? _things;
    private List<(string Id, bool Author)>? _references;

    public List<Declared> SiteNames { get; } = [];

    public List<Declared> Publishers { get; } = [];

    public List<Declared> Authors { get; } = [];

    public List<Declared> Sections { get; } = [];

    public List<Declared> JsonCrumbs { get; } = [];

    public List<Declared> Crumbs { get; } = [];

    public List<Declared> Copyrights { get; } = [];

    public List<Declared> Licences { get; } = [];

    public List<Declared> Sources { get; } = [];

    public List<Declared> OwnAddresses { get; } = [];

    public List<string> Types { get; } = [];

    public List<MachineDate> Dates { get; } = [];

    public List<int> Times { get; } = [];

    /// <summary>og:title, twitter:title, JSON-LD and microdata headline, in order of trust.</summary>
    public Declared? OpenGraphTitle { get; set; }

    public Declared? DeclaredHeadline { get; private set; }

    public string? AuthorPage { get; private set; }

    public static bool IsAddress(ReadOnlySpan<char> value)
        => value.StartsWith("http", StringComparison.OrdinalIgnoreCase) || value.StartsWith("//") || value.StartsWith("www.", StringComparison.OrdinalIgnoreCase) || value.StartsWith("/");

    public void AddSiteName(string value, FoundIn found, TextRange place = default)
    {
        if (!IsAddress(value)) Add(SiteNames, value, found, place);
    }

    public void AddPublisher(string value, FoundIn found, TextRange place = default)
    {
        if (!IsAddress(value)) Add(Publishers, value, found, place);
    }

    public void AddAuthor(string value, FoundIn found, TextRange place = default)
    {
        var name = value.AsSpan().Trim();
        if (name.StartsWith("by ", StringComparison.OrdinalIgnoreCase)) name = name[3..].TrimStart();
        // An empty template slot or a sentence is no name.
        if (name.Length is < 2 or > 120 || IsAddress(name) || name.StartsWith("{") || name is "null" or "undefined" || name.IndexOfAnyExceptInRange('0', '9') < 0) return;
        Add(Authors, name.ToString(), found, place);
    }

    public void AddSection(string value, FoundIn found, TextRange place = default)
    {
        if (value.Length <= 80 && !IsAddress(value)) Add(Sections, value, found, place);
    }

    public void AddCrumb(string value, FoundIn found) => Add(JsonCrumbs, value, found, default);

    public void AddCopyright(string value, FoundIn found, TextRange place) => Add(Copyrights, value, found, place);

    public void AddLicence(string value, FoundIn found, TextRange place = default) => Add(Licences, value, found, place);

    public void AddSource(string value, FoundIn found, TextRange place = default) => Add(Sources, value, found, place);

    public void AddOwnAddress(string value, FoundIn found)
    {
        // "#article" names a thing inside the script, not an address.
        if (value.Length > 1 && value[0] != '#') Add(OwnAddresses, value, found, default);
    }

    public void AddType(string value)
    {
        if (value.Length > 0 && Types.Count < MostOfAKind && !Types.Contains(value, StringComparer.Ordinal)) Types.Add(value);
    }

    public void AddDate(string value, bool modified, int rank)
    {
        if (value.Length > 3 && Dates.Count < MostOfAKind) Dates.Add(new MachineDate(value, modified, rank));
    }

    public void SetHeadline(string value, FoundIn found)
    {
        if (DeclaredHeadline is null && value.Length > 0) DeclaredHeadline = new Declared(value, found);
    }

    public void SetAuthorPage(string value)
    {
        if (AuthorPage is null && value.Length is > 1 and <= LongestValue) AuthorPage = value;
    }

    /// <summary>A thing of the JSON-LD graph that others may name by its @id.</summary>
    public void Identify(string id, string name, string url)
    {
        _things ??= [];
        if (_things.Count < MostOfAKind) _things.Add((id, name, url));
    }

    public void Refer(string id, bool author)
    {
        _references ??= [];
        if (_references.Count < MostOfAKind) _references.Add((id, author));
    }

    /// <summary>Gives references to things by @id the names that stood elsewhere in the graph.</summary>
    public void Resolve()
    {
        if (_references is null || _things is null) return;
        foreach (var (id, author) in _references)
        {
            foreach (var thing in _things)
            {
                if (thing.Id != id) continue;
                if (author)
                {
                    AddAuthor(thing.Name, FoundIn.JsonLd);
                    if (thing.Url.Length > 0) SetAuthorPage(thing.Url);
                }
                else
                {
                    AddPublisher(thing.Name, FoundIn.JsonLd);
                    AddSiteName(thing.Name, FoundIn.JsonLd);
                }
                break;
            }
        }
    }

    public static void Add(List<Declared> list, string value, FoundIn found, TextRange place)
    {
        if (value.Length == 0 || list.Count >= MostOfAKind) return;
        for (var i = 0; i < list.Count; i++)
        {
            if (!list[i].Value.Equals(value, StringComparison.OrdinalIgnoreCase)) continue;
            // Said twice: keep the one a moderator can be shown.
            if (list[i].Place.IsEmpty && !place.IsEmpty) list[i] = list[i] with { Place = place };
            return;
        }
        list.Add(new Declared(value.Length > LongestValue ? value[..LongestValue] : value, found, place));
    }

    /// <summary>White space collapsed, cut to the longest value.</summary>
    public static string Clean(ReadOnlySpan<char> value) => Spaces.Collapse(value, LongestValue);
}
