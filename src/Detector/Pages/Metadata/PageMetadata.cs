using Detector.Pages.Text;

namespace Detector.Pages.Metadata;

/// <summary>Where a declared fact about the page was found.</summary>
public enum FoundIn : byte { Title, Heading, OpenGraph, JsonLd, Microdata, Meta, Link, VisibleText, Address }

/// <summary>A declared fact: its words, and where they stood.</summary>
/// <param name="Value">White space collapsed, character references decoded, at most 500 characters.</param>
/// <param name="In">Where it was found.</param>
/// <param name="Place">Its range in the page's text when it is visible text, else empty.</param>
public sealed record Declared(string Value, FoundIn In, TextRange Place = default);

/// <summary>Two places of a page that do not say the same.</summary>
/// <param name="What">The fact in words: "headline", "site name", "publisher", "author", "section", "own address".</param>
/// <param name="One">What is said first.</param>
/// <param name="Other">What another place says.</param>
public sealed record Disagreement(string What, Declared One, Declared Other);

/// <summary>One part of the title between separators ("Headline | Section | Brand").</summary>
/// <param name="Value">The words.</param>
/// <param name="Separator">The separator in front of it as written (" | ", " -", ": "), empty for the first.</param>
public sealed record TitlePart(string Value, string Separator);

/// <summary>What the page says about itself. Nothing is invented: a property is null or empty when the page is silent.</summary>
public sealed class PageMetadata
{
    /// <summary>The title element; in plain text, the first line when it reads like one.</summary>
    public string? Title { get; init; }

    /// <summary>The title cut at its separators, crumb included ("Current:Home > Stocks", "Headline", "Brand").</summary>
    public IReadOnlyList<TitlePart> TitleParts { get; init; } = [];

    /// <summary>The headline alone: the main h1, og:title or the title without its brand; where it stands in the text when visible.</summary>
    public Declared? Headline { get; init; }

    /// <summary>Every headline declared or shown: <see cref="Headline"/> first, then og:title and what JSON-LD, microdata and meta call the headline.</summary>
    public IReadOnlyList<Declared> Headlines { get; init; } = [];

    /// <summary>The brand slot of the title: its last part (or its first, "Brand: Headline") when it is short, is not the headline's own words and reads as a name.</summary>
    public Declared? TitleBrand { get; init; }

    /// <summary>Site names declared: og:site_name, JSON-LD WebSite or publisher, application-name, twitter:site, the header's logo text.</summary>
    public IReadOnlyList<Declared> SiteNames { get; init; } = [];

    /// <summary>Publisher or copyright holder declared in JSON-LD, microdata or meta.</summary>
    public IReadOnlyList<Declared> Publishers { get; init; } = [];

    /// <summary>Authors: JSON-LD, meta, rel=author, byline text ("By ...").</summary>
    public IReadOnlyList<Declared> Authors { get; init; } = [];

    /// <summary>The address an author's name links to, when it does.</summary>
    public string? AuthorPage { get; init; }

    /// <summary>Section of the article: meta article:section, JSON-LD articleSection, a category link beside the headline.</summary>
    public IReadOnlyList<Declared> Sections { get; init; } = [];

    /// <summary>The breadcrumb trail, from the outside in, without the headline: "Home", "Stocks".</summary>
    public IReadOnlyList<Declared> Breadcrumb { get; init; } = [];

    /// <summary>Copyright lines ("© 2024 ...", "Copyright ...", "All rights reserved"), as ranges of the text.</summary>
    public IReadOnlyList<Declared> Copyrights { get; init; } = [];

    /// <summary>Licence and republication notes: rel=license, creativecommons.org links, "republished from", "originally appeared".</summary>
    public IReadOnlyList<Declared> Licences { get; init; } = [];

    /// <summary>
    /// Where the page says its text is from: JSON-LD isBasedOn, meta syndication-source and original-source, a "Source: ..." line. Names or addresses.
    /// </summary>
    public IReadOnlyList<Declared> Sources { get; init; } = [];

    public string? Description { get; init; }

    /// <summary>Absolute or relative, as declared by link rel=canonical (else og:url).</summary>
    public string? Canonical { get; init; }

    /// <summary>Declared language, ISO 639-1 lower case ("en"), without region.</summary>
    public string? DeclaredLanguage { get; init; }

    /// <summary>meta generator.</summary>
    public string? Generator { get; init; }

    /// <summary>og:type, JSON-LD @type names and the like, lower case.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>meta robots, lower case.</summary>
    public string? Robots { get; init; }

    /// <summary>meta keywords, split.</summary>
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>Target of a meta refresh, when there is one ("" for a mere reload).</summary>
    public string? RefreshTarget { get; init; }

    /// <summary>meta or base addresses that name another site: og:url, canonical, base href, JSON-LD url/mainEntityOfPage, isBasedOn.</summary>
    public IReadOnlyList<Declared> OwnAddresses { get; init; } = [];

    /// <summary>
    /// What two places of the page say differently: headline, site name, publisher, author, section, and the site of its own address. The first of each kind is held against those found elsewhere; capitals, marks and
    /// white space make no difference, and neither does a name that holds the other ("Herald", "The Herald Online"). Made on each call.
    /// </summary>
    public IReadOnlyList<Disagreement> Disagreements()
    {
        var found = new List<Disagreement>();
        Compare("headline", Headlines, Letters);
        Compare("site name", SiteNames, Letters);
        Compare("publisher", Publishers, Letters);
        Compare("author", Authors, Letters);
        Compare("section", Sections, Letters);
        Compare("own address", OwnAddresses, static address => Addresses.Href.HostOf(address) is var host && host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? host[4..].ToString() : host.ToString());
        return found;

        void Compare(string what, IReadOnlyList<Declared> all, Func<string, string> key)
        {
            for (var i = 1; i < all.Count; i++)
            {
                if (all[i].In == all[0].In) continue;
                var one = key(all[0].Value);
                var other = key(all[i].Value);
                if (one.Length > 0 && other.Length > 0 && !one.Contains(other, StringComparison.OrdinalIgnoreCase) && !other.Contains(one, StringComparison.OrdinalIgnoreCase)) found.Add(new Disagreement(what, all[0], all[i]));
            }
        }

        static string Letters(string value) => string.Concat(value.Where(char.IsLetterOrDigit));
    }

    /// <summary>Dates found on the way, as written; <see cref="Dates.DateReader"/> makes sense of them.</summary>
    internal IReadOnlyList<MachineDate> MachineDates { get; init; } = [];

    /// <summary>The time elements, for <see cref="Dates.DateReader"/>: one pass over the nodes serves both.</summary>
    internal IReadOnlyList<int> TimeNodes { get; init; } = [];

    /// <summary>The language with its region as declared ("en-GB"): the region tells whether 04/05 is in April or in May.</summary>
    internal string? Locale { get; init; }
}

/// <summary>A machine-readable date as written, and how much it is about the page itself: 0 an article's own, 1 its page's, 2 something else's.</summary>
internal readonly record struct MachineDate(string Value, bool Modified, int Rank);
