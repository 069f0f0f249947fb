using Detector.Pages.Html;

namespace Detector.Pages.Text;

/// <summary>
/// What a page says of itself where nobody looks: its title, its descriptions, the text its JSON-LD repeats. Found again on the page, the title is the headline above the matter and a description is its first words,
/// whatever the site calls its boxes. A hint for the weighing of blocks; nothing of it enters the text.
/// </summary>
internal sealed class Announced : IDisposable
{
    private const int MostTitle = 32;
    private const int MostWords = 4096;
    private const int MostOfBlock = 60;

    private PooledList<char> _chars = new(1024);
    private PooledList<Token> _words = new(256);
    private readonly ulong[] _title = new ulong[MostTitle];
    private int _titleCount;
    private WordRuns? _runs;

    /// <summary>There is a title to look for.</summary>
    public bool HasTitle => _titleCount >= 2;

    /// <summary>There are runs of words to look for.</summary>
    public bool HasRuns => _runs is not null;

    /// <summary>The title as the page gives it; of several, the first.</summary>
    public void AddTitle(ReadOnlySpan<char> title)
    {
        if (_titleCount > 0) return;
        Tokenize(title);
        foreach (ref readonly var word in _words.Span)
            if (_titleCount < MostTitle)
                _title[_titleCount++] = word.Hash;
    }

    /// <summary>A description.</summary>
    public void Add(ReadOnlySpan<char> text)
    {
        Tokenize(text);
        (_runs ??= new WordRuns(MostWords)).Add(_words.Span);
    }

    /// <summary>The strings of a JSON-LD script that tell what the page is about.</summary>
    public void AddJson(ReadOnlySpan<char> script)
    {
        if (script.Length > 100_000) script = script[..100_000];
        for (var found = 0; found < 40; found++)
        {
            var at = script.IndexOf("\"description\"", StringComparison.Ordinal);
            var body = script.IndexOf("\"articleBody\"", StringComparison.Ordinal);
            if (at < 0 || (body >= 0 && body < at)) at = body;
            if (at < 0) return;
            script = script[(at + 13)..].TrimStart(" \t\r\n:");
            if (script.IsEmpty || script[0] != '"') continue;
            script = script[1..];
            var end = 0;
            while (end < script.Length && script[end] != '"') end += script[end] == '\\' ? 2 : 1;
            Add(script[..Math.Min(end, script.Length)]);
            script = script[Math.Min(end, script.Length)..];
        }
    }

    /// <summary>How much a block is the title: twice the words they share over the words of both, 0 to 1.</summary>
    public float TitleShare(ReadOnlySpan<Token> words)
    {
        if (words.Length is 0 or > MostTitle * 2) return 0;
        var shared = 0;
        foreach (ref readonly var word in words)
            if (_title.AsSpan(0, _titleCount).Contains(word.Hash))
                shared++;
        return 2f * Math.Min(shared, _titleCount) / (words.Length + _titleCount);
    }

    /// <summary>Share of a block's runs of words that were announced, 0 to 1; only its first words are looked at.</summary>
    public float AnnouncedShare(ReadOnlySpan<Token> words) => _runs is null ? 0 : _runs.Share(words[..Math.Min(words.Length, MostOfBlock)]);

    public void Dispose()
    {
        _chars.Return();
        _words.Return();
        _runs?.Dispose();
        _runs = null;
    }

    // An escape of JSON ends a word, whatever it stands for.
    private void Tokenize(ReadOnlySpan<char> text)
    {
        _words.TrimTo(0);
        if (text.Length > MostWords * 8) text = text[..(MostWords * 8)];
        _chars.TrimTo(0);
        while (!text.IsEmpty)
        {
            var end = text.IndexOf('\\');
            _chars.AddRange(end < 0 ? text : text[..end]);
            if (end < 0) break;
            _chars.Add(' ');
            text = text[Math.Min(text.Length, end + (end + 1 < text.Length && text[end + 1] == 'u' ? 6 : 2))..];
        }
        Tokenizer.Run(_chars.Buffer, 0, _chars.Count, ref _words);
    }
}
