using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Detector.Pages;

namespace Detector.Sources;

/// <summary>
/// Reads pages from JSON lines, one line at a time: a broken line costs that line. (<c>DeserializeAsyncEnumerable</c> over top-level values loses good answers
/// when one line is broken.) Fields: <c>html</c> or <c>text</c> (one is needed), <c>url</c>, <c>id</c>, <c>content_type</c>, <c>format</c> ("html" or "text", whichever field
/// holds the page), <c>headers</c> (an object of response headers, of which Content-Type matters), <c>status</c> (HTTP), <c>fetched</c> (RFC 3339); others are passed over.
/// </summary>
internal static class JsonLinesReader
{
    private const int FirstBuffer = 256 * 1024;

    /// <param name="stream">Decompressed lines.</param>
    /// <param name="stored">The stream below it, whose offset an error names.</param>
    /// <param name="name">What errors call the input.</param>
    /// <param name="id">What pages without an id are called, with their line.</param>
    /// <param name="limits">Bounds.</param>
    /// <param name="stop">Ends the sequence between two lines.</param>
    /// <param name="strict">The lines were written for this reader: a status or time that is none is a fault. In other people's files such a field is theirs, and the page has none.</param>
    public static IEnumerable<SourceItem> Read(Stream stream, CountedStream stored, string name, string id, SourceLimits limits, CancellationToken stop, bool strict = false)
    {
        var lines = new Lines(stream, limits.MaximumLineBytes);
        try
        {
            long number = 0;
            while (!stop.IsCancellationRequested)
            {
                LineState state;
                BrokenPage? damage = null;
                try
                {
                    state = lines.Next();
                }
                catch (InvalidDataException failure)
                {
                    state = LineState.End;
                    damage = new BrokenPage(id, $"{name}, byte {stored.Offset:N0}", $"The gzip data is damaged or cut off after line {number:N0} and byte {stored.Offset:N0}: {failure.Message} The pages before it were read; fetch or compress the file again for the rest.");
                }
                catch (IOException failure)
                {
                    state = LineState.End;
                    damage = new BrokenPage(id, $"{name}, byte {stored.Offset:N0}", $"Reading stopped after line {number:N0}: {failure.Message}");
                }
                if (damage is not null) yield return damage;
                if (state == LineState.End) yield break;

                number++;
                var where = $"{name}, line {number}";
                if (state == LineState.TooLong)
                {
                    yield return new BrokenPage($"{id}:{number}", where, $"The line is over the size limit of {limits.MaximumLineBytes:N0} bytes. If the whole file is one line, it is not JSON lines: write one object a line (jq -c '.[]').", UnreadableReason.TooLarge);
                    continue;
                }
                var line = lines.Current;
                if (number == 1)
                {
                    line = line[(line.Length - WithoutMark(line.Span).Length)..];
                    if (WholeDocument(line.Span) is { } not)
                    {
                        yield return new BrokenPage(id, where, not);
                        yield break;
                    }
                }
                if (line.Span.Trim(" \t\r"u8).IsEmpty) continue;
                yield return Parse(line.Span, $"{id}:{number}", where, limits, strict);
            }
        }
        finally
        {
            lines.Return();
        }
    }

    /// <summary>The bytes after a UTF-8 byte order mark.</summary>
    public static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> bytes) => bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;

    // An array or an indented object would otherwise be reported as broken on every line.
    private static string? WholeDocument(ReadOnlySpan<byte> first)
    {
        first = first.Trim(" \t\r"u8);
        if (first.StartsWith("["u8)) return "This is a JSON array, not JSON lines. Write one object a line: jq -c '.[]' FILE.";
        return first.SequenceEqual("{"u8) ? "This is JSON spread over several lines, not JSON lines. Write one object a line: jq -c . FILE." : null;
    }

    /// <summary>One page from one JSON object.</summary>
    public static SourceItem Parse(ReadOnlySpan<byte> line, string id, string where, SourceLimits limits, bool strict)
    {
        RentedText? html = null, text = null;
        string? url = null, contentType = null, format = null;
        int? status = null;
        DateTimeOffset? fetched = null;
        var names = new List<string>();
        try
        {
            var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = 64 });
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject) return new BrokenPage(id, where, "The line is JSON but not an object: {\"url\": ..., \"html\": ...} is wanted.");
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("html"u8)) html = Page(ref reader, "html", names);
                else if (reader.ValueTextEquals("text"u8)) text = Page(ref reader, "text", names);
                else if (reader.ValueTextEquals("url"u8)) url = Characters(ref reader, "url", names);
                else if (reader.ValueTextEquals("content_type"u8)) contentType = Characters(ref reader, "content_type", names);
                else if (reader.ValueTextEquals("format"u8)) format = Characters(ref reader, "format", names);
                else if (reader.ValueTextEquals("headers"u8)) contentType = HeaderContentType(ref reader, names) ?? contentType;
                else if (reader.ValueTextEquals("status"u8))
                {
                    reader.Read();
                    names.Add("status");
                    if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var code) && code is >= 100 and <= 999) status = code;
                    else if (strict && reader.TokenType != JsonTokenType.Null) return new BrokenPage(id, where, "The field 'status' is an HTTP status, a number from 100 to 999.") { Url = url };
                    else reader.Skip();
                }
                else if (reader.ValueTextEquals("fetched"u8))
                {
                    if (Characters(ref reader, "fetched", names) is not { } time) continue;
                    if (DateTimeOffset.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)) fetched = at;
                    else if (strict) return new BrokenPage(id, where, "The field 'fetched' is a time such as 2026-03-01T12:00:00Z (RFC 3339).") { Url = url };
                }
                else if (reader.ValueTextEquals("id"u8))
                {
                    reader.Read();
                    names.Add("id");
                    if (reader.TokenType == JsonTokenType.String) id = Unescape(ref reader);
                    else if (reader.TokenType == JsonTokenType.Number) id = Encoding.UTF8.GetString(reader.ValueSpan);
                    else reader.Skip();
                }
                else
                {
                    if (names.Count < 8) names.Add(Unescape(ref reader));
                    reader.Read();
                    reader.Skip();
                }
            }
            // Anything after the object would be lost without a word.
            reader.Read();
        }
        catch (JsonException failure)
        {
            return new BrokenPage(id, $"{where}, byte {failure.BytePositionInLine ?? 0:N0} of the line", $"The line is not valid JSON: {Sentence(failure)}") { Url = url };
        }

        var content = html ?? text;
        if (content is null)
        {
            var seen = names.Count == 0 ? "it has no fields" : $"it has {string.Join(", ", names)}";
            return new BrokenPage(id, where, $"The line has no page: a field 'html' or 'text' that holds a string is needed, and {seen}.") { Url = url };
        }
        if (content.Characters.Length is var length && length > limits.MaximumPageBytes)
        {
            content.GiveBack();
            return PageFileSource.TooLarge(id, url, $"{length:N0}", limits) with { Where = where };
        }
        return new SourcePage(id)
        {
            Text = content.Characters,
            Rented = content,
            Request = new PageRequest { Url = string.IsNullOrEmpty(url) ? null : url, ContentType = contentType, Format = Format(format, html is not null, contentType), Status = status, Fetched = fetched },
        };
    }

    private static PageFormat Format(string? format, bool inHtmlField, string? contentType) => format switch
    {
        "text" => PageFormat.Text,
        "html" => PageFormat.Html,
        // Content types are wrong often enough that the page itself decides when one is given.
        _ => !inHtmlField ? PageFormat.Text : contentType is null ? PageFormat.Html : PageFormat.Detect,
    };

    // Header names know no case; several values of one come as an array.
    private static string? HeaderContentType(ref Utf8JsonReader reader, List<string> names)
    {
        names.Add("headers");
        reader.Read();
        string? found = null;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var wanted = Unescape(ref reader).Equals("content-type", StringComparison.OrdinalIgnoreCase);
            reader.Read();
            if (wanted && reader.TokenType == JsonTokenType.StartArray)
            {
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    if (reader.TokenType == JsonTokenType.String) found ??= Unescape(ref reader);
                    else reader.Skip();
                }
            }
            else if (wanted && reader.TokenType == JsonTokenType.String) found = Unescape(ref reader);
            else reader.Skip();
        }
        return found;
    }

    // Pages are most of what is read, and too large for the heap's young end: their characters go into memory that is used again.
    private static RentedText? Page(ref Utf8JsonReader reader, string name, List<string> names)
    {
        names.Add(name);
        reader.Read();
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return null;
        }
        // No byte becomes more than one character.
        var characters = ArrayPool<char>.Shared.Rent(reader.ValueSpan.Length);
        try
        {
            return new RentedText(characters, reader.CopyString(characters));
        }
        catch (InvalidOperationException)
        {
            var loose = UnescapeLoosely(Encoding.UTF8.GetString(reader.ValueSpan));
            loose.CopyTo(characters);
            return new RentedText(characters, loose.Length);
        }
    }

    private static string? Characters(ref Utf8JsonReader reader, string name, List<string> names)
    {
        names.Add(name);
        reader.Read();
        if (reader.TokenType == JsonTokenType.String) return Unescape(ref reader);
        reader.Skip();
        return null;
    }

    private static string Unescape(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair or bytes that are not UTF-8: crawled pages have them, and a browser shows U+FFFD.
            return UnescapeLoosely(Encoding.UTF8.GetString(reader.ValueSpan));
        }
    }

    private static string UnescapeLoosely(string raw)
    {
        var result = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                result.Append(raw[i]);
                continue;
            }
            // The reader has checked that every escape is whole.
            switch (raw[++i])
            {
                case 'n': result.Append('\n'); break;
                case 't': result.Append('\t'); break;
                case 'r': result.Append('\r'); break;
                case 'b': result.Append('\b'); break;
                case 'f': result.Append('\f'); break;
                case 'u':
                    result.Append((char)Convert.ToUInt16(raw.Substring(i + 1, 4), 16));
                    i += 4;
                    break;
                default: result.Append(raw[i]); break;
            }
        }
        for (var i = 0; i < result.Length; i++)
        {
            if (!char.IsSurrogate(result[i])) continue;
            if (i + 1 < result.Length && char.IsSurrogatePair(result[i], result[i + 1])) i++;
            else result[i] = '\uFFFD';
        }
        return result.ToString();
    }

    // The reader appends "LineNumber: 0 | BytePositionInLine: 12."; the place is said once, by us.
    private static string Sentence(JsonException failure)
    {
        var end = failure.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? failure.Message : failure.Message[..end];
    }

    private enum LineState : byte { Line, TooLong, End }

    /// <summary>Cuts a stream into lines in one buffer that grows to the longest line, up to a limit; past it the rest of the line is read and dropped.</summary>
    private sealed class Lines(Stream stream, int limit)
    {
        private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
        private int _start;
        private int _end;
        private bool _ended;
        private Exception? _damage;

        public ReadOnlyMemory<byte> Current { get; private set; }

        public LineState Next()
        {
            var searched = _start;
            var dropping = false;
            while (true)
            {
                var newline = _buffer.AsSpan(searched, _end - searched).IndexOf((byte)'\n');
                if (newline >= 0)
                {
                    Current = _buffer.AsMemory(_start, searched + newline - _start);
                    _start = searched + newline + 1;
                    return dropping || Current.Length > limit ? LineState.TooLong : LineState.Line;
                }
                if (_damage is not null) throw _damage;
                if (_ended)
                {
                    Current = _buffer.AsMemory(_start, _end - _start);
                    _start = _end;
                    return dropping ? LineState.TooLong : Current.IsEmpty ? LineState.End : LineState.Line;
                }
                if (dropping || _end - _start > limit)
                {
                    dropping = true;
                    _start = _end = 0;
                }
                else MakeRoom();
                searched = _end;
                Fill();
            }
        }

        public void Return() => ArrayPool<byte>.Shared.Return(_buffer);

        private void Fill()
        {
            try
            {
                var read = stream.Read(_buffer, _end, _buffer.Length - _end);
                _end += read;
                _ended = read == 0;
            }
            catch (Exception damage) when (damage is InvalidDataException or IOException)
            {
                // The whole lines already read come first.
                _damage = damage;
            }
        }

        private void MakeRoom()
        {
            if (_start > 0)
            {
                _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
                _end -= _start;
                _start = 0;
            }
            if (_end < _buffer.Length) return;
            var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(2L * _buffer.Length, limit + 1L + FirstBuffer));
            _buffer.AsSpan(0, _end).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }
    }
}
