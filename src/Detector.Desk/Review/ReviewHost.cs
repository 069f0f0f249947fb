using System.Net;
using Detector.Desk.Cases;
using Detector.Desk.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Detector.Desk.Review;

/// <summary>The review site in a server of its own: what <c>detector review</c> starts.</summary>
public sealed class ReviewHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Docket _docket;

    private ReviewHost(WebApplication app, Docket docket, string address)
    {
        _app = app;
        _docket = docket;
        Address = address;
    }

    /// <summary>Where it answers.</summary>
    public string Address { get; }

    /// <summary>Starts the site.</summary>
    /// <param name="store">The run.</param>
    /// <param name="bind">Address to listen on; beyond loopback moderators sign in with tokens.</param>
    /// <param name="port">0: any free one.</param>
    /// <param name="time">Says when decisions are made.</param>
    /// <param name="stop">Gives up starting.</param>
    /// <exception cref="RunException">Beyond loopback without a moderator, or the port is taken.</exception>
    public static async Task<ReviewHost> StartAsync(RunStore store, IPAddress bind, int port, TimeProvider time, CancellationToken stop = default)
    {
        var options = await ReviewOptions.ForAsync(store, IPAddress.IsLoopback(bind), stop: stop);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = typeof(ReviewHost).Assembly.GetName().Name });
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.Services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = ReviewSite.LargestForm;
            kestrel.Listen(bind, port);
        });
        builder.Services.AddReview();
        var app = builder.Build();
        var docket = new Docket(store);
        app.MapReview(docket, options, time);
        try
        {
            await app.StartAsync(stop);
        }
        catch (IOException taken)
        {
            await app.DisposeAsync();
            docket.Dispose();
            throw new RunException($"Port {port} of {bind} cannot be had: {taken.Message}", taken);
        }
        // The picture is drawn before the first visitor waits for it.
        await docket.NowAsync(stop);
        return new ReviewHost(app, docket, app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    /// <summary>Serves until stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, stop);
        }
        catch (OperationCanceledException)
        {
            await _app.StopAsync(CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _docket.Dispose();
    }
}
