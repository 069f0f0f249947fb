using System.Globalization;
using System.Text;
using System.Text.Json;
using Detector.Index.Embedded;
using Detector.Testing;

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
    public void Pages_of_one_site_speak_against_each_other_when_they_are_scanned_together_or_filed()
    {
        var batch = _runs.Add("site.jsonl", string.Concat(Enumerable.Range(0, 6).Select(number => JsonSerializer.Serialize(new { id = $"p{number}", url = $"https://farm.example/{number}", text = $"{Runs.Farm}{number}" }) + "\n")));
        var alone = Read(_runs.Run("scan", batch, "--model", _runs.Model, "--format", "jsonl", "--reasons", "all"));
        _runs.Run("index", "add", _index, batch, "--model", _runs.Model);

        var together = Read(_runs.Run("scan", batch, "--together", "--model", _runs.Model, "--format", "jsonl", "--reasons", "all"));
        _runs.Run("scan", batch, "--model", _runs.Model, "--format", "jsonl").Errors.ShouldContain("each page was looked at alone: --together");
        var errors = _runs.Run("scan", batch, "--together", "--model", _runs.Model, "--format", "jsonl").Errors;
        errors.ShouldContain("copies partly checked on 6 pages: no index was given");
        errors.ShouldNotContain("looked at alone");
        var run = Read(_runs.Run("scan", batch, "--together", "--run", Path.Combine(_index, "site.run"), "--model", _runs.Model, "--format", "jsonl", "--reasons", "all"));
        var looked = JsonDocument.Parse(_runs.Run("index", "lookup", _index, batch).Lines[0]).RootElement;

        alone[0].TryGetProperty("neighbours", out _).ShouldBeFalse();
        foreach (var page in together.Concat(run))
        {
            page.GetProperty("neighbours").GetProperty("site_pages").GetInt32().ShouldBe(5);
            page.GetProperty("reasons").EnumerateArray().Single(reason => reason.GetProperty("signal").GetString() == "suspect-site").GetProperty("contribution").GetDouble().ShouldBeGreaterThan(1);
            page.GetProperty("neighbours").GetProperty("coverage").GetString().ShouldBe("partly");
            page.GetProperty("neighbours").GetProperty("away").GetString().ShouldBe("no index was given, only pages of this scan were looked at");
        }
        looked.GetProperty("site_pages").GetInt32().ShouldBe(5);
        looked.GetProperty("site_probability").GetDouble().ShouldBeGreaterThan(.5);

        static List<JsonElement> Read(Ran ran) => [.. ran.Lines.Select(line => JsonDocument.Parse(line).RootElement)];
    }

    [Fact]
    public void What_can_be_read_once_only_is_not_held_against_itself()
    {
        _runs.Run(["scan", "-", "--together", "--model", _runs.Model], [1]).Errors.ShouldContain("Save it to a file first");
        var ran = _runs.Run("scan", "--urls", _runs.Add("list.txt", "https://a.example/\n"), "--together");
        ran.Exit.ShouldBe(2);
        ran.Errors.ShouldContain("--save-warc FILE, then 'detector scan FILE --together'");
    }

    [Fact]
    public void A_folder_that_is_no_index_is_said_to_be_none()
    {
        var ran = _runs.Run("index", "stats", _index);

        ran.Exit.ShouldBe(2);
        ran.Errors.ShouldContain("holds no index");
    }

    [Fact]
    public void A_shared_index_takes_the_folders_place_in_every_command()
    {
        using var server = new RedisServer();
        var place = $"redis://{server.EndPoint}/cli";
        var page = _runs.Add("story.jsonl", Line(1, "https://herald.example/story") + Line(2, "https://herald.example/other"));
        var copy = _runs.Add("copy.jsonl", Line(1, "https://copy.example/page"));
        var table = Path.Combine(_index, "pages.parquet");

        _runs.Run("index", "stats", place).Errors.ShouldContain("holds no index");
        _runs.Run("index", "add", place, page, "--seen", "2025-01-01").Output.ShouldContain("committed 2");
        JsonDocument.Parse(_runs.Run("index", "lookup", place, copy).Output).RootElement.GetProperty("pages")[0].GetProperty("address").GetString().ShouldBe("https://herald.example/story");
        _runs.Run("explain", copy, "--index", place, "--model", _runs.Model).Output.ShouldContain("https://herald.example/story");
        JsonDocument.Parse(_runs.Run("scan", copy, "--index", place, "--model", _runs.Model, "--format", "jsonl").Lines[0]).RootElement.GetProperty("copied").GetString().ShouldBe("whole");
        _runs.Run("index", "verify", place).Output.Trim().ShouldBe("whole");
        _runs.Run("index", "export", place, "--out", table).Exit.ShouldBe(0);
        _runs.Run("index", "merge", place).Errors.ShouldContain("0 numbers of removed pages taken out");
        _runs.Run("index", "remove", place, "https://herald.example/story").Errors.ShouldContain("1 pages of 1 addresses removed, 1 in the index");
        _runs.Run("index", "merge", place).Errors.Trim().ShouldMatch("^[1-9][0-9]* numbers of removed pages taken out");
        _runs.Run("index", "stats", place).Output.ShouldContain("pages     1");
        JsonDocument.Parse(_runs.Run("index", "lookup", place, copy).Output).RootElement.GetProperty("pages").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public void A_run_asks_a_shared_index_and_keeps_its_address_without_the_password()
    {
        using var server = new RedisServer("--requirepass", "hidden-word");
        var place = $"redis://:hidden-word@{server.EndPoint}/cli";
        var page = _runs.Add("story.jsonl", Line(1, "https://herald.example/story"));
        var copy = _runs.Add("copy.jsonl", Line(1, "https://copy.example/page"));
        var run = Path.Combine(_index, "copies.run");
        Directory.CreateDirectory(_index);
        _runs.Run("index", "add", place, page, "--seen", "2025-01-01").Exit.ShouldBe(0);

        JsonDocument.Parse(_runs.Run("scan", copy, "--run", run, "--index", place, "--model", _runs.Model, "--format", "jsonl").Lines[0]).RootElement.GetProperty("copied").GetString().ShouldBe("whole");
        foreach (var kept in Directory.GetFiles(_index, "copies.run*")) Encoding.UTF8.GetString(File.ReadAllBytes(kept)).ShouldNotContain("hidden-word");
        _runs.Run("scan", "--resume", run, "--index", place).Exit.ShouldBe(0);
        _runs.Run("scan", "--resume", run, "--index", $"redis://{server.EndPoint}/another").Errors.ShouldContain("Only its user and password may be added");
    }

    [Fact]
    public void A_shared_index_that_is_away_leaves_copies_unchecked_says_so_and_is_no_reason_to_stop()
    {
        var place = $"redis://127.0.0.1:{RedisServer.FreePort()}/cli?timeout=200ms";
        var page = _runs.Add("story.jsonl", Line(1, "https://herald.example/story"));

        var line = JsonDocument.Parse(_runs.Run("explain", page, "--index", place, "--model", _runs.Model, "--json").Output).RootElement;

        line.GetProperty("notes").EnumerateArray().Select(note => note.GetString()!).ShouldContain(note => note.Contains("Copies were not checked: the index redis://127.0.0.1", StringComparison.Ordinal));
        var scanned = _runs.Run("scan", page, "--index", place, "--model", _runs.Model, "--format", "jsonl");
        scanned.Errors.ShouldContain("copies not checked on 1 page");
        JsonDocument.Parse(scanned.Lines[0]).RootElement.GetProperty("neighbours").GetProperty("coverage").GetString().ShouldBe("not-checked");
        _runs.Run("index", "add", place, page).Exit.ShouldBe(2);
        _runs.Run("index", "stats", "redis://127.0.0.1:port").Errors.ShouldContain("'port' is no port");
    }

    [Fact]
    public void What_was_removed_is_found_no_more()
    {
        var page = _runs.Add("story.jsonl", Line(1, "https://herald.example/story") + Line(2, "https://herald.example/other"));
        var copy = _runs.Add("copy.jsonl", Line(1, "https://copy.example/page"));
        _runs.Run("index", "add", _index, page);

        _runs.Run("index", "remove", _index, "https://herald.example/story", "https://nobody.example/").Errors.ShouldContain("1 pages of 2 addresses removed, 1 in the index");

        JsonDocument.Parse(_runs.Run("index", "lookup", _index, copy).Output).RootElement.GetProperty("pages").GetArrayLength().ShouldBe(0);
        _runs.Run("index", "merge", _index).Exit.ShouldBe(0);
        _runs.Run("index", "stats", _index).Output.ShouldContain("pages     1");
        _runs.Run("index", "verify", _index).Output.Trim().ShouldBe("whole");
    }

    [Fact]
    public async Task Killed_at_any_point_it_keeps_every_commit_and_is_whole()
    {
        var random = new Random(4);
        for (var round = 0; round < 24; round++)
        {
            // The same page again would be no second one.
            var input = string.Concat(Enumerable.Range(0, 3000).Select(page => Line(page, $"https://site{page}.example/{round}", words: 40)));
            var before = Committed() ? (await Addresses()).Count : 0;
            var safe = await Kill(random, input, "index", "add", _index, "-", "--commit-every", "1");
            await using var index = EmbeddedIndex.OpenRead(_index);
            index.Verify().ShouldBeEmpty($"after round {round}");
            (await Addresses()).Count.ShouldBeGreaterThanOrEqualTo(before + (int)safe);
        }
    }

    [Fact]
    public async Task Killed_while_removing_it_keeps_every_removal_and_loses_no_other_page()
    {
        var random = new Random(5);
        _runs.Run("index", "add", _index, _runs.Add("stories.jsonl", string.Concat(Enumerable.Range(0, 1200).Select(page => Line(page, $"https://site{page}.example/story", words: 40)))), "--commit-every", "64");
        var left = (await Addresses()).ToList();
        left.Count.ShouldBe(1200);
        for (var round = 0; round < 16; round++)
        {
            string[] going = [.. left.OrderBy(_ => random.Next()).Take(70)];
            var safe = (int)await Kill(random, string.Join('\n', going) + "\n", "index", "remove", _index, "-", "--commit-every", "1");
            await using (var index = EmbeddedIndex.OpenRead(_index)) index.Verify().ShouldBeEmpty($"after round {round}");
            var now = await Addresses();
            going.Take(safe).Where(now.Contains).ShouldBeEmpty("what was said to be removed is there");
            left.Except(going, StringComparer.Ordinal).Where(address => !now.Contains(address)).ShouldBeEmpty("what was not to be removed is gone");
            left = [.. left.Where(now.Contains)];
            if (round % 5 == 4) _runs.Run("index", "merge", _index).Exit.ShouldBe(0);
        }
    }

    private bool Committed() => File.Exists(Path.Combine(_index, "commit"));

    // Starts a command that commits one by one, kills it after some commits, and tells how many were said to be safe.
    private async Task<long> Kill(Random random, string input, params string[] command)
    {
        long safe = 0;
        using var process = _runs.Start(command);
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
        return safe;
    }

    private async Task<HashSet<string>> Addresses()
    {
        await using var index = EmbeddedIndex.OpenRead(_index);
        var faults = new List<string>();
        var pages = index.Pages(faults).Select(page => page.Address).ToList();
        faults.ShouldBeEmpty();
        pages.ShouldBeUnique();
        (await index.StatsAsync(TestContext.Current.CancellationToken)).Pages.ShouldBe(pages.Count);
        return pages.ToHashSet(StringComparer.Ordinal);
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
