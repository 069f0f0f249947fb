using System.CommandLine;
using Detector.Benchmarks.Corpora;
using Detector.Benchmarks.MainText;
using Detector.Benchmarks.Reading;

var corpusOption = new Option<string?>("--corpus") { Description = "Folder of real pages; else the variable DETECTOR_CORPUS." };

var ownOnly = new Option<bool>("--own") { Description = "Only this library's reader." };
var worst = new Option<bool>("--worst") { Description = "List the pages read worst." };
var noSpeed = new Option<bool>("--no-speed") { Description = "Quality only." };
var reading = new Command("reading", "Main text: quality and speed beside other readers.") { corpusOption, ownOnly, worst, noSpeed };
reading.SetAction(parsed => Corpus.Open(parsed.GetValue(corpusOption)) is { } corpus ? ReadingCommand.Run(corpus, parsed.GetValue(ownOnly), parsed.GetValue(worst), parsed.GetValue(noSpeed)) : 2);

var output = new Option<string>("--output") { Description = "Where the model goes.", DefaultValueFactory = _ => "src/Detector/Resources/main-text.bin" };
var train = new Command("train-main-text", "Fits the model of main text on the tuned half of the corpus.") { corpusOption, output };
train.SetAction(parsed => Corpus.Open(parsed.GetValue(corpusOption)) is { } corpus ? TrainCommand.Run(corpus, parsed.GetValue(output)!) : 2);

var root = new RootCommand("Benchmarks of Detector.") { reading, train };
return root.Parse(args).Invoke();
