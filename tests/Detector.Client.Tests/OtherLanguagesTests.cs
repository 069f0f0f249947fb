using System.Text.Json;
using Detector.Api.Access;
using Detector.Contract;
using Detector.Testing;

namespace Detector.Client.Tests;

/// <summary>The clients' own test suites, in their own languages, against the real service.</summary>
public sealed class OtherLanguagesTests
{
    [Fact]
    public async Task The_Python_client_passes_its_suite() => await Passes("python3", "-m", "unittest", "discover", "-v", "-s", Repository.PathOf("clients", "python", "tests"));

    [Fact]
    public async Task The_Node_client_passes_its_suite() => await Passes("node", "--test", Repository.PathOf("clients", "node", "test"));

    private static async Task Passes(string program, params string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("detector-suite-");
        try
        {
            var keys = Path.Combine(folder.FullName, "keys.json");
            // Twenty pages at once, then one in three seconds.
            var key = ApiKeys.Add(keys, "crawler", [Scope.Score], null, pagesPerMinute: 20);
            await using var service = await Service.Start(("MaximumPageBytes", "1048576"));
            await using var indexed = await Service.Start(("Index", Path.Combine(folder.FullName, "index")));
            await using var keyed = await Service.Start(("Keys", keys));
            using var certificate = Door.Certificate();
            await using var tls = new Door(service.Address, certificate: certificate);
            await using var flaky = new Door(service.Address, cuts: 4, after: 60_000);
            await using var flakyForArchives = new Door(service.Address, cuts: 2, after: 60_000);
            var pem = Path.Combine(folder.FullName, "certificate.pem");
            await File.WriteAllTextAsync(pem, certificate.ExportCertificatePem());
            var verdicts = Path.Combine(folder.FullName, "verdicts.jsonl");
            await File.WriteAllLinesAsync(verdicts, Samples.Verdicts.Values.Select(line => JsonSerializer.Serialize(line, ResultJson.Line.ResultLine)));

            var ran = await Processes.Run(program, Repository.Root, new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["DETECTOR_URL"] = service.Address.ToString(),
                ["DETECTOR_INDEX_URL"] = indexed.Address.ToString(),
                ["DETECTOR_KEYED_URL"] = keyed.Address.ToString(),
                ["DETECTOR_KEY"] = key,
                ["DETECTOR_TLS_URL"] = tls.Address.ToString(),
                ["DETECTOR_TLS_CERTIFICATE"] = pem,
                ["DETECTOR_FLAKY_URL"] = flaky.Address.ToString(),
                ["DETECTOR_FLAKY_ARCHIVES_URL"] = flakyForArchives.Address.ToString(),
                ["DETECTOR_SAMPLES"] = Samples.Folder,
                ["DETECTOR_VERDICTS"] = verdicts,
                ["PYTHONDONTWRITEBYTECODE"] = "1",
            }, arguments);

            ran.Exit.ShouldBe(0, ran.Output + ran.Errors);
            (ran.Output + ran.Errors).ShouldNotContain("is not set:", Case.Sensitive, "A test was passed over.");
            (flaky.Cut, flakyForArchives.Cut).ShouldBe((4, 2), "The suite met connections that broke.");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
