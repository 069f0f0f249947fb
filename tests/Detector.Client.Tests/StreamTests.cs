using System.IO.Pipelines;
using System.Security.Authentication;
using System.Text;
using System.Text.Json;
using Detector.Contract;
using Detector.Testing;

namespace Detector.Client.Tests;

public sealed class StreamTests
{
    [Fact]
    public async Task A_batch_is_answered_in_order_and_every_page_by_its_own_id()
    {
        await using var service = await Service.Start();
        using var client = service.Client();
        PageToScore[] pages = [Made.Page(1), Made.Page(2) with { Id = "page 1" }, Made.Page(3) with { Id = null }, new PageToScore { Id = "short", Text = "Too short." }, .. Samples.Verdicts.Keys.Select(Samples.Page)];

        var answers = await client.ScoreAsync(pages.ToAsyncEnumerable()).ToListAsync();

        answers.Select(answer => answer.Id).ShouldBe(["page 1", "page 1", "line:3", "short", .. Samples.Verdicts.Keys]);
        answers.Select(answer => answer.Url).ShouldBe(pages.Select(page => page.Url));
        answers[3].Unjudged.ShouldBe("too-short");
        foreach (var answer in answers.Skip(4)) Samples.Said(answer).ShouldBe(Samples.Said(Samples.Verdicts[answer.Id]), answer.Id);
    }

    [Fact]
    public async Task A_line_that_is_refused_whole_is_answered_by_its_id()
    {
        await using var service = await Service.Start(("MaximumLineBytes", "4096"), ("MaximumPageBytes", "4096"));
        using var client = service.Client();

        var answers = await client.ScoreAsync(new[] { Made.Page(1), new PageToScore { Id = "long", Html = new string('x', 10_000) }, Made.Page(2) }.ToAsyncEnumerable(), new AnswerOptions { AsReady = true }).ToListAsync();

        answers.Select(answer => answer.Id).Order(StringComparer.Ordinal).ShouldBe(["long", "page 1", "page 2"]);
        answers.Single(answer => answer.Id == "long").Unjudged.ShouldBe("too-large");
    }

    [Fact]
    public async Task Answers_come_while_the_next_page_is_not_there_yet()
    {
        await using var service = await Service.Start();
        using var client = service.Client();
        var next = new SemaphoreSlim(1);
        var order = new List<string>();

        async IAsyncEnumerable<PageToScore> Crawl()
        {
            for (var i = 1; i <= 5; i++)
            {
                (await next.WaitAsync(TimeSpan.FromSeconds(60))).ShouldBeTrue("The page before was not answered while its caller waited.");
                yield return Made.Page(i);
            }
        }
        await foreach (var answer in client.ScoreAsync(Crawl()))
        {
            order.Add(answer.Id);
            next.Release();
        }

        order.ShouldBe(["page 1", "page 2", "page 3", "page 4", "page 5"]);
    }

    [Fact]
    public async Task A_caller_that_reads_slowly_is_not_read_from_and_nothing_is_stuck()
    {
        await using var service = await Service.Start(("Judges", "1"));
        using var client = service.Client(options => options with { PagesUnderWay = 32 });
        var taken = 0;
        var given = 0;
        var ahead = 0;

        async IAsyncEnumerable<PageToScore> Crawl()
        {
            for (var i = 0; i < 400; i++)
            {
                await Task.Yield();
                taken++;
                ahead = Math.Max(ahead, taken - Volatile.Read(ref given));
                yield return Made.Page(i) with { Html = Made.Html(i) + "<!--" + new string('x', 20_000) + "-->" };
            }
        }
        await foreach (var answer in client.ScoreAsync(Crawl(), new AnswerOptions { Detail = AnswerDetail.Full }))
        {
            answer.Id.ShouldBe($"page {given}");
            Interlocked.Increment(ref given);
            if (given % 100 == 0) await Task.Delay(200);
        }

        given.ShouldBe(400);
        // Those under way, and the answers that wait to be read.
        ahead.ShouldBeLessThanOrEqualTo(32 + 16 + 2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_service_restarted_in_the_middle_answers_every_page_once(bool asReady)
    {
        await using var service = await Service.Start();
        using var client = service.Client();
        var answers = new List<ResultLine>();
        Task restart = Task.CompletedTask;

        await foreach (var answer in client.ScoreAsync(Made.Pages(600), new AnswerOptions { AsReady = asReady }))
        {
            answers.Add(answer);
            if (answers.Count is 100 or 300)
            {
                await restart;
                restart = service.Restart();
            }
        }
        await restart;

        var ids = answers.Select(answer => answer.Id);
        if (asReady) ids = ids.OrderBy(id => int.Parse(id[5..]));
        ids.ShouldBe(Enumerable.Range(1, 600).Select(i => $"page {i}"));
        answers.ShouldAllBe(answer => answer.Url == Made.Url(int.Parse(answer.Id.Substring(5))) && answer.Kind == "ordinary");
    }

    [Fact]
    public async Task A_batch_that_finds_no_room_waits_for_it()
    {
        await using var service = await Service.Start(("Streams", "1"));
        using var client = service.Client();
        using var hasty = service.Client(options => options with { Retries = 0 });
        var open = new TaskCompletionSource();

        async IAsyncEnumerable<PageToScore> Held()
        {
            yield return Made.Page(1);
            await open.Task;
        }
        await using var first = client.ScoreAsync(Held()).GetAsyncEnumerator();
        (await first.MoveNextAsync()).ShouldBeTrue();

        var refused = await Should.ThrowAsync<DetectorException>(hasty.ScoreAsync(Made.Pages(1)).ToListAsync().AsTask());
        refused.Code.ShouldBe("streams-full");
        refused.RetryAfter.ShouldBe(TimeSpan.FromSeconds(1));
        var second = client.ScoreAsync(Made.Pages(3)).ToListAsync();
        open.SetResult();
        (await first.MoveNextAsync()).ShouldBeFalse();
        (await second).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Pages_that_fail_to_come_are_told_after_the_answers_to_those_before()
    {
        await using var service = await Service.Start();
        using var client = service.Client();
        var answers = 0;

        static async IAsyncEnumerable<PageToScore> Crawl()
        {
            await foreach (var page in Made.Pages(10)) yield return page;
            throw new InvalidOperationException("The crawl fell over.");
        }
        var failure = await Should.ThrowAsync<InvalidOperationException>(async () =>
        {
            await foreach (var _ in client.ScoreAsync(Crawl())) answers++;
        });

        failure.Message.ShouldBe("The crawl fell over.");
        answers.ShouldBe(10);
    }

    [Fact]
    public async Task A_crawl_that_falls_over_on_a_broken_network_is_answered_as_far_as_it_came()
    {
        await using var service = await Service.Start();
        await using var door = new Door(service.Address, cuts: 3, after: 20_000);
        using var client = service.Client(options => options with { Address = door.Address });
        var answers = new List<string>();

        static async IAsyncEnumerable<PageToScore> Crawl()
        {
            await foreach (var page in Made.Pages(100)) yield return page;
            throw new InvalidOperationException("The crawl fell over.");
        }
        await Should.ThrowAsync<InvalidOperationException>(async () =>
        {
            await foreach (var answer in client.ScoreAsync(Crawl())) answers.Add(answer.Id);
        });

        answers.ShouldBe(Enumerable.Range(1, 100).Select(i => $"page {i}"));
        door.Cut.ShouldBe(3);
    }

    [Fact]
    public async Task An_archive_that_cannot_be_read_on_says_why()
    {
        await using var service = await Service.Start();
        using var client = service.Client();
        var archive = new WarcMaker();
        for (var i = 1; i <= 4; i++) archive.Page(Made.Url(i), Made.Html(i));
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        await pipe.Writer.WriteAsync(archive.Bytes);
        await pipe.Writer.CompleteAsync(new InvalidOperationException("The disk fell over."));

        (await Should.ThrowAsync<InvalidOperationException>(client.ScoreArchiveAsync(pipe.Reader.AsStream()).ToListAsync().AsTask())).Message.ShouldBe("The disk fell over.");
    }

    [Fact]
    public async Task A_caller_may_leave_or_cancel_in_the_middle()
    {
        await using var service = await Service.Start(("Streams", "1"));
        using var client = service.Client();
        using var stop = new CancellationTokenSource();

        await foreach (var answer in client.ScoreAsync(Made.Pages(100_000)))
            if (answer.Id == "page 50") break;
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var answer in client.ScoreAsync(Made.Pages(100_000), cancellationToken: stop.Token))
                if (answer.Id == "page 50") await stop.CancelAsync();
        });

        (await client.ScoreAsync(Made.Pages(2)).ToListAsync()).Count.ShouldBe(2, "The streams that were left gave their places back.");
    }

    [Fact]
    public async Task Bytes_of_a_batch_are_decoded_as_the_service_decodes_them()
    {
        await using var service = await Service.Start();
        using var client = service.Client();
        var words = string.Concat(Enumerable.Repeat("<p>Jörg Müller says the café at the harbour will “re-open” in spring, whatever the council decides about it.</p>", 8));
        PageToScore Of(string id, string encoding, string head, string? type) => new()
        {
            Id = id,
            Url = "https://harbour.example/cafe/",
            ContentType = type,
            Bytes = CodePagesEncodingProvider.Instance.GetEncoding(encoding)?.GetBytes(head + words) ?? Encoding.GetEncoding(encoding).GetBytes(head + words),
        };
        PageToScore[] pages =
        [
            Of("header", "windows-1252", "<title>Café</title>", "text/html; charset=ISO-8859-1"),
            Of("meta", "windows-1252", "<meta charset=\"windows-1252\"><title>Café</title>", "text/html"),
            Of("neither", "windows-1252", "<title>Café</title>", "text/html"),
            Of("another", "utf-8", "<title>Café</title>", "text/html; charset=iso-8859-1"),
            Of("mark", "utf-8", "\uFEFF<title>Café</title>", null),
            Of("wide", "utf-16", "\uFEFF<title>Café</title>", null),
        ];

        var answers = await client.ScoreAsync(pages.ToAsyncEnumerable(), new AnswerOptions { Detail = AnswerDetail.Full }).ToListAsync();

        foreach (var (page, answer) in pages.Zip(answers)) Samples.Said(answer).ShouldBe(Samples.Said(await client.ScoreAsync(page, new AnswerOptions { Detail = AnswerDetail.Full })), page.Id);
        answers.ShouldAllBe(answer => answer.Kind != null);
    }

    [Fact]
    public async Task A_network_that_breaks_connections_costs_no_answer_and_doubles_none()
    {
        await using var service = await Service.Start();
        await using var door = new Door(service.Address, cuts: 5, after: 60_000);
        using var client = service.Client(options => options with { Address = door.Address });

        var answers = await client.ScoreAsync(Made.Pages(400)).ToListAsync();

        answers.Select(answer => answer.Id).ShouldBe(Enumerable.Range(1, 400).Select(i => $"page {i}"));
        door.Cut.ShouldBe(5);
    }

    [Fact]
    public async Task Single_pages_and_batches_go_through_a_proxy_that_ends_TLS()
    {
        await using var service = await Service.Start();
        using var certificate = Door.Certificate();
        await using var door = new Door(service.Address, certificate: certificate);
        using var trusting = service.Client(options => options with { Address = door.Address, Tls = new() { RemoteCertificateValidationCallback = (_, shown, _, _) => shown!.GetCertHashString() == certificate.GetCertHashString() } });
        using var wary = service.Client(options => options with { Address = door.Address, Retries = 0 });

        (await trusting.ScoreAsync(Made.Page(1))).Kind.ShouldBe("ordinary");
        (await trusting.ScoreAsync(Made.Pages(50)).ToListAsync()).Count.ShouldBe(50);
        await Should.ThrowAsync<HttpRequestException>(wary.ScoreAsync(Made.Page(1)));
        await Should.ThrowAsync<AuthenticationException>(wary.ScoreAsync(Made.Pages(1)).ToListAsync().AsTask());
    }

    [Fact]
    public async Task An_archive_is_answered_record_by_record_also_when_the_service_restarts()
    {
        await using var service = await Service.Start();
        using var client = service.Client();
        var archive = new WarcMaker(WarcMaker.Gzip);
        for (var i = 1; i <= 400; i++) archive.Page(Made.Url(i), Made.Html(i) + "<!--" + JsonSerializer.Serialize(new string('x', 10_000)) + "-->");
        var ids = new List<string>();
        var restart = Task.CompletedTask;

        await foreach (var answer in client.ScoreArchiveAsync(new MemoryStream(archive.Bytes)))
        {
            ids.Add(answer.Id);
            answer.Url.ShouldBe(Made.Url(ids.Count));
            if (ids.Count == 120) restart = service.Restart();
        }
        await restart;

        ids.ShouldBe(Enumerable.Range(1, 400).Select(WarcMaker.Id));
    }

    [Fact]
    public async Task An_archive_that_cannot_be_read_twice_says_how_far_it_came()
    {
        await using var service = await Service.Start();
        using var client = service.Client();
        var archive = new WarcMaker();
        for (var i = 1; i <= 4; i++) archive.Page(Made.Url(i), Made.Html(i) + "<!--" + new string('x', 20_000) + "-->");
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        await pipe.Writer.WriteAsync(archive.Bytes);

        var answers = client.ScoreArchiveAsync(pipe.Reader.AsStream()).GetAsyncEnumerator();
        await using (answers)
        {
            (await answers.MoveNextAsync()).ShouldBeTrue();
            var restart = service.Restart();
            (await Should.ThrowAsync<DetectorException>(async () =>
            {
                while (await answers.MoveNextAsync())
                {
                    // Those that were there already.
                }
            })).Code.ShouldBe("broken-off");
            await restart;
        }
        Should.Throw<ArgumentException>(() => client.ScoreArchiveAsync(new MemoryStream(), new AnswerOptions { AsReady = true }));
    }
}
