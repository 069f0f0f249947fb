using System.Net.Security;

namespace Detector.Client;

/// <summary>Where the service is and how patient its caller.</summary>
public sealed record DetectorClientOptions
{
    /// <summary>The service's address, such as http://127.0.0.1:8080; a path in it is kept as a prefix.</summary>
    public required Uri Address { get; init; }

    /// <summary>The key, where the service wants one.</summary>
    public string? Key { get; init; }

    /// <summary>How often a request is sent again before its failure is told: 0 or more. In a batch only attempts that brought no answer count.</summary>
    public int Retries { get; init; } = 6;

    /// <summary>The first pause before a request is sent again; each further one is about twice as long, with jitter. Where the service says when to ask again (Retry-After), that is kept.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest pause.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Time to connect.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Time for one attempt at a single request; in a batch, for the next answer while a page is under way. Longer than a page may take there.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>Pages of a batch under way at most, 1 or more: sent or waiting to be sent, and not yet answered. They are held in memory, to be sent again if the connection breaks.</summary>
    public int PagesUnderWay { get; init; } = 256;

    /// <summary>TLS of an https address: certificates, checks; null: the system's own.</summary>
    public SslClientAuthenticationOptions? Tls { get; init; }

    internal void Check()
    {
        if (!Address.IsAbsoluteUri || Address.Scheme is not ("http" or "https")) throw new ArgumentException($"'{Address}' is no address of a service; http://127.0.0.1:8080 is one.", nameof(Address));
        if (Key is not null && !Key.All(letter => letter is > ' ' and <= '~')) throw new ArgumentException("The key has a letter in it that no key has: a blank, a line end, or one beyond ASCII.", nameof(Key));
        ArgumentOutOfRangeException.ThrowIfNegative(Retries);
        ArgumentOutOfRangeException.ThrowIfLessThan(PagesUnderWay, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(AnswerTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(ConnectTimeout, TimeSpan.Zero);
    }
}
