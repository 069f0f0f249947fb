using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Detector.Api.Running;
using Detector.Api.Settings;
using Detector.Contract;
using Detector.Fingerprints;
using Detector.Index;
using Detector.Pages;
using Detector.Scanning;
using Detector.Sources;
using Detector.Verdicts;

namespace Detector.Api.Scoring;

/// <summary>How an answer is asked for.</summary>
/// <param name="Detail">How much is looked into.</param>
/// <param name="Reasons">Reasons at most.</param>
/// <param name="Full">With margin, base and notes.</param>
internal sealed record AnswerForm(Detail Detail, int Reasons, bool Full)
{
    /// <summary>Reasons of an answer that does not say, as the command line has them.</summary>
    public const int UsualReasons = 5;

    /// <summary>From the request's query.</summary>
    /// <param name="query">Its <c>detail</c> (brief, reasons, full) and <c>reasons</c> (a number or all).</param>
    /// <param name="fault">What is wrong with them, when the answer is null.</param>
    public static AnswerForm? Of(IQueryCollection query, out string? fault)
    {
        fault = null;
        var reasons = UsualReasons;
        string? wanted = query["reasons"], detail = query["detail"];
        if (wanted == "all") reasons = int.MaxValue;
        else if (wanted is not null && (!int.TryParse(wanted, out reasons) || reasons < 0)) fault = $"'reasons' takes a number or 'all'; '{wanted}' was given.";
        if (fault is not null) return null;
        switch (detail)
        {
            case null or "reasons":
                return new AnswerForm(reasons == int.MaxValue ? Detail.Everything : Detail.Reasons, reasons, Full: false);
            case "brief":
                return new AnswerForm(Detail.Brief, reasons, Full: false);
            case "full":
                return new AnswerForm(Detail.Everything, wanted is null ? int.MaxValue : reasons, Full: true);
            default:
                fault = $"'detail' takes brief, reasons or full; '{detail}' was given.";
                return null;
        }
    }
}

/// <summary>What every page's job needs.</summary>
internal sealed record Bench(Current Current, IRepublicationIndex? Index, JudgePool Pool, ApiSettings Settings, Telemetry Telemetry, TimeProvider Time, ILogger<Bench> Log);

/// <summary>One page from its content to the bytes of its answer.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The answer, which every page gets, disposes of what was opened for it.")]
internal sealed partial class PageJob(Bench bench, Func<SourceItem> read, AnswerForm form) : Job
{
    private readonly TaskCompletionSource<PageAnswer> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _started;
    private SourcePage? _source;
    private long _size;
    private Page? _page;
    private FarmDetector? _detector;
    private Neighbours? _neighbours;
    private CancellationTokenSource? _outOfTime;

    public Task<PageAnswer> Done => _done.Task;

    public override void Run()
    {
        try
        {
            if (_page is not null) Judge();
            else Begin();
        }
        catch (Exception bug)
        {
            Failed(bug);
        }
    }

    private void Begin()
    {
        _started = Stopwatch.GetTimestamp();
        var item = read();
        if (item is not SourcePage source)
        {
            Answer(ResultLines.Of(item, new Unjudged(((BrokenPage)item).Reason, ((BrokenPage)item).Says), form.Reasons), item as BrokenPage);
            return;
        }
        _size = source.Size;
        // The answer needs what is known about the page, not the page.
        _source = source with { Bytes = default, Text = null };
        _detector = bench.Current.Detector;
        _outOfTime = new CancellationTokenSource(TimeSpan.FromSeconds(bench.Settings.PageSeconds), bench.Time);
        _page = source.Read(_detector.Limits, out var why, _outOfTime.Token);
        source.GiveBack();
        if (_page is null)
        {
            Answer(new Unjudged(why!.Reason, why.Says));
            return;
        }
        if (bench.Index is null)
        {
            Judge();
            return;
        }
        var asked = bench.Index.LookupAsync([PageQuery.Of(_page, source.Id, bench.Time.GetUtcNow())], _outOfTime.Token);
        // The index on disk has answered already; the judge does not wait for one behind a network.
        if (asked.IsCompletedSuccessfully)
        {
            _neighbours = asked.Result[0];
            Judge();
        }
        else _ = Await(asked);
    }

    private async Task Await(ValueTask<IReadOnlyList<Neighbours>> asked)
    {
        try
        {
            _neighbours = (await asked.ConfigureAwait(false))[0];
            bench.Pool.Resume(this);
        }
        catch (OperationCanceledException)
        {
            // The page's time ran out while the index was asked: it is judged no further.
            bench.Pool.Resume(this);
        }
        catch (Exception bug)
        {
            Failed(bug);
        }
    }

    private void Judge() => Answer(_detector!.Judge(_page!, _outOfTime!.Token, form.Detail, _neighbours));

    private void Answer(Verdict verdict) => Answer(form.Full
        ? ResultLines.Of(_source!.Id, _source.Request.Url, verdict, form.Reasons, full: true) with { Fetched = _source.Request.Fetched }
        : ResultLines.Of(_source!, verdict, form.Reasons), null);

    private void Answer(ResultLine line, BrokenPage? broken)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(line, ResultJson.Line.ResultLine);
        Release();
        bench.Telemetry.Answered(line, _size, Stopwatch.GetElapsedTime(_started).TotalSeconds);
        _done.TrySetResult(new PageAnswer(json, broken));
    }

    // A page that finds a bug keeps its line; asked again it would find it again.
    private void Failed(Exception bug)
    {
        FoundBug(bench.Log, bench.Settings.LogAddresses ? _source?.Request.Url ?? "unknown" : "not logged", bug.InnerException ?? bug);
        var id = _source?.Id ?? "";
        Answer(ResultLines.Of(id, _source?.Request.Url, new Failed("Judging this page failed. That is a bug of the detector; its log says more."), 0), null);
    }

    private void Release()
    {
        _page?.Dispose();
        _page = null;
        _outOfTime?.Dispose();
    }

    [LoggerMessage(LogLevel.Error, "A page (address {Address}) made the detector fail. This is a bug; please report it with what follows.")]
    private static partial void FoundBug(ILogger log, string address, Exception failure);
}

/// <summary>What came of a page.</summary>
/// <param name="Json">The answer, one line without its end.</param>
/// <param name="Broken">What was wrong with the input, where no page could be had from it.</param>
internal readonly record struct PageAnswer(byte[] Json, BrokenPage? Broken);
