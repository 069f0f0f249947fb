using Detector.Api;
using Microsoft.AspNetCore.Builder;

namespace Detector.Client.Tests;

/// <summary>The real service on a port of its own.</summary>
public sealed class Service : IAsyncDisposable
{
    private readonly (string, string?)[] _settings;
    private WebApplication _app;

    private Service((string, string?)[] settings, WebApplication app) => (_settings, _app) = (settings, app);

    public Uri Address { get; private set; } = null!;

    /// <param name="settings">Beside them: no index, and streams end within a second.</param>
    public static async Task<Service> Start(params (string Name, string? Value)[] settings)
    {
        (string, string?)[] all = [("Index", "none"), ("DrainSeconds", "1"), .. settings];
        var app = await Run("http://127.0.0.1:0", all);
        return new Service(all, app) { Address = new Uri(app.Urls.First()) };
    }

    /// <summary>A client that pauses shortly.</summary>
    public DetectorClient Client(Func<DetectorClientOptions, DetectorClientOptions>? with = null)
    {
        var options = new DetectorClientOptions { Address = Address, FirstPause = TimeSpan.FromMilliseconds(50), LongestPause = TimeSpan.FromSeconds(1), Retries = 20 };
        return new DetectorClient(with is null ? options : with(options));
    }

    /// <summary>Ends, and begins again at the same address.</summary>
    public async Task Restart()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _app = await Run(Address.ToString().TrimEnd('/'), _settings);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static async Task<WebApplication> Run(string url, (string, string?)[] settings)
    {
        var app = ApiHost.Make(new ApiHost.Start(url, null, settings));
        await app.StartAsync();
        return app;
    }
}
