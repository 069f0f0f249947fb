using System.Text;
using CsCheck;
using Detector.Fingerprints;
using Detector.Pages;
using Detector.Pages.Text;
using Detector.Verdicts;

namespace Detector.Tests.Pages;

public class PageReaderTests
{
    private static readonly string Words = string.Join(' ', Enumerable.Repeat("The council met on the bridge and talked about the river.", 4));

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void A_byte_order_mark_decides_the_encoding(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes($"<html><meta charset=iso-8859-1><p>Zürich naïve {Words}")];

        Text(Read(bytes)).ShouldContain("Zürich naïve");
    }

    [Fact]
    public void A_header_decides_before_a_meta_element()
    {
        var bytes = Encoding.Latin1.GetBytes($"<html><meta charset=utf-8><p>Zürich {Words}");

        Text(Read(bytes, new PageRequest { ContentType = "text/html; charset=ISO-8859-1" })).ShouldContain("Zürich");
    }

    [Fact]
    public void A_meta_element_decides_when_no_header_does()
    {
        var cyrillic = CodePagesEncodingProvider.Instance.GetEncoding("windows-1251")!;
        var bytes = cyrillic.GetBytes($"<html><head><meta http-equiv=Content-Type content='text/html; charset=windows-1251'></head><p>Москва {Words}");

        Text(Read(bytes)).ShouldContain("Москва");
    }

    [Theory]
    [InlineData("iso-8859-1")]
    [InlineData("windows-1251")]
    [InlineData("no-such-charset")]
    public void A_lying_charset_is_not_believed_when_the_bytes_are_UTF_8(string declared)
    {
        var bytes = Encoding.UTF8.GetBytes($"<html><meta charset={declared}><p>Zürich – “quoted” {Words}");

        Text(Read(bytes)).ShouldContain("Zürich – “quoted”");
    }

    [Fact]
    public void Bytes_that_are_no_UTF_8_are_read_as_windows_1252_whatever_is_declared()
    {
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes($"<html><meta charset=utf-8><p>Zürich “quoted” naïve {Words}");

        Text(Read(bytes)).ShouldContain("Zürich “quoted” naïve");
    }

    [Fact]
    public void A_page_cut_inside_a_character_is_still_UTF_8()
    {
        var bytes = Encoding.UTF8.GetBytes($"<p>Zürich naïve {Words} ü")[..^1];

        Text(Read(bytes)).ShouldContain("Zürich naïve");
    }

    [Fact]
    public void NUL_bytes_do_not_hide_a_page()
    {
        var bytes = Encoding.UTF8.GetBytes($"<html><body>\0<p>The ri\0ver {Words}");

        Text(Read(bytes)).ShouldContain("council met");
    }

    [Fact]
    public void An_empty_page_says_so() => Why([]).Reason.ShouldBe(UnreadableReason.Empty);

    [Theory]
    [InlineData("%PDF-1.7 ", "PDF")]
    [InlineData("PK\u0003\u0004", "ZIP")]
    [InlineData("GIF89a", "GIF")]
    public void Bytes_of_something_else_are_named(string start, string kind)
    {
        var why = Why(Encoding.Latin1.GetBytes(start + new string('x', 200)));

        why.Reason.ShouldBe(UnreadableReason.NotText);
        why.Says.ShouldContain(kind);
    }

    [Fact]
    public void Random_bytes_are_not_a_page()
    {
        var bytes = new byte[4096];
        new Random(7).NextBytes(bytes);

        Why(bytes).Reason.ShouldBe(UnreadableReason.NotText);
    }

    [Fact]
    public void A_page_over_the_size_limit_is_refused_with_both_numbers()
    {
        PageReader.Read(new byte[2000], PageRequest.Unknown, new PageLimits { MaximumBytes = 1000 }, out var why).ShouldBeNull();

        why!.Reason.ShouldBe(UnreadableReason.TooLarge);
        why.Says.ShouldContain("2,000");
        why.Says.ShouldContain("1,000");
    }

    [Fact]
    public void A_page_that_is_stopped_says_that_its_time_ran_out()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        PageReader.Read(Encoding.UTF8.GetBytes("<html><body>" + string.Concat(Enumerable.Repeat("<p>" + Words, 1000))), PageRequest.Unknown, null, out var why, stop.Token).ShouldBeNull();
        why!.Reason.ShouldBe(UnreadableReason.OutOfTime);

        using var page = PageReader.Read("<html><body><p>" + Words);
        new FarmDetector().Judge(page, stop.Token).ShouldBeOfType<Unjudged>().Reason.ShouldBe(UnreadableReason.OutOfTime);
    }

    [Fact]
    public void A_page_that_was_disposed_of_is_neither_judged_nor_filed()
    {
        var page = PageReader.Read("<html><body><p>" + Words);
        page.Dispose();
        page.Dispose();

        Should.Throw<ObjectDisposedException>(() => new FarmDetector().Judge(page));
        Should.Throw<ObjectDisposedException>(() => FingerprintReader.Of(page));
    }

    [Theory]
    [InlineData("<div>")]
    [InlineData("<ul><li>")]
    [InlineData("<table><tr><td>")]
    [InlineData("<blockquote><p>")]
    public void A_hundred_thousand_nested_tags_are_refused_in_bounded_time(string tags)
    {
        var page = "<html><body>" + string.Concat(Enumerable.Repeat(tags, 100_000)) + Words;

        Why(Encoding.UTF8.GetBytes(page)).Reason.ShouldBe(UnreadableReason.NestedTooDeep);
    }

    [Theory]
    [InlineData("<p>x", PageFormat.Html)]
    [InlineData("x\n", PageFormat.Text)]
    public void A_page_of_too_many_lines_is_refused_whatever_its_format(string line, PageFormat format)
    {
        var limits = new PageLimits { MaximumNodes = 2_000 };
        Unreadable? Why(int lines)
        {
            using var page = PageReader.Read(string.Concat(Enumerable.Repeat(line, lines)), new PageRequest { Format = format }, limits, out var why);
            return why;
        }
        Why(900).ShouldBeNull();
        var refused = Why(1_100).ShouldNotBeNull();
        refused.Reason.ShouldBe(UnreadableReason.TooManyElements);
        refused.Says.ShouldContain(format == PageFormat.Html ? "2,000 elements" : "1,000 lines");
    }

    [Fact]
    public void A_million_attributes_are_read_past()
    {
        var page = new StringBuilder("<html><body><p");
        for (var i = 0; i < 1_000_000; i++) page.Append(" a").Append(i).Append("=1");
        page.Append('>').Append(Words);

        Text(Read(Encoding.UTF8.GetBytes(page.ToString()))).ShouldContain("council met");
    }

    [Fact]
    public void A_page_of_a_few_words_is_too_short_to_judge() => Why("<html><body><p>Coming soon."u8.ToArray()).Reason.ShouldBe(UnreadableReason.TooShort);

    [Theory]
    [InlineData("<!DOCTYPE html><p>x", PageFormat.Html)]
    [InlineData("  <html lang=en>", PageFormat.Html)]
    [InlineData("<div class=a><p>A story</p></div>", PageFormat.Html)]
    [InlineData("A story of a river.\nIt is 3 < 4 and 5 > 4.", PageFormat.Text)]
    [InlineData("Home > News\nThe story", PageFormat.Text)]
    public void The_format_is_seen_when_nobody_says_it(string content, PageFormat expected) => FormatDetector.Detect(content, null).ShouldBe(expected);

    [Fact]
    public void Any_characters_at_all_are_read_or_refused_and_twice_the_same()
    {
        Gen.String[Gen.Char["<>/=\"' abdiptrl!-&;#x0\n\u00e9\u0416"], 0, 400].Sample(noise =>
        {
            var first = Describe(noise + Words);
            Describe(noise + Words).ShouldBe(first);
        }, iter: 2000);
    }

    private static string Describe(string content)
    {
        using var page = PageReader.Read(content.AsSpan(), new PageRequest { Format = PageFormat.Html }, null, out var why);
        if (page is null) return why!.Says;
        var text = new StringBuilder();
        foreach (var block in page.Text.Blocks) text.Append(block.Kind).Append(block.IsMain).Append(page.Text.Of(block)).Append('\n');
        return text.ToString();
    }

    internal static string Text(Page page) => page.Text.Chars.ToString();

    private static Page Read(byte[] bytes, PageRequest? request = null)
    {
        var page = PageReader.Read(bytes, request ?? PageRequest.Unknown, null, out var why);
        page.ShouldNotBeNull(why?.Says);
        return page;
    }

    private static Unreadable Why(byte[] bytes)
    {
        PageReader.Read(bytes, new PageRequest { ContentType = "text/html" }, null, out var why).ShouldBeNull();
        return why!;
    }
}
