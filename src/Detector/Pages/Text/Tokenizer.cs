namespace Detector.Pages.Text;

/// <summary>Splits rendered text into <see cref="Token"/>s in one pass, hashing as it goes.</summary>
internal static class Tokenizer
{
    private const byte Letter = 1, Upper = 2, Digit = 4;
    private static readonly byte[] Ascii = MakeAscii();

    public static void Run(char[] text, int start, int end, ref PooledList<Token> tokens)
    {
        var sentenceStart = true;
        var i = start;
        while (i < end)
        {
            var c = text[i];
            var kind = c < 128 ? Ascii[c] : Wide(c);
            if (kind == 0)
            {
                if (c is '.' or '!' or '?' or '\n' or '\u3002' or ':') sentenceStart = true;
                i++;
                continue;
            }

            var first = i;
            if (c >= '\u3040' && IsIdeograph(c))
            {
                tokens.Add(new Token { Hash = WordHash.Finish(WordHash.Step(WordHash.Seed, c)), Start = i, Length = 1, Traits = TokenTraits.OtherScript | (sentenceStart ? TokenTraits.SentenceStart : 0) });
                sentenceStart = false;
                i++;
                continue;
            }

            var state = WordHash.Seed;
            int letters = 0, uppers = 0, digits = 0;
            bool inner = false, other = false, previousLower = false;
            var most = Math.Min(end, first + ushort.MaxValue);
            while (i < most)
            {
                c = text[i];
                // Most characters of most words
                if ((uint)(c - 'a') <= 'z' - 'a')
                {
                    letters++;
                    previousLower = true;
                    state = WordHash.Step(state, c);
                    i++;
                    continue;
                }
                kind = c < 128 ? Ascii[c] : Wide(c);
                if (kind == 0)
                {
                    // An apostrophe between letters stays in the word: don't, O'Brien.
                    if (c is '\'' or '\u2019' && i > first && i + 1 < end && IsLetter(text[i + 1]) && IsLetter(text[i - 1]))
                    {
                        state = WordHash.Step(state, '\'');
                        i++;
                        continue;
                    }
                    break;
                }
                if (c >= '\u3040' && IsIdeograph(c)) break;
                if ((kind & Letter) != 0)
                {
                    letters++;
                    if ((kind & Upper) != 0)
                    {
                        uppers++;
                        inner |= previousLower;
                        previousLower = false;
                    }
                    else previousLower = true;
                    other |= c >= '\u0370';
                }
                else
                {
                    digits++;
                    previousLower = false;
                }
                state = WordHash.Step(state, WordHash.Fold(c));
                i++;
            }

            var traits = TokenTraits.None;
            var firstKind = text[first] < 128 ? Ascii[text[first]] : Wide(text[first]);
            if ((firstKind & Upper) != 0) traits |= TokenTraits.Capital;
            if (uppers >= 2 && uppers == letters) traits |= TokenTraits.AllCapitals;
            if (digits > 0) traits |= letters == 0 ? TokenTraits.Number : TokenTraits.Mixed;
            if (inner) traits |= TokenTraits.InnerCapital;
            if (other) traits |= TokenTraits.OtherScript;
            if (sentenceStart) traits |= TokenTraits.SentenceStart;
            sentenceStart = false;
            tokens.Add(new Token { Hash = WordHash.Finish(state), Start = first, Length = (ushort)(i - first), Traits = traits });
        }
    }

    private static bool IsLetter(char c) => ((c < 128 ? Ascii[c] : Wide(c)) & Letter) != 0;

    private static bool IsIdeograph(char c) => c is (>= '\u3040' and <= '\u30FF') or (>= '\u3400' and <= '\u9FFF') or (>= '\uF900' and <= '\uFAFF');

    private static byte Wide(char c)
    {
        if (char.IsLetter(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark)
            return char.IsUpper(c) ? (byte)(Letter | Upper) : Letter;
        return char.IsDigit(c) ? Digit : (byte)0;
    }

    private static byte[] MakeAscii()
    {
        var table = new byte[128];
        for (var c = 'a'; c <= 'z'; c++) table[c] = Letter;
        for (var c = 'A'; c <= 'Z'; c++) table[c] = Letter | Upper;
        for (var c = '0'; c <= '9'; c++) table[c] = Digit;
        return table;
    }
}
