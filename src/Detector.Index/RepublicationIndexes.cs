using Detector.Index.Embedded;
using Detector.Index.Shared;

namespace Detector.Index;

/// <summary>Opens an index wherever it is: a folder of this machine, or a server or cluster of the Redis protocol (<see cref="SharedPlace"/>).</summary>
public static class RepublicationIndexes
{
    /// <summary>Opens an index to look things up.</summary>
    /// <param name="place">A folder, or <c>redis://[user:password@]host[:port][,host:port...][/name][?timeout=2s]</c> (<see cref="SharedPlace"/>).</param>
    /// <exception cref="IndexAwayException">There is no index, or it cannot be used. A shared one that cannot be reached right now is no error: its answers say so.</exception>
    public static IRepublicationIndex Open(string place) => SharedPlace.Is(place) ? SharedIndex.OpenRead(SharedPlace.Parse(place)) : EmbeddedIndex.OpenRead(place);

    /// <summary>Opens an index to add to, or makes one.</summary>
    /// <param name="place">As for <see cref="Open"/>.</param>
    /// <param name="mustAnswer">False, for a service: a shared index whose servers are away now is opened all the same, and used when they are back.</param>
    /// <exception cref="IndexAwayException">It cannot be reached, written or used; of one on disk, another process adds to it.</exception>
    public static IRepublicationIndex OpenWrite(string place, bool mustAnswer = true) => SharedPlace.Is(place) ? SharedIndex.OpenWrite(SharedPlace.Parse(place), mustAnswer) : EmbeddedIndex.OpenWrite(place);
}
