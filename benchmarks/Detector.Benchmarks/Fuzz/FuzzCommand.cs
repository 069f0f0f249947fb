using System.Diagnostics;
using System.Text;
using Detector.Benchmarks.Archives;
using Detector.Benchmarks.Corpora;
using Detector.Benchmarks.Hostile;
using Detector.Benchmarks.Memory;
using Detector.Sources;
using Detector.Sources.Archives;
using Detector.Testing;
using Detector.Verdicts;

namespace Detector.Benchmarks.Fuzz;

/// <summary>
/// Judges mutated pages (and reads mutated archives) for some minutes and watches for exceptions, wrong verdicts (contributions that do not add up, numbers that are none, a second answer
/// unlike the first), slow pages, hangs and memory that grows. The seed and the number of an attempt bring it back.
/// </summary>
internal sealed class FuzzCommand(Mutations mutations, bool showBytes, string? keep)
{
    // Of processor time: on a busy machine an innocent page waits. What waits for nothing uses none, so the clock has the last word.
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Standstill = TimeSpan.FromMinutes(20);

    // Of processor time, judged twice. A megabyte of the slowest shape takes a third of this; quadratic work takes minutes.
    private const double MostSeconds = 1.0;
    // Of made pages alone 60 to 105 MB are held, as the pools' large buffers come and go; the medians of two thirds of 15 minutes lay 11 MB apart.
    private const long PoolSwing = 24_000_000;
    private const double MostAllocatedPerByte = 40;
    private const long MostAllocatedBesides = 8L * 1024 * 1024;

    // Less than any thread that judges has.
    private const int Stack = 512 * 1024;

    // At memory, in a run of whatever length.
    private const int Looks = 180;

    private readonly FarmDetector _detector = new();
    private readonly Dictionary<string, int> _finds = new(StringComparer.Ordinal);
    private long _number;
    private long _startedAt;
    private long _processorAt;
    private long _judged;
    private long _unjudged;
    private long _archives;
    private long _bytes;
    private double _slowest;

    public static int Run(Corpus? corpus, double minutes, long seed, long? only, string? keep)
    {
        List<byte[]> pages = [.. MadePages.All(40), .. HostileShapes.All.Select(shape => shape.Page(4000))];
        if (corpus is not null) pages.AddRange(Corpus.Sets.SelectMany(corpus.Load).Select(page => page.Bytes).Where(bytes => bytes.Length < 400_000));
        var fuzz = new FuzzCommand(new Mutations(pages, Archives(), seed), showBytes: corpus is null, keep);
        Console.WriteLine($"seed {seed}; {pages.Count:N0} pages to begin with{(corpus is null ? "" : ", real ones among them")}");
        return fuzz.Run(minutes, only);
    }

    private int Run(double minutes, long? only)
    {
        using var ended = new ManualResetEventSlim();
        var worker = new Thread(() =>
        {
            if (only is { } number) Try(number);
            else Work(minutes);
            ended.Set();
        }, Stack) { IsBackground = true };
        worker.Start();
        while (!ended.Wait(TimeSpan.FromSeconds(1)))
        {
            var since = Interlocked.Read(ref _startedAt);
            if (since == 0) continue;
            var used = Environment.CpuUsage.TotalTime - TimeSpan.FromTicks(Interlocked.Read(ref _processorAt));
            var waited = Stopwatch.GetElapsedTime(since);
            if (used < Hang && waited < Standstill) continue;
            Console.WriteLine($"HANG: attempt {Interlocked.Read(ref _number)} does not end within {used.TotalSeconds:N0} s of processor time, {waited.TotalSeconds:N0} s by the clock (at most {Hang.TotalSeconds:N0} and {Standstill.TotalSeconds:N0}).");
            return 1;
        }
        Console.WriteLine($"{_judged + _unjudged:N0} pages ({_judged:N0} judged, {_unjudged:N0} not, each with a reason), {_archives:N0} archives, {_bytes / 1e6:N0} MB; slowest page {_slowest * 1e3:N0} ms.");
        Console.WriteLine(_finds.Count == 0 ? "Nothing found." : $"{_finds.Count} things found.");
        return _finds.Count == 0 ? 0 : 1;
    }

    private void Work(double minutes)
    {
        var began = Stopwatch.GetTimestamp();
        var memory = new MemoryTrend(PoolSwing);
        var looks = 0;
        long number = 0;
        for (var share = 0.0; share < 1; share = Stopwatch.GetElapsedTime(began).TotalMinutes / minutes)
        {
            Try(number++);
            if (share * Looks < looks) continue;
            looks = (int)(share * Looks) + 1;
            var held = GC.GetTotalMemory(forceFullCollection: true);
            memory.Add(share, held);
            Console.WriteLine($"  {number:N0} attempts, {held / 1e6:N0} MB held");
        }
        Console.WriteLine(memory.Says);
        if (memory.Grows) Found(number, "memory", "Pools and caches were full in the middle third; more was held in the last.");
    }

    private void Try(long number)
    {
        Interlocked.Exchange(ref _number, number);
        Begin();
        var attempt = mutations.Make(number);
        _bytes += attempt.Bytes.Length;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var start = Environment.CpuUsage.TotalTime;
        var wrong = Wrong(attempt, count: true);
        var seconds = (Environment.CpuUsage.TotalTime - start).TotalSeconds;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        if (wrong is not null)
        {
            var least = Minimise(attempt, wrong);
            Found(number, wrong, Describe(least));
            return;
        }
        if (attempt.IsArchive) return;
        if (seconds > MostSeconds)
        {
            // The compiler and the collector take their share now and then: only what is slow every time is slow.
            for (var again = 0; again < 3; again++)
            {
                start = Environment.CpuUsage.TotalTime;
                Wrong(attempt, count: false);
                seconds = Math.Min(seconds, (Environment.CpuUsage.TotalTime - start).TotalSeconds);
            }
            if (seconds > MostSeconds) Found(number, "slow", $"{attempt.Bytes.Length:N0} bytes take {seconds:F1} s.");
        }
        _slowest = Math.Max(_slowest, seconds);
        // The page is judged twice.
        var most = (2 * MostAllocatedPerByte * attempt.Bytes.Length) + MostAllocatedBesides;
        if (allocated > most)
        {
            // What a pool lends is allocated once, and again when the collector took it back.
            allocated = GC.GetAllocatedBytesForCurrentThread();
            Wrong(attempt, count: false);
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        }
        if (allocated > most) Found(number, "allocations", $"{attempt.Bytes.Length:N0} bytes allocate {allocated:N0}.");
    }

    private void Begin()
    {
        Interlocked.Exchange(ref _processorAt, Environment.CpuUsage.TotalTime.Ticks);
        Interlocked.Exchange(ref _startedAt, Stopwatch.GetTimestamp());
    }

    /// <summary>What is wrong, in words that are the same for the same fault; null: nothing.</summary>
    private string? Wrong(Attempt attempt, bool count)
    {
        try
        {
            return attempt.IsArchive ? WrongArchive(attempt.Bytes, count) : WrongPage(attempt, count);
        }
        catch (Exception failure)
        {
            // Signals' failures come wrapped in their name.
            var bug = failure.GetBaseException();
            var method = new StackTrace(bug).GetFrames().Select(frame => frame.GetMethod()).FirstOrDefault(at => at?.DeclaringType?.FullName?.StartsWith("Detector.", StringComparison.Ordinal) == true);
            return $"{bug.GetType().Name} in {method?.DeclaringType?.Name}.{method?.Name}";
        }
    }

    private string? WrongPage(Attempt attempt, bool count)
    {
        var verdict = _detector.Judge(attempt.Bytes, attempt.Request, Detail.Everything);
        if (verdict is not Judged judged)
        {
            if (count) _unjudged++;
            return ((Unjudged)verdict).Says.Length > 10 ? null : "unjudged without a reason";
        }
        if (count) _judged++;
        if (!(judged.Probability is >= 0 and <= 1)) return "a probability that is none";
        if (!(Math.Abs(judged.Base + judged.Reasons.Sum(reason => reason.Contribution) - judged.Margin) < 1e-3)) return "contributions that do not add up to the margin";
        foreach (var reason in judged.Reasons)
        {
            if (!double.IsFinite(reason.Value)) return $"{reason.Signal} measured no number";
            if (reason.Says.Length == 0) return $"{reason.Signal} says nothing";
        }
        var again = (Judged)_detector.Judge(attempt.Bytes, attempt.Request, Detail.Everything);
        if (again.Margin != judged.Margin) return "a second answer unlike the first";
        foreach (var (one, two) in judged.Reasons.Zip(again.Reasons))
            if (one.Signal != two.Signal || one.Value != two.Value || one.Says != two.Says)
                return $"{one.Signal} measured twice differs";
        return null;
    }

    private string? WrongArchive(byte[] bytes, bool count)
    {
        if (count) _archives++;
        foreach (var item in WarcSource.Read(new MemoryStream(bytes), "archive", "archive", SourceLimits.Default, new SourceProgress(), CancellationToken.None))
            if (item is BrokenPage { Says.Length: < 10 }) return "a broken record without a reason";
        return null;
    }

    private void Found(long number, string what, string says)
    {
        _finds[what] = _finds.GetValueOrDefault(what) + 1;
        if (_finds[what] > 3) return;
        Console.WriteLine($"FOUND in attempt {number}: {what}\n    {says}");
    }

    /// <summary>Cuts away what the fault does not need.</summary>
    private Attempt Minimise(Attempt attempt, string wrong)
    {
        var until = Stopwatch.GetTimestamp() + (20 * Stopwatch.Frequency);
        for (var chunk = attempt.Bytes.Length / 2; chunk > 0; chunk /= 2)
        {
            for (var at = 0; at < attempt.Bytes.Length && Stopwatch.GetTimestamp() < until;)
            {
                var shorter = attempt with { Bytes = [.. attempt.Bytes[..at], .. attempt.Bytes[Math.Min(at + chunk, attempt.Bytes.Length)..]] };
                Begin();
                if (Wrong(shorter, count: false) == wrong) attempt = shorter;
                else at += chunk;
            }
        }
        return attempt;
    }

    private string Describe(Attempt attempt)
    {
        if (keep is not null)
        {
            Directory.CreateDirectory(keep);
            File.WriteAllBytes(Path.Combine(keep, $"{_number}.{(attempt.IsArchive ? "warc" : "html")}"), attempt.Bytes);
        }
        // Words of real pages stay where they are: their letters become x.
        var text = Encoding.Latin1.GetString(attempt.Bytes.AsSpan(0, Math.Min(attempt.Bytes.Length, 300)));
        if (!showBytes) text = string.Concat(text.Select(letter => char.IsLetter(letter) ? 'x' : letter));
        return $"{attempt.Bytes.Length:N0} bytes are left, {(attempt.IsArchive ? "an archive" : $"url {attempt.Request.Url ?? "none"}, type {attempt.Request.ContentType ?? "none"}, format {attempt.Request.Format}")}: {System.Text.Json.JsonSerializer.Serialize(text)}";
    }

    private static List<byte[]> Archives()
    {
        var all = new List<byte[]>();
        foreach (var packed in new Func<byte[], byte[]>?[] { null, WarcMaker.Gzip })
        {
            var archive = new WarcMaker(packed);
            foreach (var page in MadePages.All(4)) archive.Page("https://a.example/", page[..Math.Min(page.Length, 3000)]).Record("request", "application/http;msgtype=request", "https://a.example/", "GET / HTTP/1.1\r\n\r\n"u8.ToArray());
            archive.Page("https://a.example/", "5\r\n<p>ab\r\n3\r\ncde\r\n0\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n");
            archive.Page("https://a.example/", WarcMaker.Gzip("<p>packed"u8.ToArray()), "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n");
            all.Add(archive.Bytes);
        }
        return all;
    }
}
