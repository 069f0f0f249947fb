return Detector.Training.Commands.Root().Parse(args).Invoke();
