using Detector.Signals.Category;

namespace Detector.Signals;

public static partial class Catalog
{
    // Entries of menus and account boxes in their commonest form: no subject is called so.
    private static readonly string[] MenuWords = ["contact", "contacts", "contact us", "contact-us", "my", "back", "login", "log in", "sign in", "register", "cart", "menu", "next", "previous", "more", "account", "my account", "sitemap", "kontakt"];

    public static readonly Signal NavigationCategory = new()
    {
        Name = "category-menu-word",
        Family = Family.Category,
        Title = "A menu word stands where the category should",
        Says = "The article is filed under “{1}”, a word of a menu and not a subject",
        SaysOtherwise = "The page is filed under “{1}”",
        Direction = Direction.FarmHigh,
        Unit = Unit.YesNo,
        Source = "Observed: Contact, My and Back as categories of news stories on 12 of 76 pages of one kit, 0 of 494 honest pages",
        Quiet = "No category declared, or fewer than 120 words of body: a contact page may stand under Contact",
        Measure = static seen =>
        {
            if (seen.Page.Text.MainTokens < 120 || CategoryLabels.Of(seen).Shown is not { } label) return Measurement.Nothing;
            var words = label.Value.AsSpan().Trim(" :>»/");
            foreach (var menu in MenuWords)
                if (words.Equals(menu, StringComparison.OrdinalIgnoreCase))
                    return Measurement.Of(true, Evidence.Of(Place.Breadcrumb, label.Value));
            return Measurement.Of(false, Evidence.Of(Place.Breadcrumb, label.Value));
        },
    };
}
