using Detector.Pages.Text;
using Detector.Signals.Brand;

namespace Detector.Signals.Wire;

/// <summary>
/// What on the page says that its text is an agency's (dateline, credit, author box, photo credits, copyright sentence), and whether the page's own names
/// agree with its host. A proxy of a newspaper carries every licence cue: only both together mean anything.
/// </summary>
internal sealed class Licence
{
    private Licence(Observation seen)
    {
        var phrases = Phrases.Of(seen);
        var dateline = Datelines.Of(seen);
        var text = seen.Page.Text;
        if (dateline.HasAgency) Mark(1, Evidence.At(Place.Lead, dateline.Range));
        var authors = seen.Page.Metadata.Authors;
        for (var i = 0; i < authors.Count; i++)
        {
            if (!AgencyNames.IsAgency(authors[i].Value)) continue;
            AgencyAuthor = authors[i].Value;
            Mark(2, Evidence.Of(Place.Byline, AgencyAuthor));
            break;
        }
        foreach (var hit in phrases.All)
        {
            switch (hit.Kind)
            {
                case Phrase.AgencyCredit: Mark(2, Quote(text, hit)); break;
                case Phrase.PhotoCredit: Mark(4, Quote(text, hit)); break;
                case Phrase.AgencyCopyright: Mark(8, Quote(text, hit)); break;
                default: break;
            }
        }
        Kinds = System.Numerics.BitOperations.PopCount((uint)Mask);

        var names = BrandNames.Of(seen);
        Masthead = OutletsNamed.Of(seen).OfHost is not null ? 1 : names.Masthead;
    }

    private int Mask { get; set; }

    /// <summary>Kinds of agency evidence: dateline, credit or author, photo credit, copyright sentence; 0..4.</summary>
    public int Kinds { get; }

    /// <summary>The first piece of it.</summary>
    public Evidence Shown { get; private set; }

    /// <summary>The author declared or shown, when it is an agency.</summary>
    public string? AgencyAuthor { get; }

    /// <summary>The text itself is an agency's: a dateline, a credit or the copyright sentence, not merely a picture.</summary>
    public bool IsAgencyText => (Mask & (1 | 2 | 8)) != 0;

    /// <summary>0..1, how well the page's names agree with its host (1 when the host is a known outlet's); null when unknown.</summary>
    public double? Masthead { get; }

    public static Licence Of(Observation seen) => seen.Shared(static observation => new Licence(observation));

    public static Evidence Quote(PageText text, in PhraseHit hit, Place place = Place.Body)
    {
        var first = text.Tokens[hit.Token];
        var last = text.Tokens[hit.Token + hit.Count - 1];
        return Evidence.At(place, first.Start, last.End - first.Start);
    }

    private void Mark(int kind, Evidence evidence)
    {
        if (Mask == 0) Shown = evidence;
        Mask |= kind;
    }
}
