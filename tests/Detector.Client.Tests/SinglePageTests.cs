using System.Net;
using Detector.Api.Access;
using Detector.Testing;

namespace Detector.Client.Tests;

public sealed class SinglePageTests
{
    [Fact]
    public async Task A_page_is_judged_as_the_command_line_judges_it()
    {
        await using var service = await Service.Start();
        using var client = service.Client();

        foreach (var (file, verdict) in Samples.Verdicts)
        {
            var answer = await client.ScoreAsync(Samples.Page(file));

            answer.Id.ShouldBe(file);
            Samples.Said(answer).ShouldBe(Samples.Said(verdict), file);
        }
    }

    [Fact]
    public async Task Characters_and_text_are_judged_too_and_the_time_comes_back()
    {
        await using var service = await Service.Start();
        using var client = service.Client();
        var at = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

        var html = await client.ScoreAsync(Made.Page(1) with { Fetched = at, Status = 200 });
        var bytes = await client.ScoreAsync(Made.Page(1) with { Html = null, Bytes = System.Text.Encoding.UTF8.GetBytes(Made.Html(1)), Fetched = at, ContentType = "text/html" });
        var text = await client.ScoreAsync(new PageToScore { Text = await File.ReadAllTextAsync(Path.Combine(Samples.Folder, "current-home-copy.txt")), Url = "https://quillvault.fastbusan.example/html/61b499862.html" });

        html.Kind.ShouldBe("ordinary");
        html.Fetched.ShouldBe(at);
        bytes.ShouldBeEquivalentTo(html);
        text.Id.ShouldBe("page");
        text.Flagged.ShouldBe(true);
    }

    [Fact]
    public async Task Less_or_more_may_be_asked_for()
    {
        await using var service = await Service.Start();
        using var client = service.Client();

        (await client.ScoreAsync(Made.Page(1), new AnswerOptions { Reasons = 1 })).Reasons!.Count.ShouldBe(1);
        (await client.ScoreAsync(Made.Page(1), new AnswerOptions { Detail = AnswerDetail.Brief })).Reasons.ShouldBeEmpty();
        var full = await client.ScoreAsync(Made.Page(1), new AnswerOptions { Detail = AnswerDetail.Full });
        full.Margin.ShouldNotBeNull();
        full.Reasons!.Count.ShouldBeGreaterThan(20);
        Should.Throw<ArgumentOutOfRangeException>(() => new AnswerOptions { Reasons = -1 });
    }

    [Fact]
    public async Task A_page_that_cannot_be_judged_is_an_answer_and_one_that_is_no_page_an_exception()
    {
        await using var service = await Service.Start(("MaximumPageBytes", "2048"));
        using var client = service.Client();

        (await client.ScoreAsync(new PageToScore { Html = "<p>Too short.</p>" })).Unjudged.ShouldBe("too-short");

        var large = await Should.ThrowAsync<DetectorException>(client.ScoreAsync(new PageToScore { Id = "large", Html = new string('x', 4096) }));
        large.Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        large.Code.ShouldBe("too-large");
        large.Id.ShouldBe("large");
        large.Detail.ShouldContain("2,048");
        large.IsPassing.ShouldBeFalse();
        await Should.ThrowAsync<ArgumentException>(client.ScoreAsync(new PageToScore { Id = "neither" }));
    }

    [Fact]
    public async Task A_caller_over_its_rate_waits_as_long_as_it_is_told()
    {
        // Twenty at once, then one in three seconds.
        await using var service = await Service.Start(("PagesPerMinute", "20"));
        using var hasty = service.Client(options => options with { Retries = 0 });
        using var patient = service.Client(options => options with { Retries = 4 });
        for (var i = 0; i < 20; i++) await hasty.ScoreAsync(Made.Page(i));

        var refused = await Should.ThrowAsync<DetectorException>(async () =>
        {
            for (var i = 0; i < 20; i++) await hasty.ScoreAsync(Made.Page(i));
        });
        refused.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Code.ShouldBe("rate-limit");
        refused.RetryAfter!.Value.TotalSeconds.ShouldBeInRange(1, 60);
        (await patient.ScoreAsync(Made.Page(21))).Id.ShouldBe("page 21");
    }

    [Fact]
    public async Task Pages_that_a_full_queue_sheds_are_judged_later()
    {
        await using var service = await Service.Start(("Judges", "1"), ("Queue", "1"));
        using var hasty = service.Client(options => options with { Retries = 0 });
        using var patient = service.Client();
        var large = Made.Page(1) with { Html = string.Concat(Enumerable.Range(0, 100).Select(Made.Html)) };

        var shed = await Should.ThrowAsync<DetectorException>(async () =>
        {
            for (var round = 0; round < 100; round++) await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => hasty.ScoreAsync(large)));
        });
        shed.Code.ShouldBe("queue-full");
        shed.RetryAfter.ShouldBe(TimeSpan.FromSeconds(1));
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => patient.ScoreAsync(large with { Id = $"{i}" })));
        answers.Select(answer => answer.Id).ShouldBe(Enumerable.Range(0, 16).Select(i => $"{i}"));
        answers.ShouldAllBe(answer => answer.Kind != null);
    }

    [Fact]
    public async Task A_key_that_is_not_known_is_refused_at_once_and_the_right_one_is_let_in()
    {
        var folder = Directory.CreateTempSubdirectory("detector-client-");
        try
        {
            var keys = Path.Combine(folder.FullName, "keys.json");
            var key = ApiKeys.Add(keys, "crawler", [Scope.Score], null, null);
            await using var service = await Service.Start(("Keys", keys));
            using var right = service.Client(options => options with { Key = key });
            using var wrong = service.Client(options => options with { Key = "det_0" });

            (await right.ScoreAsync(Made.Page(1))).Kind.ShouldBe("ordinary");
            (await right.ScoreAsync(Made.Pages(3)).ToListAsync()).Count.ShouldBe(3);
            (await Should.ThrowAsync<DetectorException>(wrong.ScoreAsync(Made.Page(1)))).Code.ShouldBe("key-needed");
            (await Should.ThrowAsync<DetectorException>(wrong.ScoreAsync(Made.Pages(3)).ToListAsync().AsTask())).Status.ShouldBe(HttpStatusCode.Unauthorized);
            (await Should.ThrowAsync<DetectorException>(right.RemoveArticlesAsync(["https://a.example/"]))).Code.ShouldBe("scope-missing");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_service_that_is_not_there_yet_is_waited_for_and_one_that_never_comes_is_told()
    {
        await using var service = await Service.Start();
        using var client = service.Client();
        using var hasty = service.Client(options => options with { Retries = 1 });

        var restart = service.Restart();
        (await client.ScoreAsync(Made.Page(1))).Kind.ShouldBe("ordinary");
        await restart;

        await service.DisposeAsync();
        await Should.ThrowAsync<HttpRequestException>(hasty.ScoreAsync(Made.Page(1)));
        (await Should.ThrowAsync<IOException>(hasty.ScoreAsync(Made.Pages(1)).ToListAsync().AsTask())).Message.ShouldContain(service.Address.Authority);
    }

    [Fact]
    public async Task What_judges_can_be_asked()
    {
        await using var service = await Service.Start();
        using var client = service.Client();

        var version = await client.VersionAsync();
        var model = await client.ModelAsync();
        var signals = await client.SignalsAsync();
        var ready = await client.ReadyAsync();

        version.Model.ShouldBe(model.Id);
        version.Signals.ShouldBe(signals.Count);
        model.Threshold.ShouldBeInRange(0.5, 1);
        signals.Count(signal => signal.Weighed).ShouldBe(model.Signals.Count);
        (ready.Status, ready.Model, ready.Index, ready.Faults.Count).ShouldBe(("ready", model.Id, "none", 0));
        (await Should.ThrowAsync<DetectorException>(client.LookupAsync(Made.Page(1)))).Code.ShouldBe("no-index");
    }

    [Fact]
    public async Task Articles_are_filed_found_and_taken_out()
    {
        var folder = Directory.CreateTempSubdirectory("detector-client-");
        try
        {
            await using var service = await Service.Start(("Index", folder.FullName));
            using var client = service.Client();
            var early = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

            var added = await client.AddArticlesAsync([Made.Page(1) with { Fetched = early }, new PageToScore { Id = "short", Url = "https://short.example/", Text = "Too short." }]);
            (added.Added, added.Left, added.Reasons.ShouldHaveSingleItem().Id).ShouldBe((1, 1, "short"));

            var copy = Made.Page(1) with { Id = "copy", Url = "https://quillvault.example/a/1" };
            var found = await client.LookupAsync(copy);
            found.Id.ShouldBe("copy");
            found.Pages.ShouldHaveSingleItem().Address.ShouldContain("wetherbydownpost.example");
            (await client.ScoreAsync(copy)).Neighbours!.Sites.ShouldBe(1);
            await foreach (var answer in client.ScoreAsync(new[] { copy }.ToAsyncEnumerable())) answer.Neighbours!.Id.ShouldBe("copy");

            await client.RemoveArticlesAsync([Made.Url(1)]);
            (await client.LookupAsync(copy)).Pages.ShouldBeEmpty();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
