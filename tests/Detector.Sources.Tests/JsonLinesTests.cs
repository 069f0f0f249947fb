using System.Text;
using Detector.Pages;

namespace Detector.Sources.Tests;

public sealed class JsonLinesTests : IDisposable
{
    private readonly Inputs _inputs = new();

    [Fact]
    public void A_line_gives_its_page_with_id_address_and_format()
    {
        var path = _inputs.Add("pages.jsonl", """{"id":"a1","url":"https://a.example/","label":{"any":[1,2]},"html":"<p>Caf\u00e9"}""" + "\n");
        var page = Inputs.Read(path).ShouldHaveSingleItem().ShouldBeOfType<SourcePage>();
        page.Id.ShouldBe("a1");
        page.Request.Url.ShouldBe("https://a.example/");
        page.Text.ToString().ShouldBe("<p>Café");
        page.Request.Format.ShouldBe(PageFormat.Html);
    }

    [Fact]
    public void The_html_field_holds_plain_text_where_the_format_says_so()
    {
        var path = _inputs.Add("pages.jsonl", """{"html":"a < b","format":"text"}""" + "\n" + """{"text":"a < b"}""");
        Inputs.Read(path).Select(Inputs.Format).ShouldBe([PageFormat.Text, PageFormat.Text]);
    }

    [Fact]
    public void Fields_of_other_peoples_files_that_only_look_like_ours_cost_no_page()
    {
        var path = _inputs.Add("pages.jsonl", """{"fetched":"20230401120000","status":"ok","html":"a"}""" + "\n" + """{"fetched":"2026-03-01T12:00:00Z","status":200,"html":"b"}""" + "\n" + """{"status":{"code":[200]},"headers":"none","html":"c"}""");

        var pages = Inputs.Read(path).Select(item => item.ShouldBeOfType<SourcePage>()).ToList();

        pages.ConvertAll(page => page.Text.ToString()).ShouldBe(["a", "b", "c"]);
        pages.ConvertAll(page => page.Request.Status).ShouldBe([null, 200, null]);
        pages[0].Request.Fetched.ShouldBeNull();
        pages[1].Request.Fetched.ShouldBe(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public void Pages_that_are_given_back_after_reading_make_room_for_others_and_mix_with_none()
    {
        var path = _inputs.Add("pages.jsonl", string.Concat(Enumerable.Range(0, 200).Select(number => $$"""{"html":"{{string.Concat(Enumerable.Repeat($"<p>\\u0022{number}\\u0022 ", 1 + number * 7 % 50))}}"}""" + "\n")));
        var number = 0;
        foreach (var page in PageSources.Of(path).Read(new SourceProgress(), TestContext.Current.CancellationToken).Select(item => item.ShouldBeOfType<SourcePage>()))
        {
            page.Text.ToString().ShouldBe(string.Concat(Enumerable.Repeat($"<p>\"{number}\" ", 1 + number * 7 % 50)));
            page.GiveBack();
            // A second time changes nothing: the array may be another page's by now.
            page.GiveBack();
            number++;
        }
        number.ShouldBe(200);
    }

    [Fact]
    public void A_page_without_id_is_called_by_its_file_and_line()
    {
        var path = _inputs.Add("pages.ndjson", "\n" + """{"html":"x"}""");
        Inputs.Read(path).ShouldHaveSingleItem().Id.ShouldBe($"{path}:2");
    }

    [Fact]
    public void A_number_serves_as_an_id() =>
        Inputs.Read(_inputs.Add("pages.json", """{"id":17,"html":"x"}""")).ShouldHaveSingleItem().Id.ShouldBe("17");

    [Fact]
    public void A_broken_line_costs_that_line_and_is_named()
    {
        var path = _inputs.Add("pages.jsonl", """{"id":"a","html":"x"}""" + "\n{\"id\":\"b\",\"html\":\n" + """{"id":"c","html":"z"}""" + "\n");
        var items = Inputs.Read(path);
        items.Select(item => item.Id).ShouldBe(["a", "b", "c"]);
        var broken = items[1].ShouldBeOfType<BrokenPage>();
        broken.Where.ShouldStartWith($"{path}, line 2");
        broken.Says.ShouldContain("not valid JSON");
    }

    [Fact]
    public void A_line_without_a_page_says_which_fields_it_has()
    {
        var broken = Inputs.Read(_inputs.Add("pages.jsonl", """{"id":"a","title":"x","html":null}""")).ShouldHaveSingleItem().ShouldBeOfType<BrokenPage>();
        broken.Id.ShouldBe("a");
        broken.Says.ShouldContain("id, title, html");
    }

    [Theory]
    [InlineData("[\n{\"html\":\"x\"}\n]", "jq -c '.[]'")]
    [InlineData("{\n\"html\":\"x\"\n}", "jq -c .")]
    public void Json_that_is_not_lines_is_told_once_with_the_way_out(string content, string wayOut) =>
        Inputs.Read(_inputs.Add("pages.json", content)).ShouldHaveSingleItem().ShouldBeOfType<BrokenPage>().Says.ShouldContain(wayOut);

    [Fact]
    public void A_line_over_the_limit_is_passed_over_and_the_next_one_read()
    {
        var path = _inputs.Add("pages.jsonl", "{\"html\":\"" + new string('x', 2_000_000) + "\"}\n{\"id\":\"b\",\"html\":\"y\"}\n");
        var items = Inputs.Read(path, new SourceLimits { MaximumLineBytes = 100_000 });
        items[0].ShouldBeOfType<BrokenPage>().Reason.ShouldBe(UnreadableReason.TooLarge);
        items[1].ShouldBeOfType<SourcePage>().Id.ShouldBe("b");
    }

    [Fact]
    public void Half_a_surrogate_pair_becomes_the_replacement_character_instead_of_an_error() =>
        Inputs.Content(Inputs.Read(_inputs.Add("pages.jsonl", """{"html":"a\ud83d b \ud83d\ude00 \u0041\n"}""")).ShouldHaveSingleItem()).ShouldBe("a\uFFFD b \U0001F600 A\n");

    [Fact]
    public void Bytes_that_are_not_utf8_become_the_replacement_character_instead_of_an_error() =>
        Inputs.Content(Inputs.Read(_inputs.Add("pages.jsonl", [.. "{\"html\":\"caf"u8, 0xE9, .. "\"}"u8])).ShouldHaveSingleItem()).ShouldBe("caf\uFFFD");

    [Fact]
    public void A_byte_order_mark_and_carriage_returns_are_no_content() =>
        Inputs.Read(_inputs.Add("pages.jsonl", "\uFEFF{\"html\":\"x\"}\r\n{\"html\":\"y\"}\r\n")).Select(Inputs.Content).ShouldBe(["x", "y"]);

    [Fact]
    public void Compressed_lines_are_read_also_from_several_members()
    {
        var path = _inputs.Add("pages.jsonl.gz", [.. Inputs.Compressed("{\"html\":\"x\"}\n"), .. Inputs.Compressed("{\"html\":\"y\"}\n")]);
        Inputs.Read(path).Select(Inputs.Content).ShouldBe(["x", "y"]);
    }

    [Fact]
    public void A_cut_off_gzip_file_gives_the_pages_before_the_cut_then_names_the_byte()
    {
        // Random letters do not compress away: the cut falls among the lines.
        var random = new Random(5);
        var lines = new StringBuilder();
        for (var i = 0; i < 2000; i++) lines.Append("{\"id\":").Append(i).Append(",\"html\":\"").Append(string.Concat(Enumerable.Range(0, 100).Select(_ => (char)random.Next('a', 'z')))).Append("\"}\n");
        var whole = Inputs.Compressed(lines.ToString());
        var path = _inputs.Add("pages.jsonl.gz", whole[..(whole.Length / 2)]);

        var items = Inputs.Read(path);
        var broken = items[^1].ShouldBeOfType<BrokenPage>();
        broken.Where.ShouldBe($"{path}, byte {whole.Length / 2:N0}");
        items.Count.ShouldBeGreaterThan(800);
        items.SkipLast(1).Select(item => item.Id).ShouldBe(Enumerable.Range(0, items.Count - 1).Select(i => $"{i}"));
    }

    [Fact]
    public void Reading_stops_between_pages_when_asked()
    {
        var path = _inputs.Add("pages.jsonl", string.Concat(Enumerable.Repeat("{\"html\":\"x\"}\n", 1000)));
        using var stop = new CancellationTokenSource();
        var read = 0;
        foreach (var _ in PageSources.Of(path).Read(new SourceProgress(), stop.Token))
            if (++read == 3)
                stop.Cancel();
        read.ShouldBe(3);
    }

    public void Dispose() => _inputs.Dispose();
}
