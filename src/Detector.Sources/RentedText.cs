using System.Buffers;

namespace Detector.Sources;

/// <summary>Characters in an array of the shared pool, which gets it back once at most.</summary>
internal sealed class RentedText(char[] array, int length)
{
    private char[]? _array = array;

    public ReadOnlyMemory<char> Characters => _array.AsMemory(0, length);

    public void GiveBack()
    {
        if (Interlocked.Exchange(ref _array, null) is { } rented) ArrayPool<char>.Shared.Return(rented);
    }
}
