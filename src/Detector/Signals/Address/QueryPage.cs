namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal QueryPage = new()
    {
        Name = "query-page", Family = Family.Address, Title = "The page is only a number in the query (?p=123)",
        Says = "The page has no name, only a number in the query: {1}",
        Direction = Direction.Context, Unit = Unit.YesNo, NeedsAddress = true,
        Source = "farm-patterns section 2: ?p=<id> on 28 of 420 farm and 5 of 494 legitimate pages; weak",
        Quiet = "The address is not known.",
        Measure = static seen =>
        {
            if (seen.Page.Address is not { } address) return Measurement.Nothing;
            foreach (var parameter in address.Query)
                if (address.PathSegments.Count <= 1 && parameter.Name is "p" or "page_id" or "post" or "id" && parameter.Value.Length is > 0 and <= 9 && int.TryParse(parameter.Value, out _))
                    return Measurement.Of(true, Evidence.Of(Place.Address, address.Path + "?" + address.RawQuery));
            return Measurement.Of(false);
        },
    };
}
