namespace Detector.Sources.Archives;

/// <summary>Header lines as WARC and HTTP have them: CR LF, or LF alone where a writer was careless.</summary>
internal static class Lines
{
    /// <summary>Cuts the next line off; false at the end. A line that goes on in the next one (obsolete folding) gives its first part: no field that matters is folded.</summary>
    public static bool Next(scoped ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> line)
    {
        var end = rest.IndexOf((byte)'\n');
        if (end < 0)
        {
            line = rest;
            rest = default;
            return !line.IsEmpty;
        }
        line = rest[..end];
        rest = rest[(end + 1)..];
        if (line is [.., (byte)'\r']) line = line[..^1];
        return true;
    }

    /// <summary>Name and value of a field; false when the line is none.</summary>
    public static bool Split(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        var colon = line.IndexOf((byte)':');
        name = colon < 0 ? default : line[..colon].TrimEnd((byte)' ');
        value = colon < 0 ? default : line[(colon + 1)..].Trim(" \t"u8);
        return colon > 0;
    }

    /// <summary>Length of a header with the empty line that ends it; -1 when the end is not there.</summary>
    public static int HeaderLength(ReadOnlySpan<byte> bytes)
    {
        var from = 0;
        while (true)
        {
            var end = bytes[from..].IndexOf((byte)'\n');
            if (end < 0) return -1;
            from += end + 1;
            if (bytes[from..] is [(byte)'\n', ..]) return from + 1;
            if (bytes[from..] is [(byte)'\r', (byte)'\n', ..]) return from + 2;
        }
    }
}
