namespace Detector.Pages.Html;

/// <summary>The attributes a reader of pages keeps; the tokenizer is told to drop the others before they cost anything.</summary>
public enum Attr : byte
{
    None,
    Class, Id, Href, Src, Rel, Name, Content, Property, ItemProp, ItemType, ItemScope, DateTime, Lang, Style, Hidden, Type, HttpEquiv, Charset, Title, Alt,
    Role, AriaHidden, AriaLabel, Action, DataSrc, Language, OnError,
}

internal static class Attrs
{
    private static readonly string[] Names =
    [
        "", "class", "id", "href", "src", "rel", "name", "content", "property", "itemprop", "itemtype", "itemscope", "datetime", "lang", "style", "hidden", "type",
        "http-equiv", "charset", "title", "alt", "role", "aria-hidden", "aria-label", "action", "data-src", "language", "onerror",
    ];

    /// <summary>The attribute of a lower-case name, or <see cref="Attr.None"/> for one that is not kept.</summary>
    public static Attr Of(ReadOnlySpan<char> name) => name.Length switch
    {
        2 => name is "id" ? Attr.Id : Attr.None,
        3 => name is "src" ? Attr.Src : name is "rel" ? Attr.Rel : name is "alt" ? Attr.Alt : Attr.None,
        4 => name[0] switch
        {
            'h' => name is "href" ? Attr.Href : Attr.None,
            'n' => name is "name" ? Attr.Name : Attr.None,
            't' => name is "type" ? Attr.Type : Attr.None,
            'r' => name is "role" ? Attr.Role : Attr.None,
            'l' => name is "lang" ? Attr.Lang : Attr.None,
            _ => Attr.None,
        },
        5 => name[0] switch
        {
            'c' => name is "class" ? Attr.Class : Attr.None,
            's' => name is "style" ? Attr.Style : Attr.None,
            't' => name is "title" ? Attr.Title : Attr.None,
            _ => Attr.None,
        },
        6 => name is "hidden" ? Attr.Hidden : name is "action" ? Attr.Action : Attr.None,
        7 => name is "content" ? Attr.Content : name is "charset" ? Attr.Charset : name is "onerror" ? Attr.OnError : Attr.None,
        8 => name[0] switch
        {
            'p' => name is "property" ? Attr.Property : Attr.None,
            'i' => name is "itemprop" ? Attr.ItemProp : name is "itemtype" ? Attr.ItemType : Attr.None,
            'd' => name is "datetime" ? Attr.DateTime : name is "data-src" ? Attr.DataSrc : Attr.None,
            'l' => name is "language" ? Attr.Language : Attr.None,
            _ => Attr.None,
        },
        9 => name is "itemscope" ? Attr.ItemScope : Attr.None,
        10 => name is "http-equiv" ? Attr.HttpEquiv : name is "aria-label" ? Attr.AriaLabel : Attr.None,
        11 => name is "aria-hidden" ? Attr.AriaHidden : Attr.None,
        _ => Attr.None,
    };

    public static string Name(Attr attr) => Names[(int)attr];
}
