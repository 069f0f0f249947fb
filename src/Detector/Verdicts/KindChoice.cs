using Detector.Models;
using Detector.Pages;
using Detector.Signals;

namespace Detector.Verdicts;

/// <summary>Which kind of page it is: rules a moderator can follow, each saying in a note why it chose.</summary>
internal static class KindChoice
{
    // Marks of a page put together by a template around somebody's story, whichever template it is.
    private static readonly string[] TemplateMarks =
    [
        "brand-crumb-headline-line", "brand-slot-spacing", "brand-pasted-into-lead", "brand-pasted-into-dateline", "brand-three-way-disagreement", "category-glued-to-headline",
        "category-menu-word", "shown-seconds", "counter-widgets", "lists-unrelated", "list-cut-mid-word", "list-cut-at-length", "token-page",
    ];

    private static readonly string[] Machine = ["leaked-prompt", "model-refusal", "assistant-residue", "unrendered-slots", "placeholder-text", "picture-search"];

    // Of them and of what machines are fed with, what stands on no honest page but in quotation marks.
    private static readonly string[] SureMachineMarks = ["leaked-prompt", "model-refusal", "assistant-residue", "feed-residue", "picture-search"];

    private static readonly string[] MirrorMarks = ["wire-copyright-sentence-broken", "search-proxy", "mojibake-word", "mirrored-name", "brand-declared-elsewhere", "search-interface", "brand-paper-elsewhere"];

    // Those that no honest page shows: a declared address elsewhere is also what a moved site has.
    private static readonly string[] SureMirrorMarks = ["wire-copyright-sentence-broken", "search-proxy", "brand-imposter"];

    private static readonly string[] Stuffing =
    [
        "keyword-sentences", "keyword-lists", "keyword-anchors", "title-phrase-rate", "title-keyword-rate", "snippet-ellipses", "place-phrase-rate", "hidden-links", "hidden-share",
        "meta-refresh", "anchor-repetition", "slug-repeats", "repeated-five-grams", "top-bigram-share", "top-trigram-share", "title-run-share", "language-changes",
    ];

    private static readonly int Quantile95 = Array.IndexOf([.. ModelFile.QuantileSteps], 0.95);

    public static Kind Of(Page page, Measurements seen, Axes axes, double probability, Model model, List<string> notes)
    {
        var hits = Optional(seen, "template-hits");
        if (probability < model.Threshold) return NotFlagged(seen, axes, probability, model, hits, notes);

        if (axes.Authorised == Authorised.Shown && hits < 2)
        {
            notes.Add("The page looks like a farm's, and a right to the text is shown: a person has to weigh one against the other.");
            return Kind.NeedsHuman;
        }
        if (hits >= 2) return Because(Kind.FarmTemplate, notes, "Two or more independent marks of a known farm template were found.");
        if (Fires(seen, "brand-imposter")) return Because(Kind.Imposter, notes, "The page calls itself by a known outlet's name and is not on its host.");
        if (First(seen, Machine) is { } machine) return Because(Kind.GeneratedLowQuality, notes, $"The page shows its machine ({machine}).");
        if (First(seen, MirrorMarks) is { } mirror) return Because(Kind.Mirror, notes, $"The page is another site's, shown on this host ({mirror}).");
        if (page.Kind == PageKind.FeedDump) return Because(Kind.Mirror, notes, "The page is another site's feed, printed.");
        if (Value(seen["single-target"]) >= 0.5 && page.Links.All.Length >= 12) return Because(Kind.Imposter, notes, "Half of all links of a borrowed layout lead to one address.");

        var marks = 0;
        foreach (var name in TemplateMarks)
            if (Fires(seen, name))
                marks++;
        if (axes.IsSomebodyElses && axes.Authorised is Authorised.NotShown or Authorised.Contradicted)
            return marks >= 3
                ? Because(Kind.FarmTemplate, notes, $"{marks} marks of a template stand around a text that is somebody else's.")
                : Because(Kind.UnauthorisedCopy, notes, $"The text is somebody else's: {axes.Says}; and no right to it is shown.");
        if (marks >= 3) return Because(Kind.FarmTemplate, notes, $"{marks} marks of a template stand around the text.");

        if (Value(seen["filled-in-pages"]) is > 0 and var alike) return Because(Kind.Doorway, notes, $"{alike:F0} other pages of this site are the same text with other words filled in.");
        var stuffed = Stuffing.Count(name => BeyondHonest(seen, model, name));
        if (stuffed >= 2) return Because(Kind.Doorway, notes, $"{stuffed} measures of keywords, snippets and links made for search engines lie beyond nearly all honest pages.");
        return Because(Kind.GeneratedLowQuality, notes, "No mark says whose text it is; how the page and its text are made weighs most.");
    }

    // Above the honest pages' 95 % quantile, and above zero.
    private static bool BeyondHonest(Measurements seen, Model model, string name)
    {
        var value = Value(seen[name]);
        for (var column = 0; column < model.Columns.Count; column++)
            if (model.Columns[column].Name == name)
                return model.Quantiles[column].Length > Quantile95 && value > Math.Max(0, model.Quantiles[column][Quantile95]);
        return false;
    }

    private static Kind NotFlagged(Measurements seen, Axes axes, double probability, Model model, double hits, List<string> notes)
    {
        if (hits >= 2) return Because(Kind.NeedsHuman, notes, "Marks of a known farm template were found on a page that otherwise looks honest.");
        if (First(seen, SureMirrorMarks) is { } mirror) return Because(Kind.NeedsHuman, notes, $"The page may be another site's, shown on this host ({mirror}); little else speaks for a farm.");
        if (First(seen, SureMachineMarks) is { } machine) return Because(Kind.NeedsHuman, notes, $"A machine's input or answer is shown ({machine}); little else speaks for a farm.");
        if (Value(seen["filled-in-pages"]) is > 0 and var alike) return Because(Kind.NeedsHuman, notes, $"{alike:F0} other pages of this site are the same text with other words filled in, and little else speaks for a farm.");
        var open = axes.Authorised is Authorised.NotShown or Authorised.Contradicted;
        if (axes.Copied == Copied.Whole && open)
            return Because(Kind.NeedsHuman, notes, $"The whole text is somebody else's ({axes.Says}), no right to it is shown, and little else speaks for a farm.");
        if (axes.IsSomebodyElses && open && probability >= model.Threshold / 2)
            return Because(Kind.NeedsHuman, notes, $"The text is somebody else's ({axes.Says}), no right to it is shown, and little else speaks for a farm.");
        if (axes.Copied == Copied.ByItsOwnMarks && axes.Authorised == Authorised.Plausible && Value(seen["wire-dateline"]) > 0 && Value(seen["wire-agency-credit"]) > 0)
            return Because(Kind.NeedsHuman, notes, "The text is an agency's and credited, under a name that fits the host but is no outlet's: whether it is permitted cannot be seen on the page.");
        if (axes.IsSomebodyElses && !open) return Because(Kind.Licensed, notes, "The text is an agency's or another outlet's, under a masthead that fits the host.");
        return Value(seen["wire-release-boilerplate"]) > 0 ? Because(Kind.PaidOrRelease, notes, "The text reads as a press release; that is a label, no accusation.") : Kind.Ordinary;
    }

    private static string? First(Measurements seen, string[] names)
    {
        foreach (var name in names)
            if (Fires(seen, name))
                return name;
        return null;
    }

    // A signal fires from half of its range on: a yes, one piece, half of the entries.
    private static bool Fires(Measurements seen, string name)
    {
        var signal = Catalog.All[Catalog.IndexOf(name)];
        var value = Value(seen[name]);
        return signal.Unit switch
        {
            Unit.Count => value >= 1,
            Unit.Ratio when signal.Name.StartsWith("list-cut", StringComparison.Ordinal) => value >= 0.2,
            _ => value >= 0.5,
        };
    }

    private static Kind Because(Kind kind, List<string> notes, string why)
    {
        notes.Insert(0, why);
        return kind;
    }

    private static double Value(in Measurement measurement) => measurement.HasValue ? measurement.Value : 0;

    private static double Optional(Measurements seen, string name) => Catalog.Find(name) is null ? 0 : Value(seen[name]);
}
