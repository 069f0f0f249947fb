namespace Detector.Pages.Html;

/// <summary>The elements a reader of pages tells apart; every other one is <see cref="Other"/>.</summary>
public enum Tag : byte
{
    /// <summary>A run of characters, not an element.</summary>
    Text,
    Other,
    Html, Head, Body, Title, Meta, Link, Base, Script, Style, NoScript, Template,
    Header, Footer, Nav, Main, Article, Section, Aside, Div, P, H1, H2, H3, H4, H5, H6, HGroup,
    Ul, Ol, Li, Dl, Dt, Dd, Menu, Table, TBody, THead, TFoot, Tr, Td, Th, Caption, ColGroup, Col,
    Blockquote, Pre, Figure, FigCaption, Address, Details, Summary, Dialog, FieldSet, Legend, Form, Center, Hr, Br, Wbr,
    A, B, I, Em, Strong, U, S, Small, Big, Font, Span, Code, Kbd, Samp, Tt, Sub, Sup, Mark, Q, Cite, Abbr, Time, Label, Del, Ins, NoBr, Strike, Bdi, Bdo,
    Img, Picture, Source, Video, Audio, Track, Svg, Math, Canvas, Object, Embed, Param, Iframe, Frame, FrameSet, NoFrames, Map, Area, Marquee, Applet,
    Input, Button, Select, Option, OptGroup, TextArea, DataList, Output, Progress, Meter, Keygen,
    PlainText, Xmp, NoEmbed, Listing,
}

/// <summary>Names to tags, and what each tag does to the flow of text.</summary>
internal static class Tags
{
    private const int Slots = 1024;
    private static readonly Tag[] Table = new Tag[Slots];
    private static readonly string[] Names = new string[Enum.GetValues<Tag>().Length];
    private static readonly TagTraits[] TraitsOf = new TagTraits[Names.Length];

    static Tags()
    {
        foreach (var tag in Enum.GetValues<Tag>())
        {
            var name = tag.ToString().ToLowerInvariant();
            Names[(int)tag] = name;
            if (tag <= Tag.Other) continue;
            var slot = Slot(name);
            while (Table[slot] != Tag.Text) slot = (slot + 1) & (Slots - 1);
            Table[slot] = tag;
        }

        Mark(TagTraits.Void, Tag.Meta, Tag.Link, Tag.Base, Tag.Hr, Tag.Br, Tag.Wbr, Tag.Img, Tag.Source, Tag.Track, Tag.Embed, Tag.Param, Tag.Area,
            Tag.Input, Tag.Col, Tag.Frame, Tag.Keygen);
        Mark(TagTraits.Block, Tag.Html, Tag.Head, Tag.Body, Tag.Header, Tag.Footer, Tag.Nav, Tag.Main, Tag.Article, Tag.Section, Tag.Aside, Tag.Div, Tag.P,
            Tag.H1, Tag.H2, Tag.H3, Tag.H4, Tag.H5, Tag.H6, Tag.HGroup, Tag.Ul, Tag.Ol, Tag.Li, Tag.Dl, Tag.Dt, Tag.Dd, Tag.Menu, Tag.Table, Tag.TBody, Tag.THead,
            Tag.TFoot, Tag.Tr, Tag.Td, Tag.Th, Tag.Caption, Tag.Blockquote, Tag.Pre, Tag.Figure, Tag.FigCaption, Tag.Address, Tag.Details, Tag.Summary, Tag.Dialog,
            Tag.FieldSet, Tag.Legend, Tag.Form, Tag.Center, Tag.Hr, Tag.FrameSet, Tag.PlainText, Tag.Xmp, Tag.Listing, Tag.Option, Tag.OptGroup, Tag.Select,
            Tag.TextArea, Tag.Template, Tag.Title);
        // HTML Standard 13.2.6.4.7: start tags that close an open p.
        Mark(TagTraits.ClosesParagraph, Tag.Address, Tag.Article, Tag.Aside, Tag.Blockquote, Tag.Center, Tag.Details, Tag.Dialog, Tag.Div, Tag.Dl, Tag.FieldSet,
            Tag.FigCaption, Tag.Figure, Tag.Footer, Tag.Header, Tag.HGroup, Tag.Main, Tag.Menu, Tag.Nav, Tag.Ol, Tag.P, Tag.Section, Tag.Summary, Tag.Ul, Tag.Pre,
            Tag.Listing, Tag.Form, Tag.H1, Tag.H2, Tag.H3, Tag.H4, Tag.H5, Tag.H6, Tag.Hr, Tag.Li, Tag.Dd, Tag.Dt, Tag.Table, Tag.PlainText, Tag.Xmp);
        // HTML Standard 13.2.4.2: what stops a search down the stack of open elements.
        Mark(TagTraits.Scope, Tag.Html, Tag.Table, Tag.Td, Tag.Th, Tag.Caption, Tag.Marquee, Tag.Object, Tag.Applet, Tag.Template);
        Mark(TagTraits.Formatting, Tag.A, Tag.B, Tag.Big, Tag.Code, Tag.Em, Tag.Font, Tag.I, Tag.NoBr, Tag.S, Tag.Small, Tag.Strike, Tag.Strong, Tag.Tt, Tag.U);
        Mark(TagTraits.HeadOnly, Tag.Title, Tag.Meta, Tag.Link, Tag.Base, Tag.Script, Tag.Style, Tag.NoScript, Tag.Template);
        Mark(TagTraits.NoText, Tag.Script, Tag.Style, Tag.Template, Tag.Title, Tag.TextArea, Tag.Select, Tag.DataList, Tag.Iframe, Tag.NoFrames, Tag.NoEmbed,
            Tag.Object, Tag.Audio, Tag.Video, Tag.Canvas, Tag.Svg, Tag.Math, Tag.Option, Tag.Head, Tag.NoScript);
    }

    public static string Name(Tag tag) => Names[(int)tag];

    public static TagTraits Traits(Tag tag) => TraitsOf[(int)tag];

    public static bool Is(Tag tag, TagTraits traits) => (TraitsOf[(int)tag] & traits) != 0;

    public static bool IsHeading(Tag tag) => tag is >= Tag.H1 and <= Tag.H6;

    /// <summary>The tag of a lower-case name; <see cref="Tag.Other"/> when the reader does not tell it apart.</summary>
    public static Tag Of(ReadOnlySpan<char> name)
    {
        if (name.Length is 0 or > 10) return Tag.Other;
        for (var slot = Slot(name); ; slot = (slot + 1) & (Slots - 1))
        {
            var tag = Table[slot];
            if (tag == Tag.Text) return Tag.Other;
            if (name.SequenceEqual(Names[(int)tag])) return tag;
        }
    }

    private static int Slot(ReadOnlySpan<char> name)
    {
        uint h = 2166136261;
        foreach (var c in name) h = (h ^ c) * 16777619;
        return (int)(h ^ (h >> 15)) & (Slots - 1);
    }

    private static void Mark(TagTraits traits, params ReadOnlySpan<Tag> tags)
    {
        foreach (var tag in tags) TraitsOf[(int)tag] |= traits;
    }
}

[Flags]
internal enum TagTraits : byte
{
    None = 0,
    Void = 1,
    Block = 2,
    ClosesParagraph = 4,
    Scope = 8,
    Formatting = 16,
    HeadOnly = 32,
    /// <summary>Characters inside are not text a visitor reads.</summary>
    NoText = 64,
}
