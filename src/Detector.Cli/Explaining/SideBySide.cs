using System.Globalization;
using Detector.Cli.Showing;
using Detector.Fingerprints;
using Detector.Pages;
using Detector.Verdicts;

namespace Detector.Cli.Explaining;

/// <summary>The passages a page shares with its neighbours, each beside the other's words where the index kept them.</summary>
internal sealed class SideBySide(Screen screen)
{
    private const int PagesShown = 3;
    private const int PassagesShown = 3;
    private const int LinesShown = 6;
    private const int Gap = 3;

    public void Write(Page page, Neighbours neighbours, TextWriter output)
    {
        if (neighbours.Coverage == Coverage.NotChecked) return;
        output.WriteLine();
        output.WriteLine(screen.Paint(Ink.Strong, "Who else has the text"));
        if (neighbours.Pages.Count == 0)
        {
            output.WriteLine("  no page of the index");
            return;
        }
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {neighbours.Sites} other sites hold a copy: {neighbours.NamedSites} of known outlets, {neighbours.FacelessSites} that no outlet is known to run"));
        foreach (var neighbour in neighbours.Pages.Take(PagesShown)) One(page, neighbours.Fingerprint, neighbour, output);
        if (neighbours.Pages.Count > PagesShown) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  and {neighbours.Pages.Count - PagesShown} more pages (--json has all)"));
    }

    private void One(Page page, Fingerprint print, Neighbour neighbour, TextWriter output)
    {
        var record = neighbour.Page;
        output.WriteLine();
        output.WriteLine($"  {screen.Paint(Ink.Accent, Shown.Clean(record.Address))}");
        if (record.Title.Length > 0) output.WriteLine($"  {Shown.Clean(record.Title)}");
        var shown = record.Shown is { } date ? $", shows {date:yyyy-MM-dd}" : "";
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {neighbour.ShareHere:P0} of this page there, {neighbour.ShareThere:P0} of that page here; {Names.Of(neighbour.Holder)}; first seen {record.FirstSeen:yyyy-MM-dd}{shown}"));
        var words = record.Text?.Split(' ');
        foreach (var passage in neighbour.Passages.OrderByDescending(passage => passage.Here.Length).Take(PassagesShown))
        {
            output.WriteLine(screen.Paint(Ink.Faint, string.Create(CultureInfo.InvariantCulture, $"  words {passage.Here.Start}–{passage.Here.End} here, {passage.There.Start}–{passage.There.End} there; {passage.Intact:P0} word for word")));
            var range = print.PlaceOf(passage.Here);
            var here = range.IsEmpty ? "" : page.Text.Range(range.Start, Math.Min(range.Length, 2000)).ToString();
            var there = words is null ? "(the index kept no text of it: add pages with --keep-text)" : string.Join(' ', words.Skip(passage.There.Start).Take(passage.There.Length));
            Columns(here, there, output);
        }
    }

    private void Columns(string here, string there, TextWriter output)
    {
        var width = (screen.Width - Gap - 2) / 2;
        var left = Shown.Wrap(Shown.Clean(here), width).Take(LinesShown).ToList();
        var right = Shown.Wrap(Shown.Clean(there), width).Take(LinesShown).ToList();
        for (var i = 0; i < Math.Max(left.Count, right.Count); i++)
            output.WriteLine($"  {Shown.Pad(i < left.Count ? left[i] : "", width)}{screen.Paint(Ink.Faint, " │ ")}{(i < right.Count ? right[i] : "")}".TrimEnd());
    }
}
