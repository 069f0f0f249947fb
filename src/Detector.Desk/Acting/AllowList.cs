using Detector.Desk.Runs;
using Detector.Pages.Addresses;

namespace Detector.Desk.Acting;

/// <summary>Lines of the allow-list from what people write.</summary>
public static class AllowList
{
    /// <summary>Puts a site or host on the list, or takes it off.</summary>
    /// <returns>What is wrong with the line, in a sentence; null when it is written.</returns>
    public static async Task<string?> SetAsync(RunStore store, string site, bool allowed, string reason, string who, DateTimeOffset now, CancellationToken stop = default)
    {
        // A pasted address means its host; a bare "www" in front means the site.
        if (Address.TryParse(site.Trim()) is not { } address || !address.Host.Contains('.', StringComparison.Ordinal)) return $"'{site}' is no site: write a name such as news.example.";
        if (string.IsNullOrWhiteSpace(reason)) return $"The allow-list wants a reason for {address.Host}.";
        await store.AllowAsync(address.Host.StartsWith("www.", StringComparison.Ordinal) ? address.Host[4..] : address.Host, allowed, reason, who, now, stop);
        return null;
    }
}
