using System.Text.Json;
using System.Text.RegularExpressions;
using Detector.Desk.Acting;
using Detector.Desk.Cases;
using Detector.Desk.Runs;

namespace Detector.Desk.Tests.Acting;

public sealed partial class SiteListTests : IDisposable
{
    private readonly Folder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Only_confirmed_sites_are_named_and_every_spared_one_has_its_reason()
    {
        var store = await MadeRun.SmallAsync(_folder.PathOf("a.run"), Stop);
        await DecideAsync(store, Decided.Confirm, 1, 2, 3, 5, 7);
        await DecideAsync(store, Decided.Reject, 6);
        await store.AllowAsync("wetherby-post.example", true, "the parish paper", "ada", MadeRun.Now, Stop);
        await store.AllowAsync("two.kit-b.example", true, "appeal granted", "ben", MadeRun.Now, Stop);
        await store.AllowAsync("kit.example", true, "a mistake", "ben", MadeRun.Now, Stop);
        await store.AllowAsync("kit.example", false, "no mistake", "ben", MadeRun.Now, Stop);

        var sites = await SitesAsync(store);

        sites.Sites.Select(site => site.Site).ShouldBe(["kit.example"]);
        sites.Spared.Select(site => site.Site).ShouldBe(["doors.example", "kit-b.example", "wetherby-post.example"]);
        sites.Spared[0].Why.ShouldContain("rejected");
        sites.Spared[1].Why.ShouldBe("allowed by ben: appeal granted (two.kit-b.example)");
        sites.Spared[2].Why.ShouldContain("the parish paper");
    }

    [Theory]
    [InlineData(ListFormat.UBlacklist, "^(# .*|\\*://\\*\\.[a-z0-9.-]+/\\*)$")]
    [InlineData(ListFormat.UBlock, "^(! .*|\\|\\|[a-z0-9.-]+\\^\\$all)$")]
    [InlineData(ListFormat.Hosts, "^(# .*|0\\.0\\.0\\.0 [a-z0-9.-]+)$")]
    [InlineData(ListFormat.Domains, "^[a-z0-9.-]+$")]
    public async Task Every_line_follows_the_formats_grammar(ListFormat format, string grammar)
    {
        var text = SiteList.Write(await ConfirmedAsync("a reason\n*://*.victim.example/*\n||victim.example^"), format, "run\n0.0.0.0 victim.example", MadeRun.Now);

        text.ShouldEndWith("\n");
        foreach (var line in text.TrimEnd('\n').Split('\n')) Regex.IsMatch(line, grammar, RegexOptions.None, TimeSpan.FromSeconds(1)).ShouldBeTrue(line);
        SiteList.Read(text).ShouldBe(["doors.example", "kit.example"], ignoreOrder: true);
    }

    [Theory]
    [InlineData(ListFormat.UBlacklist)]
    [InlineData(ListFormat.UBlock)]
    [InlineData(ListFormat.Hosts)]
    [InlineData(ListFormat.Domains)]
    [InlineData(ListFormat.Csv)]
    [InlineData(ListFormat.Stix)]
    [InlineData(ListFormat.Misp)]
    public async Task What_was_exported_is_read_back_and_compared(ListFormat format)
    {
        var sites = await ConfirmedAsync("why");
        var before = SiteList.Read(SiteList.Write(sites, format, "run", MadeRun.Now));
        before.ShouldBe(["doors.example", "kit.example"], ignoreOrder: true);

        SiteList.Since(sites, before).ShouldBeEmpty();
        SiteList.Since(sites, new HashSet<string>(["doors.example", "gone.example", "maybe.example"], StringComparer.Ordinal)).ShouldBe(
            "- gone.example  # no page of it is confirmed any more\n+ kit.example\n- maybe.example  # no page of it is confirmed any more\n");
    }

    [Theory]
    [InlineData(ListFormat.UBlacklist, @"/^https?:\/\/\[2001:db8::7\][:\/]/")]
    [InlineData(ListFormat.UBlock, "||[2001:db8::7]^$all")]
    [InlineData(ListFormat.Domains, "[2001:db8::7]")]
    [InlineData(ListFormat.Csv, "[2001:db8::7],1,")]
    [InlineData(ListFormat.Stix, "[ipv6-addr:value = '2001:db8::7']")]
    [InlineData(ListFormat.Misp, "\"value\": \"2001:db8::7\"")]
    public void A_site_without_a_name_is_written_as_each_format_has_it_and_read_back(ListFormat format, string written)
    {
        ConfirmedSite Site(string site) => new(site, true, 1, ["mirror"], [site], MadeRun.Now, ["ada"], ["why"]);
        var sites = new ConfirmedSites([Site("192.0.2.7"), Site("[2001:db8::7]")], []);

        var text = SiteList.Write(sites, format, "run", MadeRun.Now);

        text.ShouldContain(written);
        SiteList.Since(sites, SiteList.Read(text)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Stix_indicators_have_what_the_standard_requires_and_keep_their_ids()
    {
        var sites = await ConfirmedAsync("why");
        using var one = JsonDocument.Parse(SiteList.Write(sites, ListFormat.Stix, "run", MadeRun.Now));
        using var later = JsonDocument.Parse(SiteList.Write(sites, ListFormat.Stix, "run", MadeRun.Now.AddDays(1)));

        one.RootElement.GetProperty("type").GetString().ShouldBe("bundle");
        var indicators = one.RootElement.GetProperty("objects").EnumerateArray().Where(entry => entry.GetProperty("type").ValueEquals("indicator")).ToList();
        indicators.Count.ShouldBe(2);
        foreach (var indicator in indicators)
        {
            foreach (var required in new[] { "spec_version", "id", "created", "modified", "pattern", "pattern_type", "valid_from" }) indicator.TryGetProperty(required, out _).ShouldBeTrue(required);
            StixId().IsMatch(indicator.GetProperty("id").GetString()!).ShouldBeTrue();
            indicator.GetProperty("pattern").GetString().ShouldBe($"[domain-name:value = '{indicator.GetProperty("name").GetString()}']");
            string.CompareOrdinal(indicator.GetProperty("created").GetString(), indicator.GetProperty("modified").GetString()).ShouldBeLessThanOrEqualTo(0);
        }
        later.RootElement.GetProperty("objects")[1].GetProperty("id").GetString().ShouldBe(one.RootElement.GetProperty("objects")[1].GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_misp_event_has_type_and_category_that_go_together()
    {
        using var json = JsonDocument.Parse(SiteList.Write(await ConfirmedAsync("why"), ListFormat.Misp, "run", MadeRun.Now));
        var misp = json.RootElement.GetProperty("Event");
        foreach (var required in new[] { "uuid", "info", "date", "timestamp", "analysis", "threat_level_id", "distribution", "Orgc", "Attribute" }) misp.TryGetProperty(required, out _).ShouldBeTrue(required);
        misp.GetProperty("Attribute").EnumerateArray().Select(one => (one.GetProperty("type").GetString(), one.GetProperty("category").GetString())).Distinct().ShouldBe([("domain", "Network activity")]);
    }

    [Fact]
    public void A_file_that_is_no_list_is_told_apart() => Should.Throw<FormatException>(() => SiteList.Read("a sentence that names no site")).Message.ShouldContain("a sentence");

    [Fact]
    public async Task The_allow_list_wants_a_site_and_a_reason()
    {
        var store = await MadeRun.SmallAsync(_folder.PathOf("a.run"), Stop);
        (await AllowList.SetAsync(store, "not a site", true, "why", "ada", MadeRun.Now, Stop)).ShouldNotBeNull();
        (await AllowList.SetAsync(store, "https://www.news.example/story", true, " ", "ada", MadeRun.Now, Stop)).ShouldNotBeNull();
        (await AllowList.SetAsync(store, "https://www.news.example/story", true, "known", "ada", MadeRun.Now, Stop)).ShouldBeNull();
        (await store.AllowListAsync(Stop)).ShouldHaveSingleItem().Site.ShouldBe("news.example");
    }

    [Fact]
    public async Task A_dossier_holds_evidence_places_hashes_and_who_decided()
    {
        var store = await MadeRun.SmallAsync(_folder.PathOf("a.run"), Stop);
        await DecideAsync(store, Decided.Confirm, 1);
        using var docket = new Docket(store);
        var file = (await CaseFile.OfAsync(await docket.NowAsync(Stop), 1, store, Stop))!;

        using var json = JsonDocument.Parse(Dossier.Json(file, "run", MadeRun.Now));
        var html = await Dossier.HtmlAsync(file, "run", MadeRun.Now);

        json.RootElement.GetProperty("sha256").GetString()!.Length.ShouldBe(64);
        json.RootElement.GetProperty("warc").GetProperty("offset").GetInt64().ShouldBe(1024);
        json.RootElement.GetProperty("decisions")[0].GetProperty("who").GetString().ShouldBe("ada");
        json.RootElement.GetProperty("same_text")[0].GetProperty("passages")[0].GetProperty("here").GetString()!.ShouldContain("carried islanders");
        var quote = json.RootElement.GetProperty("verdict").GetProperty("reasons")[0].GetProperty("evidence")[0];
        json.RootElement.GetProperty("text").GetString()!.Substring(quote.GetProperty("start").GetInt32(), quote.GetProperty("length").GetInt32()).ShouldBe(quote.GetProperty("words").GetString());
        html.ShouldContain("made.warc.gz");
        html.ShouldNotContain("<script");
    }

    private async Task<ConfirmedSites> ConfirmedAsync(string why)
    {
        var store = await MadeRun.SmallAsync(_folder.PathOf("a.run"), Stop);
        await store.DecideAsync([new Wanted(1, 0, null), new Wanted(5, 0, null), new Wanted(6, 0, null)], "ada", Decided.Confirm, why, MadeRun.Now, Stop);
        return await SitesAsync(store);
    }

    private static async Task<ConfirmedSites> SitesAsync(RunStore store)
    {
        using var docket = new Docket(store);
        return ConfirmedSites.Of(await docket.NowAsync(Stop), await store.AllowListAsync(Stop));
    }

    private static Task<Deciding> DecideAsync(RunStore store, Decided what, params long[] pages) => store.DecideAsync([.. pages.Select(page => new Wanted(page, 0, null))], "ada", what, null, MadeRun.Now, Stop);

    [GeneratedRegex("^indicator--[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", RegexOptions.None, 1000)]
    private static partial Regex StixId();
}
