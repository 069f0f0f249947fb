using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Detector.Desk.Showing;

/// <summary>Documents that open from disk, from the same components as the site.</summary>
internal static partial class StaticHtml
{
    public static async Task<string> RenderAsync<TComponent>(params (string Name, object? Value)[] parameters)
        where TComponent : IComponent
    {
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        await using var provider = services.BuildServiceProvider();
        await using var renderer = new HtmlRenderer(provider, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var output = await renderer.RenderComponentAsync<TComponent>(ParameterView.FromDictionary(parameters.ToDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal)));
            return output.ToHtmlString();
        });
    }

    /// <summary>A style or script without its comments and indentation.</summary>
    public static string Minified(byte[] source) => Spaces().Replace(Comments().Replace(Encoding.UTF8.GetString(source), ""), "\n").Trim();

    /// <summary>How a content security policy names an inline style or script (https://www.w3.org/TR/CSP3/#grammardef-hash-source).</summary>
    public static string HashOf(string content) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}";

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Comments();

    [GeneratedRegex(@"\s*\n\s*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Spaces();
}
