using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Detector.Pages;

namespace Detector.Tests.Pages;

/// <summary>The fast reader and the plain one read the same words.</summary>
public class ReferenceTests
{
    private const string Prose = "The council met on the old bridge on Tuesday evening and talked for two hours about the river, the road and the new school.";

    [Theory]
    [InlineData("<ul><li>one<li>two<ul><li>three</ul></ul><p>four<p>five")]
    [InlineData("<table><tr><td>one<td>two<tr><th>three</table>")]
    [InlineData("<p>one <b>two <i>three</b> four</i> five</p>")]
    [InlineData("<a href=1>one<div>two</a> three</div>")]
    [InlineData("<h1>one<h2>two</h1>three")]
    [InlineData("<dl><dt>one<dd>two<dt>three</dl>")]
    [InlineData("one<br>two<br/>three</br>four")]
    [InlineData("<p>fish &amp; chips &lt;b&gt; caf&eacute; &#8212; &notin; &unknown; &copy 2020")]
    [InlineData("<div>one<p>two</div>three</p>")]
    [InlineData("<svg><title>no</title><text>no</text></svg>one")]
    [InlineData("<select><option>no</select>one<textarea><p>no</textarea>two")]
    [InlineData("<!-- no --><![CDATA[no]]>one<!doctype no>two")]
    [InlineData("<form>one<form>two</form>three</form>")]
    [InlineData("<button>one</button><button>two</button>")]
    [InlineData("<p>un<b>broken</b> word<span>s</span></p>")]
    [InlineData("<blockquote>one<center>two</center></blockquote>")]
    [InlineData("<noscript>no</noscript><template>no</template>one<script>no</script>")]
    [InlineData("</div></p></b>one</body>two</html>three")]
    public void On_small_markup(string markup)
    {
        var html = $"<!doctype html><html><head><title>no</title></head><body>{markup}<p>{Prose}</p></body></html>";
        using var page = PageReader.Read(html, new PageRequest { Format = PageFormat.Html });

        PlainReading.Words(page.Text).Order(StringComparer.Ordinal).ShouldBe(PlainReading.Words(html).Order(StringComparer.Ordinal));
    }

    /// <summary>Every page of the corpus: <c>DETECTOR_CORPUS=DIR dotnet test --project tests/Detector.Tests -- --filter-class "*ReferenceTests"</c>.</summary>
    [Fact]
    public void On_real_pages()
    {
        var folder = Environment.GetEnvironmentVariable("DETECTOR_CORPUS");
        if (folder is null) Assert.Skip("DETECTOR_CORPUS is not set: the real pages belong to their publishers and are not in the repository. Set it to the corpus folder to run this.");
        var sets = Directory.GetFiles(folder!, "*.jsonl.gz");
        if (sets.Length == 0) Assert.Skip($"DETECTOR_CORPUS is {folder}, which has no *.jsonl.gz.");

        var pages = new List<(double Agreement, string Id)>();
        foreach (var set in sets)
        {
            using var reader = new StreamReader(new GZipStream(File.OpenRead(set), CompressionMode.Decompress), Encoding.UTF8);
            while (reader.ReadLine() is { } line)
            {
                using var json = JsonDocument.Parse(line);
                if (json.RootElement.TryGetProperty("format", out var format) && format.GetString() == "text") continue;
                var html = json.RootElement.GetProperty("html").GetString()!;
                using var page = PageReader.Read(html.AsSpan(), new PageRequest { Format = PageFormat.Html }, null, out _);
                if (page is not null) pages.Add((PlainReading.Agreement(PlainReading.Words(page.Text), PlainReading.Words(html)), json.RootElement.GetProperty("id").GetString()!));
            }
        }

        var worst = string.Join(", ", pages.OrderBy(page => page.Agreement).Take(8).Select(page => $"{page.Id} {page.Agreement:F3}"));
        TestContext.Current.TestOutputHelper?.WriteLine($"{pages.Average(page => page.Agreement):F4} over {pages.Count} pages; worst {worst}");
        pages.Average(page => page.Agreement).ShouldBeGreaterThan(0.99, $"worst: {worst}");
    }
}
