using Microsoft.Playwright;

namespace Detector.Desk.Tests.Browser;

/// <summary>Keys and clicks that lead to another page.</summary>
public static class Keys
{
    /// <summary>Presses a key and waits until the page it leads to has been read and its script has run.</summary>
    public static Task PressAndArriveAsync(this IPage page, string key) => page.ArriveAsync(() => page.Keyboard.PressAsync(key));

    /// <summary>Does something and waits until the page it leads to has been read and its script has run: an address that has changed is not yet a page that hears keys.</summary>
    public static async Task ArriveAsync(this IPage page, Func<Task> act)
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        page.DOMContentLoaded += Arrive;
        try
        {
            await act();
            await arrived.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        }
        finally
        {
            page.DOMContentLoaded -= Arrive;
        }

        void Arrive(object? sender, IPage of) => arrived.TrySetResult();
    }
}
