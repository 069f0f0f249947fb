using System.Text.RegularExpressions;
using Detector.Outlets;
using Detector.Pages;
using Detector.Pages.Addresses;
using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    // Of the first lines a reader sees.
    private const int OpeningLines = 6;

    public static readonly Signal FeedResidue = new()
    {
        Name = "feed-residue",
        Family = Family.Text,
        Title = "A machine's input printed as text: a feed, its JSON or page source, a seller line, the source's address",
        Says = "What a machine was fed with is printed as text: “{1}”",
        SaysOtherwise = "No feed, page source, seller line or address of a source is printed as text",
        Direction = Direction.FarmHigh,
        Unit = Unit.Count,
        Source = "observed on real farm pages: raw feeds and raw JSON of a publisher printed as a page, a line of ads.txt (IAB Tech Lab 2021) or the source's address as first text; 0 of 494 honest pages",
        Quiet = "the page shows code, or has fewer than 50 words",
        Measure = static seen =>
        {
            var text = seen.Page.Text;
            if (text.VisibleTokens < TextStatistics.LeastWords || MarkupLeaks.Of(seen).HasCode) return Measurement.Nothing;
            var (isDump, kinds, lines) = (seen.Page.Kind == PageKind.FeedDump, 0, 0);
            var shown = Evidence.None;
            foreach (ref readonly var block in text.Blocks)
            {
                if (block.IsHidden || block.Length == 0) continue;
                var line = text.Of(block);
                if (isDump || SellerLine().IsMatch(line[..Math.Min(line.Length, 120)]) || IsOutletsAddress(seen.Page, line))
                {
                    kinds++;
                    if (shown.IsNone) shown = Evidence.At(Place.Text, block.Start, Math.Min(line.Length, 80));
                }
                isDump = false;
                if (++lines == OpeningLines) break;
            }
            return Measurement.Of(kinds, shown);
        },
    };

    // A line that is nothing but the address of an outlet's page, on a page that is not the outlet's.
    private static bool IsOutletsAddress(Page page, ReadOnlySpan<char> line) =>
        line.StartsWith("http", StringComparison.Ordinal) && line.IndexOfAny(" \n") < 0 && Address.TryParse(line.ToString()) is { } address && address.Path.Length > 1
        && KnownOutlets.ByDomain(address.Host) is { } outlet && IsPublisher(outlet) && !(page.Address is { } own && ReferenceEquals(KnownOutlets.ByDomain(own.Host), outlet));

    [GeneratedRegex(@"^[a-z0-9.-]{3,40}\.[a-z]{2,10}, ?[\w-]{3,40}, ?(?:DIRECT|RESELLER)\b", RegexOptions.CultureInvariant, Timeout.Infinite)]
    private static partial Regex SellerLine();
}
