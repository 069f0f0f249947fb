using System.Buffers;
using System.Runtime.CompilerServices;

namespace Detector.Signals.Text;

/// <summary>How often each of some hashes occurs: open addressing in pooled arrays. A local of its user, given back by <see cref="Return"/>.</summary>
internal struct HashCounts
{
    private readonly ulong[] _keys;
    private readonly int[] _counts;
    private readonly int _shift;
    private readonly int _mask;

    /// <summary>Room for this many different hashes.</summary>
    public HashCounts(int most)
    {
        var bits = Math.Max(6, System.Numerics.BitOperations.Log2((uint)Math.Max(1, most)) + 2);
        _shift = 64 - bits;
        _mask = (1 << bits) - 1;
        _keys = ArrayPool<ulong>.Shared.Rent(1 << bits);
        _counts = ArrayPool<int>.Shared.Rent(1 << bits);
        Array.Clear(_keys, 0, 1 << bits);
    }

    /// <summary>Different hashes so far.</summary>
    public int Distinct { get; private set; }

    public readonly int Slots => _mask + 1;

    /// <summary>Counts one more; returns its slot.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Add(ulong hash)
    {
        var slot = Place(hash, out var key);
        if (_keys[slot] == 0)
        {
            _keys[slot] = key;
            _counts[slot] = 1;
            Distinct++;
        }
        else _counts[slot]++;
        return slot;
    }

    /// <summary>The count in a slot that <see cref="Add"/> returned.</summary>
    public readonly int this[int slot] => _counts[slot];

    /// <summary>The count of a slot, 0 when nothing stands there.</summary>
    public readonly int CountAt(int slot) => _keys[slot] == 0 ? 0 : _counts[slot];

    /// <summary>How often a hash was added.</summary>
    public readonly int Of(ulong hash) => CountAt(Place(hash, out _));

    public readonly void Return()
    {
        ArrayPool<ulong>.Shared.Return(_keys);
        ArrayPool<int>.Shared.Return(_counts);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int Place(ulong hash, out ulong key)
    {
        key = hash == 0 ? 1 : hash;
        var slot = (int)((key * 0x9E3779B97F4A7C15) >> _shift);
        while (_keys[slot] != 0 && _keys[slot] != key) slot = (slot + 1) & _mask;
        return slot;
    }
}
