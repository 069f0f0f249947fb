using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Detector.Desk.Tests.Browser;

/// <summary>One real browser for all tests of an assembly: Debian's Chromium, or the one CHROMIUM names.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    private static string Path => Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium";

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Path)) throw new InvalidOperationException($"The tests of the desk want a browser, and there is no {Path}. Install it (apt-get install chromium) or name another with CHROMIUM=path.");
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Path, Headless = true, Args = Arguments });
    }

    /// <summary>A visitor with cookies of their own.</summary>
    public async Task<Visitor> VisitorAsync(int width = 1280, int height = 860, bool scripts = true, ColorScheme colours = ColorScheme.Light, bool bypassPolicy = false, double scale = 1)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height }, JavaScriptEnabled = scripts, ColorScheme = colours, BypassCSP = bypassPolicy, ReducedMotion = ReducedMotion.Reduce, DeviceScaleFactor = (float)scale,
        });
        // A busy machine is slow, not wrong.
        context.SetDefaultTimeout(90_000);
        return new Visitor(context, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}

/// <summary>A browser window and everything that went wrong in it.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    public Visitor(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Dialog += async (_, dialog) =>
        {
            Wrong.Add($"dialog: {dialog.Message}");
            await dialog.DismissAsync();
        };
        page.PageError += (_, error) => Wrong.Add($"script: {error}");
        page.Console += (_, line) =>
        {
            if (line.Type is "error") Wrong.Add($"console: {line.Text}");
        };
        page.Request += (_, request) => Asked.Add(request.Url);
    }

    public IPage Page { get; }

    /// <summary>First contentful paint of the page, ms (W3C Paint Timing). On a busy machine the entry comes after the page is loaded, so it is waited for.</summary>
    public Task<double> FirstPaintAsync() => Page.EvaluateAsync<double>("""
        () => new Promise(done => new PerformanceObserver(list => {
            for (const entry of list.getEntriesByName('first-contentful-paint')) done(entry.startTime);
        }).observe({ type: 'paint', buffered: true }))
        """);

    /// <summary>Dialogs, script errors, refusals of the content security policy.</summary>
    public List<string> Wrong { get; } = [];

    /// <summary>Every address the pages asked for.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>What axe-core finds, worded: rule, help and the first place.</summary>
    public async Task<IReadOnlyList<string>> AccessibilityAsync()
    {
        await Page.EvaluateAsync(new BundledAxeScriptProvider().GetScript() + "\n;void 0");
        var found = await Page.EvaluateAsync<string[]>("async () => (await axe.run(document, { resultTypes: ['violations'] })).violations.map(v => `${v.id}: ${v.help} at ${v.nodes.map(n => n.target.join(' ') + ' ' + (n.any[0]?.message ?? '')).slice(0, 3).join(' | ')}`)");
        return found ?? [];
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
