using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Detector.Sources.Web;

namespace Detector.Sources.Archives;

/// <summary>Records of one fetched address, compressed, ready to be appended to an archive.</summary>
/// <param name="Bytes">The records, a gzip member each.</param>
/// <param name="Offset">Where in <paramref name="Bytes"/> the record begins that speaks for the address: the answer, or what is said in its place. It is the last one.</param>
public sealed record WarcRecords(ReadOnlyMemory<byte> Bytes, int Offset)
{
    /// <summary>Bytes of the record that speaks for the address.</summary>
    public int Length => Bytes.Length - Offset;
}

/// <summary>
/// Writes web archives (ISO 28500:2017, WARC 1.1): of each address request and response, redirects on the way and the robots.txt that decided included, and what the crawl knew; a gzip member a record. What our own
/// reader makes of a response is what was judged when it was fetched.
/// </summary>
/// <remarks>
/// Transfer coding is off when an answer arrives here, and HTTP/2 has none: the field is kept as X-Archive-Orig-Transfer-Encoding, and answers of HTTP/2 are written in the form of 1.1 with
/// WARC-Protocol, as other crawlers do. Digests are of SHA-256, in Base32.
/// </remarks>
public static class WarcWriter
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private static readonly ZLibCompressionOptions Plain = new() { CompressionLevel = 1 };

    // A body that came compressed has no repetitions left: looking for them takes longer and comes out larger.
    private static readonly ZLibCompressionOptions Coded = new() { CompressionLevel = 1, CompressionStrategy = ZLibCompressionStrategy.HuffmanOnly };

    /// <summary>The record that opens an archive: who made it, how, and by what manners.</summary>
    /// <param name="fileName">The archive's own name.</param>
    /// <param name="time">When it was begun.</param>
    /// <param name="options">How pages are fetched.</param>
    /// <param name="software">Name and version of the program.</param>
    public static ReadOnlyMemory<byte> Info(string fileName, DateTimeOffset time, FetchOptions options, string software)
    {
        using var archive = new RentedStream();
        var fields = $"software: {software}\r\nformat: WARC File Format 1.1\r\nconformsTo: https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n"
            + $"http-header-user-agent: {Clean(options.UserAgent)}\r\nrobots: {(options.Robots == RobotsPolicy.Obey ? "obey" : "ignore")}\r\n";
        Record(archive, "warcinfo", Id(), time, null, "application/warc-fields", Encoding.UTF8.GetBytes(fields), default, $"WARC-Filename: {Clean(fileName)}\r\n");
        return archive.ToArray();
    }

    /// <summary>All that is kept of an address.</summary>
    /// <param name="fetched">What came of it.</param>
    /// <param name="time">When that was known.</param>
    public static WarcRecords Of(Fetched fetched, DateTimeOffset time)
    {
        using var archive = new RentedStream();
        // A verdict of "robots.txt says no" can be disputed only with the robots.txt.
        foreach (var answer in fetched.Robots) Write(archive, answer, via: null, fetched: null, out _);
        string? via = null;
        foreach (var hop in fetched.Hops)
        {
            Write(archive, hop.Response, via, fetched: null, out _);
            via = hop.Response.Url.AbsoluteUri;
        }
        int offset;
        if (fetched.Response is { } response) Write(archive, response, via, fetched, out offset);
        else
        {
            offset = archive.Written;
            Record(archive, "metadata", Id(), time, fetched.FinalUrl, "application/warc-fields", Notes(fetched, via), default, "");
        }
        return new WarcRecords(archive.ToArray(), offset);
    }

    private static void Write(RentedStream archive, Exchange response, string? via, Fetched? fetched, out int offset)
    {
        var url = response.Url.AbsoluteUri;
        var id = Id();
        var shared = (response.Server is { } server ? $"WARC-IP-Address: {server}\r\n" : "") + $"WARC-Protocol: {(response.Protocol.Major == 2 ? "h2" : $"http/{response.Protocol}")}\r\n";
        var question = new StringBuilder($"GET {response.Url.PathAndQuery} HTTP/1.1\r\n");
        foreach (var field in response.Sent) question.Append(Clean(field.Name)).Append(": ").Append(Clean(field.Value)).Append("\r\n");
        Record(archive, "request", Id(), response.Asked, url, "application/http;msgtype=request", Encoding.Latin1.GetBytes(question.Append("\r\n").ToString()), default, $"{shared}WARC-Concurrent-To: <{id}>\r\n");
        if (fetched is not null) Record(archive, "metadata", Id(), response.Asked, url, "application/warc-fields", Notes(fetched, via), default, $"WARC-Concurrent-To: <{id}>\r\n");

        offset = archive.Written;
        var head = Encoding.Latin1.GetBytes(Head(response));
        if (fetched is { IsUnchanged: true })
        {
            // The page is the one an earlier archive holds.
            Record(archive, "revisit", id, response.Asked, url, "application/http;msgtype=response", head, default, shared + "WARC-Profile: http://netpreserve.org/warc/1.1/revisit/server-not-modified\r\n");
            return;
        }
        var payload = $"WARC-Payload-Digest: sha256:{Base32Of(response.BodyDigest.Span)}\r\n";
        Record(archive, "response", id, response.Asked, url, "application/http;msgtype=response", head, response.Body.Span, shared + payload + (response.IsCut ? "WARC-Truncated: unspecified\r\n" : ""), coded: response.Field("Content-Encoding") is { Length: > 0 });
    }

    private static string Head(Exchange response)
    {
        var head = new StringBuilder($"HTTP/1.{(response.Protocol is { Major: 1, Minor: 0 } ? 0 : 1)} {response.Status} {Clean(response.Phrase)}\r\n");
        foreach (var field in response.Fields)
        {
            var name = Clean(field.Name);
            // Of a body that is kept otherwise than it came, the field that says how it came.
            if (name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase) || (response.IsCut && name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))) name = "X-Archive-Orig-" + name;
            head.Append(name).Append(": ").Append(Clean(field.Value)).Append("\r\n");
        }
        return head.Append("\r\n").ToString();
    }

    private static byte[] Notes(Fetched fetched, string? via)
    {
        var notes = new StringBuilder();
        if (via is not null) notes.Append("via: ").Append(via).Append("\r\n");
        if (fetched.Hops.Count > 0) notes.Append("hopsFromSeed: ").Append('R', fetched.Hops.Count).Append("\r\nseed: ").Append(Clean(fetched.Hops[0].Response.Url.AbsoluteUri)).Append("\r\n");
        if (fetched.LeavesSite) notes.Append("leavesSite: true\r\n");
        if (fetched.Response is { } response) notes.Append(CultureInfo.InvariantCulture, $"fetchTimeMs: {response.Took.TotalMilliseconds:0}\r\n");
        if (fetched.Problem is { } problem) notes.Append("problem: ").Append(FetchProblems.NameOf(problem)).Append("\r\nproblemSays: ").Append(Clean(fetched.Says ?? "")).Append("\r\n");
        return Encoding.UTF8.GetBytes(notes.ToString());
    }

    // The block comes in two parts, so that a head and a body need not be copied together.
    private static void Record(RentedStream archive, string type, string id, DateTimeOffset time, string? url, string contentType, ReadOnlySpan<byte> block, ReadOnlySpan<byte> rest, string more, bool coded = false)
    {
        var header = $"WARC/1.1\r\nWARC-Type: {type}\r\nWARC-Record-ID: <{id}>\r\nWARC-Date: {time.UtcDateTime:yyyy-MM-ddTHH:mm:ss.ffffffZ}\r\n"
            + (url is null ? "" : $"WARC-Target-URI: {Clean(url)}\r\n") + more
            + $"WARC-Block-Digest: sha256:{Digest(block, rest)}\r\nContent-Type: {contentType}\r\nContent-Length: {block.Length + rest.Length}\r\n\r\n";
        using var member = new GZipStream(archive, coded ? Coded : Plain, leaveOpen: true);
        member.Write(Encoding.UTF8.GetBytes(header));
        member.Write(block);
        member.Write(rest);
        member.Write("\r\n\r\n"u8);
    }

    private static string Id() => $"urn:uuid:{Guid.NewGuid()}";

    // A server's words must not become fields of ours.
    private static string Clean(string value) => value.AsSpan().IndexOfAny('\r', '\n', '\0') < 0 ? value : value.Replace('\r', ' ').Replace('\n', ' ').Replace('\0', ' ');

    private static string Digest(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> rest)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        digest.AppendData(bytes);
        digest.AppendData(rest);
        digest.GetHashAndReset(hash);
        return Base32Of(hash);
    }

    // In groups of five bits, as RFC 4648 has it; the padding says nothing and is left out.
    private static string Base32Of(ReadOnlySpan<byte> hash)
    {
        var text = new StringBuilder(52);
        int buffer = 0, bits = 0;
        foreach (var b in hash)
        {
            buffer = (buffer << 8) | b;
            bits += 8;
            while (bits >= 5) text.Append(Base32[(buffer >> (bits -= 5)) & 31]);
            buffer &= (1 << bits) - 1;
        }
        if (bits > 0) text.Append(Base32[(buffer << (5 - bits)) & 31]);
        return text.ToString();
    }
}
