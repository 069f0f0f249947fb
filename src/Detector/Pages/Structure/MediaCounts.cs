using Detector.Pages.Addresses;

namespace Detector.Pages.Structure;

/// <summary>How many pictures come from which host.</summary>
internal sealed class MediaCounts
{
    public const int MostHosts = 64;

    private readonly List<KeyValuePair<string, int>> _hosts = [];
    private int _last;

    /// <summary>Counts the picture at an address; one without a host counts under "", one that is data or script not at all.</summary>
    public void See(ReadOnlySpan<char> source)
    {
        source = source.Trim();
        if (source.IsEmpty || source.StartsWith("data:", StringComparison.OrdinalIgnoreCase) || source.StartsWith("about:", StringComparison.OrdinalIgnoreCase) || source.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase)) return;
        var host = Href.HostOf(source);
        // Pictures in a row come from one host.
        if (_last < _hosts.Count && host.Equals(_hosts[_last].Key, StringComparison.OrdinalIgnoreCase))
        {
            _hosts[_last] = new(_hosts[_last].Key, _hosts[_last].Value + 1);
            return;
        }
        for (var i = 0; i < _hosts.Count; i++)
        {
            if (!host.Equals(_hosts[i].Key, StringComparison.OrdinalIgnoreCase)) continue;
            _hosts[i] = new(_hosts[i].Key, _hosts[i].Value + 1);
            _last = i;
            return;
        }
        if (_hosts.Count >= MostHosts) return;
        _last = _hosts.Count;
        _hosts.Add(new(host.ToString().ToLowerInvariant(), 1));
    }

    /// <summary>Whether a picture from the same host was counted.</summary>
    public bool Has(ReadOnlySpan<char> source)
    {
        var host = Href.HostOf(source.Trim());
        foreach (var (known, _) in _hosts)
            if (host.Equals(known, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    public IReadOnlyList<KeyValuePair<string, int>> MostFrequentFirst()
    {
        _hosts.Sort(static (a, b) => a.Value != b.Value ? b.Value.CompareTo(a.Value) : string.CompareOrdinal(a.Key, b.Key));
        return _hosts;
    }
}
