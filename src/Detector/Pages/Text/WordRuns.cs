using System.Buffers;
using System.Numerics;

namespace Detector.Pages.Text;

/// <summary>A set of runs of three words, to ask how much of a text was said before. Fewer words come together by chance, more break on every changed word.</summary>
/// <param name="most">Words the set takes; what is added after that is left out.</param>
internal sealed class WordRuns(int most) : IDisposable
{
    private const int Run = 3;
    private readonly int _mask = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, most * 2)) - 1;
    private ulong[]? _slots;
    private int _left = most;

    public void Add(ReadOnlySpan<Token> words)
    {
        if (words.Length < Run) return;
        if (_slots is null)
        {
            _slots = ArrayPool<ulong>.Shared.Rent(_mask + 1);
            Array.Clear(_slots, 0, _mask + 1);
        }
        for (var i = 0; i + Run <= words.Length && _left > 0; i++, _left--)
        {
            var run = Of(words, i);
            _slots[Slot(run)] = run;
        }
    }

    /// <summary>Share of the runs of a text that are in the set, 0 to 1.</summary>
    public float Share(ReadOnlySpan<Token> words)
    {
        if (_slots is null || words.Length < Run) return 0;
        var found = 0;
        for (var i = 0; i + Run <= words.Length; i++)
            if (_slots[Slot(Of(words, i))] != 0)
                found++;
        return (float)found / (words.Length - Run + 1);
    }

    public void Dispose()
    {
        if (_slots is not null) ArrayPool<ulong>.Shared.Return(_slots);
        _slots = null;
    }

    // Where the run stands or would stand: at most half of the slots are taken, so the search ends.
    private int Slot(ulong run)
    {
        var slot = (int)(run >> 32) & _mask;
        while (_slots![slot] != 0 && _slots[slot] != run) slot = (slot + 1) & _mask;
        return slot;
    }

    private static ulong Of(ReadOnlySpan<Token> words, int at)
    {
        ulong run = 0;
        for (var i = at; i < at + Run; i++) run = (BitOperations.RotateLeft(run, 7) ^ words[i].Hash) * 0x9E3779B97F4A7C15;
        return run | 1;
    }
}
