using System.IO.Compression;
using System.Text;
using Detector.Pages;
using Detector.Testing;
using ZstdSharp;

namespace Detector.Sources.Tests;

/// <summary>Web archives made in memory, whole and damaged. Real ones are read in <see cref="WgetTests"/>.</summary>
public sealed class WarcTests : IDisposable
{
    private const string Html = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n";

    private readonly Inputs _inputs = new();

    /// <summary>How an archive may be compressed, with the ending its file gets.</summary>
    public static TheoryData<string> Packings() => ["warc", "warc.gz", "warc.zst"];

    [Theory]
    [MemberData(nameof(Packings))]
    public void Every_page_comes_with_its_id_address_type_status_and_time(string packing)
    {
        var archive = Maker(packing).Record("warcinfo", "application/warc-fields", null, "software: made\r\n"u8.ToArray()).Page("https://a.example/1", "<p>one").Page("https://a.example/2", "<p>two", "HTTP/1.0 404 Not Found\r\nContent-Type: text/html; charset=koi8-r\r\n");
        var items = Read(packing, archive.Bytes);
        items.Select(Inputs.Content).ShouldBe(["<p>one", "<p>two"]);
        var first = items[0].ShouldBeOfType<SourcePage>();
        first.Id.ShouldBe(WarcMaker.Id(2));
        first.Request.ShouldBe(new PageRequest { Url = "https://a.example/1", ContentType = "text/html; charset=utf-8", Status = 200, Fetched = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero) });
        var second = items[1].ShouldBeOfType<SourcePage>();
        second.Request.ContentType.ShouldBe("text/html; charset=koi8-r");
        second.Request.Status.ShouldBe(404);
    }

    [Theory]
    [MemberData(nameof(Packings))]
    public void Records_without_a_page_are_passed_over_and_counted_by_reason(string packing)
    {
        var archive = Maker(packing)
            .Record("warcinfo", "application/warc-fields", null, "software: made\r\n"u8.ToArray())
            .Record("request", "application/http;msgtype=request", "https://a.example/", "GET / HTTP/1.1\r\n\r\n"u8.ToArray())
            .Page("https://a.example/", "<p>page")
            .Record("metadata", "application/warc-fields", "https://a.example/", "outlink: x\r\n"u8.ToArray())
            .Record("revisit", "application/http;msgtype=response", "https://a.example/", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"u8.ToArray(), "WARC-Profile: http://netpreserve.org/warc/1.1/revisit/identical-payload-digest\r\n")
            .Page("https://a.example/old", "moved", "HTTP/1.1 301 Moved Permanently\r\nContent-Type: text/html\r\nLocation: /new\r\n")
            .Page("https://a.example/x.png", [0x89, 80, 78, 71], "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n")
            .Page("https://a.example/robots.txt", "User-agent: *", "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n")
            .Record("response", "text/dns", "dns:a.example", "a.example. 60 IN A 192.0.2.1\n"u8.ToArray())
            .Record("response", "application/http;msgtype=response", "https://a.example/", "no head"u8.ToArray())
            .Record("continuation", null, "https://a.example/", "rest"u8.ToArray())
            .Record("dance", null, null, []);
        var progress = new SourceProgress();
        Read(packing, archive.Bytes, progress: progress).Select(Inputs.Content).ShouldBe(["<p>page"]);
        Enum.GetValues<SkippedRecord>().ToDictionary(why => why, why => progress.SkippedRecords(why)).ShouldBe(new Dictionary<SkippedRecord, long>
        {
            [SkippedRecord.Request] = 1, [SkippedRecord.Metadata] = 1, [SkippedRecord.WarcInfo] = 1, [SkippedRecord.Revisit] = 1, [SkippedRecord.Redirect] = 1,
            [SkippedRecord.NotHtml] = 2, [SkippedRecord.Robots] = 1, [SkippedRecord.NoHttp] = 1, [SkippedRecord.Continuation] = 1, [SkippedRecord.OtherType] = 1,
        }, ignoreOrder: true);
    }

    [Fact]
    public void A_wet_file_gives_the_texts()
    {
        var archive = Maker("gz").Record("conversion", "text/plain", "https://a.example/", "One line\nand another"u8.ToArray());
        var page = Read("wet.gz", archive.Bytes).ShouldHaveSingleItem();
        Inputs.Content(page).ShouldBe("One line\nand another");
        Inputs.Format(page).ShouldBe(PageFormat.Text);
    }

    [Fact]
    public void A_resource_is_a_page_when_it_says_so()
    {
        var archive = Maker("warc").Record("resource", "text/html", "file:///a.html", "<p>x"u8.ToArray()).Record("resource", "text/plain", "metadata://log", "a log"u8.ToArray());
        Inputs.Content(Read("warc", archive.Bytes).ShouldHaveSingleItem()).ShouldBe("<p>x");
    }

    [Theory]
    [InlineData("", "<!doctype html><p>x", true)]
    [InlineData("", "RIFF....WEBP", false)]
    [InlineData("Content-Type: application/octet-stream\r\n", "<html><p>x", true)]
    public void Without_a_content_type_the_body_says_whether_it_is_a_page(string type, string body, bool isPage) =>
        Read("warc", Maker("warc").Page("https://a.example/", body, "HTTP/1.1 200 OK\r\n" + type).Bytes).Count.ShouldBe(isPage ? 1 : 0);

    [Fact]
    public void The_crawlers_look_at_the_payload_counts_where_the_server_said_nothing() =>
        Read("warc", Maker("warc").Page("https://a.example/", "just words", "HTTP/1.1 200 OK\r\n", "WARC-Identified-Payload-Type: text/html\r\n").Bytes).Count.ShouldBe(1);

    [Fact]
    public void Addresses_in_brackets_bare_line_feeds_and_other_capitals_are_understood()
    {
        var block = "HTTP/1.1 200\ncontent-TYPE: TEXT/HTML\n\n<p>x";
        var archive = Encoding.UTF8.GetBytes($"WARC/1.0\nwarc-type: response\nWARC-TARGET-URI: <https://a.example/>\ncontent-length: {block.Length}\n\n{block}\n\nWARC/1.0\nWARC-Type: metadata\nContent-Length: 0\n\n\n\n");
        var page = Read("warc", archive).ShouldHaveSingleItem().ShouldBeOfType<SourcePage>();
        page.Request.Url.ShouldBe("https://a.example/");
        Inputs.Content(page).ShouldBe("<p>x");
        page.Id.ShouldEndWith("a.warc:0");
    }

    public static TheoryData<string> Codings() => ["gzip", "x-gzip", "deflate", "zlib", "br", "zstd", "gzip, br", "chunked", "chunked gzip", "chunked br"];

    [Theory]
    [MemberData(nameof(Codings))]
    public void A_coded_body_is_unpacked(string coding)
    {
        var page = "<p>" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i * 7919 % 1000} "));
        Inputs.Content(Read("warc.gz", Maker("gz").Page("https://a.example/", Coded(page, coding), Html + Head(coding)).Bytes).ShouldHaveSingleItem()).ShouldBe(page);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("zstd")]
    [InlineData("deflate")]
    [InlineData("chunked")]
    [InlineData("chunked gzip")]
    [InlineData("unheard-of")]
    public void A_body_that_the_crawler_has_unpacked_already_is_taken_as_it_is(string coding) =>
        Inputs.Content(Read("warc.gz", Maker("gz").Page("https://a.example/", "<html><p>plain", Html + Head(coding)).Bytes).ShouldHaveSingleItem()).ShouldBe("<html><p>plain");

    [Theory]
    [MemberData(nameof(Codings))]
    public void Of_a_coded_body_that_breaks_off_there_is_what_came_before(string coding)
    {
        var random = new Random(3);
        var page = "<p>" + string.Concat(Enumerable.Range(0, 600_000).Select(_ => (char)random.Next('a', 'z')));
        var whole = Coded(page, coding);
        var progress = new SourceProgress();
        var item = Read("warc.gz", Maker("gz").Page("https://a.example/", whole[..(whole.Length / 2)], Html + Head(coding), "WARC-Truncated: length\r\n").Bytes, progress: progress).ShouldHaveSingleItem();
        var content = Inputs.Content(item);
        page.ShouldStartWith(content);
        content.Length.ShouldBeGreaterThan(10_000);
        progress.PagesCutShort.ShouldBe(1);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("zstd")]
    [InlineData("gzip, gzip")]
    [InlineData("chunked deflate")]
    public void A_body_that_unpacks_without_end_is_too_large_in_bounded_memory(string coding)
    {
        var archive = Maker("gz").Page("https://a.example/bomb", Coded(new string('x', 60_000_000), coding), Html + Head(coding)).Page("https://a.example/", "<p>after").Bytes;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var items = Read("warc.gz", archive, new SourceLimits { MaximumPageBytes = 200_000 });
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(8_000_000);
        var broken = items[0].ShouldBeOfType<BrokenPage>();
        broken.Reason.ShouldBe(UnreadableReason.TooLarge);
        broken.Url.ShouldBe("https://a.example/bomb");
        Inputs.Content(items[1]).ShouldBe("<p>after");
    }

    [Theory]
    [MemberData(nameof(Packings))]
    public void A_page_over_the_size_limit_is_named_and_passed_over_in_bounded_memory(string packing)
    {
        var archive = Maker(packing).Page("https://a.example/large", new byte[20_000_000]).Page("https://a.example/large.bin", new byte[20_000_000], "HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n").Page("https://a.example/", "<p>after").Bytes;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var items = Read(packing, archive, new SourceLimits { MaximumPageBytes = 100_000 });
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(8_000_000);
        items.Count.ShouldBe(2);
        items[0].ShouldBeOfType<BrokenPage>().Reason.ShouldBe(UnreadableReason.TooLarge);
        Inputs.Content(items[1]).ShouldBe("<p>after");
    }

    // ---- damage

    [Theory]
    [InlineData("warc.gz")]
    [InlineData("warc.zst")]
    public void Damage_inside_a_member_costs_that_record_and_names_its_offset(string packing)
    {
        var archive = Numbered(packing, 9);
        var whole = archive.Bytes;
        // Every byte of the fifth record in turn, from its header to its checksum.
        for (var at = archive.Offsets[4]; at < archive.Offsets[5]; at += 1 + (at % 5))
        {
            var damaged = whole.ToArray();
            damaged[at] ^= 0xA5;
            var items = Read(packing, damaged);
            var pages = items.OfType<SourcePage>().Select(page => page.Request.Url).ToList();
            var others = Enumerable.Range(0, 9).Where(i => i != 4).Select(i => $"https://a.example/{i}");
            pages.Where(url => url != "https://a.example/4").ShouldBe(others, $"byte {at - archive.Offsets[4]} of the member");
            // Bytes of a header that mean nothing (a time, a hint) may change and nothing is lost.
            if (pages.Contains("https://a.example/4")) continue;
            var broken = items.OfType<BrokenPage>().ToList();
            broken.ShouldNotBeEmpty($"byte {at - archive.Offsets[4]} of the member");
            broken[0].Where.ShouldMatch("byte [0-9,]+$");
        }
    }

    [Fact]
    public void A_damaged_member_is_named_by_where_it_begins()
    {
        var archive = Numbered("warc.gz", 3);
        var damaged = archive.Bytes;
        for (var i = archive.Offsets[1] + 30; i < archive.Offsets[1] + 60; i++) damaged[i] ^= 0x5A;
        var broken = Read("warc.gz", damaged).OfType<BrokenPage>().ShouldHaveSingleItem();
        broken.Id.ShouldEndWith($"a.warc.gz:{archive.Offsets[1]}");
        broken.Where.ShouldEndWith($"a.warc.gz, byte {archive.Offsets[1]:N0}");
        broken.Says.ShouldContain("The record is lost");
        broken.Reason.ShouldBe(UnreadableReason.BrokenInput);
    }

    [Theory]
    [MemberData(nameof(Packings))]
    public void An_archive_cut_off_anywhere_gives_the_records_before_the_cut_and_names_the_one_it_is_in(string packing)
    {
        var archive = Numbered(packing, 4);
        var whole = archive.Bytes;
        for (var cut = archive.Offsets[3] + 1; cut < whole.Length - 4; cut += 7)
        {
            var items = Read(packing, whole[..cut]);
            items.Take(3).Select(item => item.ShouldBeOfType<SourcePage>().Request.Url).ShouldBe(["https://a.example/0", "https://a.example/1", "https://a.example/2"]);
            items.Count.ShouldBe(4, $"cut at {cut}");
            items[3].ShouldBeOfType<BrokenPage>().Where.ShouldContain($"byte {archive.Offsets[3]:N0}");
        }
    }

    [Theory]
    [InlineData("warc", "5")]
    [InlineData("warc", "150000")]
    [InlineData("warc", "99999999999")]
    [InlineData("warc", "-1")]
    [InlineData("warc", "many")]
    [InlineData("warc.gz", "5")]
    [InlineData("warc.gz", "150000")]
    [InlineData("warc.gz", "99999999999")]
    [InlineData("warc.gz", "-1")]
    [InlineData("warc.zst", "5")]
    [InlineData("warc.zst", "150000")]
    [InlineData("warc.zst", "99999999999")]
    public void A_length_that_lies_costs_that_record(string packing, string length)
    {
        var archive = Maker(packing).Page("https://a.example/0", "<p>before")
            .Record("response", "application/http;msgtype=response", "https://a.example/1", Encoding.UTF8.GetBytes(Html + "\r\n<p>" + new string('x', 3000)), length: length);
        for (var i = 2; i < 60; i++) archive.Page($"https://a.example/{i}", "<p>" + new string('y', 20_000));
        var items = Read(packing, archive.Bytes);
        items.OfType<SourcePage>().Select(page => page.Request.Url).ShouldBe(Enumerable.Range(0, 60).Where(i => i != 1).Select(i => $"https://a.example/{i}"));
        items.OfType<BrokenPage>().ShouldHaveSingleItem().Where.ShouldContain($"byte {archive.Offsets[1]:N0}");
    }

    [Theory]
    [InlineData("warc")]
    [InlineData("warc.gz")]
    [InlineData("warc.zst")]
    public void Bytes_between_records_that_are_none_are_named_once(string packing)
    {
        var archive = Maker(packing).Page("https://a.example/0", "<p>before").Raw(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("noise\n", 50_000)))).Page("https://a.example/1", "<p>after");
        var items = Read(packing, archive.Bytes);
        items.OfType<SourcePage>().Select(Inputs.Content).ShouldContain("<p>after");
        items.OfType<BrokenPage>().ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("warc.gz")]
    [InlineData("warc.zst")]
    public void Uncompressed_noise_between_members_is_named_and_left_behind(string packing)
    {
        var archive = Numbered(packing, 4);
        var at = archive.Offsets[2];
        var items = Read(packing, [.. archive.Bytes[..at], .. "some noise that is no member"u8, .. archive.Bytes[at..]]);
        items.OfType<SourcePage>().Select(page => page.Request.Url).ShouldBe(["https://a.example/0", "https://a.example/1", "https://a.example/2", "https://a.example/3"]);
        items.OfType<BrokenPage>().ShouldHaveSingleItem();
    }

    [Fact]
    public void A_gzip_archive_that_is_one_member_is_read_too()
    {
        var items = Read("warc.gz", WarcMaker.Gzip(Numbered("warc", 5).Bytes));
        items.Select(item => item.ShouldBeOfType<SourcePage>().Request.Url).ShouldBe(Enumerable.Range(0, 5).Select(i => $"https://a.example/{i}"));
    }

    [Fact]
    public void In_one_member_a_record_whose_length_lies_is_left_behind_by_the_next_line_that_opens_one()
    {
        var plain = Numbered("warc", 5);
        var text = Encoding.Latin1.GetString(plain.Bytes);
        var second = text.IndexOf("Content-Length: ", plain.Offsets[1], StringComparison.Ordinal) + "Content-Length: ".Length;
        var items = Read("warc.gz", WarcMaker.Gzip(Encoding.Latin1.GetBytes(text[..second] + "1" + text[second..])));
        items.OfType<SourcePage>().Select(page => page.Request.Url).ShouldBe(["https://a.example/0", "https://a.example/2", "https://a.example/3", "https://a.example/4"]);
    }

    [Fact]
    public void A_page_that_quotes_a_record_is_one_page()
    {
        var quote = "<pre>\r\n\r\nWARC/1.0\r\nWARC-Type: response\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n</pre>" + new string('x', 2_000_000);
        foreach (var packing in new[] { "warc", "warc.gz", "warc.zst" })
            Inputs.Content(Read(packing, Maker(packing).Page("https://a.example/", quote).Bytes).ShouldHaveSingleItem()).ShouldBe(quote);
    }

    [Fact]
    public void Frames_with_a_shared_dictionary_are_read()
    {
        // The dictionary stands first, in a skippable frame (IIPC, WARC files compressed with Zstandard).
        var samples = Enumerable.Range(0, 2000).Select(i => Encoding.UTF8.GetBytes($"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/{i * 7919}\r\n{i * i}")).ToArray();
        var dictionary = DictBuilder.TrainFromBuffer(samples, 4096);
        foreach (var packed in new[] { false, true })
        {
            using var plain = new Compressor();
            var content = packed ? plain.Wrap(dictionary).ToArray() : dictionary;
            using var compressor = new Compressor();
            compressor.LoadDictionary(dictionary);
            var archive = new WarcMaker(bytes => compressor.Wrap(bytes).ToArray()).Page("https://a.example/1", "<p>one").Page("https://a.example/2", "<p>two");
            byte[] frame = [0x5D, 0x2A, 0x4D, 0x18, .. BitConverter.GetBytes(content.Length), .. content];
            Read("warc.zst", [.. frame, .. archive.Bytes]).Select(Inputs.Content).ShouldBe(["<p>one", "<p>two"]);
        }
    }

    [Fact]
    public void An_archive_that_is_none_is_named() =>
        Read("warc", "just words"u8.ToArray()).ShouldHaveSingleItem().ShouldBeOfType<BrokenPage>().Says.ShouldContain("no WARC archive");

    [Fact]
    public void An_empty_archive_has_no_pages() => Read("warc", []).ShouldBeEmpty();

    [Fact]
    public void A_missing_archive_is_named() =>
        Inputs.Read(Path.Combine(_inputs.Root, "none.warc.gz")).ShouldHaveSingleItem().ShouldBeOfType<BrokenPage>().Says.ShouldContain("There is no file or folder");

    [Theory]
    [MemberData(nameof(Packings))]
    public void Standard_input_may_be_an_archive(string packing) =>
        Inputs.ReadInput(Numbered(packing, 3).Bytes).Select(item => item.ShouldBeOfType<SourcePage>().Request.Url).ShouldBe(["https://a.example/0", "https://a.example/1", "https://a.example/2"]);

    [Fact]
    public void Archives_in_a_folder_are_found_by_name_and_by_looking()
    {
        _inputs.Add("a.warc.gz", Numbered("warc.gz", 2).Bytes);
        _inputs.Add("b.warc.zst", Numbered("warc.zst", 1).Bytes);
        _inputs.Add("c.wet", Maker("warc").Record("conversion", "text/plain", null, "x"u8.ToArray()).Bytes);
        _inputs.Add("crawl.0001", Numbered("warc", 1).Bytes);
        Inputs.Read(_inputs.Root).OfType<SourcePage>().Count().ShouldBe(5);
    }

    [Fact]
    public void Reading_stops_between_records_when_asked()
    {
        var path = _inputs.Add("a.warc.gz", Numbered("warc.gz", 50).Bytes);
        using var stop = new CancellationTokenSource();
        var read = 0;
        foreach (var _ in PageSources.Of(path).Read(new SourceProgress(), stop.Token))
            if (++read == 3)
                stop.Cancel();
        read.ShouldBe(3);
    }

    public void Dispose() => _inputs.Dispose();

    private List<SourceItem> Read(string ending, byte[] archive, SourceLimits? limits = null, SourceProgress? progress = null) => Inputs.Read(_inputs.Add($"a.{ending}", archive), limits, progress);

    private static WarcMaker Maker(string packing) => new(packing.EndsWith("gz", StringComparison.Ordinal) ? WarcMaker.Gzip : packing.EndsWith("zst", StringComparison.Ordinal) ? Zstd : null);

    private static WarcMaker Numbered(string packing, int count)
    {
        var archive = Maker(packing);
        var random = new Random(1);
        for (var i = 0; i < count; i++) archive.Page($"https://a.example/{i}", $"<p>{string.Concat(Enumerable.Range(0, 300).Select(_ => (char)random.Next('a', 'z')))}");
        return archive;
    }

    // With a checksum, as the zstd program writes it: without one a changed byte may go unnoticed.
    private static byte[] Zstd(byte[] bytes)
    {
        using var compressor = new Compressor();
        compressor.SetParameter(ZstdSharp.Unsafe.ZSTD_cParameter.ZSTD_c_checksumFlag, 1);
        return compressor.Wrap(bytes).ToArray();
    }

    private static string Head(string coding)
    {
        var encoding = coding.Replace("chunked", "", StringComparison.Ordinal).Trim();
        return (coding.StartsWith("chunked", StringComparison.Ordinal) ? "Transfer-Encoding: chunked\r\n" : "") + (encoding.Length == 0 ? "" : $"Content-Encoding: {(encoding == "zlib" ? "deflate" : encoding)}\r\n");
    }

    private static byte[] Coded(string page, string coding)
    {
        var bytes = Encoding.UTF8.GetBytes(page);
        foreach (var step in coding.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Where(step => step != "chunked"))
        {
            using var coded = new MemoryStream();
            using (Stream stream = step switch
            {
                "deflate" => new DeflateStream(coded, CompressionMode.Compress),
                "zlib" => new ZLibStream(coded, CompressionMode.Compress),
                "br" => new BrotliStream(coded, CompressionLevel.Fastest),
                "zstd" => new CompressionStream(coded),
                _ => new GZipStream(coded, CompressionMode.Compress),
            }) stream.Write(bytes);
            bytes = coded.ToArray();
        }
        return coding.StartsWith("chunked", StringComparison.Ordinal) ? Chunked(bytes) : bytes;
    }

    private static byte[] Chunked(byte[] bytes)
    {
        using var chunks = new MemoryStream();
        for (var at = 0; at < bytes.Length; at += 5000)
        {
            var chunk = bytes.AsSpan(at, Math.Min(5000, bytes.Length - at));
            chunks.Write(Encoding.ASCII.GetBytes($"{chunk.Length:x};part={at}\r\n"));
            chunks.Write(chunk);
            chunks.Write("\r\n"u8);
        }
        chunks.Write("0\r\n\r\n"u8);
        return chunks.ToArray();
    }
}
