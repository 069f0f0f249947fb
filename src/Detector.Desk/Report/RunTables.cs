using System.Globalization;
using System.Text;
using Detector.Desk.Cases;
using Detector.Desk.Showing;

namespace Detector.Desk.Report;

/// <summary>A run as tables for other programs.</summary>
public static class RunTables
{
    /// <summary>Every decision in order, as CSV.</summary>
    public static string Decisions(DocketView view)
    {
        var text = new StringBuilder("when,who,what,page,address,why,group\r\n");
        foreach (var decision in view.Decisions)
            Row(text, decision.When.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), decision.Who, decision.What.ToString().ToLowerInvariant(), decision.PageId.ToString(CultureInfo.InvariantCulture), view.Cases.GetValueOrDefault(decision.PageId)?.Address, decision.Why, decision.GroupId);
        return text.ToString();
    }

    internal static void Row(StringBuilder text, params ReadOnlySpan<string?> fields)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            if (i > 0) text.Append(',');
            text.Append(Csv.Field(fields[i]));
        }
        text.Append("\r\n");
    }
}
