using System.Net;
using Detector.Desk.Review;
using Detector.Desk.Runs;
using Detector.Desk.Tests.Browser;
using Microsoft.Playwright;

namespace Detector.Desk.Tests.Review;

/// <summary>A review site that is really served.</summary>
public sealed class OpenDesk : IAsyncDisposable
{
    private readonly ReviewHost _host;

    private OpenDesk(RunStore store, ReviewHost host)
    {
        Store = store;
        _host = host;
    }

    public RunStore Store { get; }

    public string Address => _host.Address;

    public static async Task<OpenDesk> OpenAsync(RunStore store, CancellationToken stop) => new(store, await ReviewHost.StartAsync(store, IPAddress.Loopback, 0, TimeProvider.System, stop));

    /// <summary>Comes in by the front door and says a name.</summary>
    public async Task<IPage> EnterAsync(Visitor visitor, string name = "ada")
    {
        await visitor.Page.GotoAsync(Address + "/");
        await visitor.Page.FillAsync("input[name=name]", name);
        await visitor.Page.ArriveAsync(() => visitor.Page.ClickAsync("button.main"));
        return visitor.Page;
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
