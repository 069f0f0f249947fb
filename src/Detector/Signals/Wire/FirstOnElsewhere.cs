using Detector.Signals.Brand;
using Detector.Signals.Wire;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal FirstOnElsewhere = new()
    {
        Name = "wire-appeared-first-elsewhere",
        Version = 2,
        Family = Family.Wire,
        Title = "“Appeared first on” another site",
        Says = "The feed's own line says that the text appeared first elsewhere: “{1}”",
        Direction = Direction.FarmHigh,
        Unit = Unit.YesNo,
        Source = "WordPress feeds end every entry so; observed on feed scrapers and feed dumps that print the feed unread. Also the honest form of credit, so weak where a licence or an author is shown",
        Quiet = "No such line, or it names this very site",
        Measure = static seen =>
        {
            if (Phrases.Of(seen).First(Phrase.FirstOn) is not { } hit) return Measurement.Nothing;
            var text = seen.Page.Text;
            var tokens = text.Tokens;
            var first = hit.Token + hit.Count;
            var end = first;
            while (end < tokens.Length && end < first + 5 && (end == first || text.Chars[tokens[end - 1].End..tokens[end].Start].IndexOfAny(".\n") < 0)) end++;
            if (end == first) return Measurement.Nothing;
            var name = Name.Of(text.Chars[tokens[first].Start..tokens[end - 1].End].ToString());
            if (name is null) return Measurement.Nothing;
            var names = BrandNames.Of(seen);
            if (names.IsOwn(name)) return Measurement.Nothing;
            return Measurement.Of(true, Evidence.At(Place.Body, tokens[hit.Token].Start, tokens[end - 1].End - tokens[hit.Token].Start));
        },
    };
}
