namespace Detector.Training.Simulate.Words;

/// <summary>
/// A rough guess of a story's topic, to name an honest section after it. Deliberately cautious: where two topics are close or the
/// words are few, the story is General and gets a section that is never wrong ("News"), because a wrong honest section
/// would teach that mismatch is normal.
/// </summary>
internal static class Subjects
{
    private static readonly (Topic Topic, string Words)[] s_words =
    [
        (Topic.Politics, "president senate senator congress election elections republican republicans democrat democrats campaign vote voters governor parliament minister lawmakers impeachment policy bill trump obama biden brexit wahl partei regierung kanzler bundestag minister präsident gouvernement élection ministre gobierno elecciones partido"),
        (Topic.Business, "shares stock stocks market markets investors company companies revenue profit sales economy bank banks percent quarter ceo earnings billion retail trade unternehmen aktie umsatz wirtschaft milliarden entreprise marché empresa mercado"),
        (Topic.Sports, "game games season team teams coach player players league score scored championship football basketball baseball nfl nba cup match goal quarterback tournament spiel mannschaft trainer saison liga équipe match joueur equipo partido jugador"),
        (Topic.Health, "health patients patient disease doctors doctor hospital medical cancer virus vaccine treatment drug symptoms study medicine gesundheit ärzte krankheit patienten santé médecin salud médico"),
        (Topic.Science, "scientists researchers research species planet nasa space climate university study earth ocean physics fossil forscher wissenschaft studie chercheurs investigadores"),
        (Topic.Tech, "google apple app software device devices phone smartphone users microsoft facebook internet online data computer android web code server browser tech technology digital nutzer gerät programm"),
        (Topic.Entertainment, "film movie movies actor actress music album song songs singer celebrity netflix series episode hollywood star director band concert kino schauspieler musik film chanteur película"),
        (Topic.Crime, "police court judge arrested charged murder suspect prison jail attorney prosecutors shooting victim trial crime investigators sheriff polizei gericht täter tribunal policía"),
        (Topic.World, "israel syria iran russia ukraine china military troops war rebels border united nations refugees palestinian iraq hong kong protesters krieg flüchtlinge guerre guerra"),
        (Topic.Food, "recipe recipes cup cups butter sugar flour oven chicken cook cooking tablespoon teaspoon garlic sauce bake salt rezept zucker mehl butter recette receta cheese"),
        (Topic.Travel, "travel hotel hotels trip beach flight flights tourists island destination resort airport hike reise urlaub strand voyage viaje"),
    ];

    private static readonly Dictionary<string, List<Topic>> s_index = Index();

    public static Topic Of(string headline, IEnumerable<string> paragraphs)
    {
        Span<int> votes = stackalloc int[12];
        Count(headline, 3, votes);
        foreach (var paragraph in paragraphs.Take(12))
            Count(paragraph, 1, votes);
        var best = 0;
        var second = 0;
        var topic = Topic.General;
        for (var i = 1; i < votes.Length; i++)
            if (votes[i] > best)
                (second, best, topic) = (best, votes[i], (Topic)i);
            else if (votes[i] > second)
                second = votes[i];
        return best >= 5 && best >= second * 1.5 ? topic : Topic.General;
    }

    /// <summary>The topic of one headline: one clear word is enough, for headlines have few.</summary>
    public static Topic OfHeadline(string headline)
    {
        Span<int> votes = stackalloc int[12];
        Count(headline, 1, votes);
        var best = 0;
        var topic = Topic.General;
        for (var i = 1; i < votes.Length; i++)
            if (votes[i] > best)
                (best, topic) = (votes[i], (Topic)i);
            else if (votes[i] == best && best > 0)
                topic = Topic.General;
        return topic;
    }

    public static IEnumerable<string> Words(string text)
    {
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var letter = i < text.Length && char.IsLetter(text[i]);
            if (letter && start < 0)
                start = i;
            else if (!letter && start >= 0)
            {
                yield return text[start..i].ToLowerInvariant();
                start = -1;
            }
        }
    }

    private static void Count(string text, int weight, Span<int> votes)
    {
        foreach (var word in Words(text))
            if (s_index.TryGetValue(word, out var topics))
                foreach (var topic in topics)
                    votes[(int)topic] += weight;
    }

    private static Dictionary<string, List<Topic>> Index()
    {
        var index = new Dictionary<string, List<Topic>>(StringComparer.Ordinal);
        foreach (var (topic, words) in s_words)
            foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal))
            {
                if (!index.TryGetValue(word, out var list))
                    index[word] = list = [];
                list.Add(topic);
            }
        return index;
    }
}
