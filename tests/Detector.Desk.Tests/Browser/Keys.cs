using Microsoft.Playwright;

namespace Detector.Desk.Tests.Browser;

/// <summary>Keys that lead to another page.</summary>
public static class Keys
{
    /// <summary>Presses a key and waits until the page it leads to has been read and its script has run.</summary>
    public static async Task PressAndArriveAsync(this IPage page, string key)
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        page.DOMContentLoaded += Arrive;
        try
        {
            await page.Keyboard.PressAsync(key);
            await arrived.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        }
        finally
        {
            page.DOMContentLoaded -= Arrive;
        }

        void Arrive(object? sender, IPage of) => arrived.TrySetResult();
    }
}
