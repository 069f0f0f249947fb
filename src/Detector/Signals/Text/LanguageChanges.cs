using Detector.Signals.Text;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal LanguageChanges = new()
    {
        Name = "language-changes",
        Family = Family.Text,
        Title = "How often the language changes inside a paragraph, a quotation's way there and back left out",
        Says = "The language changes in the middle of paragraphs ({0:0} times more than one quotation would), here to “{1}”",
        SaysOtherwise = "Paragraphs keep to one language",
        Direction = Direction.FarmHigh,
        Unit = Unit.Count,
        Source = "search snippets pasted together on doorway pages, whatever their language; language by function words (Grefenstette 1995, Comparing two language identification schemes). Bilingual pages change between paragraphs",
        Quiet = "No paragraph of 48 words",
        Measure = seen =>
        {
            var changes = ParagraphLanguages.Of(seen);
            return changes.Paragraphs == 0 ? Measurement.Nothing : Measurement.Of(Math.Max(0, changes.Changes - 2), Evidence.At(Place.Body, changes.Place));
        },
    };
}
