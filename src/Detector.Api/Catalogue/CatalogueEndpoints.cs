using System.Reflection;
using Detector.Api.Running;
using Detector.Contract;
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
            signal.NeedsAddress, signal.NeedsMarkup, signal.NeedsIndex, weighed.Contains(signal.Name))).ToList(), ResultJson.Line.ListSignalInfo);
    }

    public static IResult Model(Current current)
    {
        var model = current.Detector.Model;
        return Results.Json(new ModelInfo(model.Id, model.Threshold, [.. model.Columns.Select(column => column.Name)], model.Card), ResultJson.Line.ModelInfo);
    }

    public static IResult VersionOf(Current current) => Results.Json(new VersionInfo("Detector", Version, current.Detector.Model.Id, Catalog.Id, Catalog.All.Count, current.Detector.Signatures.All.Count), ResultJson.Line.VersionInfo);
}
