using System.Buffers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Detector.Pages;
using Detector.Pages.Text;

namespace Detector.Signals.Templates;

/// <summary>Dated marks of known farm networks, read from data (see Resources/signatures.json), so that people add one without retraining.</summary>
public sealed class TemplateSignatures
{
    /// <summary>A page's lead, for signatures: its first visible lines.</summary>
    public const int LeadLines = 15;

    private static readonly Lazy<TemplateSignatures> Embedded = new(() => Load(EmbeddedResource.Bytes("signatures.json")));
    private static readonly Dictionary<string, SignaturePlace> Places = new(StringComparer.Ordinal)
    {
        ["title"] = SignaturePlace.Title, ["lead"] = SignaturePlace.Lead, ["line"] = SignaturePlace.Line, ["text"] = SignaturePlace.Text, ["address"] = SignaturePlace.Address, ["lines"] = SignaturePlace.Lines,
    };

    private readonly SearchValues<string>? _literals;

    private TemplateSignatures(TemplateSignature[] all)
    {
        All = all;
        var literals = new List<string>();
        foreach (var signature in all)
            if (signature.Where is not (SignaturePlace.Address or SignaturePlace.Title))
                literals.Add(signature.Literal);
        if (literals.Count > 0) _literals = SearchValues.Create([.. literals], StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>No signatures: their signals are quiet.</summary>
    public static TemplateSignatures None { get; } = new([]);

    /// <summary>The signatures that come with the library.</summary>
    public static TemplateSignatures Default => Embedded.Value;

    public IReadOnlyList<TemplateSignature> All { get; }

    /// <summary>Reads signatures from JSON: an object with an array "signatures".</summary>
    /// <exception cref="InvalidDataException">Something is missing or does not fit; names the entry and the way out.</exception>
    public static TemplateSignatures Load(ReadOnlyMemory<byte> json)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        }
        catch (JsonException failure)
        {
            throw new InvalidDataException($"The signatures are not JSON: {failure.Message} Compare with src/Detector/Resources/signatures.json.", failure);
        }
        using (document)
        {
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("signatures", out var entries) || entries.ValueKind != JsonValueKind.Array)
                throw new InvalidDataException("The signatures file has no array \"signatures\" at its top. Compare with src/Detector/Resources/signatures.json.");
            var all = new List<TemplateSignature>();
            var ids = new HashSet<string>(StringComparer.Ordinal);
            foreach (var entry in entries.EnumerateArray())
            {
                var signature = Read(entry, all.Count + 1);
                if (!ids.Add(signature.Id)) throw new InvalidDataException($"Signature '{signature.Id}' occurs twice. Give one of them another id.");
                all.Add(signature);
            }
            return new TemplateSignatures([.. all]);
        }
    }

    /// <summary>Every signature found on the page, each once.</summary>
    public IReadOnlyList<TemplateHit> Match(Page page)
    {
        List<TemplateHit>? hits = null;
        foreach (var signature in All)
        {
            if (signature.Where == SignaturePlace.Address) MatchWords(page, signature, page.Address?.Url ?? page.Url, Place.Address, ref hits);
            else if (signature.Where == SignaturePlace.Title) MatchWords(page, signature, page.Metadata.Title, Place.Title, ref hits);
        }
        if (_literals is not null) MatchText(page, ref hits);
        return hits ?? (IReadOnlyList<TemplateHit>)[];
    }

    private static void MatchWords(Page page, TemplateSignature signature, string? words, Place place, ref List<TemplateHit>? hits)
    {
        if (words is null || !words.Contains(signature.Literal, StringComparison.OrdinalIgnoreCase) || IsOwner(page, signature)) return;
        if (signature.TryMatch(words, out _, out _)) (hits ??= []).Add(new TemplateHit(signature, Evidence.Of(place, words)));
    }

    private void MatchText(Page page, ref List<TemplateHit>? hits)
    {
        var chars = page.Text.Chars;
        var lead = -1;
        // Up to where each has been tried: a line full of one literal is looked at once, not once for each.
        var tried = new int[All.Count];
        for (var at = 0; ; at++)
        {
            var next = chars[at..].IndexOfAny(_literals!);
            if (next < 0) return;
            at += next;
            for (var i = 0; i < All.Count; i++)
            {
                var signature = All[i];
                if (at < tried[i] || signature.Where is SignaturePlace.Address or SignaturePlace.Title || !chars[at..].StartsWith(signature.Literal, StringComparison.OrdinalIgnoreCase)) continue;
                if (Has(hits, signature) || IsOwner(page, signature)) continue;
                if (signature.Where == SignaturePlace.Lines)
                {
                    tried[i] = int.MaxValue;
                    MatchLines(page, signature, ref hits);
                    continue;
                }
                if (signature.Where == SignaturePlace.Lead)
                {
                    if (lead < 0) lead = LeadEnd(page.Text);
                    if (at > lead) continue;
                }
                var from = LineStart(chars, at);
                var to = LineEnd(chars, at);
                tried[i] = to;
                if (signature.Where != SignaturePlace.Line)
                {
                    if (from > 0) from = LineStart(chars, from - 1);
                    if (to < chars.Length) to = LineEnd(chars, to + 1);
                }
                if (signature.TryMatch(chars[from..to], out var start, out var length))
                    (hits ??= []).Add(new TemplateHit(signature, Evidence.At(Place.Text, from + start, length)));
            }
        }
    }

    private static void MatchLines(Page page, TemplateSignature signature, ref List<TemplateHit>? hits)
    {
        var text = page.Text;
        var found = 0;
        var first = TextRange.None;
        foreach (ref readonly var block in text.Blocks)
        {
            if (block.IsHidden || block.Length != signature.Lines[found].Length || !text.Of(block).Equals(signature.Lines[found], StringComparison.OrdinalIgnoreCase)) continue;
            if (found == 0) first = new TextRange(block.Start, block.Length);
            if (++found < signature.Lines.Count) continue;
            (hits ??= []).Add(new TemplateHit(signature, Evidence.At(Place.LinkList, first)));
            return;
        }
    }

    private static bool Has(List<TemplateHit>? hits, TemplateSignature signature)
    {
        if (hits is null) return false;
        foreach (var hit in hits)
            if (ReferenceEquals(hit.Signature, signature))
                return true;
        return false;
    }

    private static bool IsOwner(Page page, TemplateSignature signature)
    {
        if (signature.NotOn.Count == 0 || page.Address is not { } address) return false;
        foreach (var domain in signature.NotOn)
            if (domain.Equals(address.Domain, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    private static int LeadEnd(PageText text)
    {
        var lines = 0;
        foreach (ref readonly var block in text.Blocks)
            if (!block.IsHidden && block.Region is not (Region.Navigation or Region.Footer) && ++lines == LeadLines)
                return block.End;
        return text.Chars.Length;
    }

    private static int LineStart(ReadOnlySpan<char> chars, int at)
    {
        var before = chars[..at].LastIndexOf('\n');
        return before + 1;
    }

    private static int LineEnd(ReadOnlySpan<char> chars, int at)
    {
        if (at >= chars.Length) return chars.Length;
        var after = chars[at..].IndexOf('\n');
        return after < 0 ? chars.Length : at + after;
    }

    private static TemplateSignature Read(JsonElement entry, int number)
    {
        var name = entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty("id", out var given) && given.ValueKind == JsonValueKind.String ? $"Signature '{given.GetString()}'" : $"Signature number {number}";
        if (entry.ValueKind != JsonValueKind.Object) throw new InvalidDataException($"{name} is not an object with id, family, group, where, literal, pattern, example and firstSeen.");
        var where = Text(entry, name, "where");
        if (!Places.TryGetValue(where, out var place)) throw new InvalidDataException($"{name} looks in '{where}'. Known places: {string.Join(", ", Places.Keys)}.");
        var lines = Texts(entry, name, "lines");
        var pattern = place == SignaturePlace.Lines ? null : Text(entry, name, "pattern");
        if (place == SignaturePlace.Lines && lines.Count < 2) throw new InvalidDataException($"{name} looks for lines but lists {lines.Count} in \"lines\". List two or more, in their order.");
        if (pattern is not null)
        {
            try
            {
                _ = new Regex(pattern, RegexOptions.NonBacktracking);
            }
            catch (Exception failure) when (failure is ArgumentException or NotSupportedException)
            {
                throw new InvalidDataException($"{name} has the pattern '{pattern}', which cannot be used: {failure.Message} Look-around and back-references are not available.", failure);
            }
        }
        var firstSeen = Month(entry, name, "firstSeen") ?? throw new InvalidDataException($"{name} has no \"firstSeen\". Give the year and month it was first seen, such as \"2025-03\".");
        var signature = new TemplateSignature(pattern)
        {
            Id = Text(entry, name, "id"),
            Family = Text(entry, name, "family"),
            Group = Text(entry, name, "group"),
            Where = place,
            Literal = place == SignaturePlace.Lines ? lines[0] : Text(entry, name, "literal"),
            Lines = lines,
            NotOn = Texts(entry, name, "notOn"),
            Example = Text(entry, name, "example"),
            FirstSeen = firstSeen,
            LastSeen = Month(entry, name, "lastSeen"),
        };
        if (!signature.Example.Contains(signature.Literal, StringComparison.OrdinalIgnoreCase))
            throw new InvalidDataException($"{name} needs the literal '{signature.Literal}', which its example '{signature.Example}' does not contain. Correct one of them.");
        if (pattern is not null && !signature.TryMatch(signature.Example, out _, out _))
            throw new InvalidDataException($"{name} has the pattern '{pattern}', which does not match its example '{signature.Example}'. Correct one of them.");
        return signature;
    }

    private static string Text(JsonElement entry, string name, string property) =>
        entry.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text
            : throw new InvalidDataException($"{name} has no \"{property}\". Add it as a text.");

    private static string? Month(JsonElement entry, string name, string property)
    {
        if (!entry.TryGetProperty(property, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        var month = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.ToString();
        return month.Length == 7 && month[4] == '-' && int.TryParse(month.AsSpan(0, 4), out var year) && year is >= 1995 and <= 2100 && int.TryParse(month.AsSpan(5), out var number) && number is >= 1 and <= 12
            ? month
            : throw new InvalidDataException($"{name} has \"{property}\": '{month}'. Write year and month, such as \"2025-03\".");
    }

    private static List<string> Texts(JsonElement entry, string name, string property)
    {
        var texts = new List<string>();
        if (!entry.TryGetProperty(property, out var value)) return texts;
        if (value.ValueKind != JsonValueKind.Array) throw new InvalidDataException($"{name} has a \"{property}\" that is not a list. Write it in square brackets.");
        foreach (var item in value.EnumerateArray())
            texts.Add(item.ValueKind == JsonValueKind.String && item.GetString() is { Length: > 0 } text ? text : throw new InvalidDataException($"{name} has something in \"{property}\" that is not a text."));
        return texts;
    }
}
