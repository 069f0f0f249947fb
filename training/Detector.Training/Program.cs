using System.CommandLine;
using Detector.Training.Simulate;

var root = new RootCommand("Trains and judges Detector's model.") { SimulateCommand.Create() };
return root.Parse(args).Invoke();
