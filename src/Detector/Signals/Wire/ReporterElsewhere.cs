using Detector.Outlets;
using Detector.Pages.Addresses;
using Detector.Pages.Text;
using Detector.Signals.Wire;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal ReporterElsewhere = new()
    {
        Name = "wire-reporter-elsewhere",
        Family = Family.Wire,
        Title = "The reporter's e-mail is at another outlet",
        Says = "The reporter is to be reached at another outlet (“{1}”)",
        SaysOtherwise = "The reporter can be reached here (“{1}”)",
        Direction = Direction.FarmHigh,
        Unit = Unit.YesNo,
        Source = "Observed: reporters' handles and addresses are left in copied bodies; on licensed copies they stand beside the outlet's credit",
        Quiet = "The main text shows no e-mail address, or neither the page's site nor the other is known",
        Measure = static seen =>
        {
            var text = seen.Page.Text;
            foreach (ref readonly var block in text.Blocks)
            {
                if (!block.IsMain || block.IsHidden) continue;
                var chars = text.Of(block);
                var at = chars.IndexOf('@');
                if (at <= 0 || !char.IsLetterOrDigit(chars[at - 1])) continue;
                var end = at + 1;
                while (end < chars.Length && (char.IsAsciiLetterOrDigit(chars[end]) || chars[end] is '.' or '-')) end++;
                var host = chars[(at + 1)..end].TrimEnd(".-");
                if (host.Length < 4 || host.IndexOf('.') <= 0) continue;
                var start = at;
                while (start > 0 && !char.IsWhiteSpace(chars[start - 1]) && chars[start - 1] is not ('(' or ':' or ',')) start--;
                var shown = Evidence.At(Place.Body, block.Start + start, end - start);
                if (seen.Page.Address is { } address && Address.RegistrableDomain(host).Equals(address.Domain, StringComparison.OrdinalIgnoreCase)) return Measurement.Of(false, shown);
                // Free mail and a company's own address say nothing; a known newsroom's does.
                if (KnownOutlets.ByDomain(host) is { } outlet && IsPublisher(outlet) && seen.Page.Address is not null && !OutletsNamed.Same(outlet, OutletsNamed.Of(seen).OfHost))
                    return Measurement.Of(true, shown);
            }
            return Measurement.Nothing;
        },
        NeedsAddress = true,
    };
}
