using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Detector.Sources.Web;

/// <summary>
/// Opens connections to public hosts only. The name is looked up here, every number it stands for is checked, and the connection goes to a number that was checked: a name that
/// answers differently the second time (rebinding) is looked up, checked and connected anew, or not connected. That holds for every new connection, so for every redirect too.
/// </summary>
internal sealed class GuardedConnections(FetchOptions options)
{
    private readonly ConcurrentDictionary<string, IPAddress> _connected = new(StringComparer.Ordinal);

    /// <summary>The number that a host's last connection went to; null when there was none, or a proxy made it.</summary>
    public IPAddress? Of(Uri uri) => _connected.GetValueOrDefault(Key(uri.IdnHost, uri.Port));

    /// <summary>For <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken stop)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        SocketException? last = null;
        foreach (var number in await CheckedAsync(host, stop).ConfigureAwait(false))
        {
            var socket = new Socket(number.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(number, port), stop).ConfigureAwait(false);
                _connected[Key(host, port)] = number;
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException failure)
            {
                // A host with several numbers may be reached by another.
                last = failure;
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
        throw new FetchException(FetchProblem.NoConnection, $"No connection to {host}, port {port}: {last!.Message}.", inner: last);
    }

    /// <summary>The numbers of a host, all of which may be asked.</summary>
    /// <exception cref="FetchException">One of them may not, or there is none.</exception>
    public async Task<IPAddress[]> CheckedAsync(string host, CancellationToken stop)
    {
        host = host.Trim('[', ']');
        var isNumber = IPAddress.TryParse(host, out var literal);
        var numbers = isNumber ? [literal!] : await LookUpAsync(host, stop).ConfigureAwait(false);
        foreach (var number in numbers)
            // One private number among public ones is a trick, or a mistake that would come out differently each time.
            if (!number.Equals(options.Exempt) && WebAddress.Refusal(number, options.AllowPrivate) is { } why)
                throw new FetchException(FetchProblem.Refused, isNumber ? why : $"'{host}' leads to a forbidden place: {why}", lasting: true);
        return numbers;
    }

    private async Task<IPAddress[]> LookUpAsync(string host, CancellationToken stop)
    {
        try
        {
            var numbers = await (options.Resolve is { } resolve ? resolve(host, stop) : Dns.GetHostAddressesAsync(host, stop)).ConfigureAwait(false);
            return numbers.Length > 0 ? numbers : throw new FetchException(FetchProblem.NameNotFound, $"The name '{host}' stands for no address.", lasting: true);
        }
        catch (SocketException failure)
        {
            throw new FetchException(FetchProblem.NameNotFound, $"The name '{host}' could not be looked up: {failure.Message}.", lasting: failure.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData, failure);
        }
        catch (ArgumentException failure)
        {
            throw new FetchException(FetchProblem.NameNotFound, $"'{host}' is no name that can be looked up: {failure.Message}", lasting: true, failure);
        }
    }

    private static string Key(string host, int port) => $"{host.Trim('[', ']')}:{port}";
}
