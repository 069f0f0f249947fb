using System.CommandLine;
using Detector.Scanning;

namespace Detector.Api.Access;

/// <summary><c>detector-api key</c>: makes keys, lists and removes them. A running service sees the change within two seconds.</summary>
internal static class KeyCommand
{
    public static Command Make()
    {
        var file = new Option<string>("--keys") { Description = "The file of keys.", HelpName = "file", Required = true };
        var name = new Option<string>("--name") { Description = "Whose key it is. Two keys of one name may overlap, so that one is replaced without a gap.", HelpName = "name", Required = true };
        var scopes = new Option<string[]>("--scope") { Description = "score: have pages judged; index: change the index; admin: metrics and reload. More than one may be given.", HelpName = "score|index|admin", Required = true, AllowMultipleArgumentsPerToken = true };
        scopes.AcceptOnlyFromAmong("score", "index", "admin");
        var days = new Option<int?>("--days") { Description = "Days until it expires; without, never.", HelpName = "n" };
        var pages = new Option<int?>("--pages-per-minute") { Description = "Pages it may have judged a minute; without, the setting PagesPerMinute.", HelpName = "n" };
        var add = new Command("add", "Make a key. It is shown once; the file keeps its hash.") { file, name, scopes, days, pages };
        add.SetAction(call =>
        {
            if (call.GetValue(days) is <= 0) throw new UsageException($"--days takes 1 or more; {call.GetValue(days)} was given.");
            if (call.GetValue(pages) is < 0) throw new UsageException($"--pages-per-minute takes 0 (no limit) or more; {call.GetValue(pages)} was given.");
            Console.WriteLine(ApiKeys.Add(
                call.GetRequiredValue(file),
                call.GetRequiredValue(name),
                [.. call.GetRequiredValue(scopes).Select(scope => Enum.Parse<Scope>(scope, ignoreCase: true)).Distinct()],
                call.GetValue(days) is { } n ? TimeProvider.System.GetUtcNow().AddDays(n) : null,
                call.GetValue(pages)));
            return 0;
        });
        var list = new Command("list", "Names, scopes and ends of the keys.") { file };
        list.SetAction(call =>
        {
            foreach (var key in ApiKeys.Load(call.GetRequiredValue(file)).All)
                Console.WriteLine(FormattableString.Invariant($"{key.Name}  {string.Join(',', key.Scopes).ToLowerInvariant()}  {(key.Expires is { } end ? $"until {end:yyyy-MM-dd}" : "no end")}  {key.Hash[..8]}"));
            return 0;
        });
        var hash = new Option<string>("--hash") { Description = "Only the key whose hash begins so, as 'key list' shows it: the old one, when its caller has the new one.", HelpName = "digits", DefaultValueFactory = _ => "" };
        var remove = new Command("remove", "Take the keys of a name out.") { file, name, hash };
        remove.SetAction(call =>
        {
            var (whose, begins) = (call.GetRequiredValue(name), call.GetValue(hash)!);
            var removed = ApiKeys.Remove(call.GetRequiredValue(file), whose, begins);
            if (removed == 0) throw new UsageException($"The file holds no key of the name '{whose}'{(begins.Length > 0 ? $" whose hash begins with '{begins}'" : "")}. 'detector-api key list' shows those it holds.");
            Console.WriteLine($"{removed} removed.");
            return 0;
        });
        return new Command("key", "Keys of callers.") { add, list, remove };
    }
}
