using Detector.Outlets;
using Detector.Pages.Metadata;
using Detector.Signals.Brand;
using Detector.Signals.Wire;

namespace Detector.Signals.Authorship;

/// <summary>What kind of writer a page names.</summary>
internal enum Writer : byte { None, Person, Role, Site, Agency }

/// <summary>The authors a page names, sorted into persons, roles ("Admin", "Staff"), the site itself, agencies.</summary>
internal sealed class Bylines
{
    // Accounts and desks that publishing systems offer by default.
    private static readonly string[] Roles = ["admin", "administrator", "staff", "staff writer", "staff report", "staff reports", "editor", "editors", "editorial", "editorial team", "editorial staff", "web desk", "news desk", "newsdesk", "desk", "team", "user", "webmaster", "root", "author", "guest", "anonymous", "unknown", "redaktion", "redacción", "redaction", "rédaction", "news", "newsroom", "contributor", "guest author", "super user", "redakcja"];

    private Bylines(Observation seen)
    {
        var authors = seen.Page.Metadata.Authors;
        var names = BrandNames.Of(seen);
        for (var i = 0; i < authors.Count; i++)
        {
            var kind = KindOf(authors[i], names);
            if (kind == Writer.None) continue;
            // A person anywhere outweighs the account that posted.
            if (First is null || (kind == Writer.Person && Kind is Writer.Role or Writer.Site))
            {
                First = authors[i];
                Kind = kind;
            }
            if (authors[i].In is FoundIn.VisibleText) Visible ??= authors[i];
            else Metadata ??= authors[i];
        }
    }

    public Writer Kind { get; }

    public Declared? First { get; }

    /// <summary>The first author in the visible byline.</summary>
    public Declared? Visible { get; }

    /// <summary>The first author in metadata.</summary>
    public Declared? Metadata { get; }

    public static Bylines Of(Observation seen) => seen.Shared(static observation => new Bylines(observation));

    private static Writer KindOf(Declared author, BrandNames names)
    {
        var value = author.Value.AsSpan().Trim(" .,:");
        if (value.Length is < 2 or > 80 || value.Contains("//", StringComparison.Ordinal)) return Writer.None;
        if (AgencyNames.IsAgency(value)) return Writer.Agency;
        foreach (var role in Roles)
            if (value.Equals(role, StringComparison.OrdinalIgnoreCase))
                return Writer.Role;
        return Name.Of(author.Value) is { } name && names.IsOwn(name) && !MayBePerson(value, name) ? Writer.Site : Writer.Person;
    }

    // A person's own site (janedoe.example) goes by the person's name: two to four words without a publication's word stay a person.
    private static bool MayBePerson(ReadOnlySpan<char> value, Name name)
    {
        if (name.Words.Length is < 2 or > 4 || !value.Contains(' ') || Mastheads.LooksLikeOutlet(value)) return false;
        foreach (var word in name.Words)
            if (word is "the" or "of" or "news" or "team" or "staff" or "editorial" or "blog" or "magazine" or "media" or "company" or "online" or "post" or "times" or "daily" or "editors" or "desk")
                return false;
        return true;
    }
}
