using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Detector.Cli.Tests;

/// <summary>Whatever stands among good pages, the batch goes on, a line says what it was, and the exit code says whether the list is complete.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly Runs _runs = new();

    [Fact]
    public void An_empty_file() => Among(_runs.Add("bad.html", ""), "empty", exit: 0);

    [Fact]
    public void A_picture() => Among(_runs.Add("bad.html", [0x89, .. "PNG\r\n"u8, 0x1A, 10, .. Enumerable.Range(0, 4000).Select(i => (byte)(i * 31))]), "not-text", exit: 0);

    [Fact]
    public void Two_hundred_megabytes_of_html()
    {
        var path = Path.Combine(_runs.Root, "bad.html");
        using (var file = File.Create(path)) file.SetLength(200L * 1024 * 1024);
        Among(path, "too-large", exit: 0);
    }

    [Fact]
    public void A_hundred_thousand_nested_tags() => Among(_runs.Add("bad.html", "<html>" + string.Concat(Enumerable.Repeat("<ul><li>", 50_000)) + "words"), "nested-too-deep", exit: 0);

    [Fact]
    public void A_million_attributes()
    {
        var attributes = new StringBuilder();
        for (var i = 0; i < 1_000_000; i++) attributes.Append(" a").Append(i).Append("=1");
        Among(_runs.Add("bad.html", Runs.Honest.Replace("<body>", $"<body{attributes}>", StringComparison.Ordinal)), unjudged: null, exit: 0);
    }

    [Fact]
    public void Nul_bytes_among_the_words() => Among(_runs.Add("bad.html", Runs.Honest.Replace(" pool ", " po\0ol ", StringComparison.Ordinal)), unjudged: null, exit: 0);

    [Theory]
    [InlineData("utf-16")]
    [InlineData("no-such-charset")]
    [InlineData("utf-8")]
    public void A_charset_that_is_wrong_or_lies(string charset) =>
        Among(_runs.Add("bad.html", Encoding.Latin1.GetBytes(Runs.Honest.Replace("<head>", $"<head><meta charset=\"{charset}\">", StringComparison.Ordinal).Replace("shallow", "Übergang façade", StringComparison.Ordinal))), unjudged: null, exit: 0);

    [Fact]
    public void A_cut_off_gzip_file()
    {
        var random = new Random(7);
        var lines = new StringBuilder();
        for (var i = 0; i < 300; i++) lines.Append(Line($"p{i}", Runs.Honest + string.Concat(Enumerable.Range(0, 300).Select(_ => (char)random.Next('a', 'z'))))).Append('\n');
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionMode.Compress)) gzip.Write(Encoding.UTF8.GetBytes(lines.ToString()));
        var whole = bytes.ToArray();
        var path = _runs.Add("bad.jsonl.gz", whole[..(whole.Length / 2)]);
        var ran = Among(path, "broken-input", exit: 2);
        ran.Lines.Length.ShouldBeGreaterThan(50);
        ran.Errors.ShouldContain($"{path}, byte {whole.Length / 2:N0}: The gzip data is damaged or cut off");
    }

    [Fact]
    public void A_json_line_without_a_page()
    {
        var path = _runs.Add("bad.jsonl", "{\"id\":\"p\",\"url\":\"https://a.example/\"}\n");
        var ran = Among("p", "broken-input", exit: 2);
        ran.Errors.ShouldContain($"{path}, line 1: The line has no page: a field 'html' or 'text' that holds a string is needed, and it has id, url.");
    }

    [Fact]
    public void Invalid_json_in_the_middle()
    {
        var path = _runs.Add("bad.jsonl", $"{Line("p1", Runs.Honest)}\n{{\"id\":\"p2\",\"html\":\"cut\n{Line("p3", Runs.Honest)}\n");
        var ran = Among("p2", "broken-input", exit: 2);
        ran.Lines.Length.ShouldBe(5);
        ran.Errors.ShouldContain($"{path}, line 2");
    }

    [Fact]
    public void A_file_that_cannot_be_read()
    {
        if (OperatingSystem.IsWindows()) return;
        var path = Path.Combine(_runs.Root, "bad.html");
        File.CreateSymbolicLink(path, path);
        Among(path, "broken-input", exit: 2).Errors.ShouldContain("so the list is not complete");
    }

    [Fact]
    public void A_link_that_leads_nowhere()
    {
        if (OperatingSystem.IsWindows()) return;
        var path = Path.Combine(_runs.Root, "bad.html");
        File.CreateSymbolicLink(path, Path.Combine(_runs.Root, "gone"));
        Among(path, "broken-input", exit: 2).Errors.ShouldContain($"There is no file or folder '{path}'");
    }

    [Fact]
    public void A_folder_that_is_called_like_a_page()
    {
        Directory.CreateDirectory(Path.Combine(_runs.Root, "bad.html"));
        var inside = _runs.Add("bad.html/inside.html", Runs.Honest);
        Among(inside, unjudged: null, exit: 0);
    }

    [Fact]
    public void A_cut_off_compressed_page()
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionMode.Compress)) gzip.Write(Encoding.UTF8.GetBytes(Runs.Honest));
        var path = _runs.Add("bad.html.gz", bytes.ToArray()[..200]);
        Among(path, "broken-input", exit: 2).Errors.ShouldContain("The gzip data is damaged or cut off");
    }

    [Fact]
    public void A_path_that_does_not_exist()
    {
        _runs.Add("good.html", Runs.Honest);
        var ran = _runs.Scan("nowhere.html");
        ran.Exit.ShouldBe(2);
        ran.Lines.Length.ShouldBe(2);
        ran.Errors.ShouldContain("There is no file or folder 'nowhere.html'");
    }

    [Theory]
    [InlineData("scan")]
    [InlineData("explain")]
    [InlineData("index add new")]
    [InlineData("index remove new")]
    public void A_mistyped_option_is_no_page_and_no_address(string command)
    {
        var ran = _runs.Run([.. command.Split(' '), _runs.Add("good.html", Runs.Honest), "--reprot"]);
        ran.Exit.ShouldBe(2);
        ran.Lines.ShouldBeEmpty();
        ran.Errors.ShouldContain("'--reprot'");
        ran.Errors.ShouldContain($"Try 'detector {command.Replace(" new", "")} --help'.");
    }

    [Fact]
    public void A_mistyped_option_is_no_index()
    {
        var ran = _runs.Run("index", "stats", "--al");
        ran.Exit.ShouldBe(2);
        ran.Errors.ShouldContain("There is no option '--al' here");
        ran.Errors.ShouldContain("Try 'detector index stats --help'.");
    }

    [Fact]
    public void Nothing_that_could_be_judged_is_exit_2()
    {
        _runs.Add("bad.html", "");
        _runs.Scan().Exit.ShouldBe(2);
    }

    private Ran Among(string id, string? unjudged, int exit)
    {
        _runs.Add("aaa.html", Runs.Honest);
        _runs.Add("zzz.html", Runs.Honest);
        var ran = _runs.Scan();
        ran.Exit.ShouldBe(exit, ran.Errors);
        var lines = ran.Lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        lines[0].GetProperty("id").GetString()!.ShouldEndWith("aaa.html");
        lines[0].GetProperty("kind").GetString().ShouldBe("ordinary");
        lines[^1].GetProperty("id").GetString()!.ShouldEndWith("zzz.html");
        lines[^1].GetProperty("kind").GetString().ShouldBe("ordinary");
        var bad = lines.Single(line => line.GetProperty("id").GetString() == id);
        if (unjudged is null) bad.GetProperty("kind").GetString().ShouldBe("ordinary");
        else
        {
            bad.GetProperty("unjudged").GetString().ShouldBe(unjudged);
            bad.GetProperty("says").GetString()!.Length.ShouldBeGreaterThan(10);
        }
        return ran;
    }

    private static string Line(string id, string html) => JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal) { ["id"] = id, ["html"] = html });

    public void Dispose() => _runs.Dispose();
}
