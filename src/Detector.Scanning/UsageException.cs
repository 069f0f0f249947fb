namespace Detector.Scanning;

/// <summary>Something the person who called can put right: shown as one sentence, without a stack trace.</summary>
public sealed class UsageException(string message) : Exception(message);
