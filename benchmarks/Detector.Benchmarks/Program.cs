using System.CommandLine;
using Detector.Benchmarks.Archives;
using Detector.Benchmarks.Copies;
using Detector.Benchmarks.Corpora;
using Detector.Benchmarks.Fuzz;
using Detector.Benchmarks.Gate;
using Detector.Benchmarks.Hostile;
using Detector.Benchmarks.IndexScale;
using Detector.Benchmarks.MainText;
using Detector.Benchmarks.Reading;
using Detector.Benchmarks.Service;
using Detector.Benchmarks.SharedIndexes;
using Detector.Benchmarks.Speed;
using Detector.Benchmarks.WebScan;
using Detector.Testing;

var corpusOption = new Option<string?>("--corpus") { Description = "Folder of real pages; else the variable DETECTOR_CORPUS." };

var folds = new Option<string>("--folds") { Description = "Folder of the models that leave out a part of the sites: figures come from them.", DefaultValueFactory = _ => "benchmarks/quality" };

var ownOnly = new Option<bool>("--own") { Description = "Only this library's reader." };
var worst = new Option<bool>("--worst") { Description = "List the pages read worst." };
var noSpeed = new Option<bool>("--no-speed") { Description = "Quality only." };
var reading = new Command("reading", "Main text: quality and speed beside other readers.") { corpusOption, folds, ownOnly, worst, noSpeed };
reading.SetAction(parsed => Corpus.Open(parsed.GetValue(corpusOption)) is { } corpus ? ReadingCommand.Run(corpus, parsed.GetValue(folds)!, parsed.GetValue(ownOnly), parsed.GetValue(worst), parsed.GetValue(noSpeed)) : 2);

var output = new Option<string>("--output") { Description = "Folder the models go to.", DefaultValueFactory = _ => "src/Detector/Resources" };
var errors = new Option<string?>("--errors") { Description = "Folder for every block with label and probability (page text: keep it private)." };
var half = new Option<bool>("--half") { Description = "Fit on the tuned half only, print and write nothing: for choosing settings." };
var train = new Command("train-main-text", "Fits the models of main text.") { corpusOption, output, folds, errors, half };
train.SetAction(parsed => Corpus.Open(parsed.GetValue(corpusOption)) is not { } corpus ? 2
    : parsed.GetValue(half) ? TrainCommand.RunHalf(corpus)
    : TrainCommand.Run(corpus, parsed.GetValue(output)!, parsed.GetValue(folds)!, parsed.GetValue(errors)));

var rounds = new Option<int>("--rounds") { Description = "Times each page is read.", DefaultValueFactory = _ => 5 };
var signals = new Option<bool>("--signals") { Description = "Also list the signals that take longest." };
var speed = new Command("speed", "What each step from bytes to verdict costs, as a ratio to AngleSharp's bare parse; beside SmartReader; on one thread and two.") { corpusOption, rounds, signals };
speed.SetAction(parsed => Corpus.Open(parsed.GetValue(corpusOption)) is { } corpus ? SpeedCommand.Run(corpus, parsed.GetValue(rounds), parsed.GetValue(signals)) : 2);

var only = new Option<string?>("--only") { Description = "Only shapes whose name contains this." };
var hostile = new Command("hostile", "Pages made to be slow to read: time must stay linear.") { only };
hostile.SetAction(parsed => HostileCommand.Run(parsed.GetValue(only)));

var megabytes = new Option<int>("--megabytes") { Description = "Size of the archive, unpacked.", DefaultValueFactory = _ => 300 };
var turns = new Option<int>("--rounds") { Description = "Times the archive is read.", DefaultValueFactory = _ => 7 };
var warc = new Command("warc", "How fast a gzip WARC is read, beside a bare GZipStream.") { corpusOption, megabytes, turns };
warc.SetAction(parsed => Corpus.Given(parsed.GetValue(corpusOption), out var corpus) ? WarcCommand.Run(corpus, parsed.GetValue(megabytes), parsed.GetValue(turns)) : 2);

var minutes = new Option<double>("--minutes") { Description = "How long.", DefaultValueFactory = _ => 15 };
var seed = new Option<long>("--seed") { Description = "The same seed makes the same attempts.", DefaultValueFactory = _ => Random.Shared.NextInt64(1_000_000) };
var attempt = new Option<long?>("--only") { Description = "Only the attempt of this number." };
var keep = new Option<string?>("--keep") { Description = "Folder for what makes a fault, cut down (may hold page text: keep it private)." };
var fuzz = new Command("fuzz", "Judges mutated pages and archives; no exception, hang, slow page or growth of memory is allowed.") { corpusOption, minutes, seed, attempt, keep };
fuzz.SetAction(parsed => Corpus.Given(parsed.GetValue(corpusOption), out var corpus) ? FuzzCommand.Run(corpus, parsed.GetValue(minutes), parsed.GetValue(seed), parsed.GetValue(attempt), parsed.GetValue(keep)) : 2);

var baseline = new Option<string>("--baseline") { Description = "The file of floors.", DefaultValueFactory = _ => "benchmarks/quality/baseline.json" };
var update = new Option<bool>("--update") { Description = "Raise the floors to what is measured; none is lowered." };
var lower = new Option<string?>("--lower") { Description = "Lower this one floor to what is measured; needs --reason." };
var reason = new Option<string?>("--reason") { Description = "Why a floor is lowered; kept in the file." };
var gate = new Command("gate", "Fails when quality or speed is below its floor.") { corpusOption, baseline, folds, update, lower, reason };
gate.SetAction(parsed => Corpus.Open(parsed.GetValue(corpusOption)) is { } corpus
    ? GateCommand.Run(corpus, parsed.GetValue(baseline)!, parsed.GetValue(folds)!, parsed.GetValue(update), parsed.GetValue(lower), parsed.GetValue(reason))
    : 2);

var details = new Option<bool>("--details") { Description = "Name the pages that were missed or found wrongly." };
var alternatives = new Option<bool>("--alternatives") { Description = "Compare ways to take a fingerprint instead." };
var copiesBaseline = new Option<string>("--baseline") { Description = "The file of floors.", DefaultValueFactory = _ => "benchmarks/quality/copies.json" };
var copiesUpdate = new Option<bool>("--update") { Description = "Raise the floors to what is measured; none is lowered." };
var copies = new Command("copies", "Copies at graded damage and hard negatives: is the source found, and nothing else? Fails below the floors.") { corpusOption, details, alternatives, copiesBaseline, copiesUpdate };
copies.SetAction(async parsed => Corpus.Open(parsed.GetValue(corpusOption)) is { } corpus
    ? parsed.GetValue(alternatives) ? Alternatives.Run(corpus, Console.Out) : await CopiesCommand.Run(corpus, parsed.GetValue(details), parsed.GetValue(copiesBaseline)!, parsed.GetValue(copiesUpdate))
    : 2);

var sizes = new Option<int[]>("--articles") { Description = "Sizes to measure at, of one growing index.", DefaultValueFactory = _ => [1_000_000, 3_000_000, 10_000_000], AllowMultipleArgumentsPerToken = true };
var indexFolder = new Option<string?>("--folder") { Description = "Where the index is made (some 7 GB for ten million articles while it is merged); else a temporary folder." };
var indexScale = new Command("index-scale", "The index on disk at several sizes: bytes, speed of adding and looking up, memory.") { sizes, indexFolder };
indexScale.SetAction(parsed => IndexScaleCommand.Run(parsed.GetValue(sizes)!, parsed.GetValue(indexFolder)));

var shared = new Option<int>("--articles") { Description = "Articles filed before.", DefaultValueFactory = _ => 100_000 };
var asking = new Option<int>("--seconds") { Description = "How long each way of asking is measured.", DefaultValueFactory = _ => 10 };
var at = new Option<string?>("--at") { Description = "A server that runs already (redis://...); else a redis-server of its own is started on loopback." };
var sharedIndex = new Command("shared-index", "The shared index on one server: pages looked up a second by 64 callers, and how long a batch of 100 takes.") { shared, asking, at };
sharedIndex.SetAction(parsed => SharedIndexCommand.Run(parsed.GetValue(shared), parsed.GetValue(asking), parsed.GetValue(at)));

var program = new Option<string>("--program") { Description = "The command line to run.", DefaultValueFactory = _ => Repository.PathOf("artifacts", "bin", "Detector.Cli", "release", "detector") };
var hostCount = new Option<int>("--hosts") { Description = "Hosts of the made web.", DefaultValueFactory = _ => 300 };
var addressCount = new Option<int>("--addresses") { Description = "Addresses to fetch.", DefaultValueFactory = _ => 5_000 };
var pause = new Option<double>("--delay") { Description = "Seconds between two requests to one host.", DefaultValueFactory = _ => 1 };
var webScan = new Command("web-scan", "Fetching from a made web on loopback: verdicts beside a local scan of the same bytes, politeness by the server's log, memory, CPU.") { corpusOption, program, hostCount, addressCount, pause };
webScan.SetAction(async parsed => Corpus.Given(parsed.GetValue(corpusOption), out var corpus)
    ? await WebScanCommand.Run(corpus, parsed.GetValue(program)!, parsed.GetValue(hostCount), parsed.GetValue(addressCount), parsed.GetValue(pause))
    : 2);

var seconds = new Option<int>("--seconds") { Description = "How long single pages are sent at each load.", DefaultValueFactory = _ => 10 };
var service = new Command("service", "The scoring API beside judging in process: batches, single pages at half load and at twice the capacity, cold start. Needs the release build.") { corpusOption, turns, seconds };
service.SetAction(async parsed => Corpus.Given(parsed.GetValue(corpusOption), out var corpus) ? await ServiceCommand.Run(corpus, parsed.GetValue(turns), parsed.GetValue(seconds)) : 2);

var soakMinutes = new Option<double>("--minutes") { Description = "How long.", DefaultValueFactory = _ => 30 };
var soak = new Command("soak", "Sustained load on the scoring API: every answer checked, memory watched. Needs the release build.") { corpusOption, soakMinutes };
soak.SetAction(async parsed => Corpus.Given(parsed.GetValue(corpusOption), out var corpus) ? await SoakCommand.Run(corpus, parsed.GetValue(soakMinutes)) : 2);

var faults = new Command("faults", "What goes wrong around the scoring API, made to go wrong. Needs the release build.");
faults.SetAction(_ => FaultsCommand.Run());

var rest = new Argument<string[]>("arguments") { Description = "For BenchmarkDotNet.", DefaultValueFactory = _ => [] };
var micro = new Command("micro", "BenchmarkDotNet: each step on one page, time and memory.") { rest };
micro.SetAction(parsed =>
{
    BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Corpus).Assembly).Run(parsed.GetValue(rest) is { Length: > 0 } given ? given : ["--filter", "*"]);
    return 0;
});
micro.TreatUnmatchedTokensAsErrors = false;

var root = new RootCommand("Benchmarks of Detector.") { reading, speed, warc, hostile, fuzz, gate, copies, indexScale, sharedIndex, webScan, service, soak, faults, micro, train };
return await root.Parse(args).InvokeAsync();
