using System.CommandLine;
using Detector.Training;

var root = new RootCommand("Makes and judges the model of Detector: from labelled pages to a table of numbers, from the table to a model, and what the model is worth.")
{
    ExtractCommand.Create(),
    TrainCommand.Create(),
    EvaluateCommand.Create(),
    FiguresCommand.Create(),
};
return root.Parse(args).Invoke();
