using Detector.Testing;

namespace Detector.Index.Tests.Shared;

/// <summary>A Redis server by itself.</summary>
public sealed class OneRedis : IDisposable
{
    public RedisServer Server { get; } = new();

    public void Dispose() => Server.Dispose();
}
