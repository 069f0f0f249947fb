using System.CommandLine;
using System.Text;
using Detector.Models;
using Detector.Pages;
using Detector.Testing;
using Detector.Training.Simulate;
using Detector.Training.Tests.Simulate;
using Detector.Verdicts;

namespace Detector.Training.Tests;

/// <summary>The guide in training/README.md, from own labels to own model, run as it is printed.</summary>
public sealed class GuideTests : IDisposable
{
    private readonly string _mine = Directory.CreateTempSubdirectory("detector-guide-").FullName;

    public void Dispose() => Directory.Delete(_mine, recursive: true);

    [Fact]
    public void Every_command_of_the_guide_runs_and_the_model_it_makes_judges_a_page()
    {
        MakePages();
        var commands = Commands();
        commands.Select(command => command[0]).ShouldBe(["import", "extract", "train", "evaluate", "suggest"]);
        foreach (var command in commands) Training.Commands.Root().Parse(command).Invoke().ShouldBe(0, string.Join(' ', command));

        var model = Model.Load(File.ReadAllBytes(Path.Combine(_mine, "model.json")));
        var page = Directory.GetFiles(Path.Combine(_mine, "pages"), "*.html").Order(StringComparer.Ordinal).First();
        new FarmDetector(model).Judge(File.ReadAllText(page), PageRequest.Unknown).ShouldBeOfType<Judged>().Model.ShouldBe(model.Id);
    }

    private void MakePages()
    {
        var pages = Directory.CreateDirectory(Path.Combine(_mine, "pages")).FullName;
        var addresses = new StringBuilder("file,url\n");
        var labels = new StringBuilder("file,flag,source,group\n");
        foreach (var (page, at) in Simulator.Pages(SmallCorpus.Create(), new SimulatorOptions { Seed = 3, Count = 160 }).Select((page, at) => (page, at)))
        {
            var file = $"{page.Id}.{(page.Format == Training.Simulate.PageFormat.Text ? "txt" : "html")}".Replace('/', '-');
            File.WriteAllText(Path.Combine(pages, file), page.Content);
            if (page.Url is not null) addresses.Append(file).Append(',').Append(page.Url).Append('\n');
            // One page in ten is left for suggest.
            if (at % 10 != 0) labels.Append(file).Append(',').Append(page.Flag).Append(',').Append(page.Flag == 1 ? "farm-" + page.Family : "sites").Append(',').Append(page.Group).Append('\n');
        }
        File.WriteAllText(Path.Combine(pages, "addresses.csv"), addresses.ToString());
        File.WriteAllText(Path.Combine(_mine, "labels.csv"), labels.ToString());
    }

    /// <summary>The guide's commands for the training program, with its folder "mine" in a place of the test's own.</summary>
    private List<string[]> Commands()
    {
        var readme = File.ReadAllText(Repository.PathOf("training", "README.md"));
        var guide = readme[readme.IndexOf("<!-- guide -->", StringComparison.Ordinal)..readme.IndexOf("<!-- /guide -->", StringComparison.Ordinal)];
        guide.ShouldContain("scan mine/pages --model mine/model.json");
        const string program = "dotnet run -c Release --project training/Detector.Training -- ";
        return [.. guide.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith(program, StringComparison.Ordinal))
            .Select(line => line[program.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word.StartsWith("mine/", StringComparison.Ordinal) ? Path.Combine(_mine, word[5..]) : word.StartsWith("training/", StringComparison.Ordinal) ? Repository.PathOf(word) : word).ToArray())];
    }
}
