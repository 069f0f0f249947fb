using System.Buffers;
using System.Collections.Concurrent;
using Microsoft.AspNetCore.Connections;

namespace Detector.Api.Running;

/// <summary>
/// Memory that the server reads bodies into: blocks of 32 KiB where its own have 4. Pages come in tens of kilobytes, and each block is a call into the kernel and a hand-over to whoever waits for the body
/// (<c>benchmarks … -- service</c> prints the ratio of batches over HTTP to judging in process). A connection holds a block only while it has sent something that is not read yet; <see cref="Settings.ApiSettings.Connections"/> bounds how
/// many do.
/// </summary>
internal sealed class WireBlocks : IMemoryPoolFactory<byte>
{
    private const int Bytes = 32 * 1024;

    /// <summary>Blocks kept for the next body; more are let go of.</summary>
    private const int Kept = 128;

    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => new Pool();

    private sealed class Pool : MemoryPool<byte>
    {
        private readonly ConcurrentQueue<Block> _free = new();
        private volatile bool _ended;

        public override int MaxBufferSize => Bytes;

        public override IMemoryOwner<byte> Rent(int minBufferSize = -1)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(minBufferSize, Bytes);
            return _free.TryDequeue(out var block) ? block : new Block(this);
        }

        public void GiveBack(Block block)
        {
            if (!_ended && _free.Count < Kept) _free.Enqueue(block);
        }

        protected override void Dispose(bool disposing)
        {
            _ended = true;
            _free.Clear();
        }
    }

    // The kernel writes here: it must not be moved meanwhile.
    private sealed class Block(Pool pool) : IMemoryOwner<byte>
    {
        public Memory<byte> Memory { get; } = GC.AllocateUninitializedArray<byte>(Bytes, pinned: true);

        public void Dispose() => pool.GiveBack(this);
    }
}
