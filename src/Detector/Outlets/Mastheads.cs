using Detector.Pages.Text;

namespace Detector.Outlets;

/// <summary>
/// Whether an unknown name sounds like a newspaper's or a station's. A weak cue by nature: real small papers, invented mastheads and borrowed ones all
/// sound so. It tells only what a name claims to be.
/// </summary>
public static class Mastheads
{
    private const int LongestName = 7;

    private static readonly Lazy<HashSet<ulong>> Words = new(() =>
    [
        .. (
            // English
            "times post herald gazette tribune chronicle courier observer news newspaper newspapers press journal daily weekly sentinel examiner dispatch telegraph" +
            " telegram inquirer enquirer register reporter record ledger bulletin bugle beacon argus advertiser advocate mercury messenger monitor independent guardian" +
            " standard statesman republican democrat review leader globe mirror express echo evening mail star sun citizen pilot intelligencer standard-examiner" +
            " radio tv fm television broadcasting newswire wire today newsroom headlines media channel network pioneer progress banner clarion picayune plaindealer" +
            // German
            " zeitung tageszeitung anzeiger nachrichten blatt tageblatt abendblatt rundschau kurier bote allgemeine presse rundfunk tagblatt volksblatt merkur morgenpost wochenblatt" +
            // French
            " journal gazette courrier dépêche quotidien presse nouvelles tribune parisien télégramme matin actualités info infos écho échos voix républicain" +
            // Spanish, Portuguese, Italian
            " diario periódico noticias noticiero prensa gaceta correo heraldo universal crónica jornal diário notícias correio folha gazeta estado imprensa" +
            " corriere gazzetta giornale messaggero quotidiano notizie mattino resto stampa tg notiziario" +
            // Dutch, Scandinavian, Polish, Russian
            " krant dagblad nieuws courant telegraaf tidning tidningen dagbladet avisen nyheter nyheder nytt posten tidende sanomat lehti" +
            " gazeta dziennik kurier wiadomości echo głos tygodnik газета новости вести известия правда вестник курьер время радио тв").Split(' ').Select(word => WordHash.Of(word)),
    ]);

    /// <summary>
    /// Whether one of a name's words is a masthead's ("Riverton Herald", "Radio Nord"), the name is no longer than seven words, and it is not that word alone.
    /// Several languages; case does not matter.
    /// </summary>
    public static bool LooksLikeOutlet(ReadOnlySpan<char> name)
    {
        if (name.Length > 100) return false;
        var words = NameWords.Of(name);
        if (words.Length is < 2 or > LongestName) return false;
        foreach (var word in words)
        {
            if (Words.Value.Contains(word)) return true;
        }
        return false;
    }
}
