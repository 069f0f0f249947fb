using System.Xml.Linq;
using Detector.Testing;

namespace Detector.Tests.Architecture;

/// <summary>Dependencies point one way: Detector, then Index, Sources and Learning, then Scanning, then Desk, then the hosts, which never reference each other.</summary>
public class ProjectReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Detector"] = [],
        ["Detector.Index"] = ["Detector"],
        ["Detector.Sources"] = ["Detector"],
        ["Detector.Learning"] = ["Detector"],
        ["Detector.Contract"] = [],
        ["Detector.Scanning"] = ["Detector", "Detector.Contract", "Detector.Index", "Detector.Sources"],
        ["Detector.Desk"] = ["Detector", "Detector.Contract", "Detector.Index", "Detector.Sources", "Detector.Scanning"],
        ["Detector.Cli"] = ["Detector", "Detector.Contract", "Detector.Index", "Detector.Sources", "Detector.Scanning", "Detector.Desk"],
        ["Detector.Api"] = ["Detector", "Detector.Contract", "Detector.Index", "Detector.Sources", "Detector.Scanning", "Detector.Desk"],
        ["Detector.Client"] = ["Detector.Contract"],
        ["Detector.Training"] = ["Detector", "Detector.Index", "Detector.Sources", "Detector.Learning"],
        ["Detector.Benchmarks"] = ["Detector", "Detector.Contract", "Detector.Scanning", "Detector.Index", "Detector.Sources", "Detector.Learning", "Detector.Testing"],
    };

    [Fact]
    public void Projects_reference_only_what_stands_above_them()
    {
        var root = Repository.Root;
        var projects = Directory.GetFiles(root, "*.csproj", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}tests{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && !path.Contains("artifacts", StringComparison.Ordinal))
            .ToArray();

        projects.Length.ShouldBeGreaterThan(8);
        foreach (var project in projects)
        {
            var name = Path.GetFileNameWithoutExtension(project);
            Allowed.ShouldContainKey(name, $"{name} is new: say here what it may reference.");
            foreach (var reference in References(project)) Allowed[name].ShouldContain(reference, $"{name} references {reference}.");
        }
    }

    [Fact]
    public void The_library_needs_only_AngleSharp_and_hashing_at_run_time()
    {
        var packages = XDocument.Load(Path.Combine(Repository.Root, "src", "Detector", "Detector.csproj")).Descendants("PackageReference")
            .Where(package => (string?)package.Attribute("PrivateAssets") != "all")
            .Select(package => (string)package.Attribute("Include")!)
            .Order(StringComparer.Ordinal);

        packages.ShouldBe(["AngleSharp", "System.IO.Hashing"]);
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var root = Repository.Root;
        var solution = File.ReadAllText(Path.Combine(root, "Detector.sln"));

        foreach (var project in Directory.GetFiles(root, "*.csproj", SearchOption.AllDirectories).Where(path => !path.Contains("artifacts", StringComparison.Ordinal)))
            solution.ShouldContain(Path.GetFileName(project));
    }

    private static IEnumerable<string> References(string project) =>
        XDocument.Load(project).Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension(((string)reference.Attribute("Include")!).Replace('\\', '/')));
}
