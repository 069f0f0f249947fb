using System.CommandLine;
using Detector.Benchmarks.Corpora;
using Detector.Benchmarks.Gate;
using Detector.Benchmarks.Hostile;
using Detector.Benchmarks.MainText;
using Detector.Benchmarks.Reading;
using Detector.Benchmarks.Speed;

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

var baseline = new Option<string>("--baseline") { Description = "The file of floors.", DefaultValueFactory = _ => "benchmarks/quality/baseline.json" };
var update = new Option<bool>("--update") { Description = "Raise the floors to what is measured; none is lowered." };
var lower = new Option<string?>("--lower") { Description = "Lower this one floor to what is measured; needs --reason." };
var reason = new Option<string?>("--reason") { Description = "Why a floor is lowered; kept in the file." };
var gate = new Command("gate", "Fails when quality or speed is below its floor.") { corpusOption, baseline, folds, update, lower, reason };
gate.SetAction(parsed => Corpus.Open(parsed.GetValue(corpusOption)) is { } corpus
    ? GateCommand.Run(corpus, parsed.GetValue(baseline)!, parsed.GetValue(folds)!, parsed.GetValue(update), parsed.GetValue(lower), parsed.GetValue(reason))
    : 2);

var rest = new Argument<string[]>("arguments") { Description = "For BenchmarkDotNet.", DefaultValueFactory = _ => [] };
var micro = new Command("micro", "BenchmarkDotNet: each step on one page, time and memory.") { rest };
micro.SetAction(parsed =>
{
    BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(Corpus).Assembly).Run(parsed.GetValue(rest) is { Length: > 0 } given ? given : ["--filter", "*"]);
    return 0;
});
micro.TreatUnmatchedTokensAsErrors = false;

var root = new RootCommand("Benchmarks of Detector.") { reading, speed, hostile, gate, micro, train };
return root.Parse(args).Invoke();
