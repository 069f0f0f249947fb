using System.Buffers;
using System.Text;
using Detector.Fingerprints;
using Detector.Pages;

namespace Detector.Index;

/// <summary>Page records as bytes, one after the other: lengths as LEB128, text as UTF-8. The site is a part of the address and stored as its place.</summary>
internal static class RecordCodec
{
    public static void Write(PageRecord page, ArrayBufferWriter<byte> to)
    {
        Text(page.Address, to);
        var site = page.Site.Length == 0 ? -1 : page.Address.IndexOf(page.Site, StringComparison.Ordinal);
        // 0: none; 1: not part of the address, spelled out; else its place.
        Number(page.Site.Length == 0 ? 0 : site < 0 ? 1 : (ulong)site + 2, to);
        if (site < 0 && page.Site.Length > 0) Text(page.Site, to);
        else if (site >= 0) Number((ulong)page.Site.Length, to);
        Text(page.Title, to);
        Text(page.SiteName, to);
        Number((ulong)Math.Max(0, page.FirstSeen.ToUnixTimeSeconds()), to);
        Number(page.Shown is { } shown ? (ulong)shown.DayNumber + 1 : 0, to);
        Number((ulong)page.Kind, to);
        Number((ulong)page.Words, to);
        Number((ulong)page.Level, to);
        Number((ulong)page.Lead.Length, to);
        to.Write(page.Lead.Span);
        Number(page.Text is null ? 0u : 1u, to);
        if (page.Text is not null) Text(page.Text, to);
    }

    public static PageRecord Read(ref ReadOnlySpan<byte> from)
    {
        var address = Text(ref from);
        var place = Number(ref from);
        var site = place switch
        {
            0 => "",
            1 => Text(ref from),
            _ => address.Substring((int)place - 2, (int)Number(ref from)),
        };
        var title = Text(ref from);
        var name = Text(ref from);
        var seen = DateTimeOffset.FromUnixTimeSeconds((long)Number(ref from));
        var shown = Number(ref from);
        var kind = (PageKind)Number(ref from);
        var words = (int)Number(ref from);
        var level = (int)Number(ref from);
        var length = (int)Number(ref from);
        var lead = from[..length].ToArray();
        from = from[length..];
        return new PageRecord
        {
            Address = address, Site = site, Title = title, SiteName = name, FirstSeen = seen, Shown = shown == 0 ? null : DateOnly.FromDayNumber((int)shown - 1), Kind = kind, Words = words, Level = level, Lead = lead,
            Text = Number(ref from) == 0 ? null : Text(ref from),
        };
    }

    /// <summary>Passes a record over without making it.</summary>
    public static void Skip(ref ReadOnlySpan<byte> from)
    {
        Pass(ref from);
        var place = Number(ref from);
        if (place == 1) Pass(ref from);
        else if (place > 1) Number(ref from);
        Pass(ref from);
        Pass(ref from);
        for (var number = 0; number < 5; number++) Number(ref from);
        Pass(ref from);
        if (Number(ref from) != 0) Pass(ref from);
    }

    private static void Pass(ref ReadOnlySpan<byte> from)
    {
        var length = (int)Number(ref from);
        from = from[length..];
    }

    private static void Number(ulong value, ArrayBufferWriter<byte> to)
    {
        var bytes = to.GetSpan(10);
        var n = 0;
        for (; value >= 0x80; value >>= 7) bytes[n++] = (byte)(value | 0x80);
        bytes[n++] = (byte)value;
        to.Advance(n);
    }

    private static ulong Number(ref ReadOnlySpan<byte> from)
    {
        ulong value = 0;
        var shift = 0;
        for (var i = 0; ; i++, shift += 7)
        {
            value |= (ulong)(from[i] & 0x7F) << shift;
            if (from[i] >= 0x80) continue;
            from = from[(i + 1)..];
            return value;
        }
    }

    private static void Text(string text, ArrayBufferWriter<byte> to)
    {
        Number((ulong)Encoding.UTF8.GetByteCount(text), to);
        Encoding.UTF8.GetBytes(text, to);
    }

    private static string Text(ref ReadOnlySpan<byte> from)
    {
        var length = (int)Number(ref from);
        var text = Encoding.UTF8.GetString(from[..length]);
        from = from[length..];
        return text;
    }
}
