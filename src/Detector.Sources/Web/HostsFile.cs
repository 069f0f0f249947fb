using System.Net;

namespace Detector.Sources.Web;

/// <summary>
/// Names that are not looked up but read from a file in the form of <c>/etc/hosts</c>: a number, then names; <c>*.site.example</c> stands for every name below it. Where pages are to come from a
/// mirror, a staging server or a test's own web. What the numbers may be asked is checked all the same.
/// </summary>
public sealed class HostsFile
{
    private readonly Dictionary<string, List<IPAddress>> _numbers = new(StringComparer.OrdinalIgnoreCase);

    private HostsFile()
    {
    }

    /// <exception cref="InvalidDataException">A line is not of the form.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static HostsFile Read(string path)
    {
        var hosts = new HostsFile();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            var comment = line.IndexOf('#', StringComparison.Ordinal);
            var fields = (comment < 0 ? line : line[..comment]).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length == 0) continue;
            if (fields.Length < 2 || !IPAddress.TryParse(fields[0], out var address)) throw new InvalidDataException($"{path}, line {number}: a number and a name are wanted, as in '127.0.0.1 news.example'; '{line.Trim()}' stands there.");
            foreach (var name in fields[1..])
            {
                if (!hosts._numbers.TryGetValue(name.TrimEnd('.'), out var numbers)) hosts._numbers[name.TrimEnd('.')] = numbers = [];
                numbers.Add(address);
            }
        }
        return hosts;
    }

    /// <summary>A <see cref="ResolveHost"/>: by the file, else by the system.</summary>
    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken stop)
    {
        if (_numbers.TryGetValue(host, out var numbers)) return Task.FromResult<IPAddress[]>([.. numbers]);
        for (var dot = host.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = host.IndexOf('.', dot + 1))
            if (_numbers.TryGetValue("*" + host[dot..], out numbers))
                return Task.FromResult<IPAddress[]>([.. numbers]);
        return Dns.GetHostAddressesAsync(host, stop);
    }
}
