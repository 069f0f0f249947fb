using Detector.Desk.Runs;

namespace Detector.Desk.Cases;

/// <summary>Where a page stands after its decisions.</summary>
public enum Status : byte
{
    /// <summary>Nobody has decided.</summary>
    Open,
    Confirmed,
    Rejected,
    /// <summary>Looked at; nobody was sure.</summary>
    Unsure,
    /// <summary>As many confirmed as rejected it: a second opinion is wanted.</summary>
    Disputed,
}

/// <summary>
/// What the decisions on a page come to: of each moderator the last one that was not taken back; of those the majority of confirm and reject. A tie is a dispute, whoever pressed first.
/// </summary>
/// <param name="Status">The outcome.</param>
/// <param name="Last">Sequence of the last decision, 0 without any: what the next decision must have seen.</param>
/// <param name="ByWho">Each moderator's decision that stands.</param>
public sealed record Standing(Status Status, int Last, IReadOnlyList<Decision> ByWho)
{
    public static Standing None { get; } = new(Status.Open, 0, []);

    /// <summary>Of one page's decisions in their order.</summary>
    public static Standing Of(IReadOnlyList<Decision> decisions)
    {
        if (decisions.Count == 0) return None;
        var standing = new SortedDictionary<string, List<Decision>>(StringComparer.Ordinal);
        foreach (var decision in decisions)
        {
            if (decision.What == Decided.Note) continue;
            if (!standing.TryGetValue(decision.Who, out var own)) standing[decision.Who] = own = [];
            if (decision.What != Decided.Undo) own.Add(decision);
            else if (own.Count > 0) own.RemoveAt(own.Count - 1);
        }
        Decision[] last = [.. standing.Values.Where(own => own.Count > 0).Select(own => own[^1])];
        var confirmed = last.Count(decision => decision.What == Decided.Confirm);
        var rejected = last.Count(decision => decision.What == Decided.Reject);
        var status = (confirmed, rejected) switch
        {
            (0, 0) => last.Length == 0 ? Status.Open : Status.Unsure,
            _ when confirmed > rejected => Status.Confirmed,
            _ when rejected > confirmed => Status.Rejected,
            _ => Status.Disputed,
        };
        return new Standing(status, decisions[^1].Sequence, last);
    }
}
