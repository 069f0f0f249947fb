using System.CommandLine;
using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Detector.Training.Simulate;

/// <summary><c>detector-training simulate</c>: simulated pages as corpus lines, so that everything that reads the corpus reads them.</summary>
public static class SimulateCommand
{
    public static Command Create()
    {
        var corpus = new Option<string?>("--corpus") { Description = "Folder with the corpus' *.jsonl.gz files (default: the environment's DETECTOR_CORPUS)." };
        var count = new Option<int>("--count") { Description = "Pages to render, honest twins included.", DefaultValueFactory = _ => 5000 };
        var seed = new Option<ulong>("--seed") { Description = "The same seed gives the same pages.", DefaultValueFactory = _ => 1 };
        var output = new Option<string>("--out") { Description = "File to write: JSON lines, gzip. It holds corpus text: do not publish it.", Required = true };
        var families = new Option<string?>("--families") { Description = "Farm families to draw, with commas: f1,f4. Default: all." };
        var split = new Option<MemberSplit>("--split") { Description = "All, or the members and stories of Train or Test only.", DefaultValueFactory = _ => MemberSplit.All };
        var command = new Command("simulate", "Render farm pages and their honest twins from corpus bodies.") { corpus, count, seed, output, families, split };
        command.SetAction(parse =>
        {
            var folder = parse.GetValue(corpus) ?? Environment.GetEnvironmentVariable("DETECTOR_CORPUS");
            if (string.IsNullOrEmpty(folder))
            {
                Console.Error.WriteLine("simulate needs real bodies: give --corpus DIR or set DETECTOR_CORPUS.");
                return 2;
            }

            var options = new SimulatorOptions { Seed = parse.GetValue(seed), Count = parse.GetValue(count), MemberSplit = parse.GetValue(split), Families = parse.GetValue(families)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) };
            try
            {
                var read = Corpus.Read(folder);
                using var file = File.Create(parse.GetValue(output)!);
                var written = Write(Simulator.Pages(read, options), file);
                Console.Error.WriteLine($"{written} pages from {read.Stories.Count} bodies and {read.Headlines.Count} headlines written to {parse.GetValue(output)}.");
                return 0;
            }
            catch (Exception error) when (error is IOException or InvalidDataException or ArgumentException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine(error.Message);
                return 2;
            }
        });
        return command;
    }

    /// <summary>Writes pages with the corpus' own field names, then what only a simulation knows.</summary>
    internal static int Write(IEnumerable<SimulatedPage> pages, Stream to)
    {
        using var zip = new GZipStream(to, CompressionLevel.Fastest);
        var buffer = new System.Buffers.ArrayBufferWriter<byte>(64 * 1024);
        var written = 0;
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        foreach (var page in pages)
        {
            json.WriteStartObject();
            json.WriteString("id", page.Id);
            json.WriteString("source", page.Source);
            json.WriteString("url", page.Url);
            json.WriteString("label", page.Label);
            json.WriteNumber("flag", page.Flag);
            json.WriteString("group", page.Group);
            json.WriteString("html", page.Content);
            // As in the corpus, the field is there for extracted text only.
            if (page.Format == PageFormat.Text)
                json.WriteString("format", "text");
            json.WriteString("lang", page.Lang);
            json.WriteString("family", page.Family);
            json.WriteString("member", page.Member);
            json.WriteString("body", page.BodyId);
            json.WriteNumber("pair", page.Pair);
            json.WriteStartArray("marks");
            foreach (var mark in page.Marks)
                json.WriteStringValue(mark);
            json.WriteEndArray();
            json.WriteEndObject();
            json.Flush();
            zip.Write(buffer.WrittenSpan);
            zip.WriteByte((byte)'\n');
            buffer.ResetWrittenCount();
            json.Reset();
            written++;
        }

        return written;
    }
}
