using System.Diagnostics;

namespace MindBot.Gateways.Tests.Support;

/// <summary>Waits for what happens in the background, as long as it takes within reason.</summary>
public static class Eventually
{
    public static Task Holds(Func<bool> condition) => Holds(() => Task.FromResult(condition()));

    public static async Task Holds(Func<Task<bool>> condition)
    {
        for (var waited = Stopwatch.StartNew(); !await condition(); await Task.Delay(5))
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(20), "It did not come to hold within 20 s.");
    }
}
