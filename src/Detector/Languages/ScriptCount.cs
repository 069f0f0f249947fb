namespace Detector.Languages;

/// <summary>How many letters of each script a text has. Ranges: the Unicode Standard 15, code charts; the basic plane only.</summary>
internal ref struct ScriptCount
{
    private const double Deciding = 0.35;

    private int _arabic, _persian, _urdu, _hebrew, _han, _kana, _hangul, _greek;
    private int _other;
    private string _otherCode;

    /// <summary>Letters of any script.</summary>
    public int Letters { get; private set; }

    /// <summary>Letters that are neither Latin nor Cyrillic, 0..1 of all.</summary>
    public readonly double ForeignShare => Letters == 0 ? 0 : (double)(_arabic + _hebrew + _han + _kana + _hangul + _greek + _other) / Letters;

    /// <summary>Counts up to a number of characters, taken evenly from the text in stretches of 500.</summary>
    public static ScriptCount Of(ReadOnlySpan<char> text, int most)
    {
        const int stretch = 500;
        var count = new ScriptCount { _otherCode = "" };
        if (text.Length <= most)
        {
            count.Add(text);
            return count;
        }
        var stretches = most / stretch;
        for (var i = 0; i < stretches; i++) count.Add(text.Slice((int)((long)(text.Length - stretch) * i / (stretches - 1)), stretch));
        return count;
    }

    /// <summary>The language, when the script leaves no other (or no likelier one); null for Latin and Cyrillic.</summary>
    public readonly LanguageGuess? Decides()
    {
        var eastAsian = _han + _kana + _hangul;
        // A Han character says as much as a word, so that fewer of them decide.
        if (eastAsian > Letters * 0.2)
        {
            if (_hangul > eastAsian * 0.3) return Sure("ko", _hangul);
            // Japanese prose is half kana; a Chinese page that quotes a Japanese name has next to none.
            return _kana > eastAsian * 0.08 ? Sure("ja", eastAsian) : Sure("zh", eastAsian);
        }
        if (_arabic > Letters * Deciding)
        {
            // Letters that Arabic lacks: retroflex ones are Urdu's, the rest Persian's and Urdu's.
            if (_urdu > _arabic * 0.02) return Sure("ur", _arabic);
            return _persian > _arabic * 0.01 ? Sure("fa", _arabic) : Sure("ar", _arabic);
        }
        if (_hebrew > Letters * Deciding) return Sure("he", _hebrew);
        if (_greek > Letters * Deciding) return Sure("el", _greek);
        return _other > Letters * Deciding ? Sure(_otherCode, _other) : null;
    }

    private readonly LanguageGuess Sure(string code, int letters) =>
        new(code, Math.Clamp((double)letters / Letters, 0.2, 1) * letters / (letters + 10.0));

    private void Add(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (c < 0x370)
            {
                if (char.IsLetter(c)) Letters++;
                continue;
            }
            if (!char.IsLetter(c) && !IsIndicVowelSign(c)) continue;
            Letters++;
            switch (c)
            {
                case <= '\u03FF' or (>= '\u1F00' and <= '\u1FFF'): _greek++; break;
                case <= '\u052F': break; // Cyrillic
                case >= '\u0530' and <= '\u058F': Other("hy"); break;
                case >= '\u0590' and <= '\u05FF': _hebrew++; break;
                case (>= '\u0600' and <= '\u077F') or (>= '\uFB50' and <= '\uFEFC'):
                    _arabic++;
                    if (c is '\u067E' or '\u0686' or '\u0698' or '\u06AF' or '\u06CC' or '\u06A9') _persian++;
                    if (c is '\u0679' or '\u0688' or '\u0691' or '\u06D2' or '\u06BA') _urdu++;
                    break;
                case >= '\u0900' and <= '\u097F': Other("hi"); break;
                case >= '\u0980' and <= '\u09FF': Other("bn"); break;
                case >= '\u0A00' and <= '\u0A7F': Other("pa"); break;
                case >= '\u0A80' and <= '\u0AFF': Other("gu"); break;
                case >= '\u0B00' and <= '\u0B7F': Other("or"); break;
                case >= '\u0B80' and <= '\u0BFF': Other("ta"); break;
                case >= '\u0C00' and <= '\u0C7F': Other("te"); break;
                case >= '\u0C80' and <= '\u0CFF': Other("kn"); break;
                case >= '\u0D00' and <= '\u0D7F': Other("ml"); break;
                case >= '\u0D80' and <= '\u0DFF': Other("si"); break;
                case >= '\u0E00' and <= '\u0E7F': Other("th"); break;
                case >= '\u0E80' and <= '\u0EFF': Other("lo"); break;
                case >= '\u0F00' and <= '\u0FFF': Other("bo"); break;
                case >= '\u1000' and <= '\u109F': Other("my"); break;
                case >= '\u10A0' and <= '\u10FF': Other("ka"); break;
                case (>= '\u1100' and <= '\u11FF') or (>= '\uAC00' and <= '\uD7AF'): _hangul++; break;
                case >= '\u1200' and <= '\u139F': Other("am"); break;
                case >= '\u1780' and <= '\u17FF': Other("km"); break;
                case (>= '\u3040' and <= '\u30FF') or (>= '\u31F0' and <= '\u31FF'): _kana++; break;
                case (>= '\u3400' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF'): _han++; break;
            }
        }
    }

    private static bool IsIndicVowelSign(char c) => c is >= '\u0900' and <= '\u0EFF' && char.GetUnicodeCategory(c) is
        System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark;

    // Two of these scripts on one page are rare enough: the one met first gives the name, and only its letters count.
    private void Other(string code)
    {
        if (_otherCode.Length == 0) _otherCode = code;
        if (ReferenceEquals(_otherCode, code) || string.Equals(_otherCode, code, StringComparison.Ordinal)) _other++;
    }
}
