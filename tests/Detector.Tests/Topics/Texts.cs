using Detector.Pages.Text;
using Detector.Topics;

namespace Detector.Tests.Topics;

/// <summary>Small texts in our own words, and the vector of a text.</summary>
internal static class Texts
{
    public const string Diplomacy =
        "The foreign minister flew to the capital on Tuesday for talks with his counterpart about the ceasefire on the border. Both governments said that the " +
        "treaty, which was signed two years ago, had been broken by troops of the other side. The embassy was closed for a week and diplomats left the country. " +
        "The president said that sanctions would stay until the army had gone back behind the line, and that the United Nations should send observers. " +
        "Leaders of the rebels were not invited to the talks, and their spokesman said that no peace would last without them.";

    public const string Cooking =
        "Melt the butter in a wide pan and add the onions, the garlic and a little salt. When they are soft, stir in the flour and pour in the milk and the cream. " +
        "Cook the sauce for ten minutes until it is thick, then add the grated cheese and the pepper. Put the chicken in a dish with the potatoes, pour the sauce over it " +
        "and bake it in the oven for an hour. Serve it with a green salad and some fresh bread. It is good on the next day as well, and you can freeze what is left.";

    public const string Football =
        "The striker scored twice in the second half as the home team came back from a goal down to win the match. The coach said that his players had been tired after the cup " +
        "game on Wednesday but that they had fought for every ball. The club is now third in the league with two games left in the season. The captain was injured in the " +
        "first half and will miss the final. The visitors had a penalty saved by the goalkeeper and finished with ten men after a second yellow card.";

    public const string German =
        "Der Minister reiste am Dienstag in die Hauptstadt, um mit seinem Kollegen zu sprechen. Die Regierung sagte, dass der Vertrag gebrochen worden war. Die Botschaft blieb " +
        "eine Woche lang geschlossen, und viele Diplomaten haben das Land verlassen. Der Krieg an der Grenze geht weiter, und niemand will nachgeben.";

    public const string French =
        "Le ministre est parti mardi pour la capitale afin de rencontrer son homologue et de parler de la paix. Les deux gouvernements ont dit que le trait\u00E9 n'\u00E9tait plus respect\u00E9 par " +
        "l'arm\u00E9e. L'ambassade a \u00E9t\u00E9 ferm\u00E9e pendant une semaine et les diplomates ont quitt\u00E9 le pays avec leurs familles.";

    /// <summary>The vector of a text's words.</summary>
    public static TopicVector Of(string text)
    {
        var vector = default(TopicVector);
        for (var i = 0; i < text.Length;)
        {
            if (!char.IsLetter(text[i])) { i++; continue; }
            var state = WordHash.Seed;
            while (i < text.Length && (char.IsLetter(text[i]) || text[i] == '\'')) state = WordHash.Step(state, WordHash.Fold(text[i++]));
            vector.AddWord(WordHash.Finish(state));
        }
        return vector;
    }
}
