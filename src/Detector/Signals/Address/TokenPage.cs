using Detector.Pages.Addresses;

namespace Detector.Signals;

public static partial class Catalog
{
    /// <summary>Weak alone: many systems number their pages.</summary>
    public static readonly Signal TokenPage = new()
    {
        Name = "token-page", Version = 2, Family = Family.Address, Title = "The page's own name in the address is a token of digits and a letter or two",
        Says = "The page is called {1}: a token, no words and no number a person would count",
        SaysOtherwise = "The page's name in its address is of words or a plain number",
        Direction = Direction.FarmHigh, Unit = Unit.YesNo, NeedsAddress = true,
        Source = "farm-patterns section 2: /(html|news)/<token>.html on 81 of 420 farm pages, 0 of 494 legitimate; useless outside two families",
        Quiet = "The address is not known or has no path.",
        Measure = static seen =>
        {
            if (seen.Page.Address is not { } address || address.PathSegments.Count == 0) return Measurement.Nothing;
            // A token behind a name of words is a system's number.
            var words = 0;
            foreach (var word in address.SlugWords)
                if (word.Length >= 3 && !word.AsSpan().ContainsAnyInRange('0', '9'))
                    words++;
            if (words >= 3) return Measurement.Of(false);
            var last = address.PathSegments.Count - 1;
            foreach (var token in address.IdTokens)
                if (token.Segment == last && token.Kind is IdKind.Hex or IdKind.Mixed && token.Text.Length >= 8 && token.Text.Length * 3 >= address.PathSegments[last].Length * 2)
                    return Measurement.Of(true, Evidence.Of(Place.Address, address.PathSegments[last]));
            return Measurement.Of(false);
        },
    };
}
