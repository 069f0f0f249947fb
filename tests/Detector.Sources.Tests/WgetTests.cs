using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Detector.Pages;

namespace Detector.Sources.Tests;

/// <summary>Archives as a crawler in use writes them: GNU wget, run against a server made here, on the loopback.</summary>
public sealed class WgetTests : IDisposable
{
    private readonly Inputs _inputs = new();
    private readonly LoopbackSite _site = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_crawl_gives_its_pages_and_counts_the_rest(bool compressed)
    {
        var archive = Crawl("crawl", compressed ? [] : ["--no-warc-compression"]);
        archive.ShouldEndWith(compressed ? ".warc.gz" : ".warc");
        var progress = new SourceProgress();
        var items = Inputs.Read(archive, progress: progress);
        var pages = items.Select(item => item.ShouldBeOfType<SourcePage>()).ToDictionary(page => new Uri(page.Request.Url!).AbsolutePath, StringComparer.Ordinal);

        // robots.txt is asked for first and answered with an error's page, which is no page of the site; another error is handed on with its status.
        pages.Keys.Order(StringComparer.Ordinal).ShouldBe(["/", "/chunked.html", "/gone.html", "/new.html", "/packed.html", "/packed-chunked.html", "/same.html"], ignoreOrder: true);
        foreach (var (path, page) in pages)
        {
            var status = path is "/gone.html" ? 404 : 200;
            page.Request.Status.ShouldBe(status, path);
            page.Id.ShouldStartWith("urn:uuid:");
            page.Request.ContentType.ShouldBe("text/html; charset=utf-8");
            page.Request.Fetched.ShouldNotBeNull().ShouldBeInRange(DateTimeOffset.UtcNow.AddMinutes(-10), DateTimeOffset.UtcNow.AddMinutes(1));
            Inputs.Content(page).ShouldBe(status == 404 ? LoopbackSite.NotFound : LoopbackSite.Pages[path], path);
        }
        progress.SkippedRecords(SkippedRecord.Redirect).ShouldBe(1);
        // The picture, and wget's own notes kept as resources.
        progress.SkippedRecords(SkippedRecord.NotHtml).ShouldBeGreaterThanOrEqualTo(1);
        progress.SkippedRecords(SkippedRecord.Request).ShouldBe(pages.Count + 3);
        progress.SkippedRecords(SkippedRecord.Robots).ShouldBe(1);
        progress.SkippedRecords(SkippedRecord.WarcInfo).ShouldBeGreaterThanOrEqualTo(1);
        progress.SkippedRecords(SkippedRecord.Revisit).ShouldBe(0);
        progress.PagesCutShort.ShouldBe(0);
    }

    [Fact]
    public void A_second_crawl_that_knows_the_first_gives_no_page_twice()
    {
        Crawl("first", ["--warc-cdx"]);
        var progress = new SourceProgress();
        var again = Inputs.Read(Crawl("second", ["--warc-dedup=first.cdx"]), progress: progress);
        progress.SkippedRecords(SkippedRecord.Revisit).ShouldBeGreaterThanOrEqualTo(4);
        again.OfType<SourcePage>().ShouldNotContain(page => page.Request.Url!.EndsWith("/same.html"));
    }

    [Fact]
    public void Every_record_of_a_crawl_can_be_damaged_and_costs_itself()
    {
        var bytes = File.ReadAllBytes(Crawl("crawl", []));
        var members = Members(bytes);
        members.Count.ShouldBeGreaterThan(15);
        var whole = Ids(bytes);
        for (var m = 0; m < members.Count; m++)
        {
            var damaged = bytes.ToArray();
            var middle = (members[m] + (m + 1 < members.Count ? members[m + 1] : bytes.Length)) / 2;
            for (var i = 0; i < 6; i++) damaged[middle + i] ^= 0x77;
            var items = Inputs.Read(_inputs.Add("damaged.warc.gz", damaged));
            var broken = items.OfType<BrokenPage>().ShouldHaveSingleItem($"member {m}");
            broken.Where.ShouldEndWith($"byte {members[m]:N0}");
            whole.Except(items.OfType<SourcePage>().Select(page => page.Id), StringComparer.Ordinal).Count().ShouldBeLessThanOrEqualTo(1);
        }
    }

    public void Dispose()
    {
        _site.Dispose();
        _inputs.Dispose();
    }

    private List<string> Ids(byte[] archive) => [.. Inputs.Read(_inputs.Add("whole.warc.gz", archive)).Select(item => item.ShouldBeOfType<SourcePage>().Id)];

    // Where each member begins, by unpacking from every place that looks like one.
    private static List<int> Members(byte[] bytes)
    {
        var starts = new List<int>();
        for (var at = 0; at < bytes.Length - 4; at++)
        {
            if (bytes[at] != 0x1F || bytes[at + 1] != 0x8B || bytes[at + 2] != 8) continue;
            using var gzip = new GZipStream(new MemoryStream(bytes, at, bytes.Length - at), CompressionMode.Decompress);
            var first = new byte[7];
            try
            {
                if (gzip.ReadAtLeast(first, 7, throwOnEndOfStream: false) == 7 && first.AsSpan().SequenceEqual("WARC/1."u8)) starts.Add(at);
            }
            catch (InvalidDataException)
            {
                // Looked like one, and is none.
                continue;
            }
        }
        return starts;
    }

    private string Crawl(string name, string[] options)
    {
        var start = new ProcessStartInfo("wget") { UseShellExecute = false, RedirectStandardError = true, WorkingDirectory = _inputs.Root };
        foreach (var argument in (string[])["--no-config", "--no-proxy", "--recursive", "--page-requisites", "--level=2", "--tries=1", "--timeout=20", "--no-verbose", "--delete-after", $"--warc-file={name}", .. options, _site.Root]) start.ArgumentList.Add(argument);
        try
        {
            using var wget = Process.Start(start)!;
            var said = wget.StandardError.ReadToEnd();
            wget.WaitForExit();
            // 8: the server answered with an error once, as it is meant to.
            wget.ExitCode.ShouldBe(8, said);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Fail("These tests need GNU wget: 'apt-get install wget' (Debian, Ubuntu), 'brew install wget' (macOS). .ci/run installs it.");
        }
        return Directory.GetFiles(_inputs.Root, name + ".warc*").ShouldHaveSingleItem();
    }

    /// <summary>A small site on the loopback whose answers come in every way HTTP/1.1 has: with a length, in chunks, packed, both, moved, gone.</summary>
    private sealed class LoopbackSite : IDisposable
    {
        public const string NotFound = "<html><title>Not here</title><p>There is no such page.";

        public static readonly Dictionary<string, string> Pages = new(StringComparer.Ordinal)
        {
            ["/"] = "<!doctype html><title>Home</title><p>Start here <a href=/chunked.html>1</a> <a href=/packed.html>2</a> <a href=/packed-chunked.html>3</a> <a href=/old.html>4</a> <a href=/gone.html>5</a> <a href=/same.html>6</a><img src=/x.png>",
            ["/chunked.html"] = "<!doctype html><title>Chunked</title><p>" + string.Join(' ', Enumerable.Range(0, 4000)),
            ["/packed.html"] = "<!doctype html><title>Packed</title><p>Packed page ünd more" + new string('x', 5000),
            ["/packed-chunked.html"] = "<!doctype html><title>Both</title><p>" + string.Join(' ', Enumerable.Range(0, 9000).Select(i => i * 31 % 977)),
            ["/new.html"] = "<!doctype html><title>New</title><p>Moved here.",
            ["/same.html"] = "<!doctype html><title>Same</title><p>The same every time.",
        };

        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly Thread _thread;

        public LoopbackSite()
        {
            _listener.Start();
            _thread = new Thread(Serve) { IsBackground = true };
            _thread.Start();
        }

        public string Root => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/";

        public void Dispose() => _listener.Stop();

        private void Serve()
        {
            while (true)
            {
                try
                {
                    using var client = _listener.AcceptTcpClient();
                    using var stream = client.GetStream();
                    using var reader = new StreamReader(stream, Encoding.ASCII);
                    var path = reader.ReadLine()?.Split(' ')[1];
                    while (!string.IsNullOrEmpty(reader.ReadLine()))
                    {
                    }
                    if (path is not null) stream.Write(Answer(path));
                }
                catch (SocketException)
                {
                    // Stopped.
                    return;
                }
                catch (IOException)
                {
                    // The crawler hung up; what it then writes is the test's to judge.
                    continue;
                }
            }
        }

        private static byte[] Answer(string path)
        {
            const string html = "Content-Type: text/html; charset=utf-8\r\n";
            if (path == "/old.html") return Message("301 Moved Permanently", "Location: /new.html\r\nContent-Length: 0\r\n", []);
            if (path == "/x.png") return Message("200 OK", "Content-Type: image/png\r\nContent-Length: 4\r\n", [0x89, 80, 78, 71]);
            if (!Pages.TryGetValue(path, out var page)) return Message("404 Not Found", $"{html}Content-Length: {NotFound.Length}\r\n", Encoding.UTF8.GetBytes(NotFound));
            var body = Encoding.UTF8.GetBytes(page);
            var head = html;
            if (path.Contains("packed", StringComparison.Ordinal))
            {
                // The same bytes whenever they are packed: no time in the header.
                using var packed = new MemoryStream();
                using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(body);
                body = packed.ToArray();
                head += "Content-Encoding: gzip\r\n";
            }
            if (!path.Contains("chunked", StringComparison.Ordinal)) return Message("200 OK", $"{head}Content-Length: {body.Length}\r\n", body);
            using var chunks = new MemoryStream();
            foreach (var chunk in body.Chunk(1000)) chunks.Write([.. Encoding.ASCII.GetBytes($"{chunk.Length:X}\r\n"), .. chunk, .. "\r\n"u8]);
            chunks.Write("0\r\n\r\n"u8);
            return Message("200 OK", $"{head}Transfer-Encoding: chunked\r\n", chunks.ToArray());
        }

        private static byte[] Message(string status, string head, byte[] body) => [.. Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nConnection: close\r\n{head}\r\n"), .. body];
    }
}
