using System.Collections.Frozen;
using Detector.Pages.Text;

namespace Detector.Pages.Dates;

/// <summary>
/// Names of months and their usual abbreviations in the languages the reader knows (English, German, French, Spanish, Italian, Portuguese, Dutch, Polish,
/// Russian), by <see cref="WordHash"/>, so that a token of the page is looked up without touching its characters. Spellings follow the Unicode CLDR
/// (main/*/ca-gregorian, format and stand-alone forms); a name means the same month in every language that has it.
/// </summary>
internal static class Months
{
    private static readonly FrozenDictionary<ulong, byte> ByWord = Make();

    /// <summary>1 to 12, or 0 when the word is not a month.</summary>
    public static int Of(ulong word) => ByWord.TryGetValue(word, out var month) ? month : 0;

    /// <summary>1 to 12, or 0 when the word is not a month.</summary>
    public static int Of(ReadOnlySpan<char> word) => word.Length is < 3 or > 12 ? 0 : Of(WordHash.Of(word));

    private static FrozenDictionary<ulong, byte> Make()
    {
        string[] names =
        [
            "january jan januar jänner janvier janv enero ene gennaio gen janeiro januari stycznia styczeń sty января январь янв",
            "february feb februar febr février févr fév fevrier febrero febbraio feb fevereiro fev februari lutego luty lut февраля февраль фев февр",
            "march mar märz mrz maerz mars marzo março marco maart mrt marca marzec марта март мар",
            "april apr avril avr abril abr aprile april kwietnia kwiecień kwi апреля апрель апр",
            "may mai mayo maggio mag maio mei maja maj мая май",
            "june jun juni juin junio giugno giu junho czerwca czerwiec cze июня июнь июн",
            "july jul juli juillet juil julio luglio lug julho lipca lipiec lip июля июль июл",
            "august aug août aout agosto ago augustus sierpnia sierpień sie августа август авг",
            "september sep sept septembre septiembre setiembre settembre set setembro września wrzesień wrz сентября сентябрь сен сент",
            "october oct oktober okt octobre octubre ottobre ott outubro out października październik paź октября октябрь окт",
            "november nov novembre noviembre novembro listopada listopad lis ноября ноябрь ноя нояб",
            "december dec dezember dez décembre déc decembre diciembre dic dicembre dezembro december grudnia grudzień gru декабря декабрь дек",
        ];
        var byWord = new Dictionary<ulong, byte>();
        for (var month = 0; month < names.Length; month++)
            foreach (var name in names[month].Split(' '))
                byWord[WordHash.Of(name)] = (byte)(month + 1);
        return byWord.ToFrozenDictionary();
    }
}
