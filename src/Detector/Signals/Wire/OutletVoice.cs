using Detector.Outlets;
using Detector.Pages.Text;
using Detector.Signals.Brand;
using Detector.Signals.Wire;

namespace Detector.Signals;

public static partial class Catalog
{
    private static readonly ulong Told = WordHash.Of("told"), To = WordHash.Of("to"), With = WordHash.Of("with"), Has = WordHash.Of("has");

    private static readonly ulong[] Speaking = [.. "confirmed spoke speaking said interview statement email".Split(' ').Select(word => WordHash.Of(word))];

    private static readonly ulong[] AskedFor = [.. "request requests questions inquiry inquiries".Split(' ').Select(word => WordHash.Of(word))];

    private static readonly ulong[] OwnWork = [.. "reached contacted approached asked learned seen obtained reviewed".Split(' ').Select(word => WordHash.Of(word))];

    // Who retells a story says once whom its people told it; who copies it leaves the newsroom's own voice in it.
    public static readonly Signal OutletVoice = new()
    {
        Name = "wire-outlet-voice",
        Family = Family.Wire,
        Title = "The text speaks as one other outlet: its requests for comment and work (2 each), whom people told it (1 each), the first two left out",
        Says = "The text speaks as another outlet does of itself (“{1}”)",
        SaysOtherwise = "No other outlet speaks of itself in the text",
        Direction = Direction.FarmHigh,
        Unit = Unit.Count,
        NeedsAddress = true,
        Source = "Observed proposal: copied stories keep \"told us by name\", \"did not answer our requests\". On one farm of fifteen of the corpus; honest retellings say it once or twice and link to whom they retell",
        Quiet = "No address, fewer than 60 words of main text, not English, or a known outlet's own host",
        Measure = static seen =>
        {
            var named = OutletsNamed.Of(seen);
            var text = seen.Page.Text;
            if (seen.Page.Address is null || text.MainTokens < 60 || !seen.Page.Topics.Body.IsEnglish || named.OfHost is not null) return Measurement.Nothing;
            List<Voiced>? voiced = null;
            foreach (var other in named.Others)
                if (voiced is not { Count: >= MostHeard } && Voice(text, other) is > 0 and var worth)
                    (voiced ??= []).Add(new Voiced(other.Outlet, worth, other.Token, other.Count));
            AddRequests(text, ref voiced);
            if (voiced is null) return Measurement.Of(0);
            var (most, shown) = (FreeVoice, Evidence.None);
            for (var i = 0; i < voiced.Count; i++)
            {
                var (outlet, sum, loudest) = (voiced[i].Outlet, 0, i);
                for (var j = 0; j < voiced.Count; j++)
                {
                    if (!OutletsNamed.Same(voiced[j].Outlet, outlet)) continue;
                    sum += voiced[j].Worth;
                    if (voiced[j].Worth > voiced[loudest].Worth) loudest = j;
                }
                if (sum <= most || !IsPublisher(outlet) || outlet.Kind == OutletKind.Agency || IsOwnOrNetwork(seen, outlet) || LinksTo(seen.Page, outlet)) continue;
                (most, shown) = (sum, Licence.Quote(text, new PhraseHit(default, 0, voiced[loudest].Token, voiced[loudest].Count)));
            }
            return Measurement.Of(Math.Min(MostVoice, most - FreeVoice), shown);
        },
    };

    // An interview is told twice before anybody else's voice is heard in it.
    private const int FreeVoice = 2;

    private const int MostVoice = 9;

    // A page that names outlets again and again must stay cheap.
    private const int MostHeard = 64;

    private readonly record struct Voiced(Outlet Outlet, int Worth, int Token, int Count);

    private static bool IsOwnOrNetwork(Observation seen, Outlet outlet)
    {
        var names = BrandNames.Of(seen);
        // What a network was told stands on its stations by right.
        return (Name.Of(outlet.Name) is { } name && names.IsOwn(name)) || (outlet.Kind is OutletKind.Broadcaster or OutletKind.PublicRadio or OutletKind.Newsroom && IsStation(names, null));
    }

    // "told X" 1; "X has reached out" 2.
    private static int Voice(PageText text, NamedOutlet other)
    {
        var tokens = text.Tokens;
        var after = other.Token + other.Count;
        if (after + 1 < tokens.Length && Array.IndexOf(OwnWork, tokens[tokens[after].Hash == Has ? after + 1 : after].Hash) >= 0 && IsClose(text, other.Token, after + 1)) return 2;
        var before = other.Token - 1;
        if (before > 0 && tokens[before].Hash == NameWords.The) before--;
        if (before < 1 || !IsClose(text, before - 1, other.Token)) return 0;
        if (tokens[before].Hash == Told) return 1;
        return tokens[before].Hash is var link && (link == To || link == With) && Array.IndexOf(Speaking, tokens[before - 1].Hash) >= 0 ? 1 : 0;
    }

    // "did not respond to X's request": the name has a genitive, which no list of names has.
    private static void AddRequests(PageText text, ref List<Voiced>? voiced)
    {
        var tokens = text.Tokens;
        Span<ulong> hashes = stackalloc ulong[4];
        foreach (ref readonly var block in text.Blocks)
        {
            if (!block.IsMain || block.IsHidden) continue;
            for (var t = block.TokenStart + 1; t < block.TokenEnd && voiced is not { Count: >= MostHeard }; t++)
            {
                if (Array.IndexOf(AskedFor, tokens[t].Hash) < 0) continue;
                var word = text.Of(tokens[t - 1]);
                if (word.Length < 4 || word[^1] != 's' || word[^2] is not ('\'' or '\u2019')) continue;
                var first = Math.Max(block.TokenStart, t - hashes.Length);
                var count = t - first;
                for (var i = 0; i < count - 1; i++) hashes[i] = tokens[first + i].Hash;
                hashes[count - 1] = WordHash.Of(word[..^2]);
                foreach (var mention in KnownOutlets.FindNames(hashes[..count]))
                    if (mention.Start + mention.Length == count && !mention.IsAmbiguous)
                        (voiced ??= []).Add(new Voiced(mention.Outlet, 2, first + mention.Start, mention.Length));
            }
        }
    }

    private static bool IsClose(PageText text, int first, int last) => text.BlockAt(text.Tokens[first].Start) == text.BlockAt(text.Tokens[last].Start);
}
