using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;
using CsvHelper;
using CsvHelper.Configuration;

namespace Detector.Sources.Web;

/// <summary>One entry of a list.</summary>
/// <param name="Text">The address as written.</param>
/// <param name="Where">File and line, for a person.</param>
public sealed record ListedAddress(string Text, string Where);

/// <summary>
/// Lists of addresses, told apart by looking, compressed with gzip or not: one address a line (with # comments), CSV with a column url, JSON lines with a field url, a sitemap or an index of
/// sitemaps that lie beside it (https://www.sitemaps.org/protocol.html), an RSS or Atom feed. Read as they are asked for, entity by entity: nothing is loaded whole, no entity of a document type is
/// expanded, and nothing is fetched.
/// </summary>
public static class AddressList
{
    private const int HeadCharacters = 4096;

    private static readonly string[] ColumnNames = ["url", "address", "link", "uri"];

    /// <summary>The entries of a list, in order.</summary>
    /// <param name="path">A file, or "-" for standard input.</param>
    /// <param name="standardInput">Opens standard input; null: the process's own.</param>
    /// <exception cref="InvalidDataException">It is no list, or breaks off.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static IEnumerable<ListedAddress> Read(string path, Func<Stream>? standardInput = null)
    {
        var name = path == PageSources.StandardInput ? "standard input" : path;
        using var stored = path == PageSources.StandardInput ? (standardInput ?? Console.OpenStandardInput)() : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        foreach (var listed in Read(stored, name, path == PageSources.StandardInput ? null : Path.GetDirectoryName(Path.GetFullPath(path)), nested: false)) yield return listed;
    }

    private static IEnumerable<ListedAddress> Read(Stream stored, string name, string? folder, bool nested)
    {
        using var peeked = new BufferedStream(stored, 64 * 1024);
        var first = new byte[2];
        var head = new PrefixedStream(first.AsMemory(0, peeked.ReadAtLeast(first, 2, throwOnEndOfStream: false)), peeked);
        using Stream plain = first is [0x1F, 0x8B] ? Gzip.Open(head) : head;
        // The byte order mark says UTF-16 where it is; XML that says otherwise in its declaration is rare, and addresses are ASCII.
        using var text = new PeekedReader(new StreamReader(plain, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, 64 * 1024));
        var start = text.Peek(HeadCharacters).TrimStart();
        var entries = start switch
        {
            ['<', ..] when start.Contains("<html", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) =>
                throw new InvalidDataException($"{name} is a web page, not a list of addresses. 'detector scan {name}' judges it; a list has one address a line."),
            ['<', ..] => OfXml(text, name, folder, nested),
            ['{', ..] => OfJsonLines(text, name),
            ['[', ..] when !start.StartsWith("[::", StringComparison.Ordinal) => throw new InvalidDataException($"{name} is a JSON array, not JSON lines. Write one object a line: jq -c '.[]' FILE."),
            _ when Delimiter(start) is { } delimiter => OfCsv(text, name, delimiter),
            _ => OfLines(text, name),
        };
        foreach (var entry in entries) yield return entry;
    }

    private static IEnumerable<ListedAddress> OfLines(TextReader text, string name)
    {
        var number = 0;
        while (Line(text, name) is { } line)
        {
            number++;
            var comment = line.StartsWith('#') ? 0 : line.IndexOf(" #", StringComparison.Ordinal);
            if (comment < 0) comment = line.IndexOf("\t#", StringComparison.Ordinal);
            var address = (comment < 0 ? line : line[..comment]).Trim();
            if (address.Length > 0) yield return new ListedAddress(address, $"{name}, line {number}");
        }
    }

    private static IEnumerable<ListedAddress> OfJsonLines(TextReader text, string name)
    {
        var number = 0;
        while (Line(text, name) is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            yield return new ListedAddress(UrlOf(line, $"{name}, line {number}"), $"{name}, line {number}");
        }
    }

    private static string UrlOf(string line, string where)
    {
        try
        {
            using var row = JsonDocument.Parse(line);
            if (row.RootElement.ValueKind == JsonValueKind.Object)
                foreach (var name in ColumnNames)
                    if (row.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String)
                        return value.GetString()!;
            throw new InvalidDataException($"{where}: an object with a field \"url\" is wanted.");
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"{where}: the line is not valid JSON: {broken.Message}", broken);
        }
    }

    // The delimiter of a first line that names a column of addresses; null when it is no CSV.
    private static string? Delimiter(string start)
    {
        var end = start.AsSpan().IndexOfAny('\r', '\n');
        var first = end < 0 ? start : start[..end];
        foreach (var delimiter in (ReadOnlySpan<string>)[",", ";", "\t"])
            if (first.Split(delimiter).Any(static field => ColumnNames.Contains(field.Trim().Trim('"'), StringComparer.OrdinalIgnoreCase)))
                return delimiter;
        return null;
    }

    private static IEnumerable<ListedAddress> OfCsv(TextReader text, string name, string delimiter)
    {
        // RFC 4180, fields with line ends in quotes included; a row that is bad in another column still has its address.
        using var rows = new CsvReader(text, new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = delimiter, BadDataFound = null, MissingFieldFound = null, IgnoreBlankLines = true, TrimOptions = TrimOptions.Trim });
        rows.Read();
        rows.ReadHeader();
        var column = Array.FindIndex(rows.HeaderRecord!, static field => ColumnNames.Contains(field, StringComparer.OrdinalIgnoreCase));
        while (Next(rows, name))
        {
            var address = rows.TryGetField<string>(column, out var field) ? field : null;
            if (!string.IsNullOrWhiteSpace(address)) yield return new ListedAddress(address, $"{name}, line {rows.Parser.RawRow}");
        }
    }

    private static bool Next(CsvReader rows, string name)
    {
        try
        {
            return rows.Read();
        }
        catch (CsvHelperException broken)
        {
            throw new InvalidDataException($"{name}, line {rows.Parser.RawRow}: {broken.Message}", broken);
        }
    }

    private static IEnumerable<ListedAddress> OfXml(TextReader text, string name, string? folder, bool nested)
    {
        // A document type's entities are neither read nor expanded.
        using var xml = XmlReader.Create(text, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true });
        var path = new List<string>();
        while (Step(xml, name))
        {
            if (xml.NodeType == XmlNodeType.EndElement) path.RemoveAt(path.Count - 1);
            if (xml.NodeType != XmlNodeType.Element) continue;
            var element = xml.LocalName;
            if (path.Count == 0 && element is not ("urlset" or "sitemapindex" or "rss" or "RDF" or "feed"))
                throw new InvalidDataException($"{name} is XML, but neither a sitemap (urlset, sitemapindex) nor a feed (rss, feed): it begins with <{element}>.");
            if (path.Count > 64) throw new InvalidDataException($"{name} nests its elements deeper than any sitemap or feed.");
            var where = $"{name}, line {((IXmlLineInfo)xml).LineNumber}";
            var isEmpty = xml.IsEmptyElement;
            var parent = path.Count > 0 ? path[^1] : "";
            if (element == "link" && parent == "entry" && xml.GetAttribute("href") is { Length: > 0 } href)
            {
                // Atom, RFC 4287: without rel it is the page itself.
                if (xml.GetAttribute("rel") is null or "alternate") yield return new ListedAddress(href.Trim(), where);
            }
            if (isEmpty) continue;
            path.Add(element);
            var wanted = (element == "loc" && parent is "url" or "sitemap" && element == "loc") || (element == "link" && parent == "item");
            if (!wanted || !Step(xml, name)) continue;
            var content = "";
            while (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace)
            {
                content += xml.Value;
                if (!Step(xml, name)) break;
            }
            if (xml.NodeType == XmlNodeType.EndElement) path.RemoveAt(path.Count - 1);
            else if (xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement) path.Add(xml.LocalName);
            content = content.Trim();
            if (content.Length == 0) continue;
            if (parent != "sitemap") yield return new ListedAddress(content, where);
            else
                foreach (var listed in Beside(content, where, folder, nested)) yield return listed;
        }
    }

    // An index names sitemaps by their addresses; the files are to lie beside it. Indexes of indexes are not allowed (sitemaps.org).
    private static IEnumerable<ListedAddress> Beside(string address, string where, string? folder, bool nested)
    {
        if (nested) throw new InvalidDataException($"{where}: an index of sitemaps stands within another; the protocol has one level.");
        var file = Path.GetFileName(Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.LocalPath : address);
        var path = folder is null || file.Length == 0 ? null : Path.Combine(folder, file);
        if (path is null || !File.Exists(path)) throw new InvalidDataException($"{where}: the index names the sitemap {address}, and no file '{file}' lies beside it. Download it there.");
        using var stored = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        foreach (var listed in Read(stored, path, folder, nested: true)) yield return listed;
    }

    private static bool Step(XmlReader xml, string name)
    {
        try
        {
            return xml.Read();
        }
        catch (XmlException broken)
        {
            throw new InvalidDataException($"{name}, line {broken.LineNumber}: the XML is broken: {broken.Message}", broken);
        }
        catch (InvalidDataException damage)
        {
            throw Damaged(name, damage);
        }
    }

    private static string? Line(TextReader text, string name)
    {
        try
        {
            return text.ReadLine();
        }
        catch (InvalidDataException damage)
        {
            throw Damaged(name, damage);
        }
    }

    private static InvalidDataException Damaged(string name, InvalidDataException damage) => new($"{name}: the gzip data is damaged or cut off: {damage.Message}", damage);

    /// <summary>Lets the first characters be looked at before they are read.</summary>
    private sealed class PeekedReader(StreamReader inner) : TextReader
    {
        private string _head = "";
        private int _at;

        public string Peek(int count)
        {
            var buffer = new char[count];
            _head = new string(buffer, 0, inner.ReadBlock(buffer, 0, count));
            return _head;
        }

        public override int Peek() => _at < _head.Length ? _head[_at] : inner.Peek();

        public override int Read() => _at < _head.Length ? _head[_at++] : inner.Read();

        public override int Read(char[] buffer, int index, int count)
        {
            if (_at == _head.Length) return inner.Read(buffer, index, count);
            var taken = Math.Min(count, _head.Length - _at);
            _head.CopyTo(_at, buffer, index, taken);
            _at += taken;
            return taken;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }
    }

    private sealed class PrefixedStream(ReadOnlyMemory<byte> head, Stream inner) : ReadOnlyStream
    {
        private int _at;

        public override int Read(Span<byte> buffer)
        {
            if (_at == head.Length) return inner.Read(buffer);
            var taken = Math.Min(buffer.Length, head.Length - _at);
            head.Span.Slice(_at, taken).CopyTo(buffer);
            _at += taken;
            return taken;
        }
    }
}
