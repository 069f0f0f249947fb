using Detector.Api.Scoring;
using Microsoft.Extensions.DependencyInjection;

namespace Detector.Api.Tests;

public class JudgePoolTests
{
    private const string Judge = "judge 1";

    [Fact]
    public async Task A_short_page_that_finds_a_judge_free_is_judged_on_its_callers_thread()
    {
        await using var service = await Service.Start(("Judges", "1"));

        // Work of other tests may wait for the thread pool just then.
        for (var patience = 600; JudgedBy(service, JudgePool.ShortPage) == Judge; patience--)
        {
            patience.ShouldBePositive();
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task A_long_page_is_handed_over()
    {
        await using var service = await Service.Start(("Judges", "1"));

        JudgedBy(service, JudgePool.ShortPage + 1).ShouldBe(Judge);
    }

    [Fact]
    public async Task While_other_work_waits_for_the_thread_pool_its_threads_judge_nothing()
    {
        await using var service = await Service.Start(("Judges", "1"));
        using var end = new ManualResetEventSlim();
        var held = Enumerable.Range(0, 500).Select(_ => Task.Run(() => end.Wait(TestContext.Current.CancellationToken))).ToList();

        JudgedBy(service, 1).ShouldBe(Judge);

        end.Set();
        await Task.WhenAll(held);
    }

    private static string? JudgedBy(Service service, int bytes)
    {
        using var job = new Noted();
        service.Services.GetRequiredService<JudgePool>().TryEnqueue(job, bytes).ShouldBeTrue();
        return job.Thread();
    }

    private sealed class Noted : Job, IDisposable
    {
        private readonly ManualResetEventSlim _done = new();
        private string? _name;

        public override void Run()
        {
            _name = System.Threading.Thread.CurrentThread.Name;
            _done.Set();
        }

        public string? Thread()
        {
            _done.Wait(TestContext.Current.CancellationToken);
            return _name;
        }

        public void Dispose() => _done.Dispose();
    }
}
