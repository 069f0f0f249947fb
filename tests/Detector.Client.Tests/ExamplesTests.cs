using System.Globalization;
using System.Text;
using System.Text.Json;
using Detector.Api.Access;
using Detector.Testing;

namespace Detector.Client.Tests;

/// <summary><c>src/Detector.Api/examples.http</c>, sent to a running service as an editor sends it.</summary>
public sealed class ExamplesTests
{
    private sealed record Example(string Title, int Expects, HttpMethod Method, string Target, IReadOnlyList<(string Name, string Value)> Headers, string? Body);

    [Fact]
    public async Task Every_example_is_answered_as_it_says_and_every_endpoint_has_one()
    {
        var folder = Directory.CreateTempSubdirectory("detector-examples-");
        try
        {
            var keys = Path.Combine(folder.FullName, "keys.json");
            var key = ApiKeys.Add(keys, "editor", Enum.GetValues<Scope>(), null, null);
            await using var service = await Service.Start(("Keys", keys), ("Index", Path.Combine(folder.FullName, "index")));
            var examples = Read(service.Address.ToString().TrimEnd('/'), key);
            using var http = new HttpClient();
            var bodies = new List<string>();

            foreach (var example in examples)
            {
                using var request = new HttpRequestMessage(example.Method, example.Target);
                if (example.Body is not null) request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(example.Body));
                foreach (var (name, value) in example.Headers)
                    if (!request.Headers.TryAddWithoutValidation(name, value)) request.Content!.Headers.TryAddWithoutValidation(name, value);
                using var response = await http.SendAsync(request);
                var body = await response.Content.ReadAsStringAsync();

                ((int)response.StatusCode).ShouldBe(example.Expects, $"{example.Title} {body}");
                bodies.Add(body);
            }

            Answer("A web archive.").ShouldContain("urn:uuid:00000000-0000-4000-8000-000000000001");
            Answer("A web archive.").ShouldContain("\"kind\"");
            Answer("Who else has this text?").ShouldContain("https://wetherbydownpost.example/pool/");
            Answer("Any number of pages").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(3);
            using var contract = JsonDocument.Parse(Answer("The contract"));
            var shown = examples.Select(example => $"{example.Method} {new Uri(example.Target).AbsolutePath}").ToHashSet(StringComparer.Ordinal);
            foreach (var path in contract.RootElement.GetProperty("paths").EnumerateObject())
                foreach (var method in path.Value.EnumerateObject())
                    shown.ShouldContain($"{method.Name.ToUpperInvariant()} {path.Name}");

            string Answer(string title) => bodies[examples.FindIndex(example => example.Title.StartsWith(title, StringComparison.Ordinal))];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static List<Example> Read(string address, string key)
    {
        var text = File.ReadAllText(Repository.PathOf("src", "Detector.Api", "examples.http")).Replace("{{address}}", address, StringComparison.Ordinal).Replace("{{key}}", key, StringComparison.Ordinal);
        return [.. text.Split("\n### ").Skip(1).Select(One)];
    }

    private static Example One(string part)
    {
        var lines = part.Split('\n');
        var expects = lines.Single(line => line.StartsWith("# expects ", StringComparison.Ordinal))["# expects ".Length..];
        var start = Array.FindIndex(lines, 1, line => !line.StartsWith('#'));
        var request = lines[start].Split(' ', 2);
        var empty = Array.FindIndex(lines, start, line => line.Length == 0);
        var headers = lines[(start + 1)..empty].Select(line => line.Split(": ", 2)).Select(header => (header[0], header[1])).ToList();
        var body = string.Join('\n', lines[(empty + 1)..]).TrimEnd('\n');
        return new Example(lines[0], int.Parse(expects, CultureInfo.InvariantCulture), HttpMethod.Parse(request[0]), request[1], headers, body.Length == 0 ? null : body);
    }
}
