using Detector.Pages.Addresses;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal SearchProxy = new()
    {
        Name = "search-proxy", Version = 2, Family = Family.Address, Title = "A search engine's address grammar on another host",
        Says = "The address is a search engine's ({2}) on a host that is none: {1}",
        SaysOtherwise = "The address is no search engine's",
        Direction = Direction.FarmHigh, Unit = Unit.YesNo, NeedsAddress = true,
        Source = "farm-patterns F6: /news/search?form=..&q=.. off bing.com on 16 of 420 farm pages, 0 of 494 legitimate",
        Quiet = "The address is not known.",
        Measure = static seen =>
        {
            if (seen.Page.Address is not { } address) return Measurement.Nothing;
            if (IsSearchEngine(address)) return Measurement.Of(false);
            bool query = false, marks = false;
            foreach (var parameter in address.Query)
            {
                query |= parameter.Name is "q" or "query" or "p" && parameter.Value.Length > 1;
                marks |= parameter.Name is "form" or "qft" or "cvid" or "ei" or "ved" or "sca_esv" or "tbm" or "FORM" or "filters";
            }
            var search = false;
            foreach (var segment in address.PathSegments) search |= segment is "search";
            return Measurement.Of(query && marks && search, Evidence.Of(Place.Address, address.Host), Evidence.Of(Place.Address, address.Path + "?" + address.RawQuery));
        },
    };

    private static bool IsSearchEngine(Address address) => address.DomainLabel is "bing" or "google" or "yahoo" or "duckduckgo" or "yandex" or "baidu" or "startpage" or "brave" or "ecosia" or "qwant" or "naver" or "msn";
}
