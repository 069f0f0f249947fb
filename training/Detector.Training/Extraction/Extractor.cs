using System.IO.Hashing;
using System.Runtime.InteropServices;
using Detector.Features;
using Detector.Fingerprints;
using Detector.Pages;
using Detector.Signals;
using Detector.Signals.Templates;
using Detector.Training.Style;
using Detector.Training.Tables;

namespace Detector.Training.Extraction;

/// <summary>A page that gave no row, and why.</summary>
internal sealed record Unread(string Id, string Source, string Why);

/// <summary>
/// Measures pages: each as it was found, again without its address (signals that need one then see what they see on a page nobody knows the address of), and both once more on its
/// plain-text twin. Only a page as it was found is also held against an index, real pages against one of the others, simulated ones against what is drawn for them: a scan can do without one. Rows come in the order of the corpus whatever the number of threads.
/// </summary>
/// <param name="signatures">Marks of known networks.</param>
/// <param name="styles">The writing styles that have not seen a page.</param>
/// <param name="index">The corpus' pages, to find the text of one on others; null: none is asked.</param>
/// <param name="drawn">What an index knows of simulated pages; null: none is asked.</param>
/// <param name="seed">Decides how text twins are rendered.</param>
internal sealed class Extractor(TemplateSignatures signatures, HeldStyles styles, CorpusIndex? index, SimulatedIndex? drawn, int seed)
{
    private const int AtOnce = 128;

    private static readonly int MachineStyle = Catalog.IndexOf(Catalog.MachineStyle.Name);

    public IReadOnlyList<Column> Columns { get; } = [.. Catalog.All.Select(signal => new Column(signal.Name, signal.Version, (float)signal.Absent)), .. Probes.Columns];

    public (IReadOnlyList<FeatureRow> Rows, IReadOnlyList<Unread> Unread) Run(IEnumerable<CorpusLine> lines, Action<int>? progress = null)
    {
        var rows = new List<FeatureRow>();
        var unread = new List<Unread>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var pages = 0;
        foreach (var chunk in lines.Chunk(AtOnce))
        {
            var answers = new (List<FeatureRow> Rows, Unread? Unread)[chunk.Length];
            Parallel.For(0, chunk.Length, i => answers[i] = Measure(chunk[i]));
            for (var i = 0; i < chunk.Length; i++)
            {
                if (chunk[i].Page is { } page && !seen.Add(page.Id))
                {
                    unread.Add(new Unread(page.Id, page.Source, $"{chunk[i].Place}: the id occurs a second time"));
                    continue;
                }
                rows.AddRange(answers[i].Rows);
                if (answers[i].Unread is { } why) unread.Add(why);
            }
            progress?.Invoke(pages += chunk.Length);
        }
        return (rows, unread);
    }

    /// <summary>All rows of one page; or why there is none.</summary>
    public (List<FeatureRow> Rows, Unread? Unread) Measure(CorpusLine line)
    {
        if (line.Page is not { } page) return ([], new Unread("", line.Place, line.Problem!));
        var rows = new List<FeatureRow>(4);
        try
        {
            var twin = "";
            var why = Add(page.Content, page.IsText ? PageFormat.Text : PageFormat.Html, page.Url, isTwin: false);
            if (why is not null) return ([], new Unread(page.Id, page.Source, why));
            if (page.Url is not null) Add(page.Content, page.IsText ? PageFormat.Text : PageFormat.Html, null, isTwin: false);
            if (twin.Length > 0)
            {
                // A twin too short to judge is no loss: its page has a row.
                Add(twin, PageFormat.Text, page.Url, isTwin: true);
                if (page.Url is not null) Add(twin, PageFormat.Text, null, isTwin: true);
            }
            return (rows, null);

            string? Add(string content, PageFormat format, string? url, bool isTwin)
            {
                using var read = PageReader.Read(content.AsSpan(), new PageRequest { Url = url, Format = format }, null, out var unreadable);
                if (read is null) return unreadable!.Says;
                if (!isTwin && format == PageFormat.Html && twin.Length == 0 && !page.Simulated) twin = TextTwin.Of(read, page.Id, seed);
                rows.Add(new FeatureRow
                {
                    Id = page.Id, Source = page.Source, Group = page.Group, Label = page.Label, Flag = page.Flag, Format = format == PageFormat.Html ? "html" : "text", Language = LanguageOf(page, read),
                    Simulated = page.Simulated, Family = page.Family, Url = page.Url ?? "", Masked = url is null, Twin = isTwin, Content = ContentOf(read), Values = ValuesOf(read, page, isTwin || url != page.Url ? null : page.Simulated ? drawn?.Ask(read, page.Id) : index?.Ask(read, page.Id)),
                });
                return null;
            }
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // A bug, in a signal as a rule: it must not cost the other pages, and it must be seen.
            return ([], new Unread(page.Id, page.Source, $"BUG {exception.GetType().Name}: {exception.Message} {exception.StackTrace?.Split('\n').FirstOrDefault()?.Trim()}"));
        }
    }

    private float[] ValuesOf(Page page, CorpusPage from, Neighbours? neighbours)
    {
        var values = new float[Columns.Count];
        var measured = Measurements.Of(page, signatures, neighbours).All;
        for (var i = 0; i < measured.Length; i++) values[i] = measured[i].HasValue ? (float)measured[i].Value : float.NaN;
        // The shipped style has read this page, as often as not.
        if (measured[MachineStyle].HasValue && styles.For(from.BodySource, from.BodyGroup).Of(page) is var (deviations, _)) values[MachineStyle] = (float)deviations;
        Probes.Fill(page, values.AsSpan(measured.Length));
        return values;
    }

    /// <summary>16 hexadecimal digits over a page's words.</summary>
    internal static string ContentOf(Page page)
    {
        var hash = new XxHash3();
        foreach (ref readonly var token in page.Text.Tokens) hash.Append(MemoryMarshal.AsBytes(new ReadOnlySpan<ulong>(in token.Hash)));
        return hash.GetCurrentHashAsUInt64().ToString("x16");
    }

    private static string LanguageOf(CorpusPage page, Page read)
    {
        var declared = page.Language.Length > 0 ? page.Language : read.Metadata.DeclaredLanguage ?? "";
        return declared.Length >= 2 && char.IsAsciiLetter(declared[0]) && char.IsAsciiLetter(declared[1]) ? declared[..2].ToLowerInvariant() : "";
    }
}
