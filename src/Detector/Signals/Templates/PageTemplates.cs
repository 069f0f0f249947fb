namespace Detector.Signals.Templates;

/// <summary>The signatures found on a page, counted by independent group.</summary>
internal sealed class PageTemplates
{
    private static readonly Func<Observation, PageTemplates> Maker = seen => new PageTemplates(seen.Signatures.Match(seen.Page));

    private PageTemplates(IReadOnlyList<TemplateHit> hits)
    {
        Hits = hits;
        Groups = Count(null, out var second);
        if (hits.Count == 0) return;
        First = hits[0].Evidence;
        if (second >= 0) Second = hits[second].Evidence;
        foreach (var hit in hits)
        {
            var groups = Count(hit.Signature.Family, out _);
            if (groups > FamilyGroups) (FamilyGroups, StrongestFamily) = (groups, hit.Signature.Family);
        }
    }

    public static PageTemplates Of(Observation seen) => seen.Shared(Maker);

    public IReadOnlyList<TemplateHit> Hits { get; }

    public int Groups { get; }

    public int FamilyGroups { get; }

    public string? StrongestFamily { get; }

    public Evidence First { get; }

    public Evidence Second { get; }

    private int Count(string? family, out int second)
    {
        second = -1;
        var groups = 0;
        for (var i = 0; i < Hits.Count; i++)
        {
            var signature = Hits[i].Signature;
            if (family is not null && signature.Family != family) continue;
            var known = false;
            for (var j = 0; j < i && !known; j++) known = Hits[j].Signature.Group == signature.Group && (family is null || Hits[j].Signature.Family == family);
            if (known) continue;
            if (++groups == 2) second = i;
        }
        return groups;
    }
}
