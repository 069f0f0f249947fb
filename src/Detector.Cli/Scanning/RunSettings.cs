using System.Text.Json;
using Detector.Cli.Showing;
using Detector.Index.Shared;
using Detector.Scanning;
using Detector.Sources.Web;

namespace Detector.Cli.Scanning;

/// <summary>What a run was begun with and goes on with. Kept in the run as JSON; paths are full, so that it can be resumed from anywhere.</summary>
internal sealed record RunSettings
{
    /// <summary>Files, folders and archives; empty for a run of addresses.</summary>
    public string[] Paths { get; init; } = [];

    /// <summary>Lists the addresses came from.</summary>
    public string[] Lists { get; init; } = [];

    /// <summary>The archive that keeps what was seen.</summary>
    public string? Warc { get; init; }

    /// <summary>An earlier run: pages that have not changed since are not sent again.</summary>
    public string? Since { get; init; }

    public bool AllowPrivate { get; init; }

    public int AtOnce { get; init; }

    public int PerHost { get; init; }

    /// <summary>Requests at once to one IP address.</summary>
    public int PerAddress { get; init; } = new FetchOptions().PerAddress;

    /// <summary>Seconds between two requests to one host.</summary>
    public double Delay { get; init; }

    public bool IgnoreRobots { get; init; }

    public string UserAgent { get; init; } = new FetchOptions().UserAgent;

    public string? Hosts { get; init; }

    /// <summary>A shared index stands in the run without user and password.</summary>
    public string? Index { get; init; }

    public bool Together { get; init; }

    public string? Model { get; init; }

    public string? Signatures { get; init; }

    public static RunSettings Read(string json) => JsonSerializer.Deserialize<RunSettings>(json) ?? throw new UsageException("The run's settings are empty.");

    public string Write() => JsonSerializer.Serialize(this with { Index = Index is null ? null : SharedPlace.WithoutLogin(Index) });

    /// <exception cref="UsageException">The hosts file cannot be used.</exception>
    public FetchOptions Fetching() => new()
    {
        AllowPrivate = AllowPrivate,
        Concurrency = AtOnce,
        PerHost = PerHost,
        PerAddress = PerAddress,
        Delay = TimeSpan.FromSeconds(Delay),
        Robots = IgnoreRobots ? RobotsPolicy.Ignore : RobotsPolicy.Obey,
        UserAgent = UserAgent,
        Resolve = Hosts is null ? null : ReadHosts(Hosts).ResolveAsync,
        Proxy = HttpClient.DefaultProxy,
    };

    private static HostsFile ReadHosts(string path)
    {
        try
        {
            return HostsFile.Read(path);
        }
        catch (Exception failure) when (failure is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The hosts of --hosts cannot be used: {Shown.Clean(failure.Message)}");
        }
    }
}
