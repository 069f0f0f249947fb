using Detector.Pages.Text;

namespace Detector.Signals.Text;

/// <summary>What a word does in an English text, as far as the statistics care.</summary>
[Flags]
internal enum WordClass : ushort
{
    None = 0,
    /// <summary>Holds sentences together and is about nothing: the, of, was, which.</summary>
    Function = 1,
    /// <summary>One of the eight words of Gopher's stop-word rule.</summary>
    Gopher = 2,
    First = 4,
    Second = 8,
    Third = 16,
    /// <summary>Opens a question.</summary>
    Question = 32,
    /// <summary>First word of a phrase of the <see cref="PhraseBook"/>.</summary>
    PhraseStart = 64,
    /// <summary>The word "in".</summary>
    In = 128,
}

/// <summary>The classes of the few hundred words that the statistics tell apart, in one table that stays in the cache.</summary>
internal static class WordClasses
{
    private const int Slots = 2048;
    private static readonly ulong[] Keys = new ulong[Slots];
    private static readonly WordClass[] Values = new WordClass[Slots];

    static WordClasses()
    {
        Add(WordClass.Function,
            "a an the this that these those and or but nor so yet if then than because while although though unless until since as of in on at by for with from to into onto over under "
            + "about after before between through during against without within among per via up down out off is am are was were be been being do does did done have has had having will would shall "
            + "should can could may might must not no it its he him his she her hers they them their theirs we us our ours i me my mine you your yours who whom whose which what when where why how "
            + "there here all any both each few more most other some such only own same too very just also even still again once it's don't isn't i'm that's he's she's they're we're you're");
        // Rae et al. 2021, appendix A.1.1.
        Add(WordClass.Gopher, "the be to of and that have with");
        Add(WordClass.First, "i me my mine myself i'm i've i'd i'll we us our ours we're we've we'll");
        Add(WordClass.Second, "you your yours yourself you're you've you'll you'd");
        Add(WordClass.Third, "he him his she her hers they them their theirs he's she's they're himself herself themselves");
        Add(WordClass.Question, "who what when where why how which is are can does do did will should was");
        Add(WordClass.In, "in");
        foreach (var first in PhraseBook.FirstWords) Add(first, WordClass.PhraseStart);
    }

    /// <summary>The classes of a word; <see cref="WordClass.None"/> for the many that have none.</summary>
    public static WordClass Of(ulong hash)
    {
        for (var slot = (int)(hash & (Slots - 1)); ; slot = (slot + 1) & (Slots - 1))
        {
            if (Keys[slot] == hash) return Values[slot];
            if (Keys[slot] == 0) return WordClass.None;
        }
    }

    private static void Add(WordClass word, string words)
    {
        foreach (var one in words.Split(' ')) Add(WordHash.Of(one), word);
    }

    private static void Add(ulong hash, WordClass word)
    {
        var slot = (int)(hash & (Slots - 1));
        while (Keys[slot] != 0 && Keys[slot] != hash) slot = (slot + 1) & (Slots - 1);
        Keys[slot] = hash;
        Values[slot] |= word;
    }
}
