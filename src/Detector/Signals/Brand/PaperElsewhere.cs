using Detector.Outlets;
using Detector.Pages;
using Detector.Pages.Addresses;
using Detector.Pages.Text;
using Detector.Signals.Brand;
using Detector.Signals.Wire;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal PaperElsewhere = new()
    {
        Name = "brand-paper-elsewhere",
        Family = Family.Brand,
        Title = "Goes by a paper's or station's name, and nothing on the page is called what its host is",
        Says = "The page goes by the name of a paper or station, “{1}”; nothing on it is called what its host {2} is",
        SaysOtherwise = "The paper or station the page goes by (“{1}”) belongs to the host {2}",
        Direction = Direction.FarmHigh,
        Unit = Unit.YesNo,
        NeedsAddress = true,
        Source = "farm-patterns F5: whole pages of papers and stations on lapsed domains, host words against masthead on 6 of 6. The name sounds like an outlet's, most names the page declares agree with it, none with the host, not even by initials or a number, and the text does not speak of what the host's words say, as that of a paper at its town's domain does",
        Quiet = "No address, one for trying pages out or on shared hosting, one of under seven letters (an abbreviation), or no name that sounds like a paper's or station's",
        Measure = static seen =>
        {
            if (seen.Page.Address is not { IsIp: false, IsPrivateSuffix: false } address || IsBackstage(address)) return Measurement.Nothing;
            var names = BrandNames.Of(seen);
            if (Paper(names, seen.Page.Format == PageFormat.Html) is not { } paper) return Measurement.Nothing;
            var (shown, host) = (Evidence.Of(Place.Metadata, paper.Text), Evidence.Of(Place.Address, address.Host));
            if (OutletsNamed.Of(seen).OfHost is not null || names.AnyOnHost > ByChance) return Measurement.Of(0, shown, host);
            return names.DomainLetters < FewestLetters
                ? Measurement.Nothing
                : Measurement.Of(!SharesNumber(paper, names.DomainWords) && !IsSpokenOf(seen.Page.Text, names.DomainWords), shown, host);
        },
    };

    private const int FewestLetters = 7;

    // A name and a host that share this much of their letters may do so by chance.
    private const double ByChance = 0.2;

    // What most of the names say that the page goes by, when it is an outlet's. Known outlets' names are another signal's.
    private static Name? Paper(BrandNames names, bool isMarkup)
    {
        var paper = Array.Find(names.All, static name => !AgencyNames.IsAgency(name.Text) && (Mastheads.LooksLikeOutlet(name.Text) || CallSigns.IsStationName(name.Text)));
        if (paper is null || KnownOutlets.ByName(paper.Text) is not null) return null;
        int agree = 0, differ = 0;
        foreach (var name in names.All)
        {
            if (name.Agreement(paper) >= Name.Agrees) agree++;
            else differ++;
        }
        // In plain text a title's brand is only what follows a dash or a bar on the first line: another line has to say it too.
        return agree > differ && (agree > 1 || isMarkup) ? paper : null;
    }

    // "turnto23", News 23.
    private static bool SharesNumber(Name name, string[] hostWords) => Array.Exists(hostWords, word => char.IsDigit(word[0]) && Array.IndexOf(name.Words, word) >= 0);

    // Whether the page's text says the words that make most of the host's letters: Richmond's paper at richmond.example writes of Richmond.
    private static bool IsSpokenOf(PageText text, string[] hostWords)
    {
        int all = 0, said = 0;
        foreach (var word in hostWords)
        {
            all += word.Length;
            if (word.Length < 4 || Name.IsGeneric(word)) continue;
            var hash = WordHash.Of(word);
            foreach (ref readonly var token in text.Tokens)
            {
                if (token.Hash != hash) continue;
                said += word.Length;
                break;
            }
        }
        return said * 2 >= all;
    }
}
