using Detector.Signals.Wire;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal SourceNamed = new()
    {
        Name = "wire-source-named",
        Family = Family.Wire,
        Title = "Outlets credited in the running text",
        Says = "{0:0} other outlets are credited in the text (“{1}”)",
        Direction = Direction.FarmLow,
        Unit = Unit.Count,
        Source = "Observed: quoting blogs, digests and credited rewrites name the outlet or reporter they draw on; silent copies and rewrites do not",
        Quiet = "No main text, or not English",
        Measure = static seen =>
        {
            if (seen.Page.Text.MainTokens < 60 || !seen.Page.Topics.Body.IsEnglish) return Measurement.Nothing;
            var others = OutletsNamed.Of(seen).Others;
            var n = 0;
            // Those counted already: a page that names one outlet again and again must stay linear.
            var counted = new int[6];
            var shown = Evidence.None;
            for (var i = 0; i < others.Count && n < counted.Length; i++)
            {
                if (!others[i].Credited) continue;
                var again = false;
                for (var j = 0; j < n && !again; j++) again = OutletsNamed.Same(others[counted[j]].Outlet, others[i].Outlet);
                if (again) continue;
                counted[n] = i;
                if (n++ == 0) shown = Licence.Quote(seen.Page.Text, new PhraseHit(default, 0, others[i].Token, others[i].Count));
            }
            return Measurement.Of(n, shown);
        },
    };
}
