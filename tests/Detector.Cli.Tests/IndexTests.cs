using System.Globalization;
using System.Text;
using System.Text.Json;
using Detector.Index.Embedded;

namespace Detector.Cli.Tests;

public sealed class IndexTests : IDisposable
{
    private readonly Runs _runs = new();
    private readonly string _index = Directory.CreateTempSubdirectory("detector-index-cli-").FullName;

    public void Dispose()
    {
        _runs.Dispose();
        Directory.Delete(_index, recursive: true);
    }

    [Fact]
    public void What_was_added_is_looked_up_counted_merged_verified_and_exported()
    {
        var page = _runs.Add("story.jsonl", Line(1, "https://herald.example/story") + Line(2, "https://herald.example/other"));
        var copy = _runs.Add("copy.jsonl", Line(1, "https://copy.example/page"));
        var table = Path.Combine(_index, "pages.parquet");

        _runs.Run("index", "add", _index, page).Output.ShouldContain("committed 2");
        var answer = JsonDocument.Parse(_runs.Run("index", "lookup", _index, copy).Output).RootElement;

        answer.GetProperty("coverage").GetString().ShouldBe("checked");
        answer.GetProperty("pages")[0].GetProperty("address").GetString().ShouldBe("https://herald.example/story");
        answer.GetProperty("pages")[0].GetProperty("share_here").GetDouble().ShouldBeGreaterThan(.9);
        _runs.Run("index", "merge", _index).Exit.ShouldBe(0);
        _runs.Run("index", "stats", _index).Output.ShouldContain("pages     2");
        _runs.Run("index", "verify", _index).Output.Trim().ShouldBe("whole");
        _runs.Run("index", "export", _index, "--out", table).Exit.ShouldBe(0);
        Encoding.ASCII.GetString(File.ReadAllBytes(table), 0, 4).ShouldBe("PAR1");
    }

    [Fact]
    public void A_page_is_explained_beside_the_page_it_was_copied_from()
    {
        var page = _runs.Add("story.jsonl", Line(1, "https://herald.example/story"));
        var copy = _runs.Add("copy.jsonl", Line(1, "https://copy.example/page"));
        _runs.Run("index", "add", _index, page, "--keep-text", "--seen", "2025-01-01");

        var ran = _runs.Run("explain", copy, "--index", _index, "--model", _runs.Model);

        ran.Output.ShouldContain("https://herald.example/story");
        ran.Output.ShouldContain("the whole text stands elsewhere");
        // The same words left and right.
        ran.Output.ShouldContain(" │ ");
        ran.Output.Split("w1000x").Length.ShouldBeGreaterThan(2);
    }

    [Fact]
    public void Pages_of_one_scan_see_each_other_and_the_index()
    {
        var batch = _runs.Add("batch.jsonl", Line(1, "https://one.example/a") + Line(1, "https://two.example/b") + Line(3, "https://three.example/c"));
        _runs.Run("index", "add", _index, _runs.Add("old.jsonl", Line(3, "https://herald.example/story")), "--seen", "2025-01-01");

        var lines = _runs.Run("scan", batch, "--index", _index, "--model", _runs.Model, "--format", "jsonl").Lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();

        lines[0].GetProperty("neighbours").GetProperty("pages")[0].GetProperty("address").GetString().ShouldBe("https://two.example/b");
        lines[1].GetProperty("neighbours").GetProperty("pages")[0].GetProperty("address").GetString().ShouldBe("https://one.example/a");
        lines[2].GetProperty("neighbours").GetProperty("pages")[0].GetProperty("address").GetString().ShouldBe("https://herald.example/story");
        lines[2].GetProperty("copied").GetString().ShouldBe("whole");
    }

    [Fact]
    public void A_folder_that_is_no_index_is_said_to_be_none()
    {
        var ran = _runs.Run("index", "stats", _index);

        ran.Exit.ShouldBe(2);
        ran.Errors.ShouldContain("holds no index");
    }

    [Fact]
    public async Task Killed_at_any_point_it_keeps_every_commit_and_is_whole()
    {
        var input = string.Concat(Enumerable.Range(0, 3000).Select(page => Line(page, $"https://site{page}.example/story", words: 40)));
        var random = new Random(4);
        for (var round = 0; round < 24; round++)
        {
            long safe = 0;
            long before = Directory.Exists(_index) && File.Exists(Path.Combine(_index, "commit")) ? await Pages() : 0;
            using (var process = _runs.Start("index", "add", _index, "-", "--commit-every", "1"))
            {
                var feeding = Task.Run(() => Feed(process.StandardInput.BaseStream, input), TestContext.Current.CancellationToken);
                var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
                var commits = random.Next(12);
                while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
                {
                    safe = long.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
                    if (commits-- == 0) break;
                }
                // Anywhere in the next commit, or in a merge.
                await Task.Delay(random.Next(12), TestContext.Current.CancellationToken);
                process.Kill();
                await process.WaitForExitAsync(TestContext.Current.CancellationToken);
                await feeding;
                await errors;
            }
            await using var index = EmbeddedIndex.OpenRead(_index);
            index.Verify().ShouldBeEmpty($"after round {round}");
            (await Pages()).ShouldBeGreaterThanOrEqualTo(before + safe);
        }
    }

    private async Task<long> Pages()
    {
        await using var index = EmbeddedIndex.OpenRead(_index);
        var faults = new List<string>();
        var read = index.Pages(faults).LongCount();
        faults.ShouldBeEmpty();
        return read;
    }

    private static void Feed(Stream stream, string input)
    {
        try
        {
            stream.Write(Encoding.UTF8.GetBytes(input));
            stream.Close();
        }
        catch (IOException)
        {
            // It was killed while it was fed.
        }
    }

    // A story of numbered words, different for each number.
    private static string Line(int story, string url, int words = 160)
    {
        var random = new Random(story);
        var text = string.Join(' ', Enumerable.Range(0, words).Select(_ => $"w{1000 * story}x{random.Next(5000)}"));
        return JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal) { ["id"] = url, ["url"] = url, ["text"] = $"A headline of some length about story {story}\n{text}." }) + "\n";
    }
}
