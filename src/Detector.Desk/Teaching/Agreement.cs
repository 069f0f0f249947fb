using Detector.Desk.Cases;
using Detector.Desk.Runs;

namespace Detector.Desk.Teaching;

/// <summary>How far two moderators agree beyond chance.</summary>
/// <param name="One">The first.</param>
/// <param name="Other">The second.</param>
/// <param name="Pages">Pages both were sure of.</param>
/// <param name="Agreed">Share of them they see alike, 0..1.</param>
/// <param name="Kappa">Cohen's kappa (Cohen 1960, doi:10.1177/001316446002000104), -1..1; null when chance alone would agree on all.</param>
public sealed record PairAgreement(string One, string Other, int Pages, double Agreed, double? Kappa);

/// <summary>Agreement between the moderators of a run, on confirm and reject; who was unsure gave no answer.</summary>
/// <param name="Pages">Pages at least two were sure of.</param>
/// <param name="Kappa">
/// Fleiss' kappa (Fleiss 1971, doi:10.1037/h0031619), generalised to pages with different numbers of moderators as in Gwet, Handbook of Inter-Rater Reliability (4th ed. 2014), chapter 2: each page's agreement over its own pairs;
/// null when there are no such pages or all answers are the same.
/// </param>
/// <param name="Pairs">Each two of them.</param>
public sealed record Agreement(int Pages, double? Kappa, IReadOnlyList<PairAgreement> Pairs)
{
    public static Agreement Of(DocketView view)
    {
        var answers = view.Cases.Values.OrderBy(page => page.Id)
            .Select(page => page.Standing.ByWho.Where(decision => decision.What is Decided.Confirm or Decided.Reject).ToDictionary(decision => decision.Who, decision => decision.What == Decided.Confirm, StringComparer.Ordinal))
            .Where(page => page.Count >= 2).ToList();
        var names = answers.SelectMany(page => page.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var pairs = new List<PairAgreement>();
        for (var i = 0; i < names.Count; i++)
        {
            for (var j = i + 1; j < names.Count; j++)
            {
                var both = answers.Where(page => page.ContainsKey(names[i]) && page.ContainsKey(names[j])).Select(page => (One: page[names[i]], Other: page[names[j]])).ToList();
                if (both.Count > 0) pairs.Add(Pair(names[i], names[j], both));
            }
        }
        return new Agreement(answers.Count, Fleiss([.. answers.Select(page => (page.Values.Count(yes => yes), page.Count))]), pairs);
    }

    internal static PairAgreement Pair(string one, string other, IReadOnlyList<(bool One, bool Other)> both)
    {
        var agreed = both.Count(page => page.One == page.Other) / (double)both.Count;
        var a = both.Count(page => page.One) / (double)both.Count;
        var b = both.Count(page => page.Other) / (double)both.Count;
        var chance = (a * b) + ((1 - a) * (1 - b));
        return new PairAgreement(one, other, both.Count, agreed, chance >= 1 ? null : (agreed - chance) / (1 - chance));
    }

    /// <param name="pages">Of each page, how many confirmed it and how many answered.</param>
    internal static double? Fleiss(IReadOnlyList<(int Confirmed, int Answers)> pages)
    {
        if (pages.Count == 0) return null;
        var observed = pages.Average(page => ((page.Confirmed * (page.Confirmed - 1.0)) + ((page.Answers - page.Confirmed) * (page.Answers - page.Confirmed - 1.0))) / (page.Answers * (page.Answers - 1.0)));
        var confirm = pages.Average(page => page.Confirmed / (double)page.Answers);
        var chance = (confirm * confirm) + ((1 - confirm) * (1 - confirm));
        return chance >= 1 ? null : (observed - chance) / (1 - chance);
    }
}
