using Detector.Fingerprints;
using Detector.Index.Embedded;

namespace Detector.Index.Tests;

public sealed class EmbeddedIndexTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("detector-index-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_page_is_found_on_another_site_once_it_is_committed()
    {
        var story = Stories.Page("https://herald.example/story", Stories.Words(1, 400));
        var copy = Stories.Query(Stories.Page("https://copy.example/page", Stories.Words(1, 400)));
        await using var index = EmbeddedIndex.OpenWrite(_folder);
        await index.AddAsync([story], TestContext.Current.CancellationToken);

        (await index.Ask(copy)).Pages.ShouldBeEmpty("nothing is found before the commit");
        await index.CommitAsync(TestContext.Current.CancellationToken);

        var answer = await index.Ask(copy);
        answer.Coverage.ShouldBe(Coverage.Checked);
        var neighbour = answer.Pages.ShouldHaveSingleItem();
        neighbour.Page.ShouldBe(story.Page with { Lead = neighbour.Page.Lead });
        neighbour.Page.Lead.ToArray().ShouldBe(story.Page.Lead.ToArray());
        neighbour.ShareHere.ShouldBeGreaterThan(.95);
        neighbour.ShareThere.ShouldBeGreaterThan(.95);
    }

    [Fact]
    public async Task A_site_is_no_neighbour_of_its_own_pages()
    {
        await using var index = EmbeddedIndex.OpenWrite(_folder);
        await index.Fill(Stories.Page("https://www.herald.example/story", Stories.Words(1, 400)), Stories.Page("https://m.herald.example/story", Stories.Words(1, 400)));

        (await index.Ask(Stories.Query(Stories.Page("https://herald.example/again", Stories.Words(1, 400))))).Pages.ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_host_of_the_same_site_is_told_apart_from_other_sites()
    {
        await using var index = EmbeddedIndex.OpenWrite(_folder);
        await index.Fill(Stories.Page("https://kitevault.farm.example/html/1.html", Stories.Words(1, 400)));

        var answer = await index.Ask(Stories.Query(Stories.Page("https://rapidfund.farm.example/html/1.html", Stories.Words(1, 400))));

        answer.SisterHosts.ShouldBe(1);
        answer.Sites.ShouldBe(0);
        answer.Pages.ShouldHaveSingleItem().OwnSite.ShouldBeTrue();
    }

    [Fact]
    public async Task It_answers_as_the_plain_index_does_whatever_is_added_committed_and_merged()
    {
        await using var plain = new PlainIndex();
        await using var index = EmbeddedIndex.OpenWrite(_folder);
        var random = new Random(5);
        var queries = new List<PageQuery>();
        for (var batch = 0; batch < 25; batch++)
        {
            var pages = Enumerable.Range(0, random.Next(1, 12)).Select(page => Variant(random, $"https://site{random.Next(60)}.example/{batch}/{page}")).ToList();
            queries.AddRange(pages.Take(2).Select(Stories.Query));
            await plain.AddAsync(pages, TestContext.Current.CancellationToken);
            await plain.CommitAsync(TestContext.Current.CancellationToken);
            await index.Fill([.. pages]);
            if (batch == 12) await index.MergeAsync(TestContext.Current.CancellationToken);
        }
        await Agree();
        await index.MergeAsync(TestContext.Current.CancellationToken);
        (await index.StatsAsync(TestContext.Current.CancellationToken)).Parts.ShouldBe(1);
        await Agree();

        async Task Agree()
        {
            foreach (var query in queries)
            {
                var expected = await plain.Ask(query);
                var answer = await index.Ask(query);
                answer.Pages.Select(Told).ShouldBe(expected.Pages.Select(Told));
                (answer.Sites, answer.SisterHosts, answer.NamedSites, answer.FacelessSites).ShouldBe((expected.Sites, expected.SisterHosts, expected.NamedSites, expected.FacelessSites));
            }
        }

        static string Told(Neighbour neighbour) => $"{neighbour.Page.Address} {neighbour.ShareHere:F6} {neighbour.ShareThere:F6} {string.Join(',', neighbour.Passages)}";
    }

    [Fact]
    public async Task A_text_on_more_sites_than_are_kept_is_found_on_the_earliest()
    {
        await using var index = EmbeddedIndex.OpenWrite(_folder);
        var words = Stories.Words(1, 300);
        for (var batch = 0; batch < 3; batch++) await index.Fill([.. Enumerable.Range(0, 120).Select(page => Stories.Page($"https://site{batch}x{page}.example/story", words))]);
        await index.MergeAsync(TestContext.Current.CancellationToken);

        var answer = await index.Ask(Stories.Query(Stories.Page("https://copy.example/page", words)));

        answer.Sites.ShouldBe(NeighbourSearch.MostPostings);
        answer.Pages.Count.ShouldBe(NeighbourSearch.MostNeighbours);
        answer.Pages[0].Page.Address.ShouldBe("https://site0x0.example/story");
    }

    [Fact]
    public async Task A_reader_sees_what_a_writer_commits_after_it_was_opened()
    {
        await using var writer = EmbeddedIndex.OpenWrite(_folder);
        await using var reader = EmbeddedIndex.OpenRead(_folder);
        var query = Stories.Query(Stories.Page("https://copy.example/page", Stories.Words(3, 400)));
        (await reader.Ask(query)).Pages.ShouldBeEmpty();

        for (var story = 1; story <= 20; story++) await writer.Fill(Stories.Page($"https://herald.example/{story}", Stories.Words(story, 400)));
        await writer.MergeAsync(TestContext.Current.CancellationToken);

        (await reader.Ask(query)).Pages.ShouldHaveSingleItem().Page.Address.ShouldBe("https://herald.example/3");
    }

    [Fact]
    public async Task Many_read_while_one_adds_and_merges()
    {
        await using var writer = EmbeddedIndex.OpenWrite(_folder);
        await writer.Fill(Stories.Page("https://herald.example/0", Stories.Words(0, 400)));
        var query = Stories.Query(Stories.Page("https://copy.example/page", Stories.Words(0, 400)));
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 4).Select(reader => Task.Run(async () =>
        {
            await using var own = EmbeddedIndex.OpenRead(_folder);
            var index = reader % 2 == 0 ? writer : own;
            var asked = 0;
            for (; !done.IsCancellationRequested || asked == 0; asked++)
                if ((await index.Ask(query)) is { Coverage: not Coverage.Checked } or { Pages.Count: not 1 })
                    throw new InvalidOperationException("an answer was lost");
            return asked;
        })).ToList();

        for (var story = 1; story <= 60; story++) await writer.Fill(Stories.Page($"https://herald.example/{story}", Stories.Words(story, 200)));
        await writer.MergeAsync(TestContext.Current.CancellationToken);
        await done.CancelAsync();

        (await Task.WhenAll(readers)).ShouldAllBe(asked => asked > 0);
    }

    [Fact]
    public async Task One_process_adds_at_a_time_and_the_next_is_told_so()
    {
        await using var first = EmbeddedIndex.OpenWrite(_folder);

        Should.Throw<IndexAwayException>(() => EmbeddedIndex.OpenWrite(_folder)).Message.ShouldContain("One process adds at a time");
    }

    [Fact]
    public void A_folder_without_an_index_is_not_one_to_read() => Should.Throw<IndexAwayException>(() => EmbeddedIndex.OpenRead(_folder)).Message.ShouldContain("holds no index");

    [Fact]
    public async Task Any_damaged_byte_is_found_named_and_costs_no_more_than_its_part()
    {
        await using (var index = EmbeddedIndex.OpenWrite(_folder))
        {
            await index.Fill([.. Enumerable.Range(0, 300).Select(story => Stories.Page($"https://herald.example/{story}", Stories.Words(story, 300)))]);
            await index.Fill(Stories.Page("https://gazette.example/story", Stories.Words(5000, 300)));
        }
        var path = Directory.GetFiles(_folder, "*.segment").Order(StringComparer.Ordinal).First();
        var whole = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        var random = new Random(9);
        for (var attempt = 0; attempt < 60; attempt++)
        {
            var at = random.Next(whole.Length);
            var damaged = (byte[])whole.Clone();
            damaged[at] ^= (byte)(1 << random.Next(8));
            await File.WriteAllBytesAsync(path, damaged, TestContext.Current.CancellationToken);
            await using var index = EmbeddedIndex.OpenRead(_folder);

            var faults = index.Verify();
            // Bytes that pad the records to a whole block mean nothing.
            if (faults.Count == 0) IsPadding(whole, at).ShouldBeTrue($"byte {at} was changed and nothing was found");
            faults.ShouldAllBe(fault => fault.Contains(Path.GetFileName(path)));
            (await index.Ask(Stories.Query(Stories.Page("https://copy.example/page", Stories.Words(5000, 300))))).Pages.ShouldHaveSingleItem().Page.Address.ShouldBe("https://gazette.example/story");
        }
    }

    [Fact]
    public async Task A_segment_that_is_cut_off_or_missing_makes_answers_partial_and_is_named()
    {
        await using (var index = EmbeddedIndex.OpenWrite(_folder))
        {
            await index.Fill(Stories.Page("https://herald.example/story", Stories.Words(1, 300)), Stories.Page("https://herald.example/other", Stories.Words(3, 300)));
            await index.Fill(Stories.Page("https://gazette.example/story", Stories.Words(2, 300)));
        }
        var path = Directory.GetFiles(_folder, "*.segment").Order(StringComparer.Ordinal).First();
        await using (var file = File.OpenWrite(path)) file.SetLength(file.Length - 1000);

        await using var read = EmbeddedIndex.OpenRead(_folder);
        var answer = await read.Ask(Stories.Query(Stories.Page("https://copy.example/page", Stories.Words(2, 300))));

        answer.Coverage.ShouldBe(Coverage.Partly);
        answer.Answered.ShouldBe(1 / 3.0, 1e-9);
        answer.Pages.ShouldHaveSingleItem().Page.Address.ShouldBe("https://gazette.example/story");
        (await read.StatsAsync(TestContext.Current.CancellationToken)).Faults.ShouldHaveSingleItem().ShouldContain(Path.GetFileName(path));
        File.Delete(path);
        await using var again = EmbeddedIndex.OpenRead(_folder);
        again.Verify().ShouldHaveSingleItem().ShouldContain("missing");
    }

    [Fact]
    public async Task A_damaged_commit_file_is_said_to_be_one()
    {
        await using (var index = EmbeddedIndex.OpenWrite(_folder)) await index.Fill(Stories.Page("https://herald.example/story", Stories.Words(1, 300)));
        var path = Path.Combine(_folder, "commit");
        await File.WriteAllTextAsync(path, (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).Replace(" 1 ", " 7 ", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        Should.Throw<IndexAwayException>(() => EmbeddedIndex.OpenRead(_folder)).Message.ShouldContain("commit file is damaged");
    }

    [Fact]
    public async Task Text_is_kept_only_when_it_was_given()
    {
        await using var index = EmbeddedIndex.OpenWrite(_folder);
        var story = Stories.Page("https://herald.example/story", Stories.Words(1, 300));
        await index.Fill(story with { Page = story.Page with { Text = "the words of the story" } });

        (await index.Ask(Stories.Query(Stories.Page("https://copy.example/page", Stories.Words(1, 300))))).Pages[0].Page.Text.ShouldBe("the words of the story");
        Directory.GetFiles(_folder).Sum(file => new FileInfo(file).Length).ShouldBeLessThan(64 * 1024);
    }

    [Fact]
    public async Task The_same_page_again_is_no_second_filing_and_keeps_the_date_it_was_first_seen()
    {
        await using var index = EmbeddedIndex.OpenWrite(_folder);
        var story = Stories.Page("https://herald.example/story", Stories.Words(1, 300));
        var later = Stories.Page("https://herald.example/story", Stories.Words(1, 300), Stories.Morning.AddDays(9));
        await index.Fill(story, story);
        await index.Fill(later);
        await index.MergeAsync(TestContext.Current.CancellationToken);
        await index.Fill(later);

        (await index.Pages()).ShouldBe(1);
        (await index.Ask(Stories.Query(Stories.Page("https://copy.example/page", Stories.Words(1, 300))))).Pages.ShouldHaveSingleItem().Page.FirstSeen.ShouldBe(Stories.Morning);
    }

    [Fact]
    public async Task What_an_address_said_before_stays_beside_what_it_says_now()
    {
        await using var index = EmbeddedIndex.OpenWrite(_folder);
        await index.Fill(Stories.Page("https://herald.example/live", Stories.Words(1, 300)));
        await index.Fill(Stories.Page("https://herald.example/live", Stories.Words(2, 300), Stories.Morning.AddDays(1)));

        (await index.Pages()).ShouldBe(2);
        (await index.Ask(Stories.Query(Stories.Page("https://copy.example/page", Stories.Words(1, 300))))).Pages.ShouldHaveSingleItem().Page.FirstSeen.ShouldBe(Stories.Morning);
        (await index.Ask(Stories.Query(Stories.Page("https://copy.example/page", Stories.Words(2, 300))))).Pages.ShouldHaveSingleItem().Page.FirstSeen.ShouldBe(Stories.Morning.AddDays(1));
        await index.Remove("https://herald.example/live");
        (await index.Pages()).ShouldBe(0);
    }

    [Fact]
    public async Task An_address_keeps_as_many_bodies_as_a_hash_keeps_pages()
    {
        await using var index = EmbeddedIndex.OpenWrite(_folder);
        for (var half = 0; half < 2; half++) await index.Fill([.. Enumerable.Range(0, 200).Select(body => Stories.Page("https://herald.example/live", Stories.Words((1000 * half) + body, 40)))]);

        (await index.Pages()).ShouldBe(NeighbourSearch.MostPostings);
        await index.Fill(Stories.Page("https://herald.example/live", Stories.Words(9999, 40)));
        (await index.Ask(Stories.Query(Stories.Page("https://copy.example/page", Stories.Words(9999, 40))))).Pages.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_removed_page_is_found_no_more_counted_no_more_and_gone_from_the_disk_after_a_merge()
    {
        var story = Stories.Page("https://herald.example/story", Stories.Words(1, 300));
        var query = Stories.Query(Stories.Page("https://copy.example/page", Stories.Words(1, 300)));
        await using var writer = EmbeddedIndex.OpenWrite(_folder);
        await writer.Fill(story with { Page = story.Page with { Title = "The title that was removed" } }, Stories.Page("https://gazette.example/story", Stories.Words(1, 300)));
        await using var reader = EmbeddedIndex.OpenRead(_folder);
        await writer.RemoveAsync(["https://herald.example/story"], TestContext.Current.CancellationToken);
        (await reader.Ask(query)).Sites.ShouldBe(2, "nothing is removed before the commit");

        await writer.CommitAsync(TestContext.Current.CancellationToken);

        foreach (var index in new[] { reader, writer })
        {
            (await index.Ask(query)).Pages.ShouldHaveSingleItem().Page.Address.ShouldBe("https://gazette.example/story");
            (await index.Pages()).ShouldBe(1);
            index.Verify().ShouldBeEmpty();
        }
        await writer.MergeAsync(TestContext.Current.CancellationToken);
        Directory.GetFiles(_folder, "*.removed").ShouldBeEmpty();
        (await writer.StatsAsync(TestContext.Current.CancellationToken)).Parts.ShouldBe(1);
        (await reader.Ask(query)).Pages.ShouldHaveSingleItem();
        await writer.Fill(story);
        (await reader.Ask(query)).Sites.ShouldBe(2);
    }

    [Fact]
    public async Task When_every_page_is_removed_nothing_is_left_but_an_empty_index()
    {
        await using var index = EmbeddedIndex.OpenWrite(_folder);
        await index.Fill([.. Enumerable.Range(0, 30).Select(page => Stories.Page($"https://herald.example/{page}", Stories.Words(page, 100)))]);
        await index.Remove([.. Enumerable.Range(0, 30).Select(page => $"https://herald.example/{page}")]);
        await index.MergeAsync(TestContext.Current.CancellationToken);

        Directory.GetFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(["commit", "lock"]);
        (await index.Ask(Stories.Query(Stories.Page("https://copy.example/page", Stories.Words(3, 100))))).Coverage.ShouldBe(Coverage.Checked);
    }

    [Fact]
    public async Task Pages_removed_while_they_are_merged_stay_removed()
    {
        await using var index = EmbeddedIndex.OpenWrite(_folder);
        var left = new HashSet<string>(StringComparer.Ordinal);
        var random = new Random(8);
        for (var round = 0; round < 40; round++)
        {
            IndexEntry[] pages = [.. Enumerable.Range(0, 60).Select(page => Stories.Page($"https://site{round}.example/{page}", Stories.Words((100 * round) + page, 60)))];
            left.UnionWith(pages.Select(page => page.Page.Address));
            // Commits begin merges in the background; removals fall into them.
            await index.Fill(pages);
            string[] going = [.. left.OrderBy(_ => random.Next()).Take(15)];
            left.ExceptWith(going);
            await index.Remove(going);
        }
        await index.IdleAsync(TestContext.Current.CancellationToken);

        index.Pages([]).Select(page => page.Address).Order(StringComparer.Ordinal).ShouldBe(left.Order(StringComparer.Ordinal));
        (await index.Pages()).ShouldBe(left.Count);
        index.Verify().ShouldBeEmpty();
        await index.MergeAsync(TestContext.Current.CancellationToken);
        index.Pages([]).Select(page => page.Address).Order(StringComparer.Ordinal).ShouldBe(left.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_damaged_list_of_removed_pages_is_named_and_shows_no_removed_page()
    {
        await using (var index = EmbeddedIndex.OpenWrite(_folder))
        {
            await index.Fill(Stories.Page("https://herald.example/story", Stories.Words(1, 300)), Stories.Page("https://herald.example/other", Stories.Words(2, 300)));
            await index.Fill(Stories.Page("https://gazette.example/story", Stories.Words(1, 300)));
            await index.Remove("https://herald.example/story");
        }
        var path = Directory.GetFiles(_folder, "*.removed").ShouldHaveSingleItem();
        var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        bytes[^10] ^= 1;
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);

        await using var read = EmbeddedIndex.OpenRead(_folder);
        var answer = await read.Ask(Stories.Query(Stories.Page("https://copy.example/page", Stories.Words(1, 300))));

        read.Verify().ShouldHaveSingleItem().ShouldContain(Path.GetFileName(path));
        answer.Coverage.ShouldBe(Coverage.Partly);
        answer.Pages.ShouldHaveSingleItem().Page.Address.ShouldBe("https://gazette.example/story");
    }

    [Fact]
    public async Task An_index_of_the_version_before_is_said_to_be_one()
    {
        await using (var index = EmbeddedIndex.OpenWrite(_folder)) await index.Fill(Stories.Page("https://herald.example/story", Stories.Words(1, 300)));
        var text = "detector-index 1\nnext 1\n";
        await File.WriteAllTextAsync(Path.Combine(_folder, "commit"), $"{text}checksum {System.IO.Hashing.XxHash3.HashToUInt64(System.Text.Encoding.UTF8.GetBytes(text)):x16}\n", TestContext.Current.CancellationToken);

        Should.Throw<IndexAwayException>(() => EmbeddedIndex.OpenRead(_folder)).Message.ShouldContain("another version");
    }

    private static bool IsPadding(byte[] file, int at) => file[at] == 0 && (at == file.Length - 1 || file.AsSpan(at, Math.Min(16, file.Length - at)).IndexOfAnyExcept((byte)0) is < 0 or > 0);

    // Stories, copies of parts of them, and mixtures.
    private static IndexEntry Variant(Random random, string url)
    {
        var words = Stories.Words(random.Next(12), 150 + random.Next(500));
        if (random.Next(3) == 0) words = [.. words.Skip(random.Next(100)), .. Stories.Words(random.Next(12), 200).Take(random.Next(200))];
        for (var i = 0; i < words.Length; i++)
            if (random.Next(25) == 0)
                words[i] = (ulong)random.NextInt64();
        return Stories.Page(url, words);
    }
}
