namespace Detector.Pages.Structure;

/// <summary>
/// What the page is built of, as counts. Counts of markup follow a site's wealth (money, tools, staff): a signal that uses one must say why it is
/// not merely that. For plain text only the words and the ways to reach the publisher are known.
/// </summary>
public sealed class PageStructure
{
    /// <summary>Visible words.</summary>
    public int Words { get; init; }

    /// <summary>Words inside links over visible words, 0..1.</summary>
    public double LinkShare { get; init; }

    /// <summary>Words a visitor does not see (display:none, off-screen, zero-size, same-colour styles), JSON and templates left out.</summary>
    public int HiddenWords { get; init; }

    /// <summary>Hosts of images, video and iframes with how often each occurs, most frequent first; relative addresses count under "".</summary>
    public IReadOnlyList<KeyValuePair<string, int>> MediaHosts { get; init; } = [];

    /// <summary>The same of the pictures of the story: those between its first and last block of main content, and the one the page declares for itself (og:image) where none of them is from the same host.</summary>
    public IReadOnlyList<KeyValuePair<string, int>> StoryMediaHosts { get; init; } = [];

    /// <summary>Host of the picture that the page declares for itself (the first of og:image and twitter:image), "" where its address has none; null where none is declared.</summary>
    public string? DeclaredPictureHost { get; init; }

    /// <summary>Pictures that a picture search's cache serves, or is to serve where the first address fails (<c>onerror</c>).</summary>
    public int SearchThumbnails { get; init; }

    /// <summary>The first host such a picture comes from; null without one.</summary>
    public string? SearchThumbnailHost { get; init; }

    /// <summary>Hosts of external scripts.</summary>
    public IReadOnlyList<string> ScriptHosts { get; init; } = [];

    /// <summary>Advertising networks recognised by script or frame host, or by slot markup.</summary>
    public IReadOnlyList<string> AdNetworks { get; init; } = [];

    /// <summary>Those of them that pay for pop-ups and pop-unders (see <see cref="PopUnders"/>).</summary>
    public IReadOnlyList<string> PopUnderNetworks { get; init; } = [];

    /// <summary>Slots for advertisements in the markup.</summary>
    public int AdSlots { get; init; }

    /// <summary>Links to elsewhere that carry an affiliate tag, go through an affiliate network, or are declared paid (<c>rel=sponsored</c>; Google Search Central 2019, Evolving nofollow).</summary>
    public int AffiliateLinks { get; init; }

    public int Images { get; init; }

    public int Iframes { get; init; }

    public int Forms { get; init; }

    /// <summary>Links to pages that a publication or a business has about itself: about, contact, editorial policy, corrections, staff, imprint, privacy.</summary>
    public OwnPages OwnPages { get; init; }

    /// <summary>A telephone number or postal address is shown.</summary>
    public bool ShowsPhoneOrAddress { get; init; }

    /// <summary>An e-mail address at the page's own domain (or any, when the page's address is unknown) is shown.</summary>
    public bool ShowsEmail { get; init; }

    /// <summary>Comments by readers are present, not merely a form.</summary>
    public int Comments { get; init; }
}

[Flags]
public enum OwnPages { None = 0, About = 1, Contact = 2, Editorial = 4, Staff = 8, Legal = 16, Advertise = 32, Subscribe = 64 }
