using System.Globalization;
using Detector.Fingerprints;
using Detector.Models;
using Detector.Pages;
using Detector.Signals;

namespace Detector.Verdicts;

/// <summary>Puts a verdict together: the probability decides whether a page is flagged, the evidence decides which kind it is.</summary>
internal static class Judgement
{
    private const int MostReasons = 12;

    /// <summary>Contributions under this (log-odds) move no probability by a percent.</summary>
    private const double LeastContribution = 0.02;

    private static readonly int SuspectSite = Catalog.IndexOf(Catalog.SuspectSite.Name);

    /// <summary>Position of the median in <see cref="Model.Quantiles"/>.</summary>
    private static readonly int Median = Array.IndexOf([.. ModelFile.QuantileSteps], 0.5);

    public static Judged Make(Page page, Measurements measurements, Neighbours neighbours, Model model, ReadOnlySpan<float> row, Detail detail)
    {
        var margin = model.Margin(row) + neighbours.Site.Evidence;
        var probability = model.Probability(margin);
        var likely = probability >= model.Threshold;
        var explain = detail > Detail.Brief || likely;
        var contributions = explain ? new double[model.Columns.Count] : [];
        var start = explain ? model.Explain(row, contributions) : 0;

        var axes = Axes.Of(page, measurements, neighbours);
        var notes = new List<string>();
        var kind = KindChoice.Of(page, measurements, axes, probability, model, notes);
        Doubts(page, measurements, neighbours, probability, model, notes);
        return new Judged
        {
            Kind = kind,
            Flagged = Names.Flags(kind),
            Probability = probability,
            Copied = axes.Copied,
            Authorised = axes.Authorised,
            PageKind = page.Kind,
            Language = page.Language,
            Margin = margin,
            Base = start,
            Reasons = explain ? Reasons(page, measurements, neighbours, model, contributions, detail) : [],
            Neighbours = neighbours,
            Model = model.Id,
            Notes = notes,
        };
    }

    private static List<Reason> Reasons(Page page, Measurements measurements, Neighbours neighbours, Model model, double[] contributions, Detail detail)
    {
        var reasons = new List<Reason>();
        var weighed = new bool[Catalog.All.Count];
        for (var column = 0; column < contributions.Length; column++)
        {
            var index = model.Schema.Signals[column];
            weighed[index] = true;
            var signal = Catalog.All[index];
            ref readonly var measurement = ref measurements.All[index];
            if (detail == Detail.Everything)
            {
                reasons.Add(measurement.HasValue ? Told(page, signal, measurement, contributions[column], Farmish(signal, measurement, model, column)) : Silent(signal, contributions[column]));
                continue;
            }
            if (!measurement.HasValue || Math.Abs(contributions[column]) < LeastContribution) continue;
            // A sentence that says the opposite of what the number did in this model would be true and mislead: it is shown among everything only.
            var farmish = Farmish(signal, measurement, model, column);
            if (signal.Direction != Direction.Context && farmish != contributions[column] > 0) continue;
            reasons.Add(Told(page, signal, measurement, contributions[column], farmish));
        }
        // The site's other pages weigh beside the trees, as much as they say themselves.
        if (neighbours.Site.Evidence > 0)
        {
            weighed[SuspectSite] = true;
            reasons.Add(Told(page, Catalog.SuspectSite, measurements.All[SuspectSite], neighbours.Site.Evidence, farmish: true));
        }
        reasons.Sort(static (one, other) =>
        {
            var order = Math.Abs(other.Contribution).CompareTo(Math.Abs(one.Contribution));
            return order != 0 ? order : string.CompareOrdinal(one.Signal, other.Signal);
        });
        if (detail != Detail.Everything && reasons.Count > MostReasons) reasons.RemoveRange(MostReasons, reasons.Count - MostReasons);

        // What the model has not been taught: shown when it speaks.
        for (var index = 0; index < weighed.Length; index++)
        {
            var signal = Catalog.All[index];
            ref readonly var measurement = ref measurements.All[index];
            if (weighed[index] || !measurement.HasValue) continue;
            var speaks = signal.Direction == Direction.FarmHigh && measurement.Value > 0;
            if (detail == Detail.Everything || speaks) reasons.Add(Told(page, signal, measurement, 0, speaks) with { Weighed = false });
        }
        return reasons;
    }

    private static Reason Told(Page page, Signal signal, in Measurement measurement, double contribution, bool farmish)
    {
        var quotes = Quotes.Of(page, measurement);
        return new Reason(signal.Name, signal.Family, measurement.Value, contribution, Quotes.Sentence(signal, measurement, farmish, quotes), quotes, true);
    }

    private static Reason Silent(Signal signal, double contribution) =>
        new(signal.Name, signal.Family, signal.Absent, contribution, $"Nothing to measure: {signal.Title.ToLowerInvariant()}. {signal.Quiet}", [], true);

    // Whether the number lies on the side the signal's author holds against a page, seen from the honest pages' median.
    private static bool Farmish(Signal signal, in Measurement measurement, Model model, int column)
    {
        if (signal.Direction == Direction.Context) return true;
        var honest = model.Quantiles[column].Length > Median ? model.Quantiles[column][Median] : 0;
        if (signal.Unit == Unit.YesNo) honest = 0.5f;
        return signal.Direction == Direction.FarmHigh ? measurement.Value > honest : measurement.Value < honest;
    }

    private static void Doubts(Page page, Measurements measurements, Neighbours neighbours, double probability, Model model, List<string> notes)
    {
        if (neighbours.Coverage == Coverage.NotChecked) notes.Add(neighbours.Away is { } gone ? $"Copies were not checked: {gone}." : "Copies were not checked: no index of other pages was asked, or none answered.");
        if (neighbours is { Coverage: Coverage.Partly, Answered: 0, Away: { } instead }) notes.Add($"Copies were partly checked: {instead}.");
        else if (neighbours.Coverage == Coverage.Partly) notes.Add(string.Create(CultureInfo.InvariantCulture, $"Copies were partly checked: {neighbours.Answered:P0} of what the index was asked was answered{(neighbours.Away is { } away ? $" ({away})" : "")}."));
        if (page.Address is null) notes.Add("The page's address is not known, so nothing could be held against the host.");
        if (page.Format == PageFormat.Text) notes.Add("Only extracted text was given: links, metadata and hidden parts could not be seen.");
        if (page.Language is not ("en" or "")) notes.Add($"The text is in another language than English ({page.Language}): signals about topics and wording were quiet.");
        var quiet = 0;
        foreach (var index in model.Schema.Signals)
            if (!measurements.All[index].HasValue)
                quiet++;
        if (quiet * 2 > model.Columns.Count) notes.Add(string.Create(CultureInfo.InvariantCulture, $"{quiet} of {model.Columns.Count} signals had nothing to measure."));
        if (page.Kind is PageKind.Listing or PageKind.Search or PageKind.Home) notes.Add($"It is a {Names.Of(page.Kind)} page: its entries are unrelated by nature.");
        if (probability > 0.2 && probability < 0.8) notes.Add("The evidence points both ways.");
    }
}
