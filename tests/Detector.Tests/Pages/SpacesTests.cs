using CsCheck;
using Detector.Pages.Html;

namespace Detector.Tests.Pages;

/// <summary>White space is found in many characters at once as it is found one by one.</summary>
public class SpacesTests
{
    private static readonly Gen<string> Text = Gen.String[Gen.Char["aZ7.  \n\u0001\u007F\u009F\u00A0\u00E9\u2019\u2003\u3000"], 0, 90];

    [Fact]
    public void Words_end_where_a_plain_look_at_each_character_ends_them()
    {
        Gen.OneOf(Text, Gen.String[Gen.Char["abcdefgh "], 0, 90]).Sample(text =>
        {
            for (var first = 0; first <= text.Length; first++) Spaces.EndOfWords(text, first).ShouldBe(Plain(text, first));
        }, iter: 2000);
    }

    private static int Plain(string text, int first)
    {
        var i = first;
        while (i < text.Length && (!IsSpace(text[i]) || (text[i] == ' ' && i + 1 < text.Length && !IsSpace(text[i + 1])))) i++;
        return i;
    }

    private static bool IsSpace(char c) => " \n\r\t\f\v\u00A0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u200B\u3000\uFEFF".Contains(c);
}
