using System.CommandLine;
using Detector.Fingerprints;
using Detector.Index;
using Detector.Index.Embedded;
using Detector.Pages;
using Detector.Sources;
using Detector.Verdicts;

namespace Detector.Cli.Indexing;

/// <summary>Judges pages knowing who else has their text: asks an index, and where there is one the index of the batch's own pages.</summary>
internal sealed class CopyCheck(IRepublicationIndex index, IRepublicationIndex? batch, DateTimeOffset now)
{
    public static Option<string?> Index { get; } = new("--index") { Description = "Look for copies in this index ('detector index add' makes one).", HelpName = "folder" };

    /// <summary>Opens an index to look things up.</summary>
    /// <exception cref="UsageException">There is none, or it cannot be read.</exception>
    public static IRepublicationIndex Open(string place)
    {
        try
        {
            return EmbeddedIndex.OpenRead(place);
        }
        catch (IndexAwayException away)
        {
            throw new UsageException(away.Message);
        }
    }

    public Verdict Judge(SourcePage source, FarmDetector detector, Detail detail)
    {
        using var page = Read(source, source.Request, detector.Limits, out var why);
        return page is null ? new Unjudged(why!.Reason, why.Says) : detector.Judge(page, detail, Ask(page, source.Id));
    }

    /// <summary>Who else has the page's body.</summary>
    public Neighbours Ask(Page page, string id)
    {
        var print = FingerprintReader.Of(page);
        PageQuery[] query = [new(print, FingerprintReader.Record(page, print, id, now))];
        var answer = index.LookupAsync(query).AsTask().GetAwaiter().GetResult()[0];
        return batch is null ? answer : answer.Join(batch.LookupAsync(query).AsTask().GetAwaiter().GetResult()[0]);
    }

    public static Page? Read(SourcePage source, PageRequest request, PageLimits? limits, out Unreadable? why) =>
        source.Text is null ? PageReader.Read(source.Bytes.Span, request, limits, out why) : PageReader.Read(source.Text.AsSpan(), request, limits, out why);
}
