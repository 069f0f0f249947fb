using Detector.Signals.Brand;

namespace Detector.Signals;

public static partial class Catalog
{
    public static readonly Signal BrandFitsTopic = new()
    {
        Name = "brand-fits-topic",
        Version = 2,
        Family = Family.Brand,
        Title = "Words of the title's brand fit the topic of the body",
        Says = "The brand “{1}” promises another subject than the text has",
        SaysOtherwise = "The brand “{1}” promises what the text is about",
        Direction = Direction.FarmLow,
        Unit = Unit.Ratio,
        Source = "Observed: trading and wealth brands over general news, and honest advisers whose brand is their subject; word vectors after Arora, Liang, Ma 2017",
        Quiet = "No brand in the title, none of its words promises a subject (\"The Gazette\"), fewer than 50 known words of body, or not English",
        Measure = static seen =>
        {
            var names = BrandNames.Of(seen);
            if (names.Title is not { } title) return Measurement.Nothing;
            var fit = NameTopic.Fit(title.Telling, seen);
            return fit is { } found ? Measurement.Of(found.Probability, Evidence.Of(Place.Title, title.Text)) : Measurement.Nothing;
        },
    };
}
