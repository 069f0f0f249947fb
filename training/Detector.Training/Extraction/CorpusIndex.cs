using Detector.Fingerprints;
using Detector.Index;
using Detector.Index.Embedded;
using Detector.Pages;

namespace Detector.Training.Extraction;

/// <summary>An index of the corpus' own pages, for as long as a table is extracted: pages see each other as those of one scan do. Simulated pages are not in it: each of their bodies is a copy of a real page's.</summary>
internal sealed class CorpusIndex : IDisposable
{
    private const int AtOnce = 128;

    // Nobody knows when a corpus' pages were first seen: all at once, so that only the dates they show tell who was earlier.
    private static readonly DateTimeOffset Seen = DateTimeOffset.UnixEpoch;

    private readonly string _folder = Directory.CreateTempSubdirectory("detector-corpus-").FullName;
    private readonly EmbeddedIndex _index;

    private CorpusIndex() => _index = EmbeddedIndex.OpenWrite(_folder);

    /// <summary>Files every page that can be read and has an address.</summary>
    public static CorpusIndex Of(IEnumerable<CorpusLine> lines)
    {
        var made = new CorpusIndex();
        foreach (var chunk in lines.Chunk(AtOnce))
        {
            var entries = new IndexEntry?[chunk.Length];
            Parallel.For(0, chunk.Length, i => entries[i] = Entry(chunk[i].Page));
            made._index.AddAsync([.. entries.OfType<IndexEntry>()]).AsTask().GetAwaiter().GetResult();
        }
        made._index.CommitAsync().AsTask().GetAwaiter().GetResult();
        return made;
    }

    /// <summary>Who else has the page's text.</summary>
    public Neighbours Ask(Page page, string id) => _index.LookupAsync([PageQuery.Of(page, id, Seen)]).AsTask().GetAwaiter().GetResult()[0];

    public void Dispose()
    {
        _index.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Directory.Delete(_folder, recursive: true);
    }

    private static IndexEntry? Entry(CorpusPage? from)
    {
        if (from?.Url is null) return null;
        using var page = PageReader.Read(from.Content.AsSpan(), new PageRequest { Url = from.Url, Format = from.IsText ? PageFormat.Text : PageFormat.Html }, null, out _);
        if (page is null) return null;
        var (print, record) = PageQuery.Of(page, from.Id, Seen);
        return new IndexEntry(print, record);
    }
}
