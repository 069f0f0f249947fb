using System.Runtime.InteropServices;
using StackExchange.Redis;

namespace Detector.Index.Shared;

/// <summary>Values asked for all at once: one command a partition, or a few in all where one server has everything.</summary>
internal sealed class Round(Connection connection, int capacity = 16)
{
    // Others' commands get in between.
    private const int MostInCommand = 1024;

    private readonly List<RedisKey> _keys = new(capacity);
    private readonly List<byte> _partitions = new(capacity);
    private RedisValue[] _values = [];
    private bool[] _answered = [];

    public int Count => _keys.Count;

    /// <summary>Asks for one more key.</summary>
    /// <returns>Its place in the answer.</returns>
    public int Add(int partition, RedisKey key)
    {
        _keys.Add(key);
        _partitions.Add((byte)partition);
        return _keys.Count - 1;
    }

    /// <summary>Whether the server answered; the value is empty when there is none.</summary>
    public bool TryGet(int place, out ReadOnlyMemory<byte> value)
    {
        value = _answered[place] && !_values[place].IsNull ? _values[place] : default;
        return _answered[place];
    }

    /// <summary>Asks, and waits until all is answered or the time is up.</summary>
    /// <returns>What was away, as a part of a sentence; null when all was answered.</returns>
    public async Task<string?> FetchAsync(Deadline deadline, CancellationToken stop)
    {
        _answered = new bool[Count];
        if (Count == 0) return null;
        var commands = connection.IsOneServer ? InOrder() : ByPartition();
        var asked = new Task<RedisValue[]>?[commands.Count];
        for (var i = 0; i < asked.Length; i++)
            if (!connection.Rests(commands[i].Partition))
                asked[i] = connection.Send(database => database.StringGetAsync(commands[i].Keys));
        await Connection.Settle(asked is [{ } only] ? only : Task.WhenAll(asked.OfType<Task<RedisValue[]>>()), deadline, stop).ConfigureAwait(false);
        var unanswered = 0;
        Exception? failure = null;
        // What one command brings whole needs no gathering.
        if (asked is [{ IsCompletedSuccessfully: true } whole] && commands[0].Places is null)
        {
            _values = await whole.ConfigureAwait(false);
            Array.Fill(_answered, true);
            return null;
        }
        _values = new RedisValue[Count];
        for (var i = 0; i < asked.Length; i++)
        {
            if (asked[i] is { IsCompletedSuccessfully: true } answer) Take(commands[i], await answer.ConfigureAwait(false));
            else
            {
                unanswered++;
                if (asked[i] is { IsCompleted: false } or { Exception.InnerException: TimeoutException }) connection.Rest(commands[i].Partition);
                failure ??= asked[i]?.Exception?.InnerException;
            }
        }
        return unanswered == 0 ? null : connection.Away(unanswered, asked.Length, failure);
    }

    private void Take(Command command, RedisValue[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var place = command.Places is { } places ? places[i] : command.First + i;
            _values[place] = values[i];
            _answered[place] = true;
        }
    }

    private List<Command> InOrder()
    {
        var commands = new List<Command>();
        var keys = CollectionsMarshal.AsSpan(_keys);
        for (var first = 0; first < keys.Length; first += MostInCommand) commands.Add(new Command(0, keys[first..Math.Min(keys.Length, first + MostInCommand)].ToArray(), first, null));
        return commands;
    }

    private List<Command> ByPartition()
    {
        var counts = new int[Keys.Partitions];
        foreach (var partition in _partitions) counts[partition]++;
        var places = new int[Keys.Partitions][];
        for (var partition = 0; partition < counts.Length; partition++) places[partition] = new int[counts[partition]];
        for (var place = _partitions.Count - 1; place >= 0; place--) places[_partitions[place]][--counts[_partitions[place]]] = place;
        var commands = new List<Command>();
        for (var partition = 0; partition < places.Length; partition++)
            foreach (var some in places[partition].Chunk(MostInCommand))
                commands.Add(new Command(partition, Array.ConvertAll(some, place => _keys[place]), 0, some));
        return commands;
    }

    // Places null: the keys stand one after the other from First.
    private readonly record struct Command(int Partition, RedisKey[] Keys, int First, int[]? Places);
}
