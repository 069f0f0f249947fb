using Detector.Fingerprints;
using Detector.Index;
using Detector.Pages;
using Detector.Sources;
using Detector.Verdicts;

namespace Detector.Scanning;

/// <summary>Judges pages knowing who else has their text: asks an index, the index of the batch's own pages, or both; one there must be.</summary>
public sealed class CopyCheck(IRepublicationIndex? index, IRepublicationIndex? batch, DateTimeOffset now)
{
    /// <summary>Opens an index to look things up, on disk or shared (see <see cref="RepublicationIndexes.Open"/>).</summary>
    /// <exception cref="UsageException">There is none, or it cannot be read.</exception>
    public static IRepublicationIndex Open(string place)
    {
        try
        {
            return RepublicationIndexes.Open(place);
        }
        catch (IndexAwayException away)
        {
            throw new UsageException(away.Message);
        }
    }

    public Verdict Judge(SourcePage source, FarmDetector detector, Detail detail) => source.JudgedBy(detector, detail, page => Ask(page, source.Id));

    /// <summary>Who else has the page's body.</summary>
    public Neighbours Ask(Page page, string id)
    {
        PageQuery[] query = [PageQuery.Of(page, id, now)];
        if (index is null) return Answer(batch!) with { Coverage = Coverage.Partly, Answered = 0, Away = "no index was given, only pages of this scan were looked at" };
        return batch is null ? Answer(index) : Answer(index).Join(Answer(batch));

        Neighbours Answer(IRepublicationIndex asked) => asked.LookupAsync(query).AsTask().GetAwaiter().GetResult()[0];
    }
}
