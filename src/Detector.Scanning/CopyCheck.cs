using Detector.Fingerprints;
using Detector.Index;
using Detector.Pages;
using Detector.Sources;
using Detector.Verdicts;

namespace Detector.Scanning;

/// <summary>Judges pages knowing who else has their text: asks an index, and where there is one the index of the batch's own pages.</summary>
public sealed class CopyCheck(IRepublicationIndex index, IRepublicationIndex? batch, DateTimeOffset now)
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
        var answer = index.LookupAsync(query).AsTask().GetAwaiter().GetResult()[0];
        return batch is null ? answer : answer.Join(batch.LookupAsync(query).AsTask().GetAwaiter().GetResult()[0]);
    }
}
