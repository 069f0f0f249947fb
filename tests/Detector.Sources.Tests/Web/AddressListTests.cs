using System.Text;
using Detector.Sources.Web;

namespace Detector.Sources.Tests.Web;

public sealed class AddressListTests : IDisposable
{
    private readonly Inputs _inputs = new();

    public void Dispose() => _inputs.Dispose();

    [Theory]
    [InlineData("https://a.example/1\r\n\r\n# a comment\n  b.example/2   # reported twice\nhttps://c.example/#part\n")]
    [InlineData("\uFEFFid,url,note\n1,https://a.example/1,\"one, two\"\n2,b.example/2,\"line\nend\"\n3,\"https://c.example/#part\",\n4,,\n")]
    [InlineData("URL\nhttps://a.example/1\nb.example/2\nhttps://c.example/#part\n")]
    [InlineData("note;\"Link\"\nx;https://a.example/1\nx;b.example/2\nx;https://c.example/#part")]
    [InlineData("note\turl\nx\thttps://a.example/1\nx\tb.example/2\nx\thttps://c.example/#part")]
    [InlineData("{\"url\":\"https://a.example/1\",\"x\":1}\n\n{\"x\":[],\"url\":\"b.example/2\"}\n{\"url\":\"https:\\/\\/c.example\\/#part\"}\n")]
    [InlineData("<?xml version=\"1.0\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>https://a.example/1</loc><lastmod>2026-01-01</lastmod></url><url><loc>\n b.example/2 </loc></url><url><loc><![CDATA[https://c.example/#part]]></loc></url></urlset>")]
    [InlineData("<rss version=\"2.0\"><channel><link>https://channel.example/</link><item><title>x</title><link>https://a.example/1</link></item><item><link>b.example/2</link><link/></item><item><link>https://c.example/#part</link></item></channel></rss>")]
    [InlineData("<feed xmlns=\"http://www.w3.org/2005/Atom\"><link href=\"https://feed.example/\"/><entry><link rel=\"self\" href=\"https://no.example/\"/><link href=\"https://a.example/1\"/></entry><entry><link rel=\"alternate\" href=\"b.example/2\"></link></entry><entry><link href=\"https://c.example/#part\"/></entry></feed>")]
    public void Any_form_gives_its_addresses_plain_and_compressed(string content)
    {
        string[] expected = ["https://a.example/1", "b.example/2", "https://c.example/#part"];
        Read(_inputs.Add("list", content)).Select(listed => listed.Text).ShouldBe(expected);
        Read(_inputs.Add("list.gz", Inputs.Compressed(content))).Select(listed => listed.Text).ShouldBe(expected);
        AddressList.Read("-", () => new MemoryStream(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(content.TrimStart('\uFEFF'))).ToArray())).Select(listed => listed.Text).ShouldBe(expected);
    }

    [Fact]
    public void An_index_of_sitemaps_reads_those_that_lie_beside_it()
    {
        _inputs.Add("one.xml.gz", Inputs.Compressed("<urlset><url><loc>https://a.example/1</loc></url></urlset>"));
        _inputs.Add("two.xml", "<urlset><url><loc>https://a.example/2</loc></url></urlset>");
        var index = _inputs.Add("index.xml", "<sitemapindex><sitemap><loc>https://a.example/maps/one.xml.gz</loc></sitemap><sitemap><loc>https://a.example/two.xml</loc></sitemap></sitemapindex>");

        Read(index).Select(listed => listed.Text).ShouldBe(["https://a.example/1", "https://a.example/2"]);

        var away = _inputs.Add("away.xml", "<sitemapindex><sitemap><loc>https://a.example/../../etc/three.xml</loc></sitemap></sitemapindex>");
        Should.Throw<InvalidDataException>(() => Read(away)).Message.ShouldContain("no file 'three.xml' lies beside it");
        _inputs.Add("three.xml", File.ReadAllText(index));
        Should.Throw<InvalidDataException>(() => Read(away)).Message.ShouldContain("the protocol has one level");
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html><body>x</body></html>", "is a web page, not a list")]
    [InlineData("[\"https://a.example/\"]", "is a JSON array")]
    [InlineData("<svg></svg>", "begins with <svg>")]
    [InlineData("<urlset><url><loc>https://a.example/</loc>", "the XML is broken")]
    [InlineData("{\"address\":1}", "a field \"url\" is wanted")]
    [InlineData("{\"url\":", "not valid JSON")]
    [InlineData("<!DOCTYPE urlset [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><urlset><url><loc>&e;</loc></url></urlset>", "the XML is broken")]
    public void What_is_no_list_is_said_in_a_sentence(string content, string says) =>
        Should.Throw<InvalidDataException>(() => Read(_inputs.Add("list", content))).Message.ShouldContain(says);

    [Fact]
    public void A_list_that_breaks_off_in_its_compression_is_noticed()
    {
        var bytes = Inputs.Compressed(string.Concat(Enumerable.Range(0, 20_000).Select(static i => $"https://a.example/{i * 7919}\n")));
        Should.Throw<InvalidDataException>(() => Read(_inputs.Add("list.gz", bytes[..^2000]))).Message.ShouldContain("damaged or cut off");
    }

    [Fact]
    public void An_entry_says_where_it_stands() => Read(_inputs.Add("list.csv", "url,x\nhttps://a.example/,1\n"))[0].Where.ShouldEndWith("list.csv, line 2");

    private static List<ListedAddress> Read(string path) => [.. AddressList.Read(path)];
}
