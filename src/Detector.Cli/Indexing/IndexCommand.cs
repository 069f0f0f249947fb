using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Detector.Cli.Showing;
using Detector.Contract;
using Detector.Fingerprints;
using Detector.Index;
using Detector.Index.Embedded;
using Detector.Index.Shared;
using Detector.Pages;
using Detector.Scanning;
using Detector.Sources;

namespace Detector.Cli.Indexing;

/// <summary><c>detector index</c>: the memory of pages seen, in a folder or on a server many share.</summary>
internal static class IndexCommand
{
    private static readonly Argument<string> Place = new Argument<string>("index") { Description = "The index: a folder, or redis://[user:password@]host[:port][,host:port...][/name][?timeout=2s] (rediss:// for TLS, ?ca=FILE for issuers the system does not know)." }.RefusingOptions();

    public static Command Make() => new("index", "Who else has a page's text: file pages, look them up, look after the index. Hashes and metadata are kept, no text unless asked.")
    {
        Add(), Remove(), Lookup(), Stats(), Merge(), Verify(), Export(),
    };

    private static Command Add()
    {
        var paths = Pages();
        var keepText = new Option<bool>("--keep-text") { Description = "Keep the bodies' text too, to show passages side by side." };
        var every = new Option<int>("--commit-every") { Description = "Pages a commit: what a crash may lose.", DefaultValueFactory = _ => 10_000, HelpName = "n" };
        var seen = new Option<DateTimeOffset?>("--seen") { Description = "When the pages were seen, for archives; else now.", HelpName = "date" };
        var command = new Command("add", "File pages, making the index when there is none.") { Place, paths, keepText, every, seen, Judging.Model, Judging.Signatures };
        command.SetAction(call => Opened(() => RepublicationIndexes.OpenWrite(call.GetRequiredValue(Place)), index =>
        {
            var commitEvery = call.GetValue(every) is > 0 and var n ? n : throw new UsageException($"--commit-every takes a number above 0; {call.GetValue(every)} was given.");
            var detector = Loading.Detector(call.GetValue(Judging.Model), call.GetValue(Judging.Signatures));
            var add = new IndexAdd(index, detector, call.GetValue(seen) ?? DateTimeOffset.UtcNow, call.GetValue(keepText), commitEvery);
            add.Run(call.GetRequiredValue(paths).Select(path => PageSources.Of(path)), Committed, static (where, says) => Console.Error.WriteLine($"detector: {Shown.Clean(where)}: {Shown.Clean(says)}"));
            // A merge that has begun is worth its end.
            if (index is EmbeddedIndex onDisk) onDisk.IdleAsync().GetAwaiter().GetResult();
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{add.Added} pages read, {add.Left} left out, {Count(index)} in the index."));
            return add.Left > 0 ? ExitCode.CouldNotRun : ExitCode.NothingFlagged;
        }));
        return command;
    }

    private static Command Remove()
    {
        var addresses = new Argument<string[]>("address") { Description = "Addresses as they were filed, letter by letter, or - for standard input, one a line.", Arity = ArgumentArity.OneOrMore }.RefusingOptions();
        var every = new Option<int>("--commit-every") { Description = "Addresses a commit: what a crash may lose.", DefaultValueFactory = _ => 10_000, HelpName = "n" };
        var command = new Command("remove", "Take out every page filed under these addresses.") { Place, addresses, every };
        command.SetAction(call => Opened(() => RepublicationIndexes.OpenWrite(call.GetRequiredValue(Place)), index =>
        {
            var commitEvery = call.GetValue(every) is > 0 and var n ? n : throw new UsageException($"--commit-every takes a number above 0; {call.GetValue(every)} was given.");
            var before = Count(index);
            long asked = 0;
            foreach (var some in call.GetRequiredValue(addresses).SelectMany(static address => address == "-" ? Lines(Console.In) : [address]).Chunk(commitEvery))
            {
                index.RemoveAsync(some).AsTask().GetAwaiter().GetResult();
                index.CommitAsync().AsTask().GetAwaiter().GetResult();
                Committed(asked += some.Length);
            }
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{before - Count(index)} pages of {asked} addresses removed, {Count(index)} in the index."));
            return ExitCode.NothingFlagged;
        }));
        return command;
    }

    private static Command Lookup()
    {
        var paths = Pages();
        var command = new Command("lookup", "The pages on other sites that hold a page's text: one JSON line a page.") { Place, paths };
        command.SetAction(call => Opened(() => RepublicationIndexes.Open(call.GetRequiredValue(Place)), index =>
        {
            var check = new CopyCheck(index, null, DateTimeOffset.UtcNow);
            var broken = false;
            foreach (var item in call.GetRequiredValue(paths).SelectMany(path => PageSources.Of(path).Read(new SourceProgress())))
            {
                Unreadable? why = null;
                using var page = item is SourcePage source ? source.Read(PageLimits.Default, out why) : null;
                if (page is null)
                {
                    broken = true;
                    Console.Error.WriteLine($"detector: {Shown.Clean(item.Id)}: {Shown.Clean(why?.Says ?? ((BrokenPage)item).Says)}");
                }
                else Console.Out.WriteLine(JsonSerializer.Serialize(ResultLines.Of(item.Id, page.Url, check.Ask(page, item.Id)), ResultJson.Line.NeighboursLine));
            }
            return broken ? ExitCode.CouldNotRun : ExitCode.NothingFlagged;
        }));
        return command;
    }

    private static Command Stats()
    {
        var command = new Command("stats", "How many pages it holds and what it takes.") { Place };
        command.SetAction(call => Opened(() => RepublicationIndexes.Open(call.GetRequiredValue(Place)), static index =>
        {
            var stats = index.StatsAsync().AsTask().GetAwaiter().GetResult();
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"pages     {stats.Pages}\nplaces    {stats.Postings}\nbytes     {stats.Bytes}\nper page  {(stats.Pages == 0 ? 0 : (double)stats.Bytes / stats.Pages):F1}\n{(index is EmbeddedIndex ? "segments" : "servers ")}  {stats.Parts}"));
            return Faults(stats.Faults);
        }));
        return command;
    }

    private static Command Merge()
    {
        var command = new Command("merge", "Leave out removed pages for good. Of an index in a folder make one segment of all besides: smallest, and fastest to look up; of a shared one take their numbers out of the lists of hashes.") { Place };
        command.SetAction(call => Opened(() => RepublicationIndexes.OpenWrite(call.GetRequiredValue(Place)), static index =>
        {
            if (index is SharedIndex shared) Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{shared.SweepAsync().GetAwaiter().GetResult()} numbers of removed pages taken out."));
            else ((EmbeddedIndex)index).MergeAsync().GetAwaiter().GetResult();
            return Faults(index.StatsAsync().AsTask().GetAwaiter().GetResult().Faults);
        }));
        return command;
    }

    private static Command Verify()
    {
        var command = new Command("verify", "Check everything kept, and name what is damaged or lost.") { Place };
        command.SetAction(call => Opened(() => RepublicationIndexes.Open(call.GetRequiredValue(Place)), static index =>
        {
            var faults = index.Verify();
            if (faults.Count == 0) Console.Out.WriteLine("whole");
            return Faults(faults);
        }));
        return command;
    }

    private static Command Export()
    {
        var output = new Option<string>("--out") { Description = "The Parquet file to write.", Required = true, HelpName = "file" };
        var command = new Command("export", "Write what is kept of every page as Parquet.") { Place, output };
        command.SetAction(call => Opened(() => RepublicationIndexes.Open(call.GetRequiredValue(Place)), index =>
        {
            var faults = new List<string>();
            var pages = ParquetExport.Write(index.Pages(faults), call.GetRequiredValue(output));
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{pages} pages written."));
            return Faults(faults);
        }));
        return command;
    }

    private static Argument<string[]> Pages() => new Argument<string[]>("path")
    {
        Description = "Pages (.html, .txt), folders, JSON lines (.jsonl, also .gz), or - for standard input.", Arity = ArgumentArity.OneOrMore,
    }.RefusingOptions();

    private static int Opened(Func<IRepublicationIndex> open, Func<IRepublicationIndex, int> use)
    {
        IRepublicationIndex? index = null;
        try
        {
            index = open();
            return use(index);
        }
        catch (IndexAwayException away)
        {
            throw new UsageException(away.Message);
        }
        finally
        {
            index?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static long Count(IRepublicationIndex index) => index.StatsAsync().AsTask().GetAwaiter().GetResult().Pages;

    // Whoever pipes this in knows what is safe.
    private static void Committed(long done)
    {
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"committed {done}"));
        Console.Out.Flush();
    }

    private static IEnumerable<string> Lines(TextReader reader)
    {
        while (reader.ReadLine() is { } line)
            if (line.Length > 0)
                yield return line;
    }

    private static int Faults(IReadOnlyCollection<string> faults)
    {
        foreach (var fault in faults) Console.Error.WriteLine($"detector: {fault}");
        return faults.Count > 0 ? ExitCode.CouldNotRun : ExitCode.NothingFlagged;
    }
}
