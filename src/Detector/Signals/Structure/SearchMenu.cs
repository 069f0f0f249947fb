using System.Collections.Frozen;
using System.Numerics;
using Detector.Pages.Text;

namespace Detector.Signals.Structure;

/// <summary>
/// The entries of a search engine's menus seen on a page: kinds of results (Images, Videos, Maps) and, beside them, times and orders (Past 24 hours,
/// Best match). A link or a line counts when it is made of such entries and of nothing else: in running text they are ordinary words.
/// </summary>
internal struct SearchMenu
{
    /// <summary>Tokens of the longest entry.</summary>
    public const int LongestEntry = 4;

    /// <summary>Tokens of the longest line that may be a whole menu.</summary>
    public const int LongestLine = 24;

    // A newspaper has videos and maps, an archive its images, videos and last week.
    private const int FewestResults = 2;
    private const int FewestOfBoth = 4;

    private static readonly ulong[][] Results = Entries(
        "images, videos, maps, news, shopping, web, bilder, karten, nachrichten, cartes, actualités, vidéos, imágenes, vídeos, mapas, noticias, immagini, mappe, notizie, imagens, notícias, afbeeldingen, kaarten, nieuws");

    private static readonly ulong[][] Times = Entries(
        "any time, past hour, past 24 hours, past 7 days, past week, past 30 days, past month, past year, best match, " +
        "letzte stunde, letzte 24 stunden, letzte 7 tage, letzte 30 tage, beste übereinstimmung, " +
        "dernière heure, dernières 24 heures, 7 derniers jours, 30 derniers jours, meilleure correspondance, " +
        "última hora, últimas 24 horas, últimos 7 días, últimos 30 días, mejor coincidencia, " +
        "ultima ora, ultime 24 ore, ultimi 7 giorni, ultimi 30 giorni, últimos 7 dias, últimos 30 dias, afgelopen uur, afgelopen 24 uur, afgelopen 7 dagen, afgelopen 30 dagen");

    // Entries that stand in such menus and elsewhere too.
    private static readonly ulong[][] Others = Entries("all, search, more, top stories, alle, mehr, tous, plus, todo, más, tutti, altro, tudo, mais, alles, meer, most recent, neueste, plus récent, más reciente, più recente, mais recente");

    private static readonly FrozenSet<ulong> FirstWords = new[] { Results, Times, Others }.SelectMany(entries => entries).Select(words => words[0]).ToFrozenSet();

    private ulong _results;
    private ulong _times;

    /// <summary>The first entry of each sort.</summary>
    public TextRange OfResults { get; private set; }

    public TextRange OfTimes { get; private set; }

    public readonly bool IsSearchEngines =>
        BitOperations.PopCount(_results) >= FewestResults && _times != 0 && BitOperations.PopCount(_results) + BitOperations.PopCount(_times) >= FewestOfBoth;

    /// <summary>Takes note of the entries of a link or a line, when it is made of them alone.</summary>
    public void Read(ReadOnlySpan<Token> tokens)
    {
        if (!FirstWords.Contains(tokens[0].Hash)) return;
        ulong results = 0, times = 0;
        TextRange ofResults = default, ofTimes = default;
        for (var at = 0; at < tokens.Length;)
        {
            var start = at;
            if (Match(Results, tokens, ref at) is var result and >= 0)
            {
                if (results == 0) ofResults = Range(tokens[start..at]);
                results |= 1UL << result;
            }
            else if (Match(Times, tokens, ref at) is var time and >= 0)
            {
                if (times == 0) ofTimes = Range(tokens[start..at]);
                times |= 1UL << time;
            }
            else if (Match(Others, tokens, ref at) < 0) return;
        }
        if (_results == 0) OfResults = ofResults;
        if (_times == 0) OfTimes = ofTimes;
        _results |= results;
        _times |= times;
    }

    private static TextRange Range(ReadOnlySpan<Token> tokens) => new(tokens[0].Start, tokens[^1].End - tokens[0].Start);

    private static int Match(ulong[][] entries, ReadOnlySpan<Token> tokens, ref int at)
    {
        for (var entry = 0; entry < entries.Length; entry++)
        {
            var words = entries[entry];
            if (words.Length > tokens.Length - at) continue;
            var same = 0;
            while (same < words.Length && tokens[at + same].Hash == words[same]) same++;
            if (same < words.Length) continue;
            at += words.Length;
            return entry;
        }
        return -1;
    }

    private static ulong[][] Entries(string entries) => Array.ConvertAll(entries.Split(", "), entry => Array.ConvertAll(entry.Split(' '), word => WordHash.Of(word)));
}
