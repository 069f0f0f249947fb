using System.Net;
using Detector.Pages.Html;

namespace Detector.Pages.Metadata;

/// <summary>
/// Takes declared facts out of one JSON-LD script. Real JSON-LD is often not JSON: raw line feeds and quotes inside strings, trailing or missing commas,
/// comments, HTML-escaped quotes, an end cut off. A strict reader gives up on the whole script at the first of these, so this one scans and takes what
/// can be understood. Vocabulary: schema.org. It never throws, and its time is linear in the script.
/// </summary>
internal ref struct JsonLdReader
{
    private const int MaximumDepth = 48;
    private readonly ReadOnlySpan<char> _text;
    private readonly MetadataDraft _draft;
    private int _at;
    private int _depth;

    private JsonLdReader(ReadOnlySpan<char> text, MetadataDraft draft)
    {
        _text = text;
        _draft = draft;
    }

    public static void Read(ReadOnlySpan<char> script, MetadataDraft draft)
    {
        var start = script.IndexOfAny('{', '[');
        if (start < 0) return;
        script = script[start..];
        // {&quot;@context&quot;: a template engine escaped the quotes, which nothing undoes inside a script.
        if (script.IndexOf('"') < 0 && script.IndexOf("&quot;") >= 0) script = WebUtility.HtmlDecode(script.ToString());
        var reader = new JsonLdReader(script, draft);
        while (reader._at < script.Length)
        {
            reader.SkipSpace();
            if (reader._at >= script.Length) return;
            if (reader.Peek is '{' or '[') reader.Value(Slot.Root);
            else reader._at++;
        }
    }

    /// <summary>What a value is to the thing it stands in.</summary>
    private enum Slot { Root, Author, Publisher, BasedOn, Licence, PartOf, OwnAddress, Section, Copyright, CrumbItem, CrumbTarget }

    [Flags]
    private enum Kind { None = 0, Article = 1, WebPage = 2, WebSite = 4, Organization = 8, Person = 16, Breadcrumb = 32 }

    private readonly char Peek => _at < _text.Length ? _text[_at] : '\0';

    private void Value(Slot slot)
    {
        SkipSpace();
        switch (Peek)
        {
            case '{':
                Object(slot);
                break;
            case '[':
                _at++;
                if (++_depth > MaximumDepth) _at = _text.Length;
                while (true)
                {
                    SkipSpace();
                    if (_at >= _text.Length || Peek == '}') break;
                    if (Peek == ']')
                    {
                        _at++;
                        break;
                    }
                    var before = _at;
                    Value(slot);
                    if (_at == before) _at++;
                }
                _depth--;
                break;
            case '"':
                Text(slot, String());
                break;
            default:
                Bare();
                break;
        }
    }

    private void Object(Slot slot)
    {
        _at++;
        if (++_depth > MaximumDepth)
        {
            _at = _text.Length;
            return;
        }
        ReadOnlySpan<char> name = default, url = default, id = default, headline = default, published = default, modified = default;
        var kind = Kind.None;
        var list = -1;
        while (true)
        {
            SkipSpace();
            if (_at >= _text.Length) break;
            if (Peek == '}')
            {
                _at++;
                break;
            }
            if (Peek != '"')
            {
                // Not a key: a stray bracket or word of broken JSON.
                if (Peek is '{' or '[') Skip();
                else _at++;
                continue;
            }
            var key = String();
            SkipBlanks();
            if (Peek != ':') continue;
            _at++;
            switch (key)
            {
                case "@type" or "type":
                    kind |= Types(slot);
                    break;
                case "@id":
                    id = Simple();
                    break;
                case "name":
                    name = Simple();
                    break;
                case "url" or "sameAs" when slot != Slot.Root || key is "url":
                    var address = Simple();
                    if (url.IsEmpty || key is "url") url = address;
                    break;
                case "headline" when slot == Slot.Root:
                    headline = Simple();
                    break;
                case "datePublished" or "dateCreated" or "uploadDate" when slot == Slot.Root:
                    var date = Simple();
                    if (published.IsEmpty || key is "datePublished") published = date;
                    break;
                case "dateModified" when slot == Slot.Root:
                    modified = Simple();
                    break;
                case "author" or "creator" when slot == Slot.Root:
                    Value(Slot.Author);
                    break;
                case "publisher" or "sourceOrganization" or "copyrightHolder" when slot == Slot.Root:
                    Value(Slot.Publisher);
                    break;
                case "isBasedOn" or "isBasedOnUrl" when slot == Slot.Root:
                    Value(Slot.BasedOn);
                    break;
                // An image has a licence of its own; only the text's matters.
                case "license" when slot == Slot.Root && (kind & (Kind.Article | Kind.WebPage | Kind.WebSite)) != 0:
                    Value(Slot.Licence);
                    break;
                case "copyrightNotice" or "creditText" when slot == Slot.Root:
                    Value(Slot.Copyright);
                    break;
                case "isPartOf" when slot == Slot.Root:
                    Value(Slot.PartOf);
                    break;
                case "mainEntityOfPage" when slot == Slot.Root:
                    Value(Slot.OwnAddress);
                    break;
                case "articleSection" when slot == Slot.Root:
                    Value(Slot.Section);
                    break;
                case "@graph" or "mainEntity" or "breadcrumb" when slot == Slot.Root:
                    Value(Slot.Root);
                    break;
                case "itemListElement" when slot == Slot.Root:
                    // What kind of list it is may be said only after its items: remember the place.
                    if ((kind & Kind.Breadcrumb) != 0) Value(Slot.CrumbItem);
                    else
                    {
                        list = _at;
                        Skip();
                    }
                    break;
                case "item" when slot == Slot.CrumbItem:
                    var target = _at;
                    Skip();
                    if (name.IsEmpty)
                    {
                        var end = _at;
                        _at = target;
                        Value(Slot.CrumbTarget);
                        _at = end;
                    }
                    break;
                default:
                    Skip();
                    break;
            }
        }
        _depth--;
        if (list >= 0 && (kind & Kind.Breadcrumb) != 0)
        {
            var end = _at;
            _at = list;
            Value(Slot.CrumbItem);
            _at = end;
        }
        Emit(slot, kind, name, url, id, headline, published, modified);
    }

    private readonly void Emit(Slot slot, Kind kind, ReadOnlySpan<char> name, ReadOnlySpan<char> url, ReadOnlySpan<char> id, ReadOnlySpan<char> headline,
        ReadOnlySpan<char> published, ReadOnlySpan<char> modified)
    {
        switch (slot)
        {
            case Slot.Root:
                var rank = (kind & Kind.Article) != 0 ? 0 : (kind & Kind.WebPage) != 0 ? 1 : 2;
                if (!published.IsEmpty) _draft.AddDate(Decode(published), false, rank);
                if (!modified.IsEmpty) _draft.AddDate(Decode(modified), true, rank);
                if (!headline.IsEmpty && rank < 2) _draft.SetHeadline(Decode(headline), FoundIn.JsonLd);
                if ((kind & (Kind.Article | Kind.WebPage)) != 0 && !url.IsEmpty) _draft.AddOwnAddress(Decode(url), FoundIn.JsonLd);
                if ((kind & (Kind.WebSite | Kind.Organization)) != 0 && !name.IsEmpty) _draft.AddSiteName(Decode(name), FoundIn.JsonLd);
                if (!id.IsEmpty && !name.IsEmpty && (kind & (Kind.Organization | Kind.Person | Kind.WebSite)) != 0) _draft.Identify(Decode(id), Decode(name), Decode(url));
                break;
            case Slot.Author when !name.IsEmpty:
                _draft.AddAuthor(Decode(name), FoundIn.JsonLd);
                if (!url.IsEmpty) _draft.SetAuthorPage(Decode(url));
                if (!id.IsEmpty) _draft.Identify(Decode(id), Decode(name), Decode(url));
                break;
            case Slot.Author when !id.IsEmpty:
                _draft.Refer(Decode(id), author: true);
                break;
            case Slot.Publisher when !name.IsEmpty:
                _draft.AddPublisher(Decode(name), FoundIn.JsonLd);
                _draft.AddSiteName(Decode(name), FoundIn.JsonLd);
                if (!id.IsEmpty) _draft.Identify(Decode(id), Decode(name), Decode(url));
                break;
            case Slot.Publisher when !id.IsEmpty:
                _draft.Refer(Decode(id), author: false);
                break;
            case Slot.BasedOn:
                _draft.AddSource(Decode(First(url, id, name)), FoundIn.JsonLd);
                break;
            case Slot.Licence:
                _draft.AddLicence(Decode(First(url, id, name)), FoundIn.JsonLd);
                break;
            case Slot.PartOf when !name.IsEmpty && (kind & Kind.WebPage) == 0:
                _draft.AddSiteName(Decode(name), FoundIn.JsonLd);
                break;
            case Slot.OwnAddress:
                _draft.AddOwnAddress(Decode(First(id, url, default)), FoundIn.JsonLd);
                break;
            case Slot.Section when !name.IsEmpty:
                _draft.AddSection(Decode(name), FoundIn.JsonLd);
                break;
            case Slot.CrumbItem or Slot.CrumbTarget when !name.IsEmpty:
                _draft.AddCrumb(Decode(name), FoundIn.JsonLd);
                break;
            default:
                break;
        }
    }

    private readonly void Text(Slot slot, ReadOnlySpan<char> raw)
    {
        if (raw.IsEmpty) return;
        switch (slot)
        {
            case Slot.Author:
                var author = Decode(raw);
                if (MetadataDraft.IsAddress(author)) _draft.SetAuthorPage(author);
                else _draft.AddAuthor(author, FoundIn.JsonLd);
                break;
            case Slot.Publisher:
                var publisher = Decode(raw);
                if (MetadataDraft.IsAddress(publisher)) break;
                _draft.AddPublisher(publisher, FoundIn.JsonLd);
                break;
            case Slot.BasedOn:
                _draft.AddSource(Decode(raw), FoundIn.JsonLd);
                break;
            case Slot.Licence:
                _draft.AddLicence(Decode(raw), FoundIn.JsonLd);
                break;
            case Slot.Copyright:
                _draft.AddCopyright(Decode(raw), FoundIn.JsonLd, default);
                break;
            case Slot.OwnAddress:
                _draft.AddOwnAddress(Decode(raw), FoundIn.JsonLd);
                break;
            case Slot.Section:
                _draft.AddSection(Decode(raw), FoundIn.JsonLd);
                break;
            default:
                break;
        }
    }

    private static ReadOnlySpan<char> First(ReadOnlySpan<char> a, ReadOnlySpan<char> b, ReadOnlySpan<char> c) => !a.IsEmpty ? a : !b.IsEmpty ? b : c;

    private Kind Types(Slot slot)
    {
        SkipSpace();
        if (Peek == '"') return TypeOf(slot, String());
        if (Peek != '[')
        {
            Skip();
            return Kind.None;
        }
        _at++;
        var kind = Kind.None;
        while (true)
        {
            SkipSpace();
            if (Peek == '"') kind |= TypeOf(slot, String());
            else
            {
                if (Peek == ']') _at++;
                return kind;
            }
        }
    }

    private readonly Kind TypeOf(Slot slot, ReadOnlySpan<char> type)
    {
        var name = type[(type.LastIndexOfAny('/', ':', '#') + 1)..];
        if (slot == Slot.Root && name.Length is > 0 and < 60) _draft.AddType(name.ToString().ToLowerInvariant());
        if (name.EndsWith("Article") || name.EndsWith("Posting") || name is "Report" or "Recipe" or "ScholarlyArticle" or "Review" or "Blog") return Kind.Article;
        if (name.EndsWith("Page")) return Kind.WebPage;
        if (name is "WebSite") return Kind.WebSite;
        if (name is "Person") return Kind.Person;
        if (name is "BreadcrumbList") return Kind.Breadcrumb;
        return name.EndsWith("Organization") || name.EndsWith("Business") || name.EndsWith("Store") || name is "Corporation" or "Newspaper" or "Periodical" or "Brand" or "RadioStation"
            or "TelevisionStation" or "Restaurant" or "Church" ? Kind.Organization : Kind.None;
    }

    // A string, or the first string of an array; anything else is passed over.
    private ReadOnlySpan<char> Simple()
    {
        SkipSpace();
        if (Peek == '"') return String();
        if (Peek == '[')
        {
            var start = _at;
            _at++;
            SkipSpace();
            var first = Peek == '"' ? String() : default;
            _at = start;
            Skip();
            return first;
        }
        if (Peek == '{') Skip();
        else return Bare();
        return default;
    }

    private ReadOnlySpan<char> Bare()
    {
        var rest = _text[_at..];
        var length = rest.IndexOfAny(",}]\n");
        if (length < 0) length = rest.Length;
        _at += length;
        var value = rest[..length].Trim();
        return value is "null" or "true" or "false" ? default : value;
    }

    // The string that starts here, without its quotes, escapes left in. A quote ends it when what follows can follow a string: "he said "no" to it" goes on.
    private ReadOnlySpan<char> String()
    {
        var start = ++_at;
        while (true)
        {
            var found = _text[_at..].IndexOfAny('"', '\\');
            if (found < 0)
            {
                _at = _text.Length;
                return _text[start..];
            }
            _at += found;
            if (_text[_at] == '\\')
            {
                _at = Math.Min(_at + 2, _text.Length);
                continue;
            }
            var next = _at + 1;
            while (next < _text.Length && next - _at < 200 && char.IsWhiteSpace(_text[next])) next++;
            if (next >= _text.Length || _text[next] is ',' or ':' or '}' or ']' or '"' or '/' or '[' or '{' || next - _at >= 200)
            {
                _at++;
                return _text[start..(_at - 1)];
            }
            _at++;
        }
    }

    // Past one value of any kind.
    private void Skip()
    {
        SkipSpace();
        switch (Peek)
        {
            case '"':
                String();
                return;
            case '{' or '[':
                break;
            default:
                Bare();
                return;
        }
        var depth = 0;
        while (_at < _text.Length)
        {
            var found = _text[_at..].IndexOfAny("\"{}[]");
            if (found < 0) break;
            _at += found;
            switch (_text[_at])
            {
                case '"':
                    String();
                    continue;
                case '{' or '[':
                    depth++;
                    break;
                default:
                    depth--;
                    break;
            }
            _at++;
            if (depth == 0) return;
        }
        _at = _text.Length;
    }

    private void SkipBlanks()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at])) _at++;
    }

    private void SkipSpace()
    {
        while (_at < _text.Length)
        {
            var c = _text[_at];
            if (c is ',' or ';' or '\uFEFF' || char.IsWhiteSpace(c)) _at++;
            else if (c == '/' && _at + 1 < _text.Length && _text[_at + 1] is '/' or '*')
            {
                var block = _text[_at + 1] == '*';
                var end = block ? _text[(_at + 2)..].IndexOf("*/") : _text[_at..].IndexOf('\n');
                _at = end < 0 ? _text.Length : _at + end + (block ? 4 : 1);
            }
            else return;
        }
    }

    // Escapes of JSON, then character references of HTML, which many templates leave inside.
    private static string Decode(ReadOnlySpan<char> raw)
    {
        if (raw.Length > 4 * MetadataDraft.LongestValue) raw = raw[..(4 * MetadataDraft.LongestValue)];
        if (raw.IndexOf('\\') >= 0)
        {
            var buffer = new char[raw.Length];
            var n = 0;
            for (var i = 0; i < raw.Length; i++)
            {
                var c = raw[i];
                if (c == '\\' && i + 1 < raw.Length)
                {
                    c = raw[++i];
                    if (c == 'u' && i + 4 < raw.Length && ushort.TryParse(raw.Slice(i + 1, 4), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var code))
                    {
                        c = (char)code;
                        i += 4;
                    }
                    else if (c is 'n' or 'r' or 't' or 'b' or 'f') c = ' ';
                }
                buffer[n++] = c;
            }
            raw = buffer.AsSpan(0, n);
        }
        var text = Spaces.Collapse(raw, MetadataDraft.LongestValue);
        return text.Contains('&') ? Spaces.Collapse(WebUtility.HtmlDecode(text), MetadataDraft.LongestValue) : text;
    }
}
