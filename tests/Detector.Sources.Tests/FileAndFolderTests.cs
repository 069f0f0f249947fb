using System.Text;
using Detector.Pages;

namespace Detector.Sources.Tests;

public sealed class FileAndFolderTests : IDisposable
{
    private readonly Inputs _inputs = new();

    [Fact]
    public void A_folder_gives_its_pages_in_order_of_name_with_hidden_and_foreign_files_left_out()
    {
        _inputs.Add("b.html", "<p>b");
        _inputs.Add("a/z.txt", "z");
        _inputs.Add("a/B.htm", "<p>B");
        _inputs.Add("c.jsonl", "{\"html\":\"1\"}\n{\"html\":\"2\"}");
        _inputs.Add(".hidden/x.html", "x");
        _inputs.Add("a/.x.html", "x");
        _inputs.Add("style.css", "p { }");
        _inputs.Add("settings.json", "[1, 2]");
        _inputs.Add("index.php?p=3", "<!DOCTYPE html><p>looked into");
        var progress = new SourceProgress();
        Inputs.Read(_inputs.Root, progress: progress).Select(item => Path.GetRelativePath(_inputs.Root, item.Id)).ShouldBe(["a/B.htm", "a/z.txt", "b.html", "c.jsonl:1", "c.jsonl:2", "index.php?p=3"]);
        progress.Skipped.ShouldBe(2);
    }

    [Fact]
    public void The_name_says_whether_a_page_is_html_or_text()
    {
        Inputs.Format(Inputs.Read(_inputs.Add("a.XHTML", "x"))[0]).ShouldBe(PageFormat.Html);
        Inputs.Format(Inputs.Read(_inputs.Add("a.text", "x"))[0]).ShouldBe(PageFormat.Text);
        Inputs.Format(Inputs.Read(_inputs.Add("a.page", "x"))[0]).ShouldBe(PageFormat.Detect);
    }

    [Fact]
    public void A_file_named_outright_is_read_whatever_it_is_called() => Inputs.Content(Inputs.Read(_inputs.Add("notes.css", "x"))[0]).ShouldBe("x");

    [Fact]
    public void A_compressed_page_is_read() => Inputs.Content(Inputs.Read(_inputs.Add("a.html.gz", Inputs.Compressed("<p>x")))[0]).ShouldBe("<p>x");

    [Fact]
    public void A_cut_off_compressed_page_is_named()
    {
        var whole = Inputs.Compressed(string.Concat(Enumerable.Range(0, 5000)));
        Inputs.Read(_inputs.Add("a.html.gz", whole[..^200])).ShouldHaveSingleItem().ShouldBeOfType<BrokenPage>().Says.ShouldContain("damaged or cut off");
    }

    [Fact]
    public void Addresses_come_from_the_list_beside_the_pages()
    {
        _inputs.Add("addresses.csv", "file,kind,url\na.html,x,https://a.example/\n\"b, c.html\",x,\"https://b.example/?q=1,2\"\n");
        _inputs.Add("a.html", "a");
        _inputs.Add("b, c.html", "b");
        _inputs.Add("sub/a.html", "another folder");
        Inputs.Read(_inputs.Root).Cast<SourcePage>().Select(page => page.Request.Url).ShouldBe(["https://a.example/", "https://b.example/?q=1,2", null]);
        Inputs.Read(Path.Combine(_inputs.Root, "a.html")).Cast<SourcePage>().Single().Request.Url.ShouldBe("https://a.example/");
    }

    [Fact]
    public void A_list_of_addresses_without_its_columns_is_told_and_the_pages_are_read()
    {
        _inputs.Add("addresses.csv", "a.html,https://a.example/\n");
        _inputs.Add("a.html", "a");
        var items = Inputs.Read(_inputs.Root);
        items[0].ShouldBeOfType<BrokenPage>().Says.ShouldContain("'file' and 'url'");
        items[1].ShouldBeOfType<SourcePage>();
    }

    [Fact]
    public void A_missing_path_is_named_with_what_to_check() =>
        Inputs.Read(Path.Combine(_inputs.Root, "nowhere.html")).ShouldHaveSingleItem().ShouldBeOfType<BrokenPage>().Says.ShouldContain("There is no file or folder");

    [Fact]
    public void A_page_over_the_size_limit_is_named_without_being_loaded()
    {
        var path = Path.Combine(_inputs.Root, "large.html");
        using (var file = File.Create(path)) file.SetLength(200L * 1024 * 1024);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var broken = Inputs.Read(path).ShouldHaveSingleItem().ShouldBeOfType<BrokenPage>();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1024 * 1024);
        broken.Reason.ShouldBe(UnreadableReason.TooLarge);
        broken.Says.ShouldContain("over the size limit");
    }

    [Fact]
    public void A_compressed_page_that_unpacks_over_the_limit_is_left_at_the_limit() =>
        Inputs.Read(_inputs.Add("bomb.html.gz", Inputs.Compressed(new string('x', 3_000_000))), new SourceLimits { MaximumPageBytes = 1_000_000 })
            .ShouldHaveSingleItem().ShouldBeOfType<BrokenPage>().Reason.ShouldBe(UnreadableReason.TooLarge);

    [Fact]
    public void A_link_back_to_an_outer_folder_is_told_and_not_followed()
    {
        if (OperatingSystem.IsWindows()) return;
        _inputs.Add("sub/a.html", "a");
        Directory.CreateSymbolicLink(Path.Combine(_inputs.Root, "sub", "back"), _inputs.Root);
        var items = Inputs.Read(_inputs.Root);
        items.Count.ShouldBe(2);
        items[1].ShouldBeOfType<BrokenPage>().Says.ShouldContain("link back");
    }

    [Fact]
    public void A_file_that_cannot_be_opened_is_named_and_the_rest_is_read()
    {
        if (OperatingSystem.IsWindows()) return;
        _inputs.Add("b.html", "b");
        // A link to itself cannot be opened by anybody, whatever their rights.
        File.CreateSymbolicLink(Path.Combine(_inputs.Root, "a.html"), Path.Combine(_inputs.Root, "a.html"));
        var items = Inputs.Read(_inputs.Root);
        items[0].ShouldBeOfType<BrokenPage>().Id.ShouldEndWith("a.html");
        items[1].ShouldBeOfType<SourcePage>();
    }

    [Theory]
    [InlineData("{\"id\":\"a\",\"html\":\"<p>x\"}\n", "<p>x")]
    [InlineData("<!DOCTYPE html><p>x", "<!DOCTYPE html><p>x")]
    [InlineData("Only words.", "Only words.")]
    [InlineData("", "")]
    public void Standard_input_is_json_lines_or_one_page_by_looking(string input, string content) =>
        Inputs.Content(Inputs.ReadInput(Encoding.UTF8.GetBytes(input)).ShouldHaveSingleItem()).ShouldBe(content);

    [Fact]
    public void Compressed_standard_input_is_recognised() => Inputs.Content(Inputs.ReadInput(Inputs.Compressed("{\"html\":\"x\"}")).ShouldHaveSingleItem()).ShouldBe("x");

    [Fact]
    public void Damaged_compressed_standard_input_is_named() =>
        Inputs.ReadInput([0x1F, 0x8B, 8, 0, 1, 2, 3]).ShouldHaveSingleItem().ShouldBeOfType<BrokenPage>().Where.ShouldStartWith("standard input");

    public void Dispose() => _inputs.Dispose();
}
