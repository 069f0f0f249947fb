using System.Globalization;
using System.Text;
using Detector.Desk.Cases;
using Microsoft.AspNetCore.Http;

namespace Detector.Desk.Review;

/// <summary>A filter as it stands in an address.</summary>
public static class QueueQuery
{
    private const int LongestValue = 1_000;

    public static Filter Read(IQueryCollection query) => new()
    {
        Show = One(query, "show") is { } show && show.All(char.IsAsciiLetter) ? show : "waiting",
        Kind = One(query, "kind"),
        Site = One(query, "site"),
        Network = long.TryParse(One(query, "network"), CultureInfo.InvariantCulture, out var network) ? network : null,
        Search = One(query, "q"),
        Order = Enum.TryParse<Order>(One(query, "order"), ignoreCase: true, out var order) && Enum.IsDefined(order) ? order : Order.Urgency,
    };

    private static string? One(IQueryCollection query, string name) => query[name].ToString() is { Length: > 0 and <= LongestValue } value ? value : null;

    /// <summary>The same again, beginning with a question mark; "" for the plain queue.</summary>
    public static string Write(Filter filter, params ReadOnlySpan<(string Name, string? Value)> more)
    {
        var text = new StringBuilder();
        Add("show", filter.Show == "waiting" ? null : filter.Show);
        Add("kind", filter.Kind);
        Add("site", filter.Site);
        Add("network", filter.Network?.ToString(CultureInfo.InvariantCulture));
        Add("q", filter.Search);
        Add("order", filter.Order == Order.Urgency ? null : filter.Order.ToString().ToLowerInvariant());
        foreach (var (name, value) in more) Add(name, value);
        return text.ToString();

        void Add(string name, string? value)
        {
            if (string.IsNullOrEmpty(value)) return;
            text.Append(text.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }
    }
}
