using System.Globalization;
using Detector.Testing;
using StackExchange.Redis;

namespace Detector.Index.Tests.Shared;

/// <summary>Three Redis servers that are one cluster, a third of the slots each.</summary>
public sealed class RedisCluster : IAsyncLifetime
{
    private const int Slots = 16384;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public IReadOnlyList<RedisServer> Nodes { get; } =
    [
        .. Enumerable.Range(0, 3).Select(_ => new RedisServer(
            "--cluster-enabled", "yes", "--cluster-port", "BUSPORT", "--cluster-node-timeout", "5000", "--cluster-require-full-coverage", "no", "--cluster-config-file", "nodes.conf", "--appendonly", "yes")),
    ];

    public string EndPoints => string.Join(',', Nodes.Select(node => node.EndPoint));

    public async ValueTask InitializeAsync()
    {
        for (var node = 0; node < Nodes.Count; node++)
        {
            await using var redis = await Connect(Nodes[node]);
            var database = redis.GetDatabase();
            await database.ExecuteAsync("CLUSTER", "ADDSLOTSRANGE", node * Slots / Nodes.Count, ((node + 1) * Slots / Nodes.Count) - 1);
            await database.ExecuteAsync("CLUSTER", "SET-CONFIG-EPOCH", node + 1);
            if (node > 0) await database.ExecuteAsync("CLUSTER", "MEET", "127.0.0.1", Nodes[0].Port, Nodes[0].BusPort);
        }
        foreach (var node in Nodes) await AgreesAsync(node);
    }

    /// <summary>Waits until a node knows all others and finds the cluster in order.</summary>
    public static async Task AgreesAsync(RedisServer node)
    {
        var end = DateTime.UtcNow + Patience;
        while (true)
        {
            await using var redis = await Connect(node);
            var info = (string)(await redis.GetDatabase().ExecuteAsync("CLUSTER", "INFO"))!;
            if (info.Contains("cluster_state:ok", StringComparison.Ordinal) && info.Contains(string.Create(CultureInfo.InvariantCulture, $"cluster_slots_ok:{Slots}"), StringComparison.Ordinal)) return;
            if (DateTime.UtcNow > end) throw new InvalidOperationException($"The cluster did not come together in {Patience.TotalSeconds} s: {info}");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    public ValueTask DisposeAsync()
    {
        foreach (var node in Nodes) node.Dispose();
        return ValueTask.CompletedTask;
    }

    // One node by itself, whatever cluster it is in.
    private static async Task<ConnectionMultiplexer> Connect(RedisServer node)
    {
        var options = new ConfigurationOptions { AllowAdmin = true, Protocol = RedisProtocol.Resp2, AbortOnConnectFail = false, Proxy = Proxy.None };
        options.EndPoints.Add(node.EndPoint);
        return await ConnectionMultiplexer.ConnectAsync(options);
    }
}
