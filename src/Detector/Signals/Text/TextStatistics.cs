using System.Buffers;
using System.Numerics;
using Detector.Pages;
using Detector.Pages.Text;
using Detector.Topics;

namespace Detector.Signals.Text;

/// <summary>
/// Everything the signals of this folder count, from one walk over the words of the page: lines, sentences, repetition, phrases. The main content, code left
/// out, up to <see cref="MostWords"/> words. All scratch space is pooled; what stays is this one object.
/// </summary>
internal sealed class TextStatistics
{
    /// <summary>Below this a share means little.</summary>
    public const int LeastWords = 50;

    /// <summary>Below this many words of running text what is said twice means little: honest short texts have one frame for all they say.</summary>
    private const int LeastRepeating = 250;

    /// <summary>Pieces of code from which a page is a manual.</summary>
    private const int ManualCodeBlocks = 10;

    /// <summary>Enough to know any text by; keeps a page of a million words cheap.</summary>
    public const int MostWords = 20_000;

    /// <summary>Words in the window in which different words are counted (see <see cref="DifferentWords"/>).</summary>
    public const int Window = 100;

    // Words from which a block is a paragraph that could be told from a label.
    private const int LeastParagraph = 8;

    // Words from which a paragraph is no label.
    private const int LeastRunning = 12;

    /// <summary>Fewer words to a number are a log or rows of figures.</summary>
    public const int LeastWordsANumber = 7;

    // Characters of the number before a clause: "6.04.010", "(iv)".
    private const int LongestNumber = 10;
    private const int LongestEnclosed = 4;

    private static readonly SearchValues<char> Numbering = SearchValues.Create("0123456789.");
    private static readonly SearchValues<char> Enclosed = SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyz");

    // Characters looked back over for the quotation mark that opens.
    private const int LongestQuote = 400;

    private static readonly SearchValues<char> QuotationMarks = SearchValues.Create("\"\u201C\u201D\u201E\u00AB\u00BB");

    private const int MostTitleWords = 24;
    private const int LongestTitleRun = 5;
    private const int MostTopicSentences = 40;

    private static readonly Func<Observation, TextStatistics> Maker = seen => new TextStatistics(seen.Page);
    private readonly int[] _phrases = new int[PhraseBook.Kinds];
    private UInt128 _offers;
    private UInt128 _trades;
    private readonly TextRange[] _phrasePlaces = new TextRange[PhraseBook.Kinds];

    private TextStatistics(Page page)
    {
        IsEnglish = page.Topics.Body.IsEnglish;
        Walk(page);
        MayRepeat = RunningWords >= LeastRepeating && CodeBlocks < ManualCodeBlocks && !LegalTexts.IsOne(page);
    }

    public static TextStatistics Of(Observation seen) => seen.Shared(Maker);

    public bool IsEnglish { get; }

    /// <summary>There are words enough for shares to mean something.</summary>
    public bool IsEnough => Words >= LeastWords;

    // Words
    public int Words { get; private set; }

    /// <summary>Characters of words, the white space and marks between them left out.</summary>
    public int Letters { get; private set; }

    /// <summary>Of <see cref="Words"/> those of running text: labels, menus and the entries of a list repeat honestly.</summary>
    public int RunningWords { get; private set; }

    /// <summary>Characters of <see cref="RunningWords"/>.</summary>
    public int RunningLetters { get; private set; }

    public int Numbers { get; private set; }

    public int Capitals { get; private set; }

    public int GopherWords { get; private set; }

    public int FunctionWords { get; private set; }

    public int Glued { get; private set; }

    public TextRange GluedPlace { get; private set; }

    public int Symbols { get; private set; }

    /// <summary>Mean share of different words in windows of <see cref="Window"/> words, 0..1; -1 when the text has no full window.</summary>
    public double DifferentWords { get; private set; } = -1;

    // Lines
    public int Lines { get; private set; }

    public int BulletLines { get; private set; }

    public int EllipsisLines { get; private set; }

    public int ShortLines { get; private set; }

    public int PunctuatedLines { get; private set; }

    public int RepeatedLines { get; private set; }

    public int LineCharacters { get; private set; }

    public int RepeatedLineCharacters { get; private set; }

    public TextRange RepeatedLinePlace { get; private set; }

    /// <summary>Pieces of code, which the rest of this leaves out.</summary>
    public int CodeBlocks { get; private set; }

    public int Paragraphs { get; private set; }

    public int RepeatedParagraphs { get; private set; }

    public TextRange RepeatedParagraphPlace { get; private set; }

    // Repetition: index 2, 3, 4 = n of the n-gram
    public double TopBigram { get; private set; }

    public double TopTrigram { get; private set; }

    public double TopFourGram { get; private set; }

    public TextRange TopBigramPlace { get; private set; }

    public TextRange TopTrigramPlace { get; private set; }

    public TextRange TopFourGramPlace { get; private set; }

    public double RepeatedFiveGrams { get; private set; }

    public double RepeatedTenGrams { get; private set; }

    public TextRange RepeatedFiveGramPlace { get; private set; }

    public TextRange RepeatedTenGramPlace { get; private set; }

    // Sentences
    public int Sentences { get; private set; }

    public int SentenceWords { get; private set; }

    /// <summary>Standard deviation of sentence lengths over their mean.</summary>
    public double SentenceSpread { get; private set; }

    /// <summary>Ellipses with more text behind them on the same line.</summary>
    public int InnerEllipses { get; private set; }

    public TextRange InnerEllipsisPlace { get; private set; }

    public int PersonSentences { get; private set; }

    public int PersonChanges { get; private set; }

    /// <summary>Words of sentences, their first ones left out, that could be capitalised as names.</summary>
    public int InnerWords { get; private set; }

    public int Names { get; private set; }

    /// <summary>Mean cosine of neighbouring sentences.</summary>
    public double NeighbourCosine { get; private set; }

    /// <summary>Mean cosine of any two sentences.</summary>
    public double AnyCosine { get; private set; }

    /// <summary>Pairs of neighbours that had enough known words.</summary>
    public int TopicPairs { get; private set; }

    public TextRange FarthestFirst { get; private set; }

    public TextRange FarthestSecond { get; private set; }

    public int KnownWords { get; private set; }

    public int RareWords { get; private set; }

    public TextRange RarePlace { get; private set; }

    // Title and keywords
    public int TitleWords { get; private set; }

    public double TitleKeywordShare { get; private set; }

    public double TitlePhraseShare { get; private set; }

    /// <summary>Share of <see cref="Words"/> that the most pressed run of two to five of the title's words makes up, 0..1, its first two times left out: a heading and an opening say it.</summary>
    public double TitleRunShare { get; private set; }

    public TextRange TitleRunPlace { get; private set; }

    public double KeywordSentences { get; private set; }

    public TextRange TitleKeywordPlace { get; private set; }

    public TextRange TitlePhrasePlace { get; private set; }

    public int HeadlineEchoes { get; private set; }

    public TextRange HeadlineEchoPlace { get; private set; }

    public int KeywordList { get; private set; }

    public TextRange KeywordListPlace { get; private set; }

    public int PlacePhrase { get; private set; }

    public TextRange PlacePhrasePlace { get; private set; }

    // Headings
    public int Headings { get; private set; }

    public int QuestionHeadings { get; private set; }

    public TextRange QuestionHeadingPlace { get; private set; }

    // Scripts
    public int OtherScriptBody { get; private set; }

    public int OtherScriptAround { get; private set; }

    public TextRange OtherScriptPlace { get; private set; }

    /// <summary>Phrases of the last two paragraphs that draw a moral.</summary>
    public int MoralEnding { get; private set; }

    public TextRange MoralPlace { get; private set; }

    /// <summary>How often phrases of a kind were found.</summary>
    public int Phrases(PhraseKind kind) => _phrases[(int)kind];

    /// <summary>How many different phrases press to order.</summary>
    public int Offers => (int)UInt128.PopCount(_offers);

    /// <summary>How many different phrases offer what search spam offers.</summary>
    public int SpamTrades => (int)UInt128.PopCount(_trades);

    /// <summary>The first phrase of a kind.</summary>
    public TextRange PhrasePlace(PhraseKind kind) => _phrasePlaces[(int)kind];

    /// <summary>There is enough running text to tell what is said twice, and it is none that says things twice by need: terms and notices, a manual with a frame for every function.</summary>
    public bool MayRepeat { get; }

    /// <summary>A count per word, 0 for no words.</summary>
    public double PerWord(int count) => Words == 0 ? 0 : (double)count / Words;

    private struct Sentence
    {
        public int First;
        public int Count;
        public byte Person;
    }

    // Scratch of the walk; gone when it ends.
    private struct Scratch
    {
        public int[] At;
        // Of running text only
        public int[] RunningAt;
        public ulong[] Keys;
        public Sentence[] Sentences;
        public int SentenceCount;
        public HashCounts Single;
        public HashCounts LineSet;
        public HashCounts ParagraphSet;
        public HashCounts Places;
        public int[] LastSeen;
    }

    private void Walk(Page page)
    {
        var text = page.Text;
        var most = Math.Min(text.MainTokens, MostWords);
        var blocksAtMost = Math.Min(text.Blocks.Length, most);
        var ints = ArrayPool<int>.Shared;
        var scratch = new Scratch
        {
            At = ints.Rent(most + 1),
            RunningAt = ints.Rent(most + 1),
            Keys = ArrayPool<ulong>.Shared.Rent(most + 1),
            Sentences = ArrayPool<Sentence>.Shared.Rent(most + 1),
            Single = new HashCounts(most),
            LineSet = new HashCounts(most / 2),
            ParagraphSet = new HashCounts(blocksAtMost),
            Places = new HashCounts(most / 8),
        };
        scratch.LastSeen = ints.Rent(scratch.Single.Slots);

        var moralFrom = MoralStart(text);
        Span<ulong> title = stackalloc ulong[MostTitleWords];
        title = title[..ReadTitle(page, title)];
        TitleWords = title.Length;
        var blocks = text.Blocks;
        double windows = 0;
        int windowCount = 0, windowStart = 0, windowDistinct = 0;
        for (var b = 0; b < blocks.Length; b++)
        {
            ref readonly var block = ref blocks[b];
            if (block.IsHidden || block.TokenCount == 0) continue;
            if (block.Kind == BlockKind.Code) CodeBlocks++;
            if (!block.IsMain || block.Kind == BlockKind.Code || Words + block.TokenCount > MostWords)
            {
                Around(text, block, title);
                continue;
            }
            WalkBlock(text, block, b >= moralFrom, title, ref scratch, ref windows, ref windowCount, ref windowStart, ref windowDistinct);
        }
        if (windowCount > 0) DifferentWords = windows / windowCount;

        if (Words > 0)
        {
            MeasureSentences(text, scratch);
            MeasureTitle(text, title, scratch, MeasureRepetition(text, scratch, title));
            MeasureTitleRuns(text, title, scratch);
        }

        scratch.Places.Return();
        scratch.ParagraphSet.Return();
        scratch.LineSet.Return();
        scratch.Single.Return();
        ints.Return(scratch.LastSeen);
        ArrayPool<Sentence>.Shared.Return(scratch.Sentences);
        ArrayPool<ulong>.Shared.Return(scratch.Keys);
        ints.Return(scratch.RunningAt);
        ints.Return(scratch.At);
    }

    private void WalkBlock(PageText text, in Block block, bool moral, ReadOnlySpan<ulong> title, ref Scratch scratch, ref double windows, ref int windowCount, ref int windowStart, ref int windowDistinct)
    {
        if (block.TokenCount >= LeastParagraph && IsSecond(text, block, ref scratch)) return;
        var chars = text.Chars;
        var tokens = text.Tokens;
        var isProse = block.Kind is BlockKind.Paragraph or BlockKind.Quote or BlockKind.ListItem or BlockKind.Cell && block.TokenCount >= 6;
        var isRunning = IsRunning(text, block);
        var end = block.TokenEnd;
        var lineStart = block.Start;
        var lineEnd = LineEnd(chars, lineStart, block.End);
        var lineFirst = block.TokenStart;
        ulong lineHash = 0;
        var sentenceFirst = Words;
        byte person = 0;
        int chainFirst = block.TokenStart, segmentFirst = block.TokenStart, segments = 0;

        for (var t = block.TokenStart; t < end; t++)
        {
            ref readonly var token = ref tokens[t];
            var traits = token.Traits;
            var hash = token.Hash;
            if (token.Start >= lineEnd)
            {
                EndLine(chars, block, lineStart, lineEnd, t - lineFirst, lineHash, ref scratch.LineSet);
                while (token.Start >= lineEnd)
                {
                    lineStart = lineEnd + 1;
                    lineEnd = LineEnd(chars, lineStart, block.End);
                }
                lineFirst = t;
                lineHash = 0;
            }
            if ((traits & TokenTraits.SentenceStart) != 0 && t > block.TokenStart && EndsSentence(chars, tokens[t - 1], token))
            {
                if (isProse) EndSentence(ref scratch, sentenceFirst, person);
                sentenceFirst = Words;
                person = 0;
            }

            // The word itself
            var position = Words;
            scratch.At[position] = t;
            if (isRunning)
            {
                scratch.RunningAt[RunningWords] = t;
                scratch.Keys[RunningWords++] = hash;
                RunningLetters += token.Length;
            }
            lineHash = Step(lineHash, hash);
            Letters += token.Length;
            var slot = scratch.Single.Add(hash);
            if (scratch.Single[slot] == 1 || scratch.LastSeen[slot] < windowStart) windowDistinct++;
            scratch.LastSeen[slot] = position;
            Words = position + 1;
            if (Words - windowStart == Window)
            {
                windows += (double)windowDistinct / Window;
                windowCount++;
                windowStart = Words;
                windowDistinct = 0;
            }

            if (traits != 0) Traits(token, traits, isProse, position > sentenceFirst);
            if (position > sentenceFirst && isProse) InnerWords++;

            var word = WordClasses.Of(hash);
            if (word != 0)
            {
                if ((word & WordClass.Function) != 0) FunctionWords++;
                if ((word & WordClass.Gopher) != 0) GopherWords++;
                person |= (byte)((int)(word & (WordClass.First | WordClass.Second | WordClass.Third)) >> 2);
                if ((word & WordClass.PhraseStart) != 0) Phrase(text, block, t, moral);
                if ((word & WordClass.In) != 0 && t + 1 < end && t > block.TokenStart) PlaceAfter(tokens, t, ref scratch.Places);
            }
            if (title.Length >= 4 && hash == title[0]) Echo(tokens, t, title);

            // Short segments between commas: "cheap x, buy x, x online"
            if (token.End < chars.Length && chars[token.End] == ',')
            {
                if (t - segmentFirst < 5) segments++;
                else EndChain(text, ref chainFirst, ref segments, segmentFirst);
                segmentFirst = t + 1;
            }
            else if (t - segmentFirst >= 5 && segments > 0)
            {
                EndChain(text, ref chainFirst, ref segments, segmentFirst);
            }
            if (segments == 0) chainFirst = segmentFirst;
        }
        EndChain(text, ref chainFirst, ref segments, end);
        EndLine(chars, block, lineStart, lineEnd, end - lineFirst, lineHash, ref scratch.LineSet);
        if (isProse) EndSentence(ref scratch, sentenceFirst, person);
        else if (block.Kind == BlockKind.Heading) Heading(text, block);
        CountSymbols(text, block);
    }

    // Labels, the entries of a list, verses, numbered clauses, logs and rows of figures repeat honestly.
    private static bool IsRunning(PageText text, in Block block)
    {
        if (block.TokenCount < LeastRunning || block.Kind is BlockKind.ListItem or BlockKind.Cell) return false;
        var words = text.Of(block);
        if (IsNumbered(words) || block.TokenCount < LeastRunning * (words.Count('\n') + 1)) return false;
        var numbers = 0;
        foreach (ref readonly var token in text.Tokens[block.TokenStart..block.TokenEnd])
            if (token.Is(TokenTraits.Number))
                numbers++;
        return LeastWordsANumber * numbers <= block.TokenCount;
    }

    // "(1)", "(iv)", "12.", "6.04.010", "§ 4"
    private static bool IsNumbered(ReadOnlySpan<char> words)
    {
        if (words[0] == '§') return true;
        var enclosed = words[0] == '(';
        if (enclosed) words = words[1..];
        else if (!char.IsAsciiDigit(words[0])) return false;
        var length = words.IndexOfAnyExcept(enclosed ? Enclosed : Numbering);
        if (length < 1 || length > (enclosed ? LongestEnclosed : LongestNumber)) return false;
        return words[length] == ')' || (!enclosed && char.IsWhiteSpace(words[length]) && words[..length].Contains('.'));
    }

    private static ulong HashOf(ReadOnlySpan<Token> tokens)
    {
        var hash = 0UL;
        foreach (ref readonly var token in tokens) hash = Step(hash, token.Hash);
        return hash;
    }

    // A page laid out for two sizes of screen, or read twice, says nothing twice: of a paragraph that stands there a second time only its lines are counted again. A third time is no layout.
    private bool IsSecond(PageText text, in Block block, ref Scratch scratch)
    {
        var tokens = text.Tokens[block.TokenStart..block.TokenEnd];
        Paragraphs++;
        var times = scratch.ParagraphSet[scratch.ParagraphSet.Add(HashOf(tokens))];
        if (times == 1) return false;
        RepeatedParagraphs++;
        if (RepeatedParagraphPlace.IsEmpty) RepeatedParagraphPlace = new TextRange(block.Start, block.Length);
        if (times > 2) return false;
        var chars = text.Chars;
        var at = 0;
        for (var start = block.Start; start < block.End; start = LineEnd(chars, start, block.End) + 1)
        {
            var end = LineEnd(chars, start, block.End);
            var first = at;
            var hash = 0UL;
            for (; at < tokens.Length && tokens[at].Start < end; at++) hash = Step(hash, tokens[at].Hash);
            EndLine(chars, block, start, end, at - first, hash, ref scratch.LineSet);
        }
        return true;
    }

    private void Traits(in Token token, TokenTraits traits, bool isProse, bool inner)
    {
        if ((traits & TokenTraits.Number) != 0) Numbers++;
        if ((traits & TokenTraits.AllCapitals) != 0 && token.Length >= 2) Capitals++;
        if ((traits & TokenTraits.OtherScript) != 0) OtherScriptBody++;
        if (isProse && inner && (traits & (TokenTraits.Capital | TokenTraits.SentenceStart)) == TokenTraits.Capital) Names++;
        // "famousBy": five letters and more on the whole, so that "iOS" and "eBay" stay out.
        if ((traits & (TokenTraits.InnerCapital | TokenTraits.Mixed)) == TokenTraits.InnerCapital && token.Length >= 8)
        {
            Glued++;
            if (GluedPlace.IsEmpty) GluedPlace = new TextRange(token.Start, token.Length);
        }
    }

    // Words outside the main content: leaks, the headline again, another script.
    private void Around(PageText text, in Block block, ReadOnlySpan<ulong> title)
    {
        var tokens = text.Tokens;
        // A language menu names a language and nothing else; a label of the software stands beside a number or a word.
        var mixed = false;
        for (var t = block.TokenStart; t < block.TokenEnd && !mixed; t++) mixed = !tokens[t].Is(TokenTraits.OtherScript);
        for (var t = block.TokenStart; t < block.TokenEnd; t++)
        {
            ref readonly var token = ref tokens[t];
            if (mixed && (token.Traits & (TokenTraits.OtherScript | TokenTraits.Linked)) == TokenTraits.OtherScript && IsOtherLetter(text.Chars[token.Start], token.Length))
            {
                OtherScriptAround++;
                if (OtherScriptPlace.IsEmpty) OtherScriptPlace = new TextRange(token.Start, token.Length);
            }
            if (title.Length >= 4 && token.Hash == title[0]) Echo(tokens, t, title);
            if ((WordClasses.Of(token.Hash) & WordClass.PhraseStart) != 0) Phrase(text, block, t, moral: false, around: true);
        }
    }

    // Greek letters of formulas, ligatures of Latin and marks of emoji are no other script.
    private static bool IsOtherLetter(char c, int length) => char.IsLetter(c) && c is not (>= '\uFB00' and <= '\uFB06') && (length > 1 || c >= '\u3040');

    private static int LineEnd(ReadOnlySpan<char> chars, int from, int end)
    {
        if (from >= end) return end;
        var at = chars[from..end].IndexOf('\n');
        return at < 0 ? end : from + at;
    }

    private void EndLine(ReadOnlySpan<char> chars, in Block block, int start, int end, int words, ulong hash, ref HashCounts lines)
    {
        if (words == 0) return;
        while (end > start && chars[end - 1] is ' ' or '\u00A0') end--;
        var length = end - start;
        if (length <= 0) return;
        Lines++;
        LineCharacters += length;
        if (block.Kind == BlockKind.ListItem || chars[start] is '•' or '‣' or '▪' or '-' or '*' or '–') BulletLines++;
        if (length < 30) ShortLines++;
        var last = chars[end - 1];
        // A closing quote or bracket belongs to the sentence it closes.
        if (last is '"' or '\u201D' or '\'' or '\u2019' or ')' && length > 1) last = chars[end - 2] is '.' or '!' or '?' ? chars[end - 2] : last;
        if (last is '.' or '!' or '?' or '"' or '\u201D' or '\u3002') PunctuatedLines++;
        // "Loading...", "Read more…": the interface's, not a text's.
        if (words >= 4 && (last == '…' || (length > 3 && last == '.' && chars[end - 2] == '.' && chars[end - 3] == '.'))) EllipsisLines++;
        var slot = lines.Add(hash);
        if (lines[slot] <= 1) return;
        RepeatedLines++;
        RepeatedLineCharacters += length;
        if (RepeatedLinePlace.Length < length) RepeatedLinePlace = new TextRange(start, length);
    }

    private static bool EndsSentence(ReadOnlySpan<char> chars, in Token before, in Token first)
    {
        if (!first.Is(TokenTraits.Capital | TokenTraits.Number | TokenTraits.OtherScript)) return false;
        var gap = chars[before.End..first.Start];
        var stop = gap.IndexOfAny('.', '!', '?');
        if (stop < 0) return gap.IndexOf('\n') >= 0 || gap.IndexOf('\u3002') >= 0;
        // "J. Smith", "Mr. Smith", "U.S. Army"
        return gap[stop] != '.' || gap.Length - stop > 2 || before.Length > 2 || !before.Is(TokenTraits.Capital);
    }

    private void EndSentence(ref Scratch scratch, int first, byte person)
    {
        var count = Words - first;
        if (count < 3) return;
        scratch.Sentences[scratch.SentenceCount++] = new Sentence { First = first, Count = count, Person = person };
    }

    private void Phrase(PageText text, in Block block, int t, bool moral, bool around = false)
    {
        var tokens = text.Tokens;
        var length = PhraseBook.Match(tokens, t, out var kind, out var number);
        if (length == 0) return;
        if (around && kind is (PhraseKind.Stock or PhraseKind.Moral or PhraseKind.Offer)) return;
        ref readonly var first = ref tokens[t];
        ref readonly var last = ref tokens[t + length - 1];
        var place = new TextRange(first.Start, last.End - first.Start);
        // An article about text generators, or about sellers, quotes them.
        if (kind is (PhraseKind.Prompt or PhraseKind.Refusal or PhraseKind.Offer or PhraseKind.SpamTrade) && IsQuoted(text.Chars[block.Start..first.Start])) return;
        // A button "Summarize this article" is all of its block.
        if (kind is PhraseKind.Prompt && (!first.Is(TokenTraits.SentenceStart) || block.TokenCount <= length + 2)) return;
        if (moral && kind is (PhraseKind.Moral or PhraseKind.Stock))
        {
            MoralEnding++;
            if (MoralPlace.IsEmpty) MoralPlace = place;
        }
        if (kind is PhraseKind.Offer) _offers |= UInt128.One << number;
        if (kind is PhraseKind.SpamTrade) _trades |= UInt128.One << number;
        _phrases[(int)kind]++;
        if (_phrasePlaces[(int)kind].IsEmpty) _phrasePlaces[(int)kind] = place;
    }

    /// <summary>The nearest quotation mark in what stands before a place, from the start of its block on, opens.</summary>
    public static bool IsQuoted(ReadOnlySpan<char> before)
    {
        if (before.EndsWith('\'') || before.EndsWith('\u2018')) return true;
        before = before[^Math.Min(before.Length, LongestQuote)..];
        var at = before.LastIndexOfAny(QuotationMarks);
        return at >= 0 && before[at] switch
        {
            '"' => at == 0 || before[at - 1] is ' ' or '(' or '\n',
            '\u201C' or '\u201E' or '\u00AB' => true,
            _ => false,
        };
    }

    private void PlaceAfter(ReadOnlySpan<Token> tokens, int t, ref HashCounts places)
    {
        ref readonly var place = ref tokens[t + 1];
        if (!place.Is(TokenTraits.Capital) || place.Length < 3 || tokens[t - 1].Is(TokenTraits.Number | TokenTraits.Capital) || (WordClasses.Of(tokens[t - 1].Hash) & WordClass.Function) != 0) return;
        var count = places[places.Add(Step(tokens[t - 1].Hash, place.Hash))];
        if (count <= PlacePhrase) return;
        PlacePhrase = count;
        PlacePhrasePlace = new TextRange(tokens[t - 1].Start, place.End - tokens[t - 1].Start);
    }

    private void Echo(ReadOnlySpan<Token> tokens, int t, ReadOnlySpan<ulong> title)
    {
        if (t + title.Length > tokens.Length) return;
        for (var i = 1; i < title.Length; i++)
            if (tokens[t + i].Hash != title[i])
                return;
        HeadlineEchoes++;
        HeadlineEchoPlace = new TextRange(tokens[t].Start, tokens[t + title.Length - 1].End - tokens[t].Start);
    }

    private void EndChain(PageText text, ref int first, ref int segments, int end)
    {
        const int least = 6;
        if (segments >= least && end > first)
        {
            var chain = text.Tokens[first..Math.Min(end, first + 60)];
            for (var i = 0; i < chain.Length; i++)
            {
                if (chain[i].Length < 3 || chain[i].Is(TokenTraits.Number) || (WordClasses.Of(chain[i].Hash) & WordClass.Function) != 0) continue;
                var same = 1;
                for (var j = i + 1; j < chain.Length; j++)
                    if (chain[j].Hash == chain[i].Hash)
                        same++;
                if (same <= KeywordList) continue;
                KeywordList = same;
                KeywordListPlace = new TextRange(chain[0].Start, chain[^1].End - chain[0].Start);
            }
        }
        segments = 0;
        first = end;
    }

    private void Heading(PageText text, in Block block)
    {
        if (block.TokenCount < 2) return;
        Headings++;
        var first = WordClasses.Of(text.Tokens[block.TokenStart].Hash);
        if ((first & WordClass.Question) == 0 && text.Chars[block.End - 1] != '?') return;
        QuestionHeadings++;
        if (QuestionHeadingPlace.IsEmpty) QuestionHeadingPlace = new TextRange(block.Start, block.Length);
    }

    private void CountSymbols(PageText text, in Block block)
    {
        var chars = text.Of(block);
        var at = 0;
        while (true)
        {
            var next = chars[at..].IndexOfAny('#', '…');
            if (next < 0) break;
            at += next + 1;
            Symbols++;
            if (chars[at - 1] == '…') Inner(chars, at, block.Start);
        }
        at = 0;
        while (true)
        {
            var next = chars[at..].IndexOf("...", StringComparison.Ordinal);
            if (next < 0) break;
            at += next + 3;
            while (at < chars.Length && chars[at] == '.') at++;
            Symbols++;
            Inner(chars, at, block.Start);
        }
    }

    // "... first words of the next snippet": the ellipsis stands between words of one line, a capital or a date after it.
    private void Inner(ReadOnlySpan<char> chars, int after, int offset)
    {
        if (after + 2 >= chars.Length || chars[after] != ' ') return;
        if ((!char.IsUpper(chars[after + 1]) && !char.IsDigit(chars[after + 1])) || IsReadMore(chars[(after + 1)..])) return;
        InnerEllipses++;
        if (!InnerEllipsisPlace.IsEmpty) return;
        var from = Math.Max(0, after - 50);
        InnerEllipsisPlace = new TextRange(offset + from, Math.Min(chars.Length, after + 50) - from);
    }

    // A blog's front page cuts its entries so, honestly.
    private static bool IsReadMore(ReadOnlySpan<char> chars) =>
        chars.StartsWith("Read", StringComparison.Ordinal) || chars.StartsWith("Continue", StringComparison.Ordinal) || chars.StartsWith("More", StringComparison.Ordinal) || chars.StartsWith("Full", StringComparison.Ordinal)
        || chars.StartsWith("Weiter", StringComparison.Ordinal) || chars.StartsWith("Mehr", StringComparison.Ordinal) || chars.StartsWith("Lire", StringComparison.Ordinal) || chars.StartsWith("Leer", StringComparison.Ordinal);

    private void MeasureSentences(PageText text, in Scratch scratch)
    {
        var sentences = scratch.Sentences.AsSpan(0, scratch.SentenceCount);
        Sentences = sentences.Length;
        if (sentences.IsEmpty) return;
        double sum = 0, squares = 0;
        byte previous = 0;
        foreach (ref readonly var sentence in sentences)
        {
            sum += sentence.Count;
            squares += (double)sentence.Count * sentence.Count;
            if (sentence.Person is not (1 or 2 or 4)) continue;
            PersonSentences++;
            if (previous != 0 && previous != sentence.Person) PersonChanges++;
            previous = sentence.Person;
        }
        SentenceWords = (int)sum;
        var mean = sum / sentences.Length;
        SentenceSpread = mean > 0 ? Math.Sqrt(Math.Max(0, (squares / sentences.Length) - (mean * mean))) / mean : 0;
        if (IsEnglish) MeasureTopics(text, scratch, sentences);
    }

    private void MeasureTopics(PageText text, in Scratch scratch, ReadOnlySpan<Sentence> sentences)
    {
        // e^-12.5 is about the 30,000th word of English.
        const float rare = -12.5f;
        const int leastKnown = 4;
        var tokens = text.Tokens;
        TopicVector all = default, before = default;
        var beforeLength = 0f;
        var beforeIndex = -1;
        int vectors = 0, pairs = 0;
        double neighbours = 0;
        var farthest = 2f;
        var rarest = rare;
        for (var i = 0; i < sentences.Length && i < MostTopicSentences; i++)
        {
            ref readonly var sentence = ref sentences[i];
            var vector = default(TopicVector);
            for (var w = sentence.First; w < sentence.First + sentence.Count; w++)
            {
                ref readonly var token = ref tokens[scratch.At[w]];
                var word = WordVectors.Find(token.Hash);
                vector.Add(word);
                if (word < 0 || token.Is(TokenTraits.Capital | TokenTraits.Number | TokenTraits.Mixed | TokenTraits.Linked)) continue;
                KnownWords++;
                var probability = WordVectors.LogProbability(word);
                if (probability > rare) continue;
                RareWords++;
                if (probability >= rarest) continue;
                rarest = probability;
                RarePlace = new TextRange(token.Start, token.Length);
            }
            var length = vector.Length;
            if (vector.Known < leastKnown || length <= 0) continue;
            vectors++;
            all.Add(vector, 1 / length);
            if (beforeLength > 0)
            {
                var cosine = vector.Dot(before) / (length * beforeLength);
                neighbours += cosine;
                pairs++;
                if (cosine < farthest)
                {
                    farthest = cosine;
                    FarthestFirst = RangeOf(text, scratch.At, sentences[beforeIndex].First, sentences[beforeIndex].Count);
                    FarthestSecond = RangeOf(text, scratch.At, sentence.First, sentence.Count);
                }
            }
            (before, beforeLength, beforeIndex) = (vector, length, i);
        }
        TopicPairs = pairs;
        if (pairs == 0) return;
        NeighbourCosine = neighbours / pairs;
        // |sum of n unit vectors|^2 = n + the cosines of all ordered pairs.
        AnyCosine = (all.Dot(all) - vectors) / ((double)vectors * (vectors - 1));
    }

    // The most frequent n-gram needs the (n-1)-grams that occur twice, and so does a repeated one (Agrawal and Srikant 1994): after the pairs, hardly any word of an
    // honest text is looked at again. Returns the keys' counts of pairs for the title; the caller gives them back.
    private HashCounts MeasureRepetition(PageText text, in Scratch scratch, ReadOnlySpan<ulong> title)
    {
        var words = RunningWords;
        var tokens = text.Tokens;
        var keys = scratch.Keys;
        var pairs = new HashCounts(words);
        var active = ArrayPool<int>.Shared.Rent(words + 1);
        var slots = ArrayPool<int>.Shared.Rent(words + 1);
        var count = 0;
        for (var i = 0; i + 1 < words; i++)
        {
            keys[i] = Step(keys[i], keys[i + 1]);
            slots[i] = pairs.Add(keys[i]);
        }
        int best = 0, bestAt = 0;
        for (var i = 0; i + 1 < words; i++)
        {
            var n = pairs[slots[i]];
            if (n < 2) continue;
            active[count++] = i;
            if (n <= best || IsName(tokens, scratch, i, 2)) continue;
            best = n;
            bestAt = i;
        }
        (TopBigram, TopBigramPlace) = Top(text, scratch, best, bestAt, 2);

        for (var n = 3; n <= 10 && count > 0; n++)
        {
            var grams = new HashCounts(count);
            best = 0;
            var covered = 0;
            var coveredTo = 0;
            var firstAt = -1;
            var kept = 0;
            for (var a = 0; a < count; a++)
            {
                var i = active[a];
                if (i + n > words) continue;
                keys[i] = Step(keys[i], tokens[scratch.RunningAt[i + n - 1]].Hash);
                var slot = grams.Add(keys[i]);
                active[kept] = i;
                slots[kept++] = slot;
                var times = grams[slot];
                if (times > best && n < 5 && !IsName(tokens, scratch, i, n)) (best, bestAt) = (times, i);
                if (times < 2 || n is not (5 or 10)) continue;
                if (firstAt < 0) firstAt = i;
                // Characters of what was said before, none counted twice.
                for (var w = Math.Max(i, coveredTo); w < i + n; w++) covered += tokens[scratch.RunningAt[w]].Length;
                coveredTo = Math.Max(coveredTo, i + n);
            }
            count = 0;
            for (var a = 0; a < kept; a++)
                if (grams[slots[a]] >= 2)
                    active[count++] = active[a];
            grams.Return();
            switch (n)
            {
                case 3:
                    (TopTrigram, TopTrigramPlace) = Top(text, scratch, best, bestAt, n);
                    break;
                case 4:
                    (TopFourGram, TopFourGramPlace) = Top(text, scratch, best, bestAt, n);
                    break;
                case 5 when firstAt >= 0:
                    RepeatedFiveGrams = (double)covered / RunningLetters;
                    RepeatedFiveGramPlace = RangeOf(text, scratch.RunningAt, firstAt, n);
                    break;
                case 10 when firstAt >= 0:
                    RepeatedTenGrams = (double)covered / RunningLetters;
                    RepeatedTenGramPlace = RangeOf(text, scratch.RunningAt, firstAt, n);
                    break;
                default:
                    break;
            }
        }
        ArrayPool<int>.Shared.Return(active);
        ArrayPool<int>.Shared.Return(slots);
        return pairs;
    }

    // Whom or what a text is about has a name, and a short text says it often: "the Milbrook Ferry Company".
    private static bool IsName(ReadOnlySpan<Token> tokens, in Scratch scratch, int first, int count)
    {
        var names = false;
        for (var w = first; w < first + count; w++)
        {
            ref readonly var token = ref tokens[scratch.RunningAt[w]];
            if (!token.Is(TokenTraits.Capital))
            {
                if ((WordClasses.Of(token.Hash) & WordClass.Function) == 0) return false;
            }
            else names |= !token.Is(TokenTraits.SentenceStart);
        }
        return names;
    }

    private (double Share, TextRange Place) Top(PageText text, in Scratch scratch, int times, int at, int n)
    {
        if (times < 2) return (0, TextRange.None);
        var length = 0;
        for (var w = at; w < at + n; w++) length += text.Tokens[scratch.RunningAt[w]].Length;
        return (Math.Min(1, (double)length * times / RunningLetters), RangeOf(text, scratch.RunningAt, at, n));
    }

    private void MeasureTitle(PageText text, ReadOnlySpan<ulong> title, in Scratch scratch, HashCounts pairs)
    {
        ulong keyword = 0;
        int best = 0, bestPair = 0, named = 0;
        ulong pairFirst = 0, pairSecond = 0;
        for (var i = 0; i < title.Length; i++)
        {
            if (!IsContent(title[i])) continue;
            var times = scratch.Single.Of(title[i]);
            if (times > best) (best, keyword) = (times, title[i]);
            if (i + 1 >= title.Length || !IsContent(title[i + 1])) continue;
            var both = pairs.Of(Step(title[i], title[i + 1]));
            if (both > bestPair) (bestPair, pairFirst, pairSecond) = (both, title[i], title[i + 1]);
        }
        pairs.Return();
        TitleKeywordShare = PerWord(best);
        TitlePhraseShare = RunningWords == 0 ? 0 : (double)bestPair / RunningWords;
        var tokens = text.Tokens;
        if (bestPair > 1)
        {
            for (var w = 0; w + 1 < RunningWords; w++)
            {
                if (tokens[scratch.RunningAt[w]].Hash != pairFirst || tokens[scratch.RunningAt[w + 1]].Hash != pairSecond) continue;
                if (TitlePhrasePlace.IsEmpty) TitlePhrasePlace = RangeOf(text, scratch.RunningAt, w, 2);
                if (IsName(tokens, scratch, w, 2)) named++;
            }
        }
        if (2 * named > bestPair) (TitlePhraseShare, TitlePhrasePlace) = (0, TextRange.None);
        if (best == 0 || Sentences == 0) return;
        var with = 0;
        foreach (ref readonly var sentence in scratch.Sentences.AsSpan(0, scratch.SentenceCount))
        {
            for (var w = sentence.First; w < sentence.First + sentence.Count; w++)
            {
                ref readonly var token = ref tokens[scratch.At[w]];
                if (token.Hash != keyword) continue;
                with++;
                if (TitleKeywordPlace.IsEmpty) TitleKeywordPlace = new TextRange(token.Start, token.Length);
                break;
            }
        }
        KeywordSentences = (double)with / Sentences;
    }

    // Names included, wherever in the main content they stand: headings and lists are where they are pressed in.
    private void MeasureTitleRuns(PageText text, ReadOnlySpan<ulong> title, in Scratch scratch)
    {
        if (title.Length < 2) return;
        Span<int> times = stackalloc int[MostTitleWords * LongestTitleRun];
        times.Clear();
        var tokens = text.Tokens;
        for (var w = 0; w < Words - 1; w++)
        {
            var hash = tokens[scratch.At[w]].Hash;
            for (var from = title.IndexOf(hash); from >= 0 && from < title.Length - 1; from++)
            {
                if (title[from] != hash) continue;
                for (var n = 1; n < LongestTitleRun && from + n < title.Length && w + n < Words && tokens[scratch.At[w + n]].Hash == title[from + n]; n++) times[from * LongestTitleRun + n]++;
            }
        }
        int best = 0, first = 0, words = 0;
        for (var from = 0; from < title.Length; from++)
        {
            for (var n = 1; n < LongestTitleRun && from + n < title.Length; n++)
            {
                var pressed = (times[from * LongestTitleRun + n] - 2) * (n + 1);
                if (pressed > best && IsContent(title[from]) && IsContent(title[from + n]) && title[from] != title[from + n]) (best, first, words) = (pressed, from, n + 1);
            }
        }
        TitleRunShare = PerWord(best);
        for (var w = 0; best > 0 && w + words <= Words; w++)
        {
            var n = 0;
            while (n < words && tokens[scratch.At[w + n]].Hash == title[first + n]) n++;
            if (n < words) continue;
            TitleRunPlace = RangeOf(text, scratch.At, w, words);
            return;
        }
    }

    private static bool IsContent(ulong hash) => (WordClasses.Of(hash) & (WordClass.Function | WordClass.Question)) == 0;

    // The title's own words: one or two characters and function words stay, they are needed to find it again.
    private static int ReadTitle(Page page, Span<ulong> words)
    {
        var title = page.Metadata.Headline?.Value ?? page.Metadata.Title;
        if (title is null) return 0;
        var count = 0;
        for (var i = 0; i < title.Length && count < words.Length;)
        {
            if (!char.IsLetterOrDigit(title[i]))
            {
                i++;
                continue;
            }
            var state = WordHash.Seed;
            while (i < title.Length && (char.IsLetterOrDigit(title[i]) || (title[i] is '\'' or '\u2019' && i + 1 < title.Length && char.IsLetter(title[i + 1])))) state = WordHash.Step(state, WordHash.Fold(title[i++]));
            words[count++] = WordHash.Finish(state);
        }
        return count;
    }

    private static int MoralStart(PageText text)
    {
        var blocks = text.Blocks;
        var paragraphs = 0;
        for (var b = blocks.Length - 1; b >= 0; b--)
        {
            if (!blocks[b].IsMain || blocks[b].IsHidden || blocks[b].TokenCount < 15 || blocks[b].Kind is not (BlockKind.Paragraph or BlockKind.Quote)) continue;
            if (++paragraphs == 2) return b;
        }
        return int.MaxValue;
    }

    private static TextRange RangeOf(PageText text, int[] at, int first, int count)
    {
        var from = text.Tokens[at[first]].Start;
        return new TextRange(from, text.Tokens[at[first + count - 1]].End - from);
    }

    private static ulong Step(ulong state, ulong word) => (BitOperations.RotateLeft(state, 23) ^ word) * 0x9E3779B97F4A7C15;
}
