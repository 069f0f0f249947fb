using System.Text;
using Detector.Languages;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal SlugIsHeadline = new()
    {
        Name = "slug-is-headline", Version = 2, Family = Family.Address, Title = "Share of the slug's words that stand in the title",
        Says = "Only {0:P0} of the words in the address stand in the title: {1}",
        SaysOtherwise = "The address says what the title says ({0:P0} of its words)",
        Direction = Direction.FarmLow, Unit = Unit.Ratio, NeedsAddress = true,
        Source = "Observation: a page whose text was swapped under its address (farm-patterns section 4, newsbreak) or whose slug sells a keyword",
        Quiet = "The address is not known, spells out fewer than three words, or the page has no title or one in another script.",
        Measure = static seen =>
        {
            if (seen.Page.Address is not { } address || address.SlugWords.Count < 3 || seen.Page.Metadata.Title is not { Length: > 0 } title) return Measurement.Nothing;
            var ascii = Ascii.IsValid(address.Slug);
            if (ascii && PlainLetters.IsOtherScript(title)) return Measurement.Nothing;
            // "Brücke" is spelled "brucke" or "bruecke", or as it is.
            var plain = PlainLetters.Of(title);
            var transcribed = PlainLetters.Transcribed(title);
            int words = 0, found = 0;
            foreach (var word in address.SlugWords)
            {
                if (word.Length < 3 || char.IsAsciiDigit(word[0])) continue;
                words++;
                if (title.Contains(word, StringComparison.OrdinalIgnoreCase) || plain.Contains(word, StringComparison.OrdinalIgnoreCase) || transcribed?.Contains(word, StringComparison.OrdinalIgnoreCase) == true) found++;
            }
            return words < 3 ? Measurement.Nothing : Measurement.Of((double)found / words, Evidence.Of(Place.Address, address.Slug));
        },
    };
}
