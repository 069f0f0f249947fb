namespace Detector.Contract;

/// <summary>The model in use.</summary>
/// <param name="Id">Stands in every verdict it made.</param>
/// <param name="Threshold">Probability from which a page is flagged.</param>
/// <param name="Signals">What it weighs.</param>
/// <param name="Card">How it was made and how well it does.</param>
public sealed record ModelInfo(string Id, double Threshold, IReadOnlyList<string> Signals, IReadOnlyDictionary<string, string> Card);

/// <summary>Versions of what verdicts are made with.</summary>
/// <param name="Name">Of the program.</param>
/// <param name="Version">Of the program.</param>
/// <param name="Model">Identity of the model in use.</param>
/// <param name="Catalogue">Identity of the catalogue of signals.</param>
/// <param name="Signals">How many the catalogue has.</param>
/// <param name="Signatures">Marks of known networks in use.</param>
public sealed record VersionInfo(string Name, string Version, string Model, string Catalogue, int Signals, int Signatures);

/// <summary>A signal of the catalogue.</summary>
/// <param name="Name">Its name in reasons.</param>
/// <param name="Version">Rises when the meaning of its number changes.</param>
/// <param name="Family">What it is about.</param>
/// <param name="Title">In a few words.</param>
/// <param name="Says">Its sentence, with a place for the value.</param>
/// <param name="SaysOtherwise">The sentence when it speaks the other way.</param>
/// <param name="Quiet">When it says nothing.</param>
/// <param name="Direction">Which way it should speak.</param>
/// <param name="Unit">Of its value.</param>
/// <param name="Source">Where the idea comes from.</param>
/// <param name="NeedsAddress">It needs the page's address.</param>
/// <param name="NeedsMarkup">It needs HTML.</param>
/// <param name="NeedsIndex">It needs an index.</param>
/// <param name="Weighed">The model in use weighs it.</param>
public sealed record SignalInfo(
    string Name, int Version, string Family, string Title, string Says, string? SaysOtherwise, string Quiet, string Direction, string Unit, string Source, bool NeedsAddress, bool NeedsMarkup, bool NeedsIndex, bool Weighed);

/// <summary>Whether the service should be sent pages.</summary>
/// <param name="Status">ready; degraded: it answers, but less is known; stopping: send pages elsewhere.</param>
/// <param name="Model">Identity of the model in use.</param>
/// <param name="Index">checked, partly, away, or none.</param>
/// <param name="Faults">What is wrong, a sentence each.</param>
public sealed record Readiness(string Status, string Model, string Index, IReadOnlyList<string> Faults);

/// <summary>The last line of a stream that ended before its body: not a verdict, for it has no id.</summary>
/// <param name="Stopped"><c>stopping</c> or <c>reading-stopped</c>.</param>
/// <param name="Says">How far it came and what to do.</param>
public sealed record StreamEnd(string Stopped, string Says);
