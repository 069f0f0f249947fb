using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Detector.Desk.Runs;
using Detector.Scanning;
using Detector.Sources;
using Detector.Verdicts;

namespace Detector.Cli.Scanning;

/// <summary>From a page of a file to its record, by the way any page is judged. Thread-safe.</summary>
internal sealed class FileJudge(FarmDetector detector, CopyCheck? copies)
{
    /// <summary>An item under a name that no other item of the run has.</summary>
    public sealed record Named(string Name, SourceItem Item);

    /// <summary>Names items and leaves out those that have their record. Two of one name (a folder given twice, ids that repeat) are told apart by their number, which is the same each time.</summary>
    /// <param name="items">In their order, which never depends on anything but the input.</param>
    /// <param name="before">Keys of names that have their record.</param>
    public static IEnumerable<Named> Names(IEnumerable<SourceItem> items, Dictionary<ulong, byte> before)
    {
        var times = new Dictionary<ulong, int>();
        foreach (var item in items)
        {
            ref var time = ref CollectionsMarshal.GetValueRefOrAddDefault(times, KeyOf(item.Id), out _);
            time++;
            var name = time == 1 ? item.Id : $"{item.Id} ({time})";
            if (!before.ContainsKey(KeyOf(name))) yield return new Named(name, item);
        }
    }

    public static ulong KeyOf(string name) => XxHash3.HashToUInt64(MemoryMarshal.AsBytes(name.AsSpan()));

    public Done Judge(Named named)
    {
        if (named.Item is BrokenPage broken) return new Done(broken, null, new PageOutcome { Asked = named.Name, Address = broken.Url, ErrorClass = Verdicts.Names.Of(broken.Reason), ErrorSays = $"{broken.Where}: {broken.Says}" });
        var page = (SourcePage)named.Item;
        var bytes = page.Text is { } text ? Encoding.UTF8.GetBytes(text.ToString()) : page.Bytes.Span;
        return page.JudgedForRun(new PageOutcome
        {
            Asked = named.Name,
            Address = page.Request.Url,
            Status = page.Request.Status,
            ContentType = page.Request.ContentType,
            FetchedAt = page.Request.Fetched,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)),
            Size = bytes.Length,
        }, detector, copies);
    }
}
