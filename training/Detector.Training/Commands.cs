using System.CommandLine;
using Detector.Training.Cards;
using Detector.Training.Comparing;
using Detector.Training.Gate;
using Detector.Training.Labelling;
using Detector.Training.Outside;
using Detector.Training.Resources;
using Detector.Training.Searching;
using Detector.Training.Simulate;
using Detector.Training.Style;
using Detector.Training.Topics;

namespace Detector.Training;

/// <summary>Every verb of the program.</summary>
internal static class Commands
{
    public static RootCommand Root() => new("Makes and judges the model of Detector: from labelled pages to a table of numbers, from the table to a model, and what the model is worth.")
    {
        ImportCommand.Import(),
        ImportCommand.Review(),
        ExtractCommand.Create(),
        SimulateCommand.Create(),
        TrainCommand.Create(),
        EvaluateCommand.Create(),
        CardCommand.Create(),
        CompareCommand.Create(),
        GateCommand.Create(),
        LearnersCommand.Create(),
        SearchCommand.Create(),
        SuggestCommand.Create(),
        OutsideCommand.Create(),
        FiguresCommand.Create(),
        TopicsCommand.Create(),
        StyleCommand.Create(),
        SuffixesCommand.Create(),
    };
}
