using System.Globalization;
using Detector.Desk.Runs;
using Detector.Index;
using Detector.Index.Shared;
using Detector.Scanning;
using Detector.Sources;
using Detector.Sources.Web;

namespace Detector.Cli.Scanning;

/// <summary>A scan that is kept as a run: of addresses, which are fetched, or of files.</summary>
internal sealed class RunScan
{
    private readonly RunStore _store;
    private readonly RunSettings _settings;
    private readonly OutputOptions _options;
    private readonly int _threads;
    private readonly FarmDetector _detector;

    private RunScan(RunStore store, RunSettings settings, OutputOptions options, int threads)
    {
        _store = store;
        _settings = settings;
        _options = options;
        _threads = threads;
        _detector = Loading.Detector(settings.Model, settings.Signatures);
    }

    /// <summary>Begins a run.</summary>
    /// <param name="place">Where it is kept.</param>
    /// <param name="settings">What it goes by.</param>
    /// <param name="options">How results are written.</param>
    /// <param name="threads">Pages judged at once.</param>
    public static int Begin(string place, RunSettings settings, OutputOptions options, int threads)
    {
        // What is wrong with the input is told before anything is made.
        var asked = Listed(settings.Lists);
        var fetching = settings.Fetching();
        if (settings.Warc is not null) ArchiveFile.Check(settings.Warc);
        var store = Wait(RunStore.CreateAsync(place, settings.Write(), typeof(RunScan).Assembly.GetName().Version?.ToString(3) ?? "", DateTimeOffset.UtcNow));
        using var hold = new Held(Wait(store.HoldAsync()));
        var scan = new RunScan(store, settings, options, threads);
        if (settings.Lists.Length == 0) return scan.Files([]);
        var added = Wait(store.AddAsync(asked));
        Console.Error.WriteLine($"{added:N0} addresses to fetch{(asked.Count > added ? $" ({asked.Count - added:N0} were listed twice)" : "")}; the run is kept in {store.Place}.");
        using var archive = settings.Warc is null ? null : ArchiveFile.Create(settings.Warc, fetching);
        return scan.Addresses(fetching, archive);
    }

    /// <summary>Goes on with a run.</summary>
    /// <param name="place">Where it is kept.</param>
    /// <param name="index">The index it was begun with, where that takes a password: the run does not keep it.</param>
    /// <param name="retry">Take up again what failed and may have passed.</param>
    /// <param name="options">How results are written.</param>
    /// <param name="threads">Pages judged at once.</param>
    public static int Resume(string place, string? index, bool retry, OutputOptions options, int threads)
    {
        var store = Wait(RunStore.OpenAsync(place));
        using var hold = new Held(Wait(store.HoldAsync()));
        var settings = RunSettings.Read(store.Run.Settings);
        if (index is not null)
        {
            if (SharedPlace.WithoutLogin(index) != settings.Index) throw new UsageException($"The run goes on with the index it was begun with, {settings.Index ?? "none"}; --index names another. Only its user and password may be added.");
            settings = settings with { Index = index };
        }
        var scan = new RunScan(store, settings, options, threads);
        if (retry && settings.Lists.Length == 0) throw new UsageException($"{store.Place} is a run of files: there is nothing to fetch again. Scan the files as a new run.");
        if (settings.Lists.Length == 0) return scan.Files(Wait(DoneBeforeAsync(store)));
        // Addresses are added all or none: a kill before that leaves an empty run.
        if (Wait(store.HowFarAsync()) is (0, 0)) Wait(store.AddAsync(Listed(settings.Lists)));
        if (retry)
        {
            var (_, waited) = Wait(store.HowFarAsync());
            var again = Wait(store.RetakeAsync(MayPass, DateTimeOffset.UtcNow));
            Console.Error.WriteLine($"{again:N0} {(again == 1 ? "address that failed is" : "addresses that failed are")} asked for again{(waited > 0 ? $", and {waited:N0} for the first time" : "")}.");
        }
        var fetching = settings.Fetching();
        using var archive = settings.Warc is null ? null : ArchiveFile.Resume(settings.Warc, Wait(store.ArchiveEndAsync(Path.GetFileName(settings.Warc))), fetching);
        return scan.Addresses(fetching, archive);
    }

    private int Addresses(FetchOptions fetching, ArchiveFile? archive)
    {
        var counts = Wait(_store.HowFarAsync());
        using var stopping = new Stopping();
        var progress = new CrawlProgress();
        using var crawl = new WebCrawl(fetching, TimeProvider.System, progress);
        var words = new FetchingProgress(progress, crawl, counts.Pending, counts.Final);
        using var index = _settings.Index is null ? null : new Held(CopyCheck.Open(_settings.Index));
        if (index is not null) Console.Error.WriteLine("detector: fetched pages are held against the index, not against each other; scan the saved archive with --index for that.");
        if (fetching.Robots == RobotsPolicy.Ignore) Console.Error.WriteLine("detector: robots.txt is not asked for; the archive and the run say so.");
        var judge = new FetchedJudge(_detector, index is null ? null : new CopyCheck((IRepublicationIndex)index.Inner, null, DateTimeOffset.UtcNow), _settings.Since is null ? null : new EarlierRun(Wait(RunStore.OpenAsync(_settings.Since, stopping.Token)), _detector.Model.Id), archive is not null);

        Tally tally;
        TimeSpan taken;
        using (var output = new ScanOutput(_options, words.Says))
        {
            tally = output.Tally;
            var writer = new RunWriter(_store, archive, output);
            var fetched = crawl.RunAsync(Pending(judge.Earlier, stopping.Token), stopping.Token, CancellationToken.None).ToBlockingEnumerable(CancellationToken.None);
            // What has been fetched is judged and recorded also when stopped: it must not be fetched again.
            foreach (var done in new OrderedWork<Fetched, Done>(judge.Judge, static one => (one.Response?.Body.Length ?? 0) + one.Hops.Sum(static hop => (long)hop.Response.Body.Length), _threads, resultsWeigh: true).Results(fetched, writer.Waiting, CancellationToken.None))
            {
                writer.Add(done);
                if (output.Closed) stopping.Stop();
            }
            writer.Flush();
            taken = output.Line.Taken;
        }
        return End(tally, taken, new SourceProgress(), index is null ? Tally.Addresses : null, words.Summary(), stopping.IsStopped);
    }

    private int Files(Dictionary<ulong, byte> before)
    {
        using var stopping = new Stopping();
        var sources = _settings.Paths.Select(path => PageSources.Of(path)).ToList();
        using var copies = BatchCheck.Open(_settings.Index, _settings.Together, _detector, _settings.Paths, sources);
        var progress = new SourceProgress();
        var words = new ReadingProgress(sources, progress, stopping.Token);
        var judge = new FileJudge(_detector, copies?.Check);
        Tally tally;
        TimeSpan taken;
        using (var output = new ScanOutput(_options, words.Says))
        {
            tally = output.Tally;
            var writer = new RunWriter(_store, null, output);
            foreach (var done in new OrderedWork<FileJudge.Named, Done>(judge.Judge, static named => named.Item is SourcePage page ? page.Size : 0, _threads).Results(FileJudge.Names(sources.SelectMany(source => source.Read(progress, stopping.Token)), before), writer.Waiting, stopping.Token))
            {
                writer.Add(done);
                if (output.Closed) break;
            }
            writer.Flush();
            taken = output.Line.Taken;
        }
        return End(tally, taken, progress, copies is null ? Tally.Files : null, [], stopping.IsStopped);
    }

    private int End(Tally tally, TimeSpan taken, SourceProgress progress, string? against, IEnumerable<string> more, bool stopped)
    {
        foreach (var sentence in tally.Summary(taken, progress, against).Concat(more)) Console.Error.WriteLine(sentence);
        // There may have been nothing left to do.
        if (!stopped) return tally.Pages == 0 ? ExitCode.NothingFlagged : tally.Exit;
        var counts = Wait(_store.HowFarAsync());
        Console.Error.WriteLine($"Stopped early: {counts.Final:N0} pages have their record{(counts.Pending > 0 ? $", {counts.Pending:N0} wait" : "")}. Go on with: detector scan --resume {_store.Place}");
        return ExitCode.Stopped;
    }

    private static bool MayPass(string error) => error.StartsWith("http-", StringComparison.Ordinal)
        ? int.TryParse(error.AsSpan(5), CultureInfo.InvariantCulture, out var status) && FetchProblems.MayPass(status)
        : Enum.GetValues<FetchProblem>().Any(problem => FetchProblems.MayPass(problem) && FetchProblems.NameOf(problem) == error);

    // In chunks, so that a run of any length is begun at once.
    private IEnumerable<FetchTask> Pending(EarlierRun? earlier, CancellationToken stop)
    {
        const int AtOnce = 1_000;
        long after = 0;
        while (!stop.IsCancellationRequested)
        {
            var pages = Wait(_store.PendingAsync(AtOnce, after, CancellationToken.None));
            foreach (var page in pages) yield return new FetchTask(page.Id, page.Asked) { Validators = earlier?.ValidatorsOf(page.Asked) ?? default };
            if (pages.Count < AtOnce) yield break;
            after = pages[^1].Id;
        }
    }

    private static List<string> Listed(string[] lists)
    {
        try
        {
            return [.. lists.SelectMany(list => AddressList.Read(list)).Select(static listed => listed.Text)];
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The addresses cannot be read: {failure.Message}");
        }
    }

    private static async Task<Dictionary<ulong, byte>> DoneBeforeAsync(RunStore store)
    {
        var done = new Dictionary<ulong, byte>();
        await foreach (var asked in store.DoneAsync().ConfigureAwait(false)) done[FileJudge.KeyOf(asked)] = 0;
        return done;
    }

    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();

    private static void Wait(Task task) => task.GetAwaiter().GetResult();

    /// <summary>What is to be given up asynchronously, in a place that is not.</summary>
    private sealed class Held(IAsyncDisposable inner) : IDisposable
    {
        public IAsyncDisposable Inner => inner;

        public void Dispose() => inner.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
