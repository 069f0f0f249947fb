using System.Text;
using Detector.Training.Simulate.Farms;
using Detector.Training.Simulate.Honest;
using Detector.Training.Simulate.Render;

namespace Detector.Training.Simulate;

/// <summary>
/// Renders farm pages and their honest twins: the same body, with the same agency dress, format, address or none, faults of extraction and
/// wealth of chrome, once under a farm's name and once under an honest one. What is left to learn is what makes the difference.
/// <para>The same corpus, options and version give the same pages in the same order.</para>
/// </summary>
public static class Simulator
{
    // UTF-8 read as Windows-1252: the crawler's fault that spoils a whole page, not one word.
    private static readonly (string From, string To)[] s_mojibake = [("©", "Â©"), ("’", "â€™"), ("“", "â€œ"), ("”", "â€\u009d"), ("—", "â€”"), ("–", "â€“"), ("é", "Ã©"), ("ü", "Ã¼"), ("ä", "Ã¤"), ("ö", "Ã¶")];

    public static IEnumerable<SimulatedPage> Pages(Corpus corpus, SimulatorOptions options)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        ArgumentNullException.ThrowIfNull(options);
        var families = FarmPages.All.Where(family => options.Families is null || options.Families.Contains(family.Name, StringComparer.Ordinal)).ToArray();
        if (families.Length == 0)
            throw new ArgumentException($"None of the families [{string.Join(", ", options.Families ?? [])}] is known: use {string.Join(", ", FarmPages.All.Select(family => family.Name))}.", nameof(options));
        return Draw(corpus, options, families);
    }

    /// <summary>A quarter of the stories, headlines and members belong to tests, by a hash of their name: no seed can mix them.</summary>
    internal static bool IsTest(string name) => Chance.Hash(name) % 4 == 0;

    private static IEnumerable<SimulatedPage> Draw(Corpus corpus, SimulatorOptions options, (string Name, double Weight, bool Foreign, bool AnyStory, HonestPages.Compose Compose)[] families)
    {
        var seed = new Chance(options.Seed);
        var groups = new List<(Corpus Shelf, List<Story> Stories, bool Test)>();
        foreach (var test in (bool[])[false, true])
        {
            if ((test && options.MemberSplit == MemberSplit.Train) || (!test && options.MemberSplit == MemberSplit.Test))
                continue;
            var shelf = corpus.Shelf(test);
            // Stories of a group share kind and language, so that every family and twin of the group can carry every one of them.
            foreach (var alike in shelf.Stories.GroupBy(story => (News: story.IsNews, story.Lang)).OrderBy(alike => alike.Key.Lang, StringComparer.Ordinal).ThenBy(alike => alike.Key.News))
            {
                var stories = alike.OrderBy(story => story.Id, StringComparer.Ordinal).ToList();
                seed.Of("stories" + alike.Key).Shuffle(stories);
                // News is what most families steal: fewer stories a group gives it more groups, so more pages.
                foreach (var few in stories.Chunk(alike.Key.News ? 2 : 8))
                    groups.Add((shelf, [.. few], test));
            }
        }

        if (groups.Count == 0)
            yield break;
        seed.Of("groups").Shuffle(groups);
        var pairs = options.Count / 2;
        var numbers = new Dictionary<(int Group, int Generation), int>();
        var taken = new HashSet<int>();
        for (var pair = 0; pair < pairs; pair++)
        {
            var at = pair % groups.Count;
            var round = pair / groups.Count;
            var (shelf, stories, test) = groups[at];
            // Four pages of each member, then a fresh pair of members for the group.
            if (!numbers.TryGetValue((at, round / 4), out var number))
                numbers[(at, round / 4)] = number = MemberNumber(seed.Of("members", at).Of("generation", round / 4), test, taken);
            var story = stories[round % stories.Count];
            var habits = new Chance(Chance.Hash("habits")).Of("cell", number);
            var farm = Choose(families, story, habits.Of("family"));
            if (farm.Compose is null)
                continue;
            var twin = Twin(story, farm.Name, habits.Of("twin"));
            var wealth = Wealth.Draw(new Chance(Chance.Hash("wealth")).Of("cell", number));
            var chance = seed.Of("pair", pair);
            var pairing = Pairing.Draw(chance.Of("pairing"), story);
            var group = $"sim-group-{(test ? "t" : "")}{Chance.Hash(string.Join(' ', stories.Select(item => item.Id))):x16}"[..22];
            var stolen = Make(shelf, story, farm.Name, farm.Compose, 1, number, wealth, pairing, chance.Of("farm"), group, pair);
            if (stolen is null)
                continue;
            var honest = Make(shelf, story, twin.Name, twin.Compose, 0, number, wealth, pairing, chance.Of("honest"), group, pair);
            if (honest is null)
                continue;
            yield return stolen;
            yield return honest;
        }
    }

    /// <summary>A million members a family; the split is the number's, whatever the family or the seed, and no two groups share one.</summary>
    private static int MemberNumber(Chance chance, bool test, HashSet<int> taken)
    {
        while (true)
        {
            var number = chance.Below(1 << 20);
            if (IsTest("member" + number) == test && taken.Add(number))
                return number;
        }
    }

    private static (string Name, double Weight, bool Foreign, bool AnyStory, HonestPages.Compose Compose) Choose((string Name, double Weight, bool Foreign, bool AnyStory, HonestPages.Compose Compose)[] families, Story story, Chance chance)
    {
        var able = families.Where(family => (story.Lang == "en" || family.Foreign) && (story.IsNews || family.AnyStory)).ToArray();
        return able.Length == 0 ? default : able[chance.Weighted(able.Select(family => family.Weight).ToArray())];
    }

    /// <summary>A look-alike that could honestly carry this story; walls of excerpts and search pages get listings and digests more often.</summary>
    private static (string Name, HonestPages.Compose Compose) Twin(Story story, string farm, Chance chance)
    {
        var weights = HonestPages.All.Select(family =>
            story.Lang != "en" && family.Name is not ("newspaper" or "portal" or "original" or "listing") ? 0
            // Topic and trade must agree on an honest page: a bakery writes of bread.
            : (family.Name == "business" && !HonestPages.HasTrade(story.Topic)) || (family.Name == "recipe" && story.Topic != Topic.Food) ? 0
            : family.Name is "listing" or "digest" && farm is "f6" or "f10" ? 8 : story.IsNews ? family.News : family.Other).ToArray();
        var twin = HonestPages.All[chance.Weighted(weights)];
        return (twin.Name, twin.Compose);
    }

    private static SimulatedPage? Make(Corpus shelf, Story story, string family, HonestPages.Compose compose, int flag, int number, Wealth wealth, Pairing pairing, Chance page, string group, int pair)
    {
        var id = $"{family}-{number:x5}";
        var habits = new Chance(Chance.Hash("member")).Of(id);
        var member = new Member(id, family, habits, wealth, flag == 1 && habits.Of("clean").Is(0.15), new Skeleton(habits.Of("look"), wealth.Era));
        // A farm page on which nothing would show it is one is drawn again, and in the end left out: no label without a reason.
        for (var attempt = 0; attempt < 6; attempt++)
        {
            var draft = new Draft
            {
                Scene = new Scene { Corpus = shelf, Story = story, Member = member, Page = page.Of("attempt", attempt), Pair = pairing },
                Site = new Brand("", "", true), Label = "", Source = "sim-" + family,
            };
            compose(draft, draft.Scene.Page.Of("compose"));
            var url = pairing.HasUrl ? (pairing.Https ? "https://" : "http://") + draft.Site.Host + draft.Path : null;
            var content = pairing.Format == PageFormat.Html ? new HtmlRenderer(draft).Render() : TextRenderer.Render(draft);
            if (draft.Replace is { } replace)
                content = content.Replace(replace.From, replace.To, StringComparison.Ordinal);
            var visible = draft.Visible(content, url);
            if (pairing.Mojibake)
                content = Misread(content);
            if (flag == 1 && visible.Sum(mark => mark.Weight) < 2)
                continue;
            return new SimulatedPage
            {
                Id = $"sim-{Chance.Hash($"{id} {pair} {attempt} {story.Id}"):x16}-{family}", Source = draft.Source, Family = family, Member = id, Group = group, Flag = flag, Label = draft.Label,
                Url = url, Format = pairing.Format, Content = content, Lang = story.Lang, BodyId = story.Id, BodySource = story.Source, BodyGroup = story.Group, Pair = pair,
                Origin = draft.Origin, Original = (pairing.Agency, pairing.Written, $"{story.Headline}\n\n{string.Join("\n\n", pairing.Body.Select(HonestPages.Plain))}"), Marks = [.. visible.Select(mark => mark.Name)],
            };
        }

        return null;
    }

    private static string Misread(string content)
    {
        var text = new StringBuilder(content);
        foreach (var (from, to) in s_mojibake)
            text.Replace(from, to);
        return text.ToString();
    }
}
