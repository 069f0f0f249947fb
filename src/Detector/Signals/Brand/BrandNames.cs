using Detector.Outlets;
using Detector.Pages.Addresses;
using Detector.Pages.Metadata;
using Detector.Signals.Wire;
using Detector.Topics;

namespace Detector.Signals.Brand;

/// <summary>
/// The names a page goes by (the title's brand, declared site names and publishers, copyright holder) and the host it stands on, cut into words and held
/// against each other once for all signals of brand and licence.
/// </summary>
internal sealed class BrandNames
{
    // Labels every site may have in front of its name.
    private static readonly string[] Anonymous = ["www", "m", "en", "de", "fr", "es", "it", "us", "uk", "web", "mobile", "amp", "old", "new", "test", "staging", "cdn", "ww2", "www2"];

    private readonly string[][] _labelWords;
    private readonly string[] _labels;
    private readonly CallSign? _station;
    private readonly Outlet? _outlet;

    private BrandNames(Observation seen)
    {
        var metadata = seen.Page.Metadata;
        Address = seen.Page.Address;
        // An IP address has no words; without one there is nothing to hold names against.
        if (Address is { IsIp: false } address)
        {
            var labels = new List<string> { address.DomainLabel };
            for (var i = 0; i < address.Subdomains.Count; i++)
                if (Array.IndexOf(Anonymous, address.Subdomains[i]) < 0)
                    labels.Add(address.Subdomains[i]);
            // On shared hosting a site's name often stands in the path (a.example.io/wombat-post/).
            if (address.IsPrivateSuffix && address.PathSegments.Count > 1) labels.Add(address.PathSegments[0]);
            _labels = [.. labels];
            _station = CallSigns.InDomain(address.DomainLabel);
            _outlet = OutletsNamed.Of(seen).OfHost;
        }
        else _labels = [];
        _labelWords = new string[_labels.Length][];
        for (var i = 0; i < _labels.Length; i++) _labelWords[i] = HostWords.Split(_labels[i]);

        TitleBrand = metadata.TitleBrand;
        Title = Name.Of(TitleBrand?.Value);
        Site = First(metadata.SiteNames, out var site);
        SiteName = site;
        Publisher = First(metadata.Publishers, out var publisher);
        PublisherName = publisher;
        Holder = CopyrightHolder.First(metadata.Copyrights, out var line);
        HolderLine = line;
        TitleOnHost = OnHost(Title);
        // Where the title has several short parts ("January | 2015 | A Little Diary") any of them may be the site's name: the one that the host spells is.
        for (var i = 0; TitleOnHost is { } so && so < 1 && i < metadata.TitleParts.Count; i++)
            if (Name.Of(metadata.TitleParts[i].Value) is { Words.Length: <= 5 } part && OnHost(part) is { } other && other > so)
                TitleOnHost = other;
        SiteOnHost = BestOnHost(metadata.SiteNames);
        PublisherOnHost = BestOnHost(metadata.Publishers);
        HolderOnHost = OnHost(Holder);
        All = Array.FindAll([Title, Site, Publisher, Holder], static name => name is not null)!;
    }

    public Address? Address { get; }

    /// <summary>The title's brand as declared, and its words.</summary>
    public Declared? TitleBrand { get; }

    public Name? Title { get; }

    /// <summary>The first declared site name that can be compared.</summary>
    public Declared? SiteName { get; }

    public Name? Site { get; }

    public Declared? PublisherName { get; }

    public Name? Publisher { get; }

    /// <summary>Who holds the copyright, out of the first copyright line that names someone.</summary>
    public Name? Holder { get; }

    public Declared? HolderLine { get; }

    /// <summary>The names the page goes by: of title, site, publisher and holder those that there are, in this order.</summary>
    public Name[] All { get; }

    /// <summary>Agreement with the host, 0..1; null when either is missing.</summary>
    public double? TitleOnHost { get; }

    public double? SiteOnHost { get; }

    public double? PublisherOnHost { get; }

    public double? HolderOnHost { get; }

    /// <summary>
    /// How well the page's own names agree with its host, 0..1: the mean of title brand, site name, publisher and copyright holder. Null when the address or
    /// every name is missing: silence is not disagreement.
    /// </summary>
    public double? Masthead
    {
        get
        {
            double sum = 0;
            var n = 0;
            Add(TitleOnHost);
            Add(SiteOnHost);
            Add(PublisherOnHost);
            Add(HolderOnHost);
            return n == 0 ? null : sum / n;

            void Add(double? one)
            {
                if (one is not { } value) return;
                sum += value;
                n++;
            }
        }
    }

    /// <summary>Words of the registrable label ("fast", "seoul"); empty without an address.</summary>
    public string[] DomainWords => _labelWords.Length == 0 ? [] : _labelWords[0];

    /// <summary>Letters of the registrable label beside words that any publication's host may have ("online", "news"): few are an abbreviation.</summary>
    public int DomainLetters => DomainWords.Sum(static word => Name.IsGeneric(word) || !char.IsLetter(word[0]) ? 0 : word.Length);

    public static BrandNames Of(Observation seen) => seen.Shared(static observation => new BrandNames(observation));

    /// <summary>The best agreement of any name with the host, 0..1; null when the address or every name is missing.</summary>
    public double? AnyOnHost
    {
        get
        {
            double? best = TitleOnHost;
            if (SiteOnHost is { } site && !(best >= site)) best = site;
            if (PublisherOnHost is { } publisher && !(best >= publisher)) best = publisher;
            if (HolderOnHost is { } holder && !(best >= holder)) best = holder;
            return best;
        }
    }

    /// <summary>Best agreement of a name with the host's labels, 0..1; null when there is no name or no host.</summary>
    public double? OnHost(Name? name)
    {
        if (name is null || _labels.Length == 0) return null;
        // A station's host bears its call sign, the station goes by its channel (47 CFR 73.1201).
        if (_station is { } station && (name.Text.Contains(station.Letters, StringComparison.OrdinalIgnoreCase) || CallSigns.IsChannelName(name.Text))) return 1;
        // Houston's Chronicle is at chron.com, whatever the letters say.
        if (_outlet is not null && KnownOutlets.ByName(name.Text) is { } named && OutletsNamed.Same(named, _outlet)) return 1;
        double best = 0;
        for (var i = 0; i < _labels.Length; i++) best = Math.Max(best, name.AgreementWithHost(_labels[i], _labelWords[i]));
        return best;
    }

    /// <summary>Whether a name is one this page goes by, by any of its declarations or its host.</summary>
    public bool IsOwn(Name name) =>
        OnHost(name) >= .5 || Agrees(Title, name) || Agrees(Site, name) || Agrees(Publisher, name);

    private static bool Agrees(Name? own, Name name) => own is not null && own.Agreement(name) >= Name.Agrees;

    private double? BestOnHost(IReadOnlyList<Declared> names)
    {
        double? best = null;
        for (var i = 0; i < names.Count && i < 6; i++)
            if (!AgencyNames.IsAgency(names[i].Value) && OnHost(Name.Of(names[i].Value)) is { } one && !(best >= one))
                best = one;
        return best;
    }

    private static Name? First(IReadOnlyList<Declared> declared, out Declared? found)
    {
        for (var i = 0; i < declared.Count; i++)
        {
            // A licensed story may declare its agency as publisher; that is no name of the site.
            if (AgencyNames.IsAgency(declared[i].Value) || Name.Of(declared[i].Value) is not { } name) continue;
            found = declared[i];
            return name;
        }
        found = null;
        return null;
    }
}
