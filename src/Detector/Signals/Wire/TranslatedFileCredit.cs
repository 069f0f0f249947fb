namespace Detector.Signals;

public static partial class Catalog
{
    // What "FILE -" in front of an agency's caption becomes on its way through another language and back.
    private static readonly string[] FileWords = ["DOSSIER", "FOLDER", "ARCHIVE", "ARCHIVES", "FICHIER", "ARCHIVO", "REPERTORY", "ARCHIV"];

    public static readonly Signal TranslatedFileCredit = new()
    {
        Name = "wire-caption-translated",
        Family = Family.Wire,
        Title = "An agency's caption translated and back",
        Says = "The agency's caption opens with “{1}”, which is its “FILE -” after a translation",
        Direction = Direction.FarmHigh,
        Unit = Unit.YesNo,
        Source = "Observed on round-trip translated copies, which keep the photo-credit line and translate it; Associated Press Stylebook, captions of file pictures",
        Quiet = "Not English, or no main text: in other languages these words are at home",
        Measure = static seen =>
        {
            var text = seen.Page.Text;
            if (text.MainTokens == 0 || !seen.Page.Topics.Body.IsEnglish) return Measurement.Nothing;
            foreach (ref readonly var block in text.Blocks)
            {
                var chars = text.Of(block);
                if (block.IsHidden || block.TokenCount < 8 || chars.Length < 20) continue;
                foreach (var word in FileWords)
                {
                    if (!chars.StartsWith(word, StringComparison.Ordinal)) continue;
                    var rest = chars[word.Length..].TrimStart(' ');
                    if (rest.Length > 0 && rest[0] is '-' or '–' or '—' or ':') return Measurement.Of(true, Evidence.At(Place.Body, block.Start, word.Length + 2));
                }
            }
            return Measurement.Of(false);
        },
    };
}
