using Detector.Features;
using Detector.Learning;
using Detector.Training.Fitting;
using Detector.Training.Tables;

namespace Detector.Training.Tests;

/// <summary>A small table with what makes the real one hard: few farms of one template each, many honest sites, addresses mostly missing on farms.</summary>
internal static class Made
{
    public static Recipe Recipe { get; } = new()
    {
        Title = "test",
        Options = new FastTreeOptions { Trees = 20, Leaves = 6, MinimumPerLeaf = 5, LearningRate = 0.1, FeatureFraction = 0.8 },
        Kits = [["farm-1", "farm-2"]],
        StoredOn = ["stored.example"],
        FalseAlarmRate = 0.01,
    };

    public static FeatureTable Table(int seed = 1, int farms = 6, int sites = 30)
    {
        var random = new Random(seed);
        var rows = new List<FeatureRow>();
        for (var farm = 0; farm < farms; farm++)
            for (var page = 0; page < 12; page++)
                Add($"farm-{farm}", $"farm-{farm}", true, page, farm % 3 == 0 ? $"https://farm-{farm}.example/{page}" : "");
        for (var site = 0; site < sites; site++)
            for (var page = 0; page < 1 + site % 9; page++)
                Add(site % 2 == 0 ? "web" : "small-sites", $"site-{site}", false, page, site % 7 == 0 ? "" : $"https://site-{site}.{(site % 5 == 0 ? "stored.example" : "example")}/{page}");
        return new FeatureTable([new Column("tell", 1, -1), new Column("noise", 2, -1), new Column("address-tell", 1, -2), new Column("~tags-a", 1, -1)], rows);

        void Add(string source, string group, bool flag, int page, string url)
        {
            var tell = (flag ? 0.8f : 0.3f) + 0.4f * (random.NextSingle() - 0.5f);
            for (var twin = 0; twin < 2; twin++)
                for (var masked = url.Length == 0 ? 1 : 0; masked < 2; masked++)
                    rows.Add(new FeatureRow
                    {
                        Id = $"{group}/{page}", Source = source, Group = group, Label = flag ? "scraped_copy" : "original", Flag = flag, Format = twin == 1 ? "text" : "html", Language = "en", Simulated = false, Family = "",
                        Url = url, Masked = masked == 1, Twin = twin == 1, Content = $"{group}{page:x8}", Values = [tell, random.NextSingle(), masked == 1 ? float.NaN : random.Next(2), twin == 1 ? float.NaN : random.Next(90)],
                    });
        }
    }
}
