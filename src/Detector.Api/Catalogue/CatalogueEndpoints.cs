using System.Reflection;
using Detector.Api.Running;
using Detector.Signals;
using Detector.Verdicts;

namespace Detector.Api.Catalogue;

/// <summary>What verdicts are made with: <c>GET /v1/signals</c>, <c>/v1/model</c>, <c>/v1/version</c>.</summary>
internal static class CatalogueEndpoints
{
    public static string Version { get; } = typeof(CatalogueEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public static IResult Signals(Current current)
    {
        var weighed = current.Detector.Model.Columns.Select(column => column.Name).ToHashSet(StringComparer.Ordinal);
        return Results.Json(Catalog.All.Select(signal => new SignalInfo(
            signal.Name, signal.Version, Names.Of(signal.Family), signal.Title, signal.Says, signal.SaysOtherwise, signal.Quiet, Names.Of(signal.Direction), Names.Of(signal.Unit), signal.Source,
            signal.NeedsAddress, signal.NeedsMarkup, signal.NeedsIndex, weighed.Contains(signal.Name))).ToList(), ApiJson.Readable.ListSignalInfo);
    }

    public static IResult Model(Current current)
    {
        var model = current.Detector.Model;
        return Results.Json(new ModelInfo(model.Id, model.Threshold, [.. model.Columns.Select(column => column.Name)], model.Card), ApiJson.Readable.ModelInfo);
    }

    public static IResult VersionOf(Current current) => Results.Json(new VersionInfo("Detector", Version, current.Detector.Model.Id, Catalog.Id, Catalog.All.Count, current.Detector.Signatures.All.Count), ApiJson.Readable.VersionInfo);
}

/// <summary>A signal, as the catalogue has it.</summary>
internal sealed record SignalInfo(
    string Name, int Version, string Family, string Title, string Says, string? SaysOtherwise, string Quiet, string Direction, string Unit, string Source, bool NeedsAddress, bool NeedsMarkup, bool NeedsIndex, bool Weighed);

/// <summary>The model in use.</summary>
/// <param name="Id">Stands in every verdict it made.</param>
/// <param name="Threshold">Probability from which a page is flagged.</param>
/// <param name="Signals">What it weighs, in its columns' order.</param>
/// <param name="Card">How it was made and how well it does.</param>
internal sealed record ModelInfo(string Id, double Threshold, IReadOnlyList<string> Signals, IReadOnlyDictionary<string, string> Card);

/// <param name="Name">Of the program.</param>
/// <param name="Version">Of the program.</param>
/// <param name="Model">Identity of the model in use.</param>
/// <param name="Catalogue">Identity of the catalogue of signals.</param>
/// <param name="Signals">How many the catalogue has.</param>
/// <param name="Signatures">Marks of known networks in use.</param>
internal sealed record VersionInfo(string Name, string Version, string Model, string Catalogue, int Signals, int Signatures);
